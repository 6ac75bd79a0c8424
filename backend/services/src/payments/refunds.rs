//! Refunds being made.

use super::notice::Done;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::ledger::{Of, Place, book, post};
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::payment::NotifyOutcome;
use shared::rules::ledger::{self as rules, Purse};
use store::entity::refund;
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Whose {
    cooperative_id: Option<Uuid>,
}

/// Operators, and members of the cooperative that has the money, may note that a refund was made.
pub(super) async fn may_settle(core: &Core, actor: &Actor, reference: &str) -> Result<()> {
    if actor.operator().is_ok() {
        return Ok(());
    }
    let text = "select cooperative_id from refund where reference = $1";
    let found: Option<Whose> = sql::one(core.db.read(), text, [reference.into()]).await?;
    let missing = || Error::NotFound { what: "refund" };
    let cooperative = found
        .and_then(|row| row.cooperative_id)
        .ok_or_else(missing)?;
    actor
        .member(cooperative.into(), Right::Sell)
        .map(|_| ())
        .map_err(|_| missing())
}

#[derive(FromQueryResult)]
struct By {
    provider: String,
}

/// A refund was made: it is posted out of the purse that had the money. Telling it again changes nothing.
pub(super) async fn made(txn: &WriteTxn, reference: &str, now: i64) -> Result<Done> {
    let row: Option<refund::Model> = sql::one(
        &**txn,
        "update refund set state = 'done', done_at = $1 where reference = $2 and state in ('due', 'sent', 'failed') returning *",
        [now.into(), reference.into()],
    )
    .await?;
    let Some(row) = row else {
        return Ok(Done::of(NotifyOutcome::Repeated, "repeated"));
    };
    let text = "select provider from payment where id = $1";
    let by: Option<By> = sql::one(&**txn, text, [row.payment_id.into()]).await?;
    let purse = match &by {
        Some(by) if by.provider != super::TRANSFER => Purse::Provider(&by.provider),
        _ => Purse::Cooperative,
    };
    let place = Place {
        order: Some(row.order_id),
        sub_order: row.sub_order_id,
        cooperative: row.cooperative_id,
    };
    let book = book(&**txn, Of::Order(row.order_id)).await?;
    let entry = rules::refunded(&book, purse, Vnd(row.amount))
        .map_err(|_| Error::internal("a refund is larger than what was decided"))?;
    post(
        txn,
        ("refunded", &row.id.to_string()),
        now,
        vec![(place, entry)],
    )
    .await?;
    if let Some(payment) = row.payment_id {
        sql::execute(
            &**txn,
            "update payment set state = case when received <= (select coalesce(sum(r.amount), 0) from refund r \
             where r.payment_id = $1 and r.state = 'done') then 'refunded' else 'partly_refunded' end, updated_at = $2 \
             where id = $1 and received > 0",
            [payment.into(), now.into()],
        )
        .await?;
    }
    Ok(Done::of(NotifyOutcome::Recorded, "refunded"))
}
