//! What stood on a channel when it was read, and what it is taken for.

use sea_orm::entity::prelude::*;

/// One row of `channel_item`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub item: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub variant: String,
    pub sku: String,
    pub name: String,
    pub price: i64,
    pub stock: i64,
    pub state: String,
    pub matched_variant: Option<Uuid>,
    pub confidence: Option<i32>,
    pub because: Option<String>,
    pub decision: Option<String>,
    pub read_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
