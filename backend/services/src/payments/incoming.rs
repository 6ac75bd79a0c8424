//! Money that came in: booked with its payment, in one transaction; what follows for the order is a message.

use super::owe::{NewRefund, send_back};
use super::tasks::{REVIEW, raise};
use crate::actor::Actor;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::ledger::{Of, Place, book, post};
use crate::sub_orders::{self, SubOrderRef};
use crate::topics;
use sea_orm::EntityTrait;
use serde_json::json;
use shared::id::{PaymentId, SubOrderId};
use shared::money::Vnd;
use shared::rules::ledger::{self as rules, Account, Posting, Purse};
use shared::state::payment::transition;
use shared::state::{ActorKind, PaymentAction, PaymentState, SubOrderState};
use store::entity::{payment, sub_order};
use store::outbox::{self, Message};
use store::{WriteTxn, sql};

/// What came, and where from.
pub(super) struct Money<'a> {
    /// How much.
    pub amount: i64,
    /// Who has it now.
    pub purse: Purse<'a>,
    /// Known by: the same money is booked once.
    pub source: &'a str,
    /// The provider's transaction.
    pub txn: &'a str,
}

/// What became of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Booked {
    /// The payment is paid now.
    Paid,
    /// A part of it came.
    Partly,
    /// It was booked before, or changes nothing.
    Repeated,
    /// It goes back: the payment had ended, or was paid before.
    Back,
}

/// The payment and the parts it pays for, locked in the order in which everybody locks them.
pub(super) async fn lock(
    txn: &WriteTxn,
    payment: &payment::Model,
) -> Result<(payment::Model, Vec<sub_order::Model>)> {
    let parts: Vec<sub_order::Model> = sql::all(
        &**txn,
        "update sub_order set version = version + 1 where id in (select id from sub_order where id = $1 \
         or ($1 is null and order_id = $2)) returning *",
        [payment.sub_order_id.into(), payment.order_id.into()],
    )
    .await?;
    let locked: Option<payment::Model> = sql::one(
        &**txn,
        "update payment set asked = asked where id = $1 returning *",
        [payment.id.into()],
    )
    .await?;
    let locked = locked.ok_or(Error::NotFound { what: "payment" })?;
    Ok((locked, parts))
}

fn state_of(payment: &payment::Model) -> Result<PaymentState> {
    payment
        .state
        .parse()
        .map_err(|_| Error::internal("a payment has an unknown state"))
}

/// Books money for a payment, whatever state it is in. Nothing is lost: what the payment does not take goes back.
pub(super) async fn pay(
    txn: &WriteTxn,
    found: &payment::Model,
    money: &Money<'_>,
    now: i64,
) -> Result<Booked> {
    let (payment, parts) = lock(txn, found).await?;
    let owed = payment.amount - payment.received;
    let action = if money.amount < owed {
        PaymentAction::PayPart
    } else {
        PaymentAction::Pay
    };
    let from = state_of(&payment)?;
    let place = Place {
        order: Some(payment.order_id),
        sub_order: payment.sub_order_id,
        cooperative: payment.cooperative_id,
    };
    let to = match transition(from, action, ActorKind::System) {
        Ok(to) => to,
        // The same provider transaction told again; another one is money that came twice.
        Err(_) if payment.provider_txn.as_deref() == Some(money.txn) => {
            return Ok(Booked::Repeated);
        }
        Err(_) => from,
    };
    let takes = matches!(to, PaymentState::Paid | PaymentState::PartlyPaid) && to != from
        || to == PaymentState::PartlyPaid;
    let lines = if takes {
        distribute(txn, place, &parts, money).await?
    } else {
        vec![(place, rules::unapplied(money.purse, Vnd(money.amount)))]
    };
    let aside: i64 = -lines
        .iter()
        .flat_map(|(_, entry)| entry)
        .filter(|line| line.account == Account::Suspense)
        .map(|line| line.amount.0)
        .sum::<i64>();
    if !post(txn, ("paid", money.source), now, lines).await? {
        return Ok(Booked::Repeated);
    }
    sql::execute(
        &**txn,
        "update payment set state = $1, received = received + $2, provider_txn = $3, updated_at = $4 where id = $5",
        [
            to.code().into(),
            (money.amount - aside).into(),
            money.txn.into(),
            now.into(),
            payment.id.into(),
        ],
    )
    .await?;
    if aside > 0 {
        let cause = match to {
            PaymentState::Paid if takes => "over",
            PaymentState::RefundDue if from.ended_unpaid() => "late",
            _ => "double",
        };
        let refund = NewRefund {
            place,
            payment: Some((payment.id, payment.provider.clone())),
            cause,
            amount: aside,
        };
        send_back(txn, &refund, now).await?;
    }
    if to == PaymentState::Paid && takes {
        let message = Message {
            topic: topics::PAYMENT_PAID,
            key: payment.id.to_string(),
            payload: json!({}),
        };
        outbox::enqueue_all(txn, vec![message], now).await?;
        return Ok(Booked::Paid);
    }
    Ok(if takes { Booked::Partly } else { Booked::Back })
}

