//! Pooled listings whose stored price, badges or province no longer follow from their suppliers are brought up to date: a
//! cheapest cooperative that sold out, a certificate that was taken away.

use super::row::facts;
use crate::core::Core;
use crate::error::Result;
use crate::listings;
use sea_orm::{FromQueryResult, Value};
use shared::id::ListingId;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    product_id: Uuid,
    price: i64,
    province_code: String,
    stars: i32,
    certificate_kinds: String,
}

/// Looks at those of the listings that are pooled; gives how many had to be changed. The messages of changed stock name the
/// listings, so many changes are followed once.
pub async fn follow(core: &Core, listings: &[Uuid]) -> Result<usize> {
    if listings.is_empty() {
        return Ok(0);
    }
    let text = format!(
        "select id, product_id, price, province_code, stars, certificate_kinds from listing \
         where pooled and visible and id in ({}) order by id",
        sql::placeholders(1, listings.len())
    );
    let ids = listings.iter().map(|id| Value::from(*id));
    let rows: Vec<Row> = sql::all(core.db.read(), &text, ids).await?;
    let mut changed = 0;
    for row in rows {
        let now = facts(core, core.db.read(), row.product_id).await?;
        let same = now.price.is_none_or(|price| price == row.price)
            && now.province.is_none_or(|code| code == row.province_code)
            && now.proven.stars == row.stars
            && now.proven.kinds == row.certificate_kinds;
        if same {
            continue;
        }
        let txn = core.db.begin().await?;
        listings::refresh(core, &txn, ListingId::from(row.id)).await?;
        txn.commit().await?;
        changed += 1;
    }
    Ok(changed)
}
