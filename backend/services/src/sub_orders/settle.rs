//! What a change of state does beyond its own row: money, shares, who takes over, whom to tell.

use super::perform::Change;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::ledger;
use crate::lots::{Packed, PackedLine};
use crate::moving::{self, Ask, Leaving, Next, OrderRow};
use crate::share;
use crate::stock::{Cause, Step};
use crate::tasks;
use crate::topics;
use serde_json::json;
use shared::id::CooperativeId;
use shared::state::{SubOrderAction as A, SubOrderState as S};
use std::collections::BTreeSet;
use store::entity::sub_order;
use store::outbox::Message;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What follows for the order when a part changes from one state to another.
pub(super) struct End {
    states: (S, S),
    /// The order, when it loses the part.
    order: Option<OrderRow>,
    /// Who takes over, when somebody can be asked.
    next: Option<Next>,
    own: bool,
}

impl End {
    /// Decides it, reading only. `None`: all of the part was taken over by others, so nothing is left to end.
    pub async fn of(
        core: &Core,
        actor: &Actor,
        row: &sub_order::Model,
        (from, to): (S, S),
        change: &Change,
    ) -> Result<Option<Self>> {
        let mut end = Self {
            states: (from, to),
            order: None,
            next: None,
            own: true,
        };
        if matches!(from, S::Declined | S::TimedOut) {
            return Ok(moving::may_end(core, row).await?.then_some(end));
        }
        if !moving::is_living(from) || moving::is_living(to) {
            return Ok(Some(end));
        }
        let order = moving::order(core, row.order_id).await?;
        end.own = order.channel == moving::OWN_CHANNEL;
        if matches!(change.action, A::Decline | A::TimeOut | A::MoveAway) && end.own {
            let ask = change.route.clone().unwrap_or(Ask::after(to, false));
            let next = moving::find(core, row.clone(), order.clone(), &ask, actor.locale).await?;
            if change.route.is_some() {
                next.refuse_open(&ask, actor.locale)?;
            }
            end.next = Some(next);
        }
        end.order = Some(order);
        Ok(Some(end))
    }

    /// Writes it. What has to be allocated is given back, to be booked last. `None`: the decision was made on facts that
    /// changed meanwhile.
    pub async fn write(
        &mut self,
        core: &Core,
        txn: &WriteTxn,
        actor: &Actor,
        row: &sub_order::Model,
    ) -> Result<Option<Vec<Step>>> {
        let now = core.clock.now().0;
        let (from, to) = self.states;
        match from {
            S::Declined | S::TimedOut => moving::end_offer(txn, row, now).await?,
            S::ToConfirm if self.own || to == S::Confirmed => {
                let (by, kind) = (actor.person_id(), tasks::CHANNEL_ANSWER);
                tasks::finish(txn, kind, &row.code, by, to.code(), now).await?;
            }
            S::ToConfirm if to == S::Declined => moving::raise_channel(txn, row, now).await?,
            _ => {}
        }
        let Some(order) = &self.order else {
            return Ok(Some(Vec::new()));
        };
        let leaving = Leaving::with(txn, row).await?;
        match &self.next {
            Some(next) => moving::write(core, txn, actor, next, leaving).await,
            None => {
                moving::leave(txn, order, leaving).await?;
                Ok(Some(Vec::new()))
            }
        }
    }

    /// Goods are promised by somebody else.
    pub fn moves(&self) -> bool {
        self.next.as_ref().is_some_and(Next::moves)
    }

    /// What the ledger says it is for: the part, or the whole order when several cooperatives are concerned.
    pub fn cause(&self, row: &sub_order::Model, change: &Change) -> Cause {
        if self.moves() {
            return Cause::of("order").about(row.order_id);
        }
        Cause::of("sub_order")
            .about(row.id)
            .because(change.note.clone())
    }

    /// Whose pages change.
    pub fn cooperatives(&self, row: &sub_order::Model) -> BTreeSet<CooperativeId> {
        let mut all: BTreeSet<CooperativeId> =
            self.next.iter().flat_map(Next::cooperatives).collect();
        all.insert(row.cooperative_id.into());
        all
    }
}

/// The goods cost what was weighed: the new totals of the sub-order and of its order.
pub(super) async fn charge(
    txn: &WriteTxn,
    row: &sub_order::Model,
    packed: &Packed,
    now: i64,
) -> Result<()> {
    if packed.more == 0 {
        return Ok(());
    }
    let fee = ledger::weighed(txn, row, packed.more, now).await?;
    share::settle(txn, row, S::Packed, now).await?;
    sql::execute(
        &**txn,
        "update sub_order set goods_total = goods_total + $1, total = total + $1, platform_fee = $2 where id = $3",
        [
            packed.more.into(),
            fee.into(),
            row.id.into(),
        ],
    )
    .await?;
    sql::execute(
        &**txn,
        "update buyer_order set goods_total = goods_total + $1, total = total + $1 where id = $2",
        [packed.more.into(), row.order_id.into()],
    )
    .await?;
    Ok(())
}

/// Whom a new state is told to, and whose pages are stale.
pub(super) fn messages(
    row: &sub_order::Model,
    to: S,
    lines: &[PackedLine],
    stock: bool,
) -> Vec<Message> {
    // What is paid now waits for its cooperative as what was just ordered.
    let topic = match to {
        S::ToConfirm => topics::SUB_ORDER_PLACED,
        _ => topics::SUB_ORDER_CHANGED,
    };
    let mut messages = vec![Message {
        topic,
        key: row.id.to_string(),
        payload: json!({ "state": to.code() }),
    }];
    if stock {
        let listings: BTreeSet<Uuid> = lines.iter().map(|line| line.listing_id).collect();
        messages.push(Message {
            topic: topics::PAGES,
            key: row.id.to_string(),
            payload: json!({ "listings": listings, "catalogue": false }),
        });
    }
    messages
}
