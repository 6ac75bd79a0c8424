//! A sellable unit on a channel, with what both sides last agreed on.

use sea_orm::entity::prelude::*;

/// One row of `channel_variant`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_variant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub channel_listing_id: Uuid,
    pub variant_id: Uuid,
    pub sku: String,
    pub remote_item: Option<String>,
    pub remote_variant: Option<String>,
    pub price: Option<i64>,
    pub buffer: Option<i64>,
    pub quota: Option<i64>,
    pub agreed_stock: Option<i64>,
    pub agreed_price: Option<i64>,
    pub note: Option<String>,
    pub version: i64,
    pub sent_at: Option<i64>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
