//! The least a cooperative may net for a unit, as its board decided.

use sea_orm::entity::prelude::*;

/// One row of `price_floor`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "price_floor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub variant_id: Uuid,
    pub lot_id: Option<Uuid>,
    pub amount: i64,
    pub decision: String,
    pub decided_on: i64,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
    pub set_by: Uuid,
    pub created_at: i64,
    pub ended_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
