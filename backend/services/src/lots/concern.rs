//! Which open sub-orders a lot on hold concerns, and the task that says so.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::SubOrderId;
use store::entity::lot;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A sub-order that may need goods of a lot that is on hold.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Concerned {
    /// Its id.
    pub id: Uuid,
    /// Its public code.
    pub code: String,
    /// The goods of this lot lie in its box already.
    pub packed: bool,
}

/// Open sub-orders with goods of the lot in their box, and those of its offer that are still to be packed.
pub(super) async fn concerned(
    txn: &WriteTxn,
    lot: &lot::Model,
    unpacked: bool,
) -> Result<Vec<Concerned>> {
    let text = "select s.id, s.code, exists(select 1 from order_line_lot x join order_line m on m.id = x.order_line_id \
         where m.sub_order_id = s.id and x.lot_id = $1) as packed from sub_order s where \
         (s.state in ('packed', 'cancel_requested') and exists(select 1 from order_line_lot x \
           join order_line m on m.id = x.order_line_id where m.sub_order_id = s.id and x.lot_id = $1)) \
         or ($2 and s.state in ('awaiting_payment', 'to_confirm', 'confirmed') \
           and exists(select 1 from order_line m where m.sub_order_id = s.id and m.offer_id = $3)) \
         order by s.ship_on, s.code";
    let values = [lot.id.into(), unpacked.into(), lot.offer_id.into()];
    Ok(sql::all(&**txn, text, values).await?)
}

pub(super) async fn raise_task(
    core: &Core,
    txn: &WriteTxn,
    lot: &lot::Model,
    reason: &str,
    concerned: &[Concerned],
) -> Result<()> {
    let codes: Vec<&str> = concerned.iter().map(|one| one.code.as_str()).collect();
    let first = concerned.first().map(|one| SubOrderId::from(one.id).uuid());
    let detail = json!({ "lot": lot.code, "reason": reason, "sub_orders": codes });
    sql::execute(
        &**txn,
        "insert into task (id, kind, subject, cooperative_id, sub_order_id, detail, created_at) \
         values ($1, 'lot_on_hold', $2, $3, $4, $5, $6) on conflict (kind, subject) do update set detail = $5, \
         sub_order_id = $4, created_at = $6, done_at = null, done_by = null, outcome = null",
        [
            Uuid::now_v7().into(),
            lot.id.to_string().into(),
            lot.cooperative_id.into(),
            first.into(),
            detail.to_string().into(),
            core.clock.now().0.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn end_task(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    lot: Uuid,
    outcome: &str,
) -> Result<()> {
    sql::execute(
        &**txn,
        "update task set done_at = $1, done_by = $2, outcome = $3 \
         where kind = 'lot_on_hold' and subject = $4 and done_at is null",
        [
            core.clock.now().0.into(),
            actor.person_id().map(|id| id.uuid()).into(),
            outcome.into(),
            lot.to_string().into(),
        ],
    )
    .await?;
    Ok(())
}