/// The postings of money that is taken: given to the parts that wait for it, each what it owes.
async fn distribute(
    txn: &WriteTxn,
    place: Place,
    parts: &[sub_order::Model],
    money: &Money<'_>,
) -> Result<Vec<(Place, Vec<Posting>)>> {
    let mut dues = Vec::with_capacity(parts.len());
    for part in parts {
        if part.state == SubOrderState::AwaitingPayment.code() {
            let due = book(&**txn, Of::SubOrder(part.id))
                .await?
                .of(Account::Buyer)
                .0;
            dues.push((Place::of(part), due.max(0)));
        }
    }
    let due: i64 = dues.iter().map(|(_, due)| due).sum();
    let mut lines = Vec::new();
    for line in rules::paid(money.purse, Vnd(money.amount), Vnd(due)) {
        if line.account != Account::Buyer {
            lines.push((place, vec![line]));
            continue;
        }
        let mut left = -line.amount.0;
        for (part, due) in &dues {
            let share = left.min(*due);
            left -= share;
            if share > 0 {
                let amount = Vnd(-share);
                lines.push((
                    *part,
                    vec![Posting {
                        amount,
                        ..line.clone()
                    }],
                ));
            }
        }
    }
    Ok(lines)
}

/// The numbers of a payment do not fit: a person looks.
pub(super) async fn doubt(
    txn: &WriteTxn,
    payment: &payment::Model,
    why: &str,
    now: i64,
) -> Result<()> {
    let from = state_of(payment)?;
    if let Ok(to) = transition(from, PaymentAction::Doubt, ActorKind::System) {
        sql::execute(
            &**txn,
            "update payment set state = $1, updated_at = $2 where id = $3 and state = $4",
            [
                to.code().into(),
                now.into(),
                payment.id.into(),
                from.code().into(),
            ],
        )
        .await?;
    }
    let whose = (
        Some(payment.order_id),
        payment.sub_order_id,
        payment.cooperative_id,
    );
    raise(txn, (REVIEW, &payment.reference), whose, why, now).await
}

/// What follows from a paid payment: its parts wait for their cooperatives now. May be done twice.
pub async fn confirm(core: &Core, id: PaymentId) -> Result<()> {
    let db = core.db.read();
    let Some(payment) = payment::Entity::find_by_id(id.uuid()).one(db).await? else {
        return Err(Error::NotFound { what: "payment" });
    };
    let parts: Vec<sub_order::Model> = sql::all(
        db,
        "select * from sub_order where state = 'awaiting_payment' and (id = $1 or ($1 is null and order_id = $2))",
        [payment.sub_order_id.into(), payment.order_id.into()],
    )
    .await?;
    for part in &parts {
        let due = book(db, Of::SubOrder(part.id)).await?.of(Account::Buyer);
        if due.0 > 0 {
            continue;
        }
        let which = SubOrderRef::from(SubOrderId::from(part.id));
        match sub_orders::receive_payment(core, &Actor::system(), &which).await {
            // Ended meanwhile: what it had been paid is owed back by that.
            Ok(_) | Err(Error::Conflict { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// Tells the pages of an order that something came.
pub(super) fn announce(core: &Core, payment: &payment::Model) {
    core.announce(Changed::SubOrder {
        order: payment.order_id.into(),
        cooperative: payment.cooperative_id.unwrap_or_default().into(),
    });
}
