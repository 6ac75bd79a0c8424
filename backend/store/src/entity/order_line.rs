//! What was bought, as it was when bought.

use sea_orm::entity::prelude::*;

/// One row of `order_line`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sub_order_id: Uuid,
    pub order_id: Uuid,
    pub listing_id: Uuid,
    pub variant_id: Uuid,
    pub offer_id: Uuid,
    pub title: String,
    pub variant_name: String,
    pub unit: String,
    pub unit_label: String,
    pub picture: Option<String>,
    pub quantity: i64,
    pub unit_price: i64,
    pub total: i64,
    pub position: i32,
    pub catch_weight: bool,
    pub weighed: Option<i64>,
    pub chosen: bool,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
