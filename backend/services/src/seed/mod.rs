//! Data to begin with: the demonstration market, and large made-up markets for measuring.

mod bulk;
pub mod demo;
pub mod scale;
mod words;

use crate::core::Core;
use crate::error::Result;
use sea_orm::ConnectionTrait;
use store::sql;

/// Whether nobody has put anything into this database yet: no people, cooperatives or orders.
pub async fn is_empty(core: &Core) -> Result<bool> {
    is_empty_in(core.db.read()).await
}

async fn is_empty_in<C: ConnectionTrait>(db: &C) -> Result<bool> {
    let found = sql::row(
        db,
        "select 1 as one where exists (select 1 from person) or exists (select 1 from cooperative) \
         or exists (select 1 from buyer_order)",
        [],
    )
    .await?;
    Ok(found.is_none())
}
