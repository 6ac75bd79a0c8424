//! Sellable units of a product.

use sea_orm::entity::prelude::*;

/// One row of `variant`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "variant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub product_id: Uuid,
    pub sku: String,
    pub name: String,
    pub unit: String,
    pub step: i64,
    pub net_weight_g: Option<i64>,
    pub net_volume_ml: Option<i64>,
    pub gross_weight_g: i64,
    pub catch_weight: bool,
    pub position: i32,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
