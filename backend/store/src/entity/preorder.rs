//! A part of an order that waits, or waited, for a harvest. Quantities in smallest steps.

use sea_orm::entity::prelude::*;

/// One row of `preorder`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "preorder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sub_order_id: Uuid,
    pub forecast_id: Uuid,
    pub offer_id: Uuid,
    pub quantity: i64,
    pub secured: i64,
    pub phone_lookup: String,
    pub paid_at: i64,
    pub share: Option<String>,
    pub served_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
