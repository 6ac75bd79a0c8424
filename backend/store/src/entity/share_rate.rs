//! What a cooperative pays for a sale through a link: `seller_id` none is open to all, `listing_id` none means all its goods.

use sea_orm::entity::prelude::*;

/// One row of `share_rate`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "share_rate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub listing_id: Option<Uuid>,
    pub seller_id: Option<Uuid>,
    pub rate_bp: i32,
    pub valid_from: i64,
    pub ended_at: Option<i64>,
    pub set_by: Uuid,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
