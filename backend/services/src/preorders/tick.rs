//! What time does to harvests: a reminder when the days are over without a lot, the question to the buyers once the promised
//! day has passed, and the end of questions. Every step changes rows on a condition, so that several processes may do it.

use super::rows::{ask, finish, told, waiting};
use super::{OVERDUE_MS, place};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::sub_orders::{self, SubOrderRef};
use crate::tasks::{self, NewTask};
use crate::topics;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::SubOrderId;
use shared::say::Locale;
use store::entity::forecast;
use store::outbox::{self, Message};
use store::sql;
use uuid::Uuid;

/// Rows of each kind looked at in one turn; the others come with the next.
const AT_ONCE: i64 = 200;

/// One turn. Gives how many things were done.
pub async fn tick(core: &Core) -> Result<u64> {
    Ok(remind(core).await? + overdue(core).await? + end(core).await?)
}

async fn due(core: &Core, over: &str, not_yet: &str) -> Result<Vec<forecast::Model>> {
    let today = core.clock.now().vn_date().start().0;
    let text = format!(
        "select * from forecast where state in ('open', 'closed') and {over} < $1 and {not_yet} is null \
         order by {over}, id limit {AT_ONCE}"
    );
    Ok(sql::all(core.db.read(), &text, [today.into()]).await?)
}

/// The days are over: done when nobody waits, else the cooperative is reminded once.
async fn remind(core: &Core) -> Result<u64> {
    let now = core.clock.now();
    let rows = due(core, "harvest_to", "reminded_at").await?;
    for row in &rows {
        let txn = core.db.begin().await?;
        let touched = sql::execute(
            &*txn,
            "update forecast set reminded_at = $1, version = version + 1, updated_at = $1 where id = $2 \
             and reminded_at is null and harvest_to = $3",
            [now.0.into(), row.id.into(), row.harvest_to.into()],
        )
        .await?;
        finish(&txn, row.id, now.vn_date().start().0, now.0).await?;
        let mut messages = vec![super::rows::pages(&txn, row.offer_id).await?];
        if touched == 1 && !waiting(&*txn, row.id).await?.is_empty() {
            messages.push(Message {
                topic: topics::FORECAST_DUE,
                key: row.id.to_string(),
                payload: json!({}),
            });
        }
        outbox::enqueue_all(&txn, messages, now.0).await?;
        txn.commit().await?;
    }
    Ok(rows.len() as u64)
}

/// The promised day has passed: the buyers are asked, and an operator gets a task.
async fn overdue(core: &Core) -> Result<u64> {
    let now = core.clock.now().0;
    let rows = due(core, "ship_by", "overdue_at").await?;
    let mut done = 0;
    for row in rows {
        let txn = core.db.begin().await?;
        let touched = sql::execute(
            &*txn,
            "update forecast set overdue_at = $1, version = version + 1, updated_at = $1 where id = $2 \
             and overdue_at is null and ship_by = $3 and promised > 0",
            [now.into(), row.id.into(), row.ship_by.into()],
        )
        .await?;
        if touched == 0 {
            txn.rollback().await?;
            continue;
        }
        let parts = waiting(&*txn, row.id).await?;
        let mut messages = Vec::with_capacity(parts.len());
        for part in &parts {
            ask(&txn, part.sub_order_id, now + OVERDUE_MS, now).await?;
            messages.push(told(part.sub_order_id, "overdue"));
        }
        outbox::enqueue_all(&txn, messages, now).await?;
        let codes: Vec<&str> = parts.iter().map(|part| part.code.as_str()).collect();
        let task = NewTask {
            kind: tasks::NO_HARVEST,
            subject: &row.id.to_string(),
            cooperative: Some(row.cooperative_id),
            order: None,
            sub_order: None,
            detail: &codes.join(", "),
            due_at: Some(now + OVERDUE_MS),
        };
        tasks::raise(&txn, &task, now).await?;
        txn.commit().await?;
        done += 1;
    }
    Ok(done)
}

#[derive(FromQueryResult)]
struct Over {
    id: Uuid,
    overdue: bool,
    locale: String,
}

/// Questions whose time is over: after a promised day that passed the part is cancelled, else silence means waiting.
async fn end(core: &Core) -> Result<u64> {
    let now = core.clock.now().0;
    let rows: Vec<Over> = sql::all(
        core.db.read(),
        &format!(
            "select s.id, f.overdue_at is not null as overdue, o.locale from buyer_choice c \
             join sub_order s on s.id = c.sub_order_id join preorder p on p.sub_order_id = s.id \
             join forecast f on f.id = p.forecast_id join buyer_order o on o.id = s.order_id \
             where c.settled_at is null and c.until <= $1 and s.state = 'preordered' order by c.until, s.id limit {AT_ONCE}"
        ),
        [now.into()],
    )
    .await?;
    let count = rows.len() as u64;
    for row in rows {
        if row.overdue {
            cancel(core, &row).await?;
            continue;
        }
        let txn = core.db.begin().await?;
        place::settle(&txn, row.id, now).await?;
        txn.commit().await?;
    }
    Ok(count)
}

async fn cancel(core: &Core, row: &Over) -> Result<()> {
    let l: Locale = row.locale.parse().unwrap_or(Locale::Vi);
    let actor = Actor {
        locale: l,
        ..Actor::system()
    };
    let why = l.say("chưa thu hoạch được", "there was no harvest");
    let which = SubOrderRef::from(SubOrderId::from(row.id));
    match sub_orders::cancel(core, &actor, &which, why).await {
        Ok(_) | Err(Error::Conflict { .. } | Error::Busy { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}
