//! One cooperative's price and stock for a variant; quantities in smallest steps.

use sea_orm::entity::prelude::*;

/// One row of `offer`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub variant_id: Uuid,
    pub listing_id: Uuid,
    pub cooperative_id: Uuid,
    pub price: i64,
    pub on_hand: i64,
    pub held: i64,
    pub allocated: i64,
    pub paused: bool,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
    pub blocked: i64,
    pub in_lots: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
