//! A short link. Its owner is a seller (`seller_id`) or a cooperative (`cooperative_id`); `booth_id` is where a booth's link leads.

use sea_orm::entity::prelude::*;

/// One row of `share_link`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "share_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub kind: String,
    pub listing_id: Option<Uuid>,
    pub booth_id: Option<Uuid>,
    pub live_slug: Option<String>,
    pub seller_id: Option<Uuid>,
    pub cooperative_id: Option<Uuid>,
    pub created_by: Uuid,
    pub campaign: String,
    pub created_at: i64,
    pub revoked_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
