//! Learners' simulated shops after a restart: the simulators begin anew, and the shops stand there again.

use crate::channels::{self, Account, Connected};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::channel::ChannelSpec;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Every simulated shop that is connected, of all classes.
pub async fn shops(core: &Core) -> Result<Vec<Account>> {
    let rows: Vec<Id> = sql::all(
        core.db.read(),
        "select a.id from channel_account a join cooperative c on c.id = a.cooperative_id where c.state = 'practice' \
         and a.closed_at is null order by a.id",
        [],
    )
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(channels::load(core, row.id).await?);
    }
    Ok(all)
}

/// A shop was opened again under its number: what stood in it is put there anew. A shop of any other cooperative is
/// `NotFound`.
pub async fn rejoin(
    core: &Core,
    account: &Account,
    (spec, given): (&ChannelSpec, &Connected),
) -> Result<()> {
    channels::renew_practice(core, account, (spec, given)).await?;
    channels::forget_remote(core, account.row.id).await
}

/// A shop that could not be opened again is closed; its learner connects another.
pub async fn forget_shop(core: &Core, account: &Account) -> Result<()> {
    let txn = core.db.begin().await?;
    let id = account.row.id;
    let jobs = "delete from channel_job where account_id = $1";
    sql::execute(&*txn, jobs, [id.into()]).await?;
    sql::execute(
        &*txn,
        "update channel_account set closed_at = $1, state = 'closed' where id = $2 and closed_at is null",
        [core.clock.now().0.into(), id.into()],
    )
    .await?;
    Ok(txn.commit().await?)
}
