//! What the buyer is offered when nobody is left: wait, take something else, or have it cancelled; and, when he had
//! chosen the cooperative himself, to let another one send it.

use super::find::Next;
use super::{OFFER_MS, WAIT_MS};
use crate::booths::words::good;
use crate::core::Core;
use crate::error::Result;
use crate::tasks::{self, NewTask};
use sea_orm::FromQueryResult;
use shared::rules::shipping::CUT_OFF_MINUTE;
use shared::say::Locale;
use shared::time::Millis;
use std::collections::HashMap;
use store::entity::{buyer_choice, sub_order};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Opens the offer to the buyer and the task of the operators. Doing it again changes nothing.
pub(super) async fn ask(core: &Core, txn: &WriteTxn, next: &Next) -> Result<()> {
    let (old, now) = (&next.case.old, core.clock.now());
    let until = now.plus_ms(OFFER_MS).0;
    sql::execute(
        &**txn,
        "insert into buyer_choice (sub_order_id, offered_at, until) values ($1, $2, $3) \
         on conflict (sub_order_id) do nothing",
        [old.id.into(), now.0.into(), until.into()],
    )
    .await?;
    let goods: Vec<String> = next
        .case
        .rest
        .iter()
        .map(|rest| good(&rest.line.title, &rest.line.variant_name))
        .collect();
    let task = NewTask {
        kind: tasks::NO_SUPPLIER,
        subject: &old.code,
        cooperative: Some(old.cooperative_id),
        order: Some(old.order_id),
        sub_order: Some(old.id),
        detail: &goods.join("; "),
        due_at: Some(until),
    };
    tasks::raise(txn, &task, now.0).await
}

/// Closes the offer because nothing is left to decide, and the task with it.
pub(super) async fn settle(txn: &WriteTxn, old: &sub_order::Model, now: i64) -> Result<()> {
    close(txn, old, now).await?;
    tasks::finish(txn, tasks::NO_SUPPLIER, &old.code, None, "moved", now).await
}

async fn close(txn: &WriteTxn, old: &sub_order::Model, now: i64) -> Result<u64> {
    let text =
        "update buyer_choice set settled_at = $1 where sub_order_id = $2 and settled_at is null";
    Ok(sql::execute(&**txn, text, [now.into(), old.id.into()]).await?)
}

/// A part that nobody sends ends as cancelled: the offer and the tasks are closed.
pub(crate) async fn end_offer(txn: &WriteTxn, old: &sub_order::Model, now: i64) -> Result<()> {
    close(txn, old, now).await?;
    for kind in [tasks::NO_SUPPLIER, tasks::CHANNEL_ANSWER] {
        tasks::finish(txn, kind, &old.code, None, "cancelled", now).await?;
    }
    Ok(())
}

/// A part that was declined or not answered may be cancelled unless all of it was taken over by others.
pub(crate) async fn may_end(core: &Core, old: &sub_order::Model) -> Result<bool> {
    let row = sql::row(
        core.db.read(),
        "select 1 as one from sub_order n where n.replaces = $1 and not exists (select 1 from buyer_choice c \
         where c.sub_order_id = $1 and c.settled_at is null) limit 1",
        [old.id.into()],
    )
    .await?;
    Ok(row.is_none())
}

/// Raises the task for an order of a marketplace, which cannot go elsewhere: somebody has to call before the parcel is
/// due.
pub(crate) async fn raise_channel(txn: &WriteTxn, row: &sub_order::Model, now: i64) -> Result<()> {
    let task = NewTask {
        kind: tasks::CHANNEL_ANSWER,
        subject: &row.code,
        cooperative: Some(row.cooperative_id),
        order: Some(row.order_id),
        sub_order: Some(row.id),
        detail: "",
        due_at: Some(Millis(row.ship_on).plus_minutes(CUT_OFF_MINUTE).0),
    };
    tasks::raise(txn, &task, now).await
}

/// What a buyer may still choose for a part.
#[derive(Clone, Debug)]
pub struct OfferView {
    /// Until when, in words: `14:00 thứ Bảy 15/8`.
    pub until: String,
    /// What was chosen, if it is being waited for.
    pub waiting: bool,
    /// Somebody else might send what was ordered from one cooperative.
    pub elsewhere: bool,
    /// The last day of waiting, in words.
    pub wait_until: String,
}

#[derive(FromQueryResult)]
struct Row {
    sub_order_id: Uuid,
    until: i64,
    choice: Option<String>,
    elsewhere: i64,
}

/// The open offers of an order, by the part they are about.
pub async fn offer_view(core: &Core, order: Uuid, l: Locale) -> Result<HashMap<Uuid, OfferView>> {
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select c.sub_order_id, c.until, c.choice, (select count(*) from order_line l where l.sub_order_id = s.id \
         and l.chosen and exists (select 1 from offer o where o.variant_id = l.variant_id \
         and o.cooperative_id <> s.cooperative_id)) as elsewhere from buyer_choice c \
         join sub_order s on s.id = c.sub_order_id where s.order_id = $1 and c.settled_at is null \
         and s.state in ('declined', 'timed_out')",
        [order.into()],
    )
    .await?;
    let now = core.clock.now();
    let view = |row: &Row| OfferView {
        until: moment(Millis(row.until), l),
        waiting: row.choice.is_some(),
        elsewhere: row.elsewhere > 0 && row.choice.as_deref() != Some("elsewhere"),
        wait_until: now.plus_ms(WAIT_MS).vn_date().with_weekday(l),
    };
    Ok(rows
        .iter()
        .map(|row| (row.sub_order_id, view(row)))
        .collect())
}

fn moment(at: Millis, l: Locale) -> String {
    format!("{} {}", at.vn_clock(), at.vn_date().with_weekday(l))
}

/// The open offer of a part.
pub(super) async fn open(core: &Core, part: Uuid) -> Result<Option<buyer_choice::Model>> {
    let text = "select * from buyer_choice where sub_order_id = $1 and settled_at is null";
    Ok(sql::one(core.db.read(), text, [part.into()]).await?)
}
