//! Telling cooperatives in time that a shop's consent ends.

use crate::core::Core;
use crate::error::Result;
use crate::tasks::{self, NewTask};
use shared::time::DAY_MS;
use store::entity::channel_account;
use store::sql;

/// A shop whose consent ends; the subject is the account and the days.
pub const EXPIRES: &str = "channel_expires";

/// Days before the end on which it is said.
const DAYS: [i64; 3] = [1, 7, 30];

/// Raises the task for shops whose consent ends within 30, 7 or 1 days, each once. Gives how many.
pub async fn warn_of_expiry(core: &Core) -> Result<u64> {
    let now = core.clock.now().0;
    let rows: Vec<channel_account::Model> = sql::all(
        core.db.read(),
        "select * from channel_account where closed_at is null and ends_at is not null and ends_at <= $1 order by id",
        [(now + 30 * DAY_MS).into()],
    )
    .await?;
    let mut told = 0;
    for row in rows {
        let Some(ends_at) = row.ends_at else { continue };
        let left = (ends_at - now) / DAY_MS;
        let Some(step) = DAYS.into_iter().find(|days| left < *days) else {
            continue;
        };
        let Ok(step) = i32::try_from(step) else {
            continue;
        };
        if row.warned_days.is_some_and(|warned| warned <= step) {
            continue;
        }
        let txn = core.db.begin().await?;
        let touched = sql::execute(
            &*txn,
            "update channel_account set warned_days = $1 where id = $2 and (warned_days is null or warned_days > $1)",
            [step.into(), row.id.into()],
        )
        .await?;
        if touched == 1 {
            told += 1;
            let subject = format!("{}/{step}", row.id.simple());
            let task = NewTask {
                kind: EXPIRES,
                subject: &subject,
                cooperative: Some(row.cooperative_id),
                order: None,
                sub_order: None,
                detail: &row.name,
                due_at: Some(ends_at),
            };
            tasks::raise(&txn, &task, now).await?;
        }
        txn.commit().await?;
    }
    Ok(told)
}
