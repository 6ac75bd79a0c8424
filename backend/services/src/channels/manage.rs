//! Settings of a shop, pausing it, disconnecting it without losing an order.

use super::account::{Account, Settings, seal};
use super::job;
use crate::actor::{Actor, Right};
use crate::audit;
use crate::core::Core;
use crate::error::Result;
use serde_json::json;
use shared::id::CooperativeId;
use std::collections::BTreeMap;
use store::entity::channel_account;
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

/// Changes how a shop sells; every unit there is told anew.
pub async fn save_settings(
    core: &Core,
    actor: &Actor,
    account: &Account,
    settings: &Settings,
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Manage)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_account set settings = $1, updated_at = $2 where id = $3",
        [
            serde_json::to_string(settings)?.into(),
            now.into(),
            account.row.id.into(),
        ],
    )
    .await?;
    tell_all(&txn, account.row.id, now).await?;
    let entry = audit::Entry {
        cooperative: Some(account.row.cooperative_id.into()),
        action: "set_channel",
        entity: "channel_account",
        entity_id: account.row.id.to_string(),
        before: serde_json::to_value(account.settings)?,
        after: serde_json::to_value(settings)?,
    };
    audit::record(core, &txn, actor, entry).await?;
    Ok(txn.commit().await?)
}

pub(super) async fn tell_all(txn: &WriteTxn, account: Uuid, now: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "insert into channel_job (account_id, kind, subject, priority, wanted, attempts, next_at, created_at) \
         select account_id, 'offer', sku, 20, 1, 0, $1, $1 from channel_variant where account_id = $2 \
         and remote_item is not null order by sku \
         on conflict (account_id, kind, subject) do update set wanted = channel_job.wanted + 1, \
         next_at = excluded.next_at, parked_at = null",
        [now.into(), account.into()],
    )
    .await?;
    Ok(())
}

/// Stops selling in one shop, or in all of the cooperative's (`None`), or goes on. Orders that are there go on in either
/// case. Gives how many shops changed.
pub async fn pause(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    which: Option<Uuid>,
    stop: bool,
) -> Result<usize> {
    actor.member(cooperative, Right::Sell)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let rows: Vec<channel_account::Model> = sql::all(
        &*txn,
        "select * from channel_account where cooperative_id = $1 and closed_at is null order by id",
        [cooperative.uuid().into()],
    )
    .await?;
    let chosen = rows
        .iter()
        .filter(|row| which.is_none_or(|id| row.id == id) && row.paused_at.is_some() != stop);
    let mut changed = 0;
    for row in chosen {
        sql::execute(
            &*txn,
            "update channel_account set paused_at = $1, updated_at = $2 where id = $3",
            [stop.then_some(now).into(), now.into(), row.id.into()],
        )
        .await?;
        tell_all(&txn, row.id, now).await?;
        let entry = audit::Entry {
            cooperative: Some(cooperative),
            action: if stop {
                "pause_channel"
            } else {
                "resume_channel"
            },
            entity: "channel_account",
            entity_id: row.id.to_string(),
            before: serde_json::Value::Null,
            after: serde_json::Value::Null,
        };
        audit::record(core, &txn, actor, entry).await?;
        changed += 1;
    }
    txn.commit().await?;
    Ok(changed)
}

/// Ends the sale in a shop: its listings are hidden there, its open orders are followed to their end, then it closes.
pub async fn disconnect(core: &Core, actor: &Actor, account: &Account) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Manage)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_account set state = 'disconnecting', updated_at = $1 where id = $2 and closed_at is null",
        [now.into(), account.row.id.into()],
    )
    .await?;
    sql::execute(
        &*txn,
        "delete from channel_job where account_id = $1 and kind in ('listing', 'task', 'items', 'taxonomy')",
        [account.row.id.into()],
    )
    .await?;
    sql::execute(
        &*txn,
        "insert into channel_job (account_id, kind, subject, priority, wanted, attempts, next_at, created_at) \
         select account_id, 'visibility', cast(remote_id as text), 21, 1, 0, $1, $1 from channel_listing \
         where account_id = $2 and remote_id is not null \
         on conflict (account_id, kind, subject) do update set wanted = channel_job.wanted + 1, next_at = excluded.next_at, \
         parked_at = null",
        [now.into(), account.row.id.into()],
    )
    .await?;
    tell_all(&txn, account.row.id, now).await?;
    channel_jobs::ask(&txn, account.row.id, job::CLOSE, "", now).await?;
    let entry = audit::Entry {
        cooperative: Some(account.row.cooperative_id.into()),
        action: "disconnect_channel",
        entity: "channel_account",
        entity_id: account.row.id.to_string(),
        before: json!({ "state": account.row.state }),
        after: json!({ "state": "disconnecting" }),
    };
    audit::record(core, &txn, actor, entry).await?;
    Ok(txn.commit().await?)
}

/// Closes a shop that is being disconnected, unless an order, a return or something untold is still open. Its secrets
/// are forgotten. True when it is closed.
pub async fn try_close(core: &Core, account: Uuid) -> Result<bool> {
    let now = core.clock.now().0;
    let nothing = seal(core, &BTreeMap::new())?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update channel_account set closed_at = $1, state = 'closed', secrets_sealed = $2, updated_at = $1 where id = $3 \
         and state = 'disconnecting' and closed_at is null \
         and not exists (select 1 from channel_order o where o.account_id = $3 and (o.held is not null \
           or o.state not in ('completed', 'cancelled', 'returned'))) \
         and not exists (select 1 from channel_return r where r.account_id = $3 and r.state not in ('refunded', 'closed')) \
         and not exists (select 1 from channel_job j where j.account_id = $3 and j.parked_at is null \
           and j.kind in ('act', 'offer', 'visibility', 'order'))",
        [now.into(), nothing.into(), account.into()],
    )
    .await?;
    if touched == 1 {
        sql::execute(
            &*txn,
            "delete from channel_job where account_id = $1",
            [account.into()],
        )
        .await?;
    }
    txn.commit().await?;
    Ok(touched == 1)
}
