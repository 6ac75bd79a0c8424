//! Exchanging refresh tokens that can be used once: one attempt a version of the account, written before the call.

use super::account::{Account, Connected, seal};
use crate::core::Core;
use crate::error::Result;
use store::sql;
use uuid::Uuid;

/// An attempt that nobody ended within this time was lost with its process.
const LOST_AFTER_MS: i64 = 120_000;

/// The right to exchange the tokens of this version of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refresh {
    account: Uuid,
    version: i64,
}

/// Takes the right to refresh. `None`: somebody else does it, or has done it: read the account again.
pub async fn begin_refresh(core: &Core, account: &Account) -> Result<Option<Refresh>> {
    let now = core.clock.now().0;
    let (id, version) = (account.row.id, account.row.version);
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "insert into channel_token_journal (id, account_id, version, started_at) select $1, a.id, a.version, $2 \
         from channel_account a where a.id = $3 and a.version = $4 \
         on conflict (account_id, version) do update set started_at = excluded.started_at, ended_at = null, outcome = null \
         where channel_token_journal.outcome = 'again' or (channel_token_journal.ended_at is null \
         and channel_token_journal.started_at < $5)",
        [
            Uuid::now_v7().into(),
            now.into(),
            id.into(),
            version.into(),
            (now - LOST_AFTER_MS).into(),
        ],
    )
    .await?;
    txn.commit().await?;
    Ok((touched == 1).then_some(Refresh {
        account: id,
        version,
    }))
}

/// Records what became of it: new tokens, or (`None`) that it certainly did not happen and may be tried again.
pub async fn end_refresh(core: &Core, refresh: Refresh, tokens: Option<&Connected>) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    if let Some(tokens) = tokens {
        sql::execute(
            &*txn,
            "update channel_account set secrets_sealed = $1, refresh_at = $2, ends_at = coalesce($3, ends_at), \
             version = version + 1, updated_at = $4, note = null, state = case when state = 'needs_consent' then 'live' \
             else state end where id = $5 and version = $6",
            [
                seal(core, &tokens.secrets)?.into(),
                tokens.refresh_at.map(|at| at.0).into(),
                tokens.ends_at.map(|at| at.0).into(),
                now.into(),
                refresh.account.into(),
                refresh.version.into(),
            ],
        )
        .await?;
    }
    let outcome = if tokens.is_some() { "done" } else { "again" };
    sql::execute(
        &*txn,
        "update channel_token_journal set ended_at = $1, outcome = $2 where account_id = $3 and version = $4",
        [
            now.into(),
            outcome.into(),
            refresh.account.into(),
            refresh.version.into(),
        ],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// Records that a person has to connect the shop again, unless somebody renewed the tokens meanwhile: `version` is the
/// one whose tokens were refused. False when there are newer ones.
pub async fn needs_consent(core: &Core, account: Uuid, version: i64, why: &str) -> Result<bool> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update channel_account set state = case when state = 'disconnecting' then state else 'needs_consent' end, \
         note = $1, updated_at = $2 where id = $3 and version = $4",
        [why.into(), now.into(), account.into(), version.into()],
    )
    .await?;
    txn.commit().await?;
    Ok(touched == 1)
}
