//! Effects that must follow a commit: written with it, claimed by a lease, retried, parked visibly.
//!
//! A message carries keys, not data; its handler reads the present state, so duplicates, delays and
//! reordering are harmless.

use crate::{Db, Inserts, WriteTxn, entity, sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// How often a message is tried before it is parked for a person to look at.
pub const MAX_ATTEMPTS: i32 = 8;

/// What to do about the rows of one topic and key that are not done yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Every message counts.
    Keep,
    /// One open row is enough: the handler reads the newest state anyway.
    Coalesce,
}

/// Puts a message beside the change that causes it. `now` is in epoch milliseconds UTC.
pub async fn enqueue(
    txn: &WriteTxn,
    topic: &str,
    key: &str,
    payload: &serde_json::Value,
    repeat: Repeat,
    now: i64,
) -> Result<(), DbErr> {
    txn.mark_message();
    if repeat == Repeat::Coalesce {
        // Shared on PostgreSQL, so that nobody claims the row before this change is committed.
        let share = if txn.get_database_backend() == DbBackend::Postgres {
            "for share"
        } else {
            ""
        };
        let text = format!(
            "select 1 as one from outbox where topic = $1 and key = $2 and done_at is null \
             and parked_at is null and locked_until is null limit 1 {share}"
        );
        let open = sql::row(&**txn, &text, [topic.into(), key.into()]).await?;
        if open.is_some() {
            return Ok(());
        }
    }
    let row = row(topic, key, payload, now);
    entity::outbox::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}

/// A message of [`enqueue_all`].
#[derive(Clone, Debug)]
pub struct Message {
    /// What it is about.
    pub topic: &'static str,
    /// Messages of one topic and key are handled in order.
    pub key: String,
    /// Keys, not data.
    pub payload: serde_json::Value,
}

/// Puts several messages beside the change that causes them, in one statement; every one counts.
pub async fn enqueue_all(txn: &WriteTxn, messages: Vec<Message>, now: i64) -> Result<(), DbErr> {
    if messages.is_empty() {
        return Ok(());
    }
    let mut inserts = Inserts::default();
    enqueue_into(txn, &mut inserts, messages, now);
    inserts.run(txn).await
}

fn row(topic: &str, key: &str, payload: &serde_json::Value, now: i64) -> entity::outbox::Model {
    entity::outbox::Model {
        id: Uuid::now_v7(),
        topic: topic.to_owned(),
        key: key.to_owned(),
        payload: payload.to_string(),
        attempts: 0,
        next_at: now,
        locked_until: None,
        locked_by: None,
        done_at: None,
        parked_at: None,
        last_error: None,
        created_at: now,
    }
}

/// The same among other rows of the transaction.
pub fn enqueue_into(txn: &WriteTxn, inserts: &mut Inserts, messages: Vec<Message>, now: i64) {
    txn.mark_message();
    let rows = messages
        .into_iter()
        .map(|message| row(message.topic, &message.key, &message.payload, now));
    inserts.add(rows);
}

