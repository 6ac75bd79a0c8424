//! A harvest that is expected and sold ahead. Quantities in smallest steps.

use sea_orm::entity::prelude::*;

/// One row of `forecast`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "forecast")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub offer_id: Uuid,
    pub cooperative_id: Uuid,
    pub harvest_from: i64,
    pub harvest_to: i64,
    pub ship_by: i64,
    pub quantity: i64,
    pub confidence: i32,
    pub cap: Option<i64>,
    pub buyer_cap: Option<i64>,
    pub harvested: i64,
    pub promised: i64,
    pub served: i64,
    pub state: String,
    pub moves: String,
    pub reminded_at: Option<i64>,
    pub overdue_at: Option<i64>,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
