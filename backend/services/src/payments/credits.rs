//! Lines of bank accounts: matched by code, booked, and shown to a person where they are not certain.

use super::incoming::{Booked, Money, pay};
use super::notice::{Done, by_reference, settle};
use super::tasks::{CREDIT, raise};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::ledger::{Place, post};
use crate::tasks;
use sea_orm::{EntityTrait, IntoActiveModel};
use shared::money::Vnd;
use shared::payment::{BankCredit, NotifyOutcome};
use shared::rules::credit_match::{CreditOutcome, Expected, decide};
use shared::rules::ledger::{self as rules, Purse};
use shared::rules::memo;
use store::entity::{bank_credit, payment};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A line as it was reported.
pub(super) struct Line<'a> {
    /// The feed.
    pub provider: &'a str,
    /// The cooperative whose account it is.
    pub owner: Option<Uuid>,
    /// What it says.
    pub credit: &'a BankCredit,
}

impl Line<'_> {
    /// One line is known by account, reference, amount and direction, whichever feed reports it.
    fn key(&self, core: &Core) -> String {
        let of = self.credit;
        let known = match of.bank_ref.as_str() {
            "" => format!("{}:{}", self.provider, of.source_id),
            bank_ref => bank_ref.to_owned(),
        };
        core.keys.sign(
            "bank-credit",
            &format!("{}|{known}|{}", of.account, of.amount.0),
        )
    }
}

/// The payments a line may belong to: those whose code it says, and those of the account that wait for its amount.
async fn expected(txn: &WriteTxn, line: &Line<'_>) -> Result<Vec<(Expected, payment::Model)>> {
    let codes = memo::find(&line.credit.content);
    let mut rows: Vec<payment::Model> = Vec::new();
    if let Some(told) = &line.credit.reference {
        rows.extend(by_reference(txn, told.as_str()).await?);
    }
    for code in codes {
        rows.extend(by_reference(txn, code.as_str()).await?);
    }
    if rows.is_empty() {
        rows = sql::all(
            &**txn,
            "select * from payment where cooperative_id = $1 and provider = $2 and state in ('created', 'pending', \
             'partly_paid') and amount - received = $3 order by created_at limit 20",
            [
                line.owner.into(),
                super::TRANSFER.into(),
                line.credit.amount.0.into(),
            ],
        )
        .await?;
    }
    let expect = |row: payment::Model| {
        let here = row.cooperative_id == line.owner && row.provider == super::TRANSFER;
        let expected = Expected {
            id: row.id.into(),
            memo: row.reference.parse().ok()?,
            account: if here {
                line.credit.account.clone()
            } else {
                String::new()
            },
            virtual_account: String::new(),
            amount: Vnd(row.amount),
            received: Vnd(row.received),
            state: row.state.parse().ok()?,
        };
        Some((expected, row))
    };
    Ok(rows.into_iter().filter_map(expect).collect())
}

/// Keeps the line and books what it is certain of.
pub(super) async fn book(core: &Core, txn: &WriteTxn, line: &Line<'_>, now: i64) -> Result<Done> {
    let key = line.key(core);
    let known = sql::row(
        &**txn,
        "select 1 as one from bank_credit where bank_key = $1",
        [key.clone().into()],
    )
    .await?;
    if known.is_some() {
        return Ok(Done::of(NotifyOutcome::Repeated, "repeated"));
    }
    let (expected, rows): (Vec<Expected>, Vec<payment::Model>) =
        expected(txn, line).await?.into_iter().unzip();
    let outcome = decide(line.credit, &expected);
    let of = |id: shared::id::PaymentId| rows.iter().find(|row| row.id == id.uuid());
    let payment = match &outcome {
        CreditOutcome::Exact { id }
        | CreditOutcome::Partial { id, .. }
        | CreditOutcome::Over { id, .. }
        | CreditOutcome::Double { id }
        | CreditOutcome::Late { id, .. } => of(*id),
        _ => None,
    };
    let id = Uuid::now_v7();
    let mut done = Done::of(NotifyOutcome::Recorded, outcome.code());
    let certain = match (payment, &outcome) {
        (Some(payment), _) => {
            done.payment = Some(payment.id);
            let booked = take(txn, id, payment, line.credit.amount.0, now).await?;
            done.paid = booked == Booked::Paid;
            true
        }
        (None, CreditOutcome::Outgoing) => true,
        (None, _) => {
            aside(txn, id, line, now).await?;
            false
        }
    };
    let counter = format!(
        "{} {}",
        line.credit.counter_name, line.credit.counter_account
    );
    let row = bank_credit::Model {
        id,
        cooperative_id: line.owner,
        provider: line.provider.to_owned(),
        bank_key: key,
        amount: line.credit.amount.0,
        content_sealed: core.keys.seal(&line.credit.content)?,
        counter_sealed: core.keys.seal(counter.trim())?,
        booked_at: line.credit.booked_at.map(|at| at.0),
        outcome: outcome.code().to_owned(),
        payment_id: payment.map(|row| row.id),
        received_at: now,
        settled_at: certain.then_some(now),
        settled_by: None,
    };
    bank_credit::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(done)
}

