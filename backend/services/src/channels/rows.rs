//! Rows by their keys.

use crate::error::{Error, Result};
use sea_orm::ConnectionTrait;
use shared::canonical::Line;
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

/// The code under which a line of an order is mapped by a person: its SKU, else the channel's own keys.
pub(super) fn code(line: &Line) -> String {
    if line.sku.is_empty() {
        format!("{}/{}", line.item, line.variant)
    } else {
        line.sku.clone()
    }
}

/// Our unit of a line of an order: by its SKU, by what a person said of its code, or by the channel's own keys.
pub(super) async fn unit<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
    line: &Line,
) -> Result<Option<Uuid>> {
    let row = sql::row(
        db,
        "select variant_id from (select variant_id, 0 as place from channel_variant where account_id = $1 and sku = $2 \
         union all select variant_id, 1 from channel_sku where account_id = $1 and code = $3 \
         union all select variant_id, 2 from channel_variant where account_id = $1 and remote_item = $4 \
         and coalesce(remote_variant, '') = $5) found order by place limit 1",
        [
            account.into(),
            line.sku.as_str().into(),
            code(line).into(),
            // Where there is no item, no row is meant.
            Some(line.item.as_str()).filter(|item| !item.is_empty()).into(),
            line.variant.as_str().into(),
        ],
    )
    .await?;
    Ok(row.map(|row| row.try_get("", "variant_id")).transpose()?)
}
