//! Commission lines follow their sale, and the ledger follows them: what a part's lines come to stands in it, to the đồng.

use super::clicks;
use super::commission::{complete, shares, write};
use crate::core::Core;
use crate::error::Result;
use crate::ledger;
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::SubOrderId;
use shared::money::Vnd;
use shared::rules::attribution::{BEFORE_VOUCHERS, base_left, reversed};
use shared::rules::voucher::Share;
use shared::state::SubOrderState as S;
use shared::time::Millis;
use std::collections::BTreeMap;
use store::entity::{order_line, sub_order};
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    order_line_id: Uuid,
    seller_id: Uuid,
    rule: String,
    base: i64,
    amount: i64,
    claimed: i64,
}

pub(super) fn state(part: &sub_order::Model) -> S {
    part.state.parse().unwrap_or(S::Unknown)
}

/// Brings the commission lines of parts of orders up to their present state: due when it is completed, taken back when it was
/// not sold or came back, less when it weighed less or was claimed for. A part that took over from another gets lines of its
/// own, by the clicks and rates of the time of sale. Doing it again changes nothing.
pub async fn follow(core: &Core, ids: &[SubOrderId]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    // Most parts were brought by nobody: those cost one look together and no write.
    let text = format!(
        "select s.id from sub_order s where s.id in ({}) and (s.replaces is not null \
         or exists (select 1 from commission_line c where c.sub_order_id = s.id)) order by s.id",
        sql::placeholders(1, ids.len())
    );
    let rows = sql::rows(core.db.read(), &text, ids.iter().map(|id| id.uuid().into())).await?;
    for row in rows {
        follow_one(core, row.try_get("", "id")?).await?;
    }
    Ok(())
}

async fn follow_one(core: &Core, id: Uuid) -> Result<()> {
    let txn = core.db.begin().await?;
    // Locked, so that its lines are not written twice.
    let text = "update sub_order set version = version where id = $1 returning *";
    let part: Option<sub_order::Model> = sql::one(&*txn, text, [id.into()]).await?;
    let Some(part) = part else {
        txn.rollback().await?;
        return Ok(());
    };
    let now = core.clock.now();
    if part.replaces.is_some() && !has_lines(&*txn, part.id).await? {
        take_over(&txn, &part, now).await?;
    }
    settle(&txn, &part, state(&part), now.0).await?;
    txn.commit().await?;
    Ok(())
}

async fn has_lines<C: ConnectionTrait>(db: &C, part: Uuid) -> Result<bool> {
    let text = "select 1 as one from commission_line where sub_order_id = $1 limit 1";
    Ok(sql::row(db, text, [part.into()]).await?.is_some())
}

/// Brings the commission lines of a part to what they are worth in `state`, and the ledger to their sum by seller. The
/// caller holds the part's row. Doing it again changes nothing.
pub(crate) async fn settle(
    txn: &WriteTxn,
    part: &sub_order::Model,
    state: S,
    now: i64,
) -> Result<()> {
    let lines = kept(&**txn, part.id).await?;
    if lines.is_empty() {
        return Ok(());
    }
    let goods = goods(&**txn, part.id).await?;
    let off = shares(part, &goods);
    let mut dues: BTreeMap<String, Vnd> = BTreeMap::new();
    for line in &lines {
        let good = goods.iter().find(|good| good.id == line.order_line_id);
        let share = off.iter().find(|(id, _)| *id == line.order_line_id);
        let share = match line.rule.as_str() {
            BEFORE_VOUCHERS => Share::default(),
            _ => share.map_or_else(Share::default, |(_, share)| *share),
        };
        let left = base_left(
            Vnd(good.map_or(0, |good| good.total)),
            share,
            Vnd(line.claimed),
        );
        let (word, back) = due(state, line, left);
        dues.entry(line.seller_id.to_string()).or_default().0 += line.amount - back;
        sql::execute(
            &**txn,
            "update commission_line set state = $1, reversed = $2, updated_at = $3 where id = $4 \
             and (state <> $1 or reversed <> $2)",
            [word.into(), back.into(), now.into(), line.id.into()],
        )
        .await?;
    }
    ledger::commissioned(txn, part, &dues, now).await
}

/// The lines that earn something, with what their goods cost by now and what of that was given back for claims.
async fn kept<C: ConnectionTrait>(db: &C, part: Uuid) -> Result<Vec<Kept>> {
    Ok(sql::all(
        db,
        "select c.id, c.order_line_id, c.seller_id, c.rule, c.base, c.amount, cast(coalesce((select sum(r.amount) from refund r \
         where r.order_line_id = c.order_line_id and r.cause = 'claim' and r.state in ('due', 'sent', 'failed', 'done')), 0) as bigint) \
         as claimed from commission_line c \
         where c.sub_order_id = $1 and c.amount > 0",
        [part.into()],
    )
    .await?)
}

/// What a part is made of.
async fn goods<C: ConnectionTrait>(db: &C, part: Uuid) -> Result<Vec<order_line::Model>> {
    let text = "select * from order_line where sub_order_id = $1 order by position";
    Ok(sql::all(db, text, [part.into()]).await?)
}

/// State of a commission line of whose base so much is left, and what of it is taken back.
fn due(state: S, line: &Kept, left: Vnd) -> (&'static str, i64) {
    let less = Vnd(line.base - left.0);
    let less = reversed(Vnd(line.amount), Vnd(line.base), less).0;
    match state {
        S::Declined | S::TimedOut | S::Cancelled | S::Returning | S::Returned => {
            ("reversed", line.amount)
        }
        S::Completed => ("payable", less),
        _ => ("pending", less),
    }
}

#[derive(FromQueryResult)]
struct Placed {
    created_at: i64,
    phone_lookup: String,
}

async fn take_over(txn: &WriteTxn, part: &sub_order::Model, now: Millis) -> Result<()> {
    let stored: Vec<clicks::Stored> = sql::all(
        &**txn,
        "select distinct s.id, s.link_id, s.at from share_click s join commission_line c on c.click_id = s.id \
         where c.order_id = $1 order by s.at, s.id",
        [part.order_id.into()],
    )
    .await?;
    let order: Option<Placed> = sql::one(
        &**txn,
        "select created_at, phone_lookup from buyer_order where id = $1",
        [part.order_id.into()],
    )
    .await?;
    let (Some(order), false) = (order, stored.is_empty()) else {
        return Ok(());
    };
    let at = Millis(order.created_at);
    let (clicks, _) = complete(&**txn, &stored, &order.phone_lookup, at).await?;
    let lines = goods(&**txn, part.id).await?;
    write(txn, &clicks, std::slice::from_ref(part), &lines, (at, now)).await?;
    Ok(())
}
