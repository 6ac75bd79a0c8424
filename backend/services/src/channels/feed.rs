//! Feeds that a channel fetches from us: the address carries the account's token.

use super::account::{Account, load};
use super::build::{Draft, draft};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The account of a token and its listings. An unknown token and a closed account are `NotFound`.
pub async fn feed_listings(
    core: &Core,
    token: &str,
    public_url: &str,
) -> Result<(Account, Vec<Draft>)> {
    let row: Option<Id> = sql::one(
        core.db.read(),
        "select id from channel_account where token = $1 and closed_at is null",
        [token.into()],
    )
    .await?;
    let row = row.ok_or(Error::NotFound { what: "feed" })?;
    let account = load(core, row.id).await?;
    let listings = drafts(core, &account, public_url).await?;
    Ok((account, listings))
}

/// Every listing of an account, ready to be sent.
pub(super) async fn drafts(core: &Core, account: &Account, public_url: &str) -> Result<Vec<Draft>> {
    let ids: Vec<Id> = sql::all(
        core.db.read(),
        "select id from channel_listing where account_id = $1 order by id",
        [account.row.id.into()],
    )
    .await?;
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.push(draft(core, account, id.id, public_url).await?);
    }
    Ok(all)
}
