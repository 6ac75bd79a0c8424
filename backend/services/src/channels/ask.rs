//! Tasks for people about orders of channels.

use super::account::Account;
use super::{LOOK, SHORTAGE, UNMAPPED, job};
use crate::error::Result;
use crate::tasks::{self, NewTask};
use store::entity::channel_order;
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

/// When an order that waits for goods or for a mapping is tried again.
const AGAIN_MS: i64 = 300_000;

/// Lines that wait for a person, in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    /// Goods under these codes are nobody's here.
    pub unknown: Vec<String>,
    /// There is not enough of these.
    pub short: Vec<String>,
}

impl Waiting {
    pub fn is_empty(&self) -> bool {
        self.held().is_none()
    }

    /// Why the order waits, by its stable name.
    fn held(&self) -> Option<&'static str> {
        match (self.unknown.is_empty(), self.short.is_empty()) {
            (false, _) => Some("unmapped_sku"),
            (true, false) => Some("shortage"),
            (true, true) => None,
        }
    }
}

/// Records what an order still waits for, with the clock of the channel running, and that it is tried again by itself;
/// nothing any more when that is nothing.
pub(super) async fn wait(
    txn: &WriteTxn,
    account: &Account,
    row: &channel_order::Model,
    waiting: &Waiting,
    now: i64,
) -> Result<()> {
    let held = waiting.held();
    let all: Vec<&str> = waiting
        .unknown
        .iter()
        .chain(&waiting.short)
        .map(String::as_str)
        .collect();
    let note = all.join(", ");
    sql::execute(
        &**txn,
        "update channel_order set held = $1, note = $2, updated_at = $3 where id = $4",
        [
            held.into(),
            held.map(|_| note).into(),
            now.into(),
            row.id.into(),
        ],
    )
    .await?;
    let key = row.key.as_str();
    for (kind, lines) in [(UNMAPPED, &waiting.unknown), (SHORTAGE, &waiting.short)] {
        if lines.is_empty() {
            tasks::finish(txn, kind, &subject(account, key), None, "placed", now).await?;
        } else {
            let facts = (lines.join(", "), row.ship_by, row.order_id);
            raise(txn, account, kind, key, (&facts.0, facts.1, facts.2), now).await?;
        }
    }
    if held.is_some() {
        channel_jobs::ask(txn, account.row.id, job::ORDER, key, now + AGAIN_MS).await?;
    } else {
        tasks::finish(txn, LOOK, &subject(account, key), None, "placed", now).await?;
    }
    Ok(())
}

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