/// Claims up to `limit` due messages for `lease_ms`. A message waits while an older one of its key is
/// open, so the order within a key is kept.
pub async fn claim(
    db: &Db,
    worker: &str,
    limit: u64,
    lease_ms: i64,
    now: i64,
) -> Result<Vec<entity::outbox::Model>, DbErr> {
    let skip = if db.backend() == DbBackend::Postgres {
        "for update skip locked"
    } else {
        ""
    };
    // Two statements, and the oldest of a key asked for in the order of its index.
    let open = format!(
        "select o.id from outbox o where o.done_at is null and o.parked_at is null and o.next_at <= $1 \
         and (o.locked_until is null or o.locked_until <= $1) \
         and o.id = (select p.id from outbox p where p.topic = o.topic and p.key = o.key \
           and p.done_at is null and p.parked_at is null order by p.id limit 1) \
         order by o.next_at, o.id limit $2 {skip}"
    );
    // Looking first spares the one writer of SQLite a transaction every second.
    let due = sql::row(
        db.read(),
        "select 1 as one from outbox where done_at is null and parked_at is null and next_at <= $1 \
         and (locked_until is null or locked_until <= $1) limit 1",
        [now.into()],
    )
    .await?;
    if due.is_none() {
        return Ok(Vec::new());
    }
    let txn = db.begin_brief().await?;
    if db.backend() == DbBackend::Postgres {
        // Its figures may be from a time when nothing waited. Reading all that waits once for each message and sorting it then
        // looks as cheap as the two indexes that are in order already; without sorting only those are left.
        sql::execute(&*txn, "select set_config('enable_sort', 'off', true)", []).await?;
    }
    let ids = sql::rows(&*txn, &open, [now.into(), limit.into()]).await?;
    let ids: Vec<Uuid> = ids
        .iter()
        .map(|row| row.try_get("", "id"))
        .collect::<Result<_, DbErr>>()?;
    if ids.is_empty() {
        txn.rollback().await?;
        return Ok(Vec::new());
    }
    let text = format!(
        "update outbox set locked_until = $1, locked_by = $2, attempts = attempts + 1 where id in ({}) returning *",
        sql::placeholders(3, ids.len())
    );
    let values = [(now + lease_ms).into(), worker.into()];
    let values = values.into_iter().chain(ids.into_iter().map(Into::into));
    let mut rows: Vec<entity::outbox::Model> = sql::all(&*txn, &text, values).await?;
    txn.commit().await?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Records success of all these messages.
pub async fn done(db: &Db, ids: &[Uuid], now: i64) -> Result<(), DbErr> {
    if ids.is_empty() {
        return Ok(());
    }
    let text = format!(
        "update outbox set done_at = $1, locked_until = null, last_error = null where id in ({})",
        sql::placeholders(2, ids.len())
    );
    let txn = db.begin_brief().await?;
    let values = std::iter::once(now.into()).chain(ids.iter().map(|id| (*id).into()));
    sql::execute(&*txn, &text, values).await?;
    txn.commit().await
}

/// Records a failure: tried again at `next_at`, or parked after [`MAX_ATTEMPTS`].
pub async fn failed(
    db: &Db,
    message: &entity::outbox::Model,
    error: &str,
    next_at: i64,
    now: i64,
) -> Result<(), DbErr> {
    let parked: Option<i64> = (message.attempts >= MAX_ATTEMPTS).then_some(now);
    let txn = db.begin().await?;
    sql::execute(
        &*txn,
        "update outbox set next_at = $1, locked_until = null, parked_at = $2, last_error = $3 where id = $4",
        [next_at.into(), parked.into(), error.into(), message.id.into()],
    )
    .await?;
    txn.commit().await
}

/// Puts a parked message back in the queue. False when there is no such parked message.
pub async fn retry(txn: &WriteTxn, id: Uuid, now: i64) -> Result<bool, DbErr> {
    txn.mark_message();
    let touched = sql::execute(
        &**txn,
        "update outbox set parked_at = null, attempts = 0, next_at = $1 where id = $2 and parked_at is not null",
        [now.into(), id.into()],
    )
    .await?;
    Ok(touched == 1)
}

/// The messages of a topic that were done at `since` or later, in no order: for processes that want to
/// know what others did.
pub async fn done_since(
    db: &Db,
    topic: &str,
    since: i64,
) -> Result<Vec<entity::outbox::Model>, DbErr> {
    sql::all(
        db.read(),
        "select * from outbox where done_at >= $1 and topic = $2",
        [since.into(), topic.into()],
    )
    .await
}

/// Age in milliseconds of the oldest message that is due and not done; 0 when none waits.
pub async fn lag_ms(db: &Db, now: i64) -> Result<i64, DbErr> {
    let row = sql::row(
        db.read(),
        "select min(next_at) as oldest from outbox where done_at is null and parked_at is null and next_at <= $1",
        [now.into()],
    )
    .await?;
    let oldest: Option<i64> = row
        .map(|row| row.try_get("", "oldest"))
        .transpose()?
        .flatten();
    Ok(oldest.map_or(0, |oldest| (now - oldest).max(0)))
}

/// How many messages are parked and wait for a person.
pub async fn parked_count(db: &Db) -> Result<i64, DbErr> {
    let text = "select count(*) as n from outbox where parked_at is not null and done_at is null";
    let row = sql::row(db.read(), text, []).await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}
