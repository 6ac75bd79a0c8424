//! Channels stop pushing without a word after failures of ours. Looking finds the orders all the same, only later: an
//! operator is told.

use crate::core::Core;
use crate::error::Result;
use crate::tasks::{self, NewTask};
use shared::channel::{ChannelSpec, OrderMode};
use store::entity::channel_account;
use store::sql;

/// A shop whose channel pushes no more; the subject is the account and the shop's name.
pub const SILENT: &str = "channel_silent";

/// So long without a push, while looking found orders, is too long.
const HOURS: i64 = 6;

/// Raises the task for shops of channels that push, whose orders were only found by looking for the last hours, and ends it
/// where pushes came again. Gives how many were raised.
pub async fn warn_of_silence(core: &Core, specs: &[&ChannelSpec]) -> Result<u64> {
    let now = core.clock.now().0;
    let rows: Vec<channel_account::Model> = sql::all(
        core.db.read(),
        "select * from channel_account where closed_at is null and state = 'live' order by id",
        [],
    )
    .await?;
    let mut told = 0;
    for row in rows {
        let pushes = specs.iter().any(|spec| {
            let can = &spec.can;
            spec.code == row.channel && can.hook.is_some() && can.orders == OrderMode::PushAndPull
        });
        if !pushes {
            continue;
        }
        let heard = row.pushed_at.unwrap_or(row.created_at);
        // Found long after the last push: the push for it never came.
        let found = sql::row(
            core.db.read(),
            "select 1 as one from channel_order where account_id = $1 and created_at > $2 limit 1",
            [row.id.into(), (heard + HOURS * 3_600_000).into()],
        )
        .await?
        .is_some();
        let subject = format!("{}/{}", row.id.simple(), row.name);
        let txn = core.db.begin().await?;
        if found {
            let task = NewTask {
                kind: SILENT,
                subject: &subject,
                cooperative: Some(row.cooperative_id),
                order: None,
                sub_order: None,
                detail: &row.channel,
                due_at: Some(now + 24 * 3_600_000),
            };
            told += u64::from(tasks::renew(&txn, &task, now).await?);
        } else {
            tasks::finish(&txn, SILENT, &subject, None, "pushed", now).await?;
        }
        txn.commit().await?;
    }
    Ok(told)
}
