//! Workbooks that a person carries to a portal and back.

use super::account::Account;
use super::build::Draft;
use super::todo;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::{EntityTrait, IntoActiveModel};
use shared::channel::{ChannelSpec, StepWhen};
use store::entity::channel_file;
use store::sql;
use uuid::Uuid;

/// What a portal said about one listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// SKU of the listing or of one of its units.
    pub sku: String,
    /// What the portal calls it.
    pub remote_id: String,
    /// Address of its page there.
    pub url: Option<String>,
    /// Accepted, waiting, or refused with the portal's words.
    pub accepted: Option<std::result::Result<(), String>>,
}

/// A workbook went out with these listings.
pub async fn record_export(
    core: &Core,
    actor: &Actor,
    (account, spec): (&Account, &ChannelSpec),
    name: &str,
    drafts: &[Draft],
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let now = core.clock.now().0;
    for draft in drafts {
        // The portal's own name for it comes back later; until then it goes by our SKU.
        let state = if draft.row.remote_id.is_some() {
            "live"
        } else {
            "in_review"
        };
        super::record_put(core, draft, state, draft.listing.remote.as_ref(), None).await?;
    }
    let txn = core.db.begin().await?;
    file(
        &txn,
        actor,
        account,
        ("export", name, drafts.len(), "[]"),
        now,
    )
    .await?;
    for when in [StepWhen::FileReady, StepWhen::ResultMissing] {
        todo::raise_when(&txn, account.row.id, (spec, when), ("", None), now).await?;
    }
    Ok(txn.commit().await?)
}

async fn file(
    txn: &store::WriteTxn,
    actor: &Actor,
    account: &Account,
    (direction, name, rows, rejected): (&str, &str, usize, &str),
    now: i64,
) -> Result<()> {
    let row = channel_file::Model {
        id: Uuid::now_v7(),
        account_id: account.row.id,
        direction: direction.to_owned(),
        name: name.to_owned(),
        rows: i32::try_from(rows).unwrap_or(i32::MAX),
        rejected: rejected.to_owned(),
        by_person: actor.person_id().map(|id| id.uuid()),
        at: now,
    };
    channel_file::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}

/// Takes what a portal said about listings; `rejected` are rows nobody understood, kept as told. Gives how many listings
/// were found.
pub async fn take_results(
    core: &Core,
    actor: &Actor,
    account: &Account,
    (name, results): (&str, &[Taken]),
    rejected: &[String],
) -> Result<usize> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let mut found = 0;
    for one in results {
        let (state, note) = match &one.accepted {
            Some(Ok(())) => ("live", None),
            Some(Err(why)) => ("rejected", Some(why.clone())),
            None => ("in_review", None),
        };
        let touched = sql::execute(
            &*txn,
            "update channel_listing set state = $1, note = $2, remote_id = $3, remote_url = coalesce($4, remote_url), \
             updated_at = $5 where account_id = $6 and id in (select channel_listing_id from channel_variant \
             where account_id = $6 and sku = $7)",
            [
                state.into(),
                note.into(),
                one.remote_id.as_str().into(),
                one.url.clone().into(),
                now.into(),
                account.row.id.into(),
                one.sku.as_str().into(),
            ],
        )
        .await?;
        if touched > 0 {
            found += 1;
            sql::execute(
                &*txn,
                "update channel_variant set remote_item = $1 where account_id = $2 and sku = $3",
                [
                    one.remote_id.as_str().into(),
                    account.row.id.into(),
                    one.sku.as_str().into(),
                ],
            )
            .await?;
        }
    }
    let told = serde_json::to_string(rejected)?;
    file(
        &txn,
        actor,
        account,
        ("import", name, results.len(), &told),
        now,
    )
    .await?;
    sql::execute(
        &*txn,
        "update channel_account set synced_at = $1 where id = $2",
        [now.into(), account.row.id.into()],
    )
    .await?;
    txn.commit().await?;
    Ok(found)
}
