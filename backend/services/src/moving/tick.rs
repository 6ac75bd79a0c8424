//! What time does to orders that wait: reminders, time-outs, tasks for marketplaces' orders, offers that are over, and
//! parts that wait for goods. Every step looks at the present state and changes it on a condition, so that several
//! processes, and people, may do the same at the same time.

use super::facts::order;
use super::{OWN_CHANNEL, again, offer};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::sub_orders::{self, SubOrderRef};
use crate::topics;
use sea_orm::{FromQueryResult, Value};
use serde_json::json;
use shared::id::SubOrderId;
use shared::rules::shipping::CUT_OFF_MINUTE;
use shared::say::Locale;
use store::entity::sub_order;
use store::outbox::{self, Repeat};
use store::sql;
use uuid::Uuid;

/// Rows of each kind looked at in one turn; the others come with the next.
const AT_ONCE: i64 = 200;
/// The task for a marketplace's order is raised at the latest so long before its parcel is due.
const CHANNEL_AHEAD_MS: i64 = 4 * 3_600_000;

/// One turn. Gives how many things were done; what fails is told at the end and does not keep the others from being done.
pub async fn tick(core: &Core) -> Result<u64> {
    let mut done = Done::default();
    remind(core, &mut done).await?;
    time_out(core, &mut done).await?;
    warn_of_channels(core, &mut done).await?;
    end_offers(core, &mut done).await?;
    try_again(core, &mut done).await?;
    done.failed.map_or(Ok(done.count), Err)
}

#[derive(Default)]
struct Done {
    count: u64,
    failed: Option<Error>,
}

impl Done {
    /// Counts what was done. That somebody else was quicker is nothing.
    fn note(&mut self, outcome: Result<bool>) {
        match outcome {
            Ok(true) => self.count += 1,
            Ok(false) | Err(Error::Conflict { .. } | Error::Busy { .. }) => {}
            Err(error) => self.failed = Some(error),
        }
    }
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

async fn ids(
    core: &Core,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<Uuid>> {
    let rows: Vec<Id> =
        sql::all(core.db.read(), &format!("{text} limit {AT_ONCE}"), values).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Reminds cooperatives whose half time is over, each once.
async fn remind(core: &Core, done: &mut Done) -> Result<()> {
    let now = core.clock.now().0;
    let due = ids(
        core,
        "select id from sub_order where state = 'to_confirm' and reminded_at is null and remind_at <= $1 \
         and respond_by > $1 order by id",
        [now.into()],
    )
    .await?;
    for id in due {
        done.note(remind_one(core, id, now).await);
    }
    Ok(())
}

async fn remind_one(core: &Core, id: Uuid, now: i64) -> Result<bool> {
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update sub_order set reminded_at = $1 where id = $2 and reminded_at is null and state = 'to_confirm'",
        [now.into(), id.into()],
    )
    .await?;
    if touched == 1 {
        let key = id.to_string();
        outbox::enqueue(
            &txn,
            topics::SUB_ORDER_REMIND,
            &key,
            &json!({}),
            Repeat::Keep,
            now,
        )
        .await?;
    }
    txn.commit().await?;
    Ok(touched == 1)
}

/// Times out what was not answered; it goes to the next cooperative.
async fn time_out(core: &Core, done: &mut Done) -> Result<()> {
    let due = ids(
        core,
        "select s.id from sub_order s join buyer_order o on o.id = s.order_id where s.state = 'to_confirm' \
         and s.respond_by <= $1 and o.channel = $2 order by s.respond_by, s.id",
        [core.clock.now().0.into(), OWN_CHANNEL.into()],
    )
    .await?;
    let system = Actor::system();
    for id in due {
        let which = SubOrderRef::from(SubOrderId::from(id));
        let outcome = sub_orders::time_out(core, &system, &which).await;
        done.note(outcome.map(|_| true));
    }
    Ok(())
}

/// Orders of marketplaces cannot move: somebody has to call the cooperative before the parcel is due.
async fn warn_of_channels(core: &Core, done: &mut Done) -> Result<()> {
    let now = core.clock.now().0;
    let cut_off = now + CHANNEL_AHEAD_MS - CUT_OFF_MINUTE * 60_000;
    let rows: Vec<sub_order::Model> = sql::all(
        core.db.read(),
        &format!(
            "select s.* from sub_order s join buyer_order o on o.id = s.order_id where s.state = 'to_confirm' \
             and o.channel <> $1 and (s.respond_by <= $2 or s.ship_on <= $3) and not exists (select 1 from task t \
             where t.kind = 'channel_answer' and t.subject = s.code) order by s.id limit {AT_ONCE}"
        ),
        [OWN_CHANNEL.into(), now.into(), cut_off.into()],
    )
    .await?;
    for row in rows {
        let txn = core.db.begin().await?;
        offer::raise_channel(&txn, &row, now).await?;
        txn.commit().await?;
        done.count += 1;
    }
    Ok(())
}

/// Cancels what the buyer did not decide on, or waited for in vain.
async fn end_offers(core: &Core, done: &mut Done) -> Result<()> {
    let over = ids(
        core,
        "select c.sub_order_id as id from buyer_choice c join sub_order s on s.id = c.sub_order_id \
         where c.settled_at is null and c.until <= $1 and s.state in ('declined', 'timed_out') order by c.until, s.id",
        [core.clock.now().0.into()],
    )
    .await?;
    for id in over {
        let outcome = end_one(core, id).await;
        done.note(outcome.map(|()| true));
    }
    Ok(())
}

async fn end_one(core: &Core, id: Uuid) -> Result<()> {
    let which = SubOrderRef::from(SubOrderId::from(id));
    let row = sub_orders::find(core, &Actor::system(), &which).await?;
    let l: Locale = order(core, row.order_id)
        .await?
        .locale
        .parse()
        .unwrap_or(Locale::Vi);
    let actor = Actor {
        locale: l,
        ..Actor::system()
    };
    let why = l.say("không tìm được nơi khác gửi", "nobody else could send it");
    sub_orders::cancel(core, &actor, &which, why)
        .await
        .map(|_| ())
}

/// Plans parts that wait again, if somebody who was not asked has goods.
async fn try_again(core: &Core, done: &mut Done) -> Result<()> {
    for (choice, freely) in [("wait", false), ("elsewhere", true)] {
        let waiting = ids(
            core,
            "select c.sub_order_id as id from buyer_choice c join sub_order s on s.id = c.sub_order_id \
             where c.settled_at is null and c.choice = $1 and s.state in ('declined', 'timed_out') \
             and exists (select 1 from order_line l join offer o on o.variant_id = l.variant_id \
             where l.sub_order_id = s.id and o.cooperative_id <> s.cooperative_id \
             and o.on_hand > o.held + o.allocated + o.blocked) order by c.until, s.id",
            [choice.into()],
        )
        .await?;
        for id in waiting {
            let part = SubOrderId::from(id);
            done.note(again::retry(core, &Actor::system(), part, freely).await);
        }
    }
    Ok(())
}
