//! A livestream of a cooperative's members.

use sea_orm::entity::prelude::*;

/// One row of `live_session`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "live_session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub cooperative_id: Uuid,
    pub person_id: Uuid,
    pub pinned_item: Option<Uuid>,
    pub version: i64,
    pub created_at: i64,
    pub ended_at: Option<i64>,
    pub news: i64,
    pub stock: i64,
    pub feed: String,
    pub feed_of: String,
    pub feed_cursor: String,
    pub feed_error: String,
    pub seller_id: Option<Uuid>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
