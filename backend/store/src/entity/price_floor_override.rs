//! A permission to go below a floor: how far, why, until when.

use sea_orm::entity::prelude::*;

/// One row of `price_floor_override`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "price_floor_override")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub price_floor_id: Uuid,
    pub amount: i64,
    pub reason: String,
    pub valid_from: i64,
    pub valid_to: i64,
    pub granted_by: Uuid,
    pub created_at: i64,
    pub ended_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
