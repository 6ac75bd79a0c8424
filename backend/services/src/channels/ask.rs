//! Tasks for people about orders of channels.

use super::account::Account;
use super::{LOOK, SHORTAGE, UNMAPPED};
use crate::error::Result;
use crate::tasks::{self, NewTask};
use store::WriteTxn;
use uuid::Uuid;

fn subject(account: &Account, key: &str) -> String {
    format!("{}/{key}", account.row.id.simple())
}

pub(super) async fn raise(
    txn: &WriteTxn,
    account: &Account,
    kind: &str,
    key: &str,
    (detail, due_at, order): (&str, Option<i64>, Option<Uuid>),
    now: i64,
) -> Result<()> {
    let task = NewTask {
        kind,
        subject: &subject(account, key),
        cooperative: Some(account.row.cooperative_id),
        order,
        sub_order: None,
        detail,
        due_at,
    };
    tasks::raise(txn, &task, now).await
}

pub(super) async fn finish_tasks(
    txn: &WriteTxn,
    account: &Account,
    key: &str,
    outcome: &str,
    now: i64,
) -> Result<()> {
    for kind in [UNMAPPED, SHORTAGE, LOOK] {
        tasks::finish(txn, kind, &subject(account, key), None, outcome, now).await?;
    }
    Ok(())
}