async fn take(
    txn: &WriteTxn,
    credit: Uuid,
    payment: &payment::Model,
    amount: i64,
    now: i64,
) -> Result<Booked> {
    let source = format!("credit:{credit}");
    let money = Money {
        amount,
        purse: Purse::Cooperative,
        source: &source,
        txn: &source,
    };
    pay(txn, payment, &money, now).await
}

/// Money that belongs to nothing for certain lies aside, and a person is asked.
async fn aside(txn: &WriteTxn, id: Uuid, line: &Line<'_>, now: i64) -> Result<()> {
    let place = Place {
        cooperative: line.owner,
        ..Place::default()
    };
    let entry = rules::unapplied(Purse::Cooperative, line.credit.amount);
    post(txn, ("credit", &id.to_string()), now, vec![(place, entry)]).await?;
    let detail = line.credit.amount.to_string();
    raise(
        txn,
        (CREDIT, &id.to_string()),
        (None, None, line.owner),
        &detail,
        now,
    )
    .await
}

/// Takes an open credit for oneself within the transaction; settled ones are `NotFound`.
async fn claim_credit(
    txn: &WriteTxn,
    actor: &Actor,
    id: &str,
    now: i64,
) -> Result<bank_credit::Model> {
    let person = actor.operator()?.id;
    let missing = || Error::NotFound {
        what: "bank_credit",
    };
    let id: Uuid = id.parse().map_err(|_| missing())?;
    let row: Option<bank_credit::Model> = sql::one(
        &**txn,
        "update bank_credit set settled_at = $1, settled_by = $2 where id = $3 and settled_at is null returning *",
        [now.into(), person.uuid().into(), id.into()],
    )
    .await?;
    row.ok_or_else(missing)
}

fn from_aside(row: &bank_credit::Model) -> (Place, rules::Entry) {
    let place = Place {
        cooperative: row.cooperative_id,
        ..Place::default()
    };
    // Taken back here, and posted anew with the payment.
    let mut entry = rules::unapplied(Purse::Cooperative, Vnd(row.amount));
    for line in &mut entry {
        line.amount.0 = -line.amount.0;
    }
    (place, entry)
}

/// An operator gives a credit to the payment with this code. An unknown code is `Invalid` at `reference`.
pub async fn assign(core: &Core, actor: &Actor, id: &str, reference: &str) -> Result<()> {
    let (l, now) = (actor.locale, core.clock.now().0);
    let txn = core.db.begin().await?;
    let row = claim_credit(&txn, actor, id, now).await?;
    let code = reference.trim().to_ascii_uppercase();
    let Some(payment) = by_reference(&txn, &code).await? else {
        let message = l.say(
            "Không có khoản chờ nào mang mã này. Xem lại mã",
            "No payment has this code. Look at the code again",
        );
        return Err(Error::invalid("reference", "not_found", message));
    };
    let source = row.id.to_string();
    post(
        &txn,
        ("credit_assigned", &source),
        now,
        vec![from_aside(&row)],
    )
    .await?;
    let booked = take(&txn, row.id, &payment, row.amount, now).await?;
    sql::execute(
        &*txn,
        "update bank_credit set payment_id = $1, outcome = 'assigned' where id = $2",
        [payment.id.into(), row.id.into()],
    )
    .await?;
    let by = actor.person_id();
    tasks::finish(&txn, CREDIT, &source, by, "assigned", now).await?;
    txn.commit().await?;
    let done = Done {
        payment: Some(payment.id),
        paid: booked == Booked::Paid,
        ..Done::of(NotifyOutcome::Recorded, "assigned")
    };
    settle(core, &done).await;
    Ok(())
}

/// An operator notes that a credit was transferred back to its sender.
pub async fn give_back(core: &Core, actor: &Actor, id: &str) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let row = claim_credit(&txn, actor, id, now).await?;
    let source = row.id.to_string();
    post(&txn, ("credit_back", &source), now, vec![from_aside(&row)]).await?;
    sql::execute(
        &*txn,
        "update bank_credit set outcome = 'given_back' where id = $1",
        [row.id.into()],
    )
    .await?;
    let by = actor.person_id();
    tasks::finish(&txn, CREDIT, &source, by, "given_back", now).await?;
    txn.commit().await?;
    Ok(())
}

/// A refund was transferred by hand: noted by an operator, or by a member of the cooperative that has the money.
pub async fn refund_done(core: &Core, actor: &Actor, reference: &str) -> Result<()> {
    let now = core.clock.now().0;
    super::refunds::may_settle(core, actor, reference).await?;
    let txn = core.db.begin().await?;
    super::refunds::made(&txn, reference, now).await?;
    let kind = super::tasks::REFUND;
    tasks::finish(&txn, kind, reference, actor.person_id(), "done", now).await?;
    txn.commit().await?;
    Ok(())
}
