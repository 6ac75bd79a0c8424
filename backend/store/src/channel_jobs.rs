//! What is to be done on channels: one row a subject, written beside the change that causes it. Asking again does not
//! add a row, it makes the one there newer; whoever does it reads the present state, so only the newest value is sent.

use crate::{Db, WriteTxn, sql};
use sea_orm::{DbErr, FromQueryResult, Value};
use uuid::Uuid;

/// A row of the queue, as it was claimed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Job {
    /// Whose.
    pub account_id: Uuid,
    /// What kind of work.
    pub kind: String,
    /// What it is about: an SKU, a listing, an order's number.
    pub subject: String,
    /// The lower, the sooner.
    pub priority: i32,
    /// How often it was asked for; when it rose meanwhile, the work is not done yet.
    pub wanted: i64,
    /// How often it failed.
    pub attempts: i32,
}

const ON_CONFLICT: &str = "on conflict (account_id, kind, subject) do update set wanted = channel_job.wanted + 1, \
     next_at = case when excluded.next_at < channel_job.next_at then excluded.next_at else channel_job.next_at end, \
     attempts = case when channel_job.parked_at is null then channel_job.attempts else 0 end, parked_at = null";

/// Asks for it, not before `at`.
pub async fn ask(
    txn: &WriteTxn,
    account: Uuid,
    (kind, priority): (&str, i32),
    subject: &str,
    at: i64,
) -> Result<(), DbErr> {
    let text = format!(
        "insert into channel_job (account_id, kind, subject, priority, wanted, attempts, next_at, created_at) \
         values ($1, $2, $3, $4, 1, 0, $5, $5) {ON_CONFLICT}"
    );
    sql::execute(
        &**txn,
        &text,
        [
            account.into(),
            kind.into(),
            subject.into(),
            priority.into(),
            at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The stock or price of these offers changed: every channel that sells them hears of it. One statement that finds
/// nothing when nothing is connected.
pub async fn offers_changed(txn: &WriteTxn, offers: &[Uuid], now: i64) -> Result<u64, DbErr> {
    if offers.is_empty() {
        return Ok(0);
    }
    let text = format!(
        "insert into channel_job (account_id, kind, subject, priority, wanted, attempts, next_at, created_at) \
         select v.account_id, 'offer', v.sku, 20, 1, 0, $1, $1 from channel_variant v \
         join channel_account a on a.id = v.account_id \
         where v.variant_id in (select o.variant_id from offer o where o.id in ({})) \
         and v.remote_item is not null and a.closed_at is null order by v.account_id, v.sku {ON_CONFLICT}",
        sql::placeholders(2, offers.len())
    );
    let values = std::iter::once(Value::from(now)).chain(offers.iter().map(|id| (*id).into()));
    sql::execute(&**txn, &text, values).await
}

/// A part of this order changed here: the channel it came from hears of it. Nothing for our own orders.
pub async fn order_changed(txn: &WriteTxn, order: Uuid, now: i64) -> Result<u64, DbErr> {
    let text = format!(
        "insert into channel_job (account_id, kind, subject, priority, wanted, attempts, next_at, created_at) \
         select o.account_id, 'act', o.key, 5, 1, 0, $1, $1 from channel_order o \
         join channel_account a on a.id = o.account_id where o.order_id = $2 and a.closed_at is null {ON_CONFLICT}"
    );
    sql::execute(&**txn, &text, [now.into(), order.into()]).await
}

/// An order of ours changed on its channel: whether that has to hear something is looked at. Nothing for an order that is
/// none of ours yet.
pub async fn order_came(
    txn: &WriteTxn,
    (account, key): (Uuid, &str),
    now: i64,
) -> Result<u64, DbErr> {
    let text = format!(
        "insert into channel_job (account_id, kind, subject, priority, wanted, attempts, next_at, created_at) \
         select o.account_id, 'act', o.key, 5, 1, 0, $1, $1 from channel_order o \
         where o.account_id = $2 and o.key = $3 and o.order_id is not null {ON_CONFLICT}"
    );
    sql::execute(&**txn, &text, [now.into(), account.into(), key.into()]).await
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Accounts that have something due and nobody working for them.
pub async fn due_accounts(db: &Db, now: i64, limit: i64) -> Result<Vec<Uuid>, DbErr> {
    let rows: Vec<Id> = sql::all(
        db.read(),
        "select a.id from channel_account a where a.closed_at is null and (a.blocked_until is null or a.blocked_until <= $1) \
         and (a.locked_until is null or a.locked_until <= $1) and exists (select 1 from channel_job j \
         where j.account_id = a.id and j.parked_at is null and j.next_at <= $1) order by a.id limit $2",
        [now.into(), limit.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Takes an account until `until`; false when somebody else has it. Whoever has it may take it again.
pub async fn lease(
    db: &Db,
    account: Uuid,
    worker: &str,
    until: i64,
    now: i64,
) -> Result<bool, DbErr> {
    let txn = db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update channel_account set locked_until = $1, locked_by = $2 where id = $3 \
         and (locked_until is null or locked_until <= $4 or locked_by = $2)",
        [until.into(), worker.into(), account.into(), now.into()],
    )
    .await?;
    txn.commit().await?;
    Ok(touched == 1)
}

/// Gives an account back; nothing is done for it before `blocked_until`, if that is told.
pub async fn release(
    db: &Db,
    account: Uuid,
    worker: &str,
    blocked_until: Option<i64>,
) -> Result<(), DbErr> {
    let txn = db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_account set locked_until = null, locked_by = null, blocked_until = $1 \
         where id = $2 and locked_by = $3",
        [blocked_until.into(), account.into(), worker.into()],
    )
    .await?;
    txn.commit().await
}

/// What is due for an account, the most urgent first.
pub async fn due(db: &Db, account: Uuid, now: i64, limit: i64) -> Result<Vec<Job>, DbErr> {
    sql::all(
        db.read(),
        "select account_id, kind, subject, priority, wanted, attempts from channel_job where account_id = $1 \
         and parked_at is null and next_at <= $2 order by priority, next_at, subject limit $3",
        [account.into(), now.into(), limit.into()],
    )
    .await
}

/// Records that these are done. What was asked for again meanwhile stays and is due.
pub async fn done(txn: &WriteTxn, jobs: &[&Job]) -> Result<(), DbErr> {
    for job in jobs {
        let key: [Value; 4] = [
            job.account_id.into(),
            job.kind.as_str().into(),
            job.subject.as_str().into(),
            job.wanted.into(),
        ];
        let gone = sql::execute(
            &**txn,
            "delete from channel_job where account_id = $1 and kind = $2 and subject = $3 and wanted = $4",
            key.clone(),
        )
        .await?;
        if gone == 0 {
            sql::execute(
                &**txn,
                "update channel_job set attempts = 0, cause = null, last_error = null where account_id = $1 \
                 and kind = $2 and subject = $3 and wanted <> $4",
                key,
            )
            .await?;
        }
    }
    Ok(())
}

/// What became of a job that was not done.
#[derive(Clone, Debug)]
pub struct Failure<'a> {
    /// When it is tried again; none parks it for a person.
    pub again_at: Option<i64>,
    /// In plain words, Vietnamese.
    pub cause: &'a str,
    /// For the log and the operator.
    pub error: &'a str,
    /// Whether it counts as a try.
    pub counts: bool,
}

/// Records that it was not done.
pub async fn failed(
    txn: &WriteTxn,
    job: &Job,
    failure: &Failure<'_>,
    now: i64,
) -> Result<(), DbErr> {
    let parked: Option<i64> = failure.again_at.is_none().then_some(now);
    sql::execute(
        &**txn,
        "update channel_job set attempts = attempts + $1, next_at = case when wanted = $2 then $3 else next_at end, \
         parked_at = case when wanted = $2 then $4 else null end, cause = $5, last_error = $6 \
         where account_id = $7 and kind = $8 and subject = $9",
        [
            i32::from(failure.counts).into(),
            job.wanted.into(),
            failure.again_at.unwrap_or(now).into(),
            parked.into(),
            failure.cause.into(),
            failure.error.into(),
            job.account_id.into(),
            job.kind.as_str().into(),
            job.subject.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Done for now, and due again at `at`, whatever was asked meanwhile.
pub async fn repeat(txn: &WriteTxn, job: &Job, at: i64) -> Result<(), DbErr> {
    sql::execute(
        &**txn,
        "update channel_job set next_at = case when wanted = $1 then $2 else next_at end, attempts = 0, cause = null, \
         last_error = null where account_id = $3 and kind = $4 and subject = $5",
        [
            job.wanted.into(),
            at.into(),
            job.account_id.into(),
            job.kind.as_str().into(),
            job.subject.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}
