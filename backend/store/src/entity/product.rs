//! Goods of a cooperative.

use sea_orm::entity::prelude::*;

/// One row of `product`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub category_slug: String,
    pub name: String,
    pub name_en: Option<String>,
    pub description_vi: String,
    pub description_en: String,
    pub origin_ward_code: String,
    pub shipping_class: String,
    pub shelf_life_days: i32,
    pub season_main: i32,
    pub season_minor: i32,
    pub harvested_on: Option<i64>,
    pub drawing: bool,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
