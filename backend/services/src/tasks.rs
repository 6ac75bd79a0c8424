//! Work for operators that no rule can do. A task has one kind and one subject; raising it twice makes one.

use crate::error::Result;
use shared::id::PersonId;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A part of an order that no cooperative sends; the subject is its code.
pub const NO_SUPPLIER: &str = "no_supplier";
/// A marketplace's order that its cooperative has not answered; the subject is the part's code.
pub const CHANNEL_ANSWER: &str = "channel_answer";

/// A promised day passed without a harvest; the subject is the forecast's id.
pub const NO_HARVEST: &str = "no_harvest";

/// A task before it is written.
#[derive(Clone, Debug)]
pub struct NewTask<'a> {
    /// What kind of work.
    pub kind: &'a str,
    /// What it is about; with the kind it is written once.
    pub subject: &'a str,
    /// The cooperative concerned.
    pub cooperative: Option<Uuid>,
    /// The order concerned.
    pub order: Option<Uuid>,
    /// The part concerned.
    pub sub_order: Option<Uuid>,
    /// What else to know, without personal data.
    pub detail: &'a str,
    /// When it should be done, in epoch milliseconds.
    pub due_at: Option<i64>,
}

/// Writes a task, unless one of this kind and subject was written before.
pub async fn raise(txn: &WriteTxn, task: &NewTask<'_>, now: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "insert into task (id, kind, subject, cooperative_id, order_id, sub_order_id, detail, due_at, created_at) \
         select $1, $2, $3, $4, $5, $6, $7, $8, $9 where not exists \
         (select 1 from cooperative where id = $4 and state = 'practice') on conflict (kind, subject) do nothing",
        [
            Uuid::now_v7().into(),
            task.kind.into(),
            task.subject.into(),
            task.cooperative.into(),
            task.order.into(),
            task.sub_order.into(),
            task.detail.into(),
            task.due_at.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Writes a task, or opens one again that was done; false when it is open already.
pub async fn renew(txn: &WriteTxn, task: &NewTask<'_>, now: i64) -> Result<bool> {
    let opened = sql::execute(
        &**txn,
        "update task set done_at = null, done_by = null, outcome = null, created_at = $1, due_at = $2 \
         where kind = $3 and subject = $4 and done_at is not null",
        [
            now.into(),
            task.due_at.into(),
            task.kind.into(),
            task.subject.into(),
        ],
    )
    .await?;
    if opened == 1 {
        return Ok(true);
    }
    let open = sql::row(
        &**txn,
        "select 1 as one from task where kind = $1 and subject = $2",
        [task.kind.into(), task.subject.into()],
    )
    .await?;
    raise(txn, task, now).await?;
    Ok(open.is_none())
}

/// Marks a task as done; one that is done, or was never raised, stays as it is.
pub async fn finish(
    txn: &WriteTxn,
    kind: &str,
    subject: &str,
    by: Option<PersonId>,
    outcome: &str,
    now: i64,
) -> Result<()> {
    sql::execute(
        &**txn,
        "update task set done_at = $1, done_by = $2, outcome = $3 where kind = $4 and subject = $5 and done_at is null",
        [
            now.into(),
            by.map(|id| id.uuid()).into(),
            outcome.into(),
            kind.into(),
            subject.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Gives an open task another last moment.
pub async fn postpone(txn: &WriteTxn, kind: &str, subject: &str, due_at: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "update task set due_at = $1 where kind = $2 and subject = $3 and done_at is null",
        [due_at.into(), kind.into(), subject.into()],
    )
    .await?;
    Ok(())
}
