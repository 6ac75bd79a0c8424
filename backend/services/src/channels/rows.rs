//! Rows by their keys.

use crate::error::{Error, Result};
use sea_orm::ConnectionTrait;
use store::entity::{channel_listing, channel_order, channel_variant};
use store::sql;
use uuid::Uuid;

pub(super) async fn order<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
    key: &str,
) -> Result<Option<channel_order::Model>> {
    Ok(sql::one(
        db,
        "select * from channel_order where account_id = $1 and key = $2",
        [account.into(), key.into()],
    )
    .await?)
}

pub(super) async fn listing<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
    id: Uuid,
) -> Result<channel_listing::Model> {
    sql::one(
        db,
        "select * from channel_listing where id = $1 and account_id = $2",
        [id.into(), account.into()],
    )
    .await?
    .ok_or(Error::NotFound {
        what: "channel_listing",
    })
}

pub(super) async fn variants<C: ConnectionTrait>(
    db: &C,
    listing: Uuid,
) -> Result<Vec<channel_variant::Model>> {
    Ok(sql::all(
        db,
        "select * from channel_variant where channel_listing_id = $1 order by sku",
        [listing.into()],
    )
    .await?)
}

/// The unit of a line of an order: by its SKU, or by the channel's own keys.
pub(super) async fn unit<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
    (sku, item, variant): (&str, &str, &str),
) -> Result<Option<channel_variant::Model>> {
    let by_sku: Option<channel_variant::Model> = sql::one(
        db,
        "select * from channel_variant where account_id = $1 and sku = $2",
        [account.into(), sku.into()],
    )
    .await?;
    if by_sku.is_some() || item.is_empty() {
        return Ok(by_sku);
    }
    Ok(sql::one(
        db,
        "select * from channel_variant where account_id = $1 and remote_item = $2 \
         and coalesce(remote_variant, '') = $3 limit 1",
        [account.into(), item.into(), variant.into()],
    )
    .await?)
}
