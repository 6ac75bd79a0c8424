//! What buyers see: the product with everything a card needs.

use sea_orm::entity::prelude::*;

/// One row of `listing`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub product_id: Uuid,
    pub cooperative_id: Uuid,
    pub pooled: bool,
    pub state: String,
    pub state_note: Option<String>,
    pub title: String,
    pub title_en: String,
    pub category_slug: String,
    pub province_code: String,
    pub picture: Option<String>,
    pub picture_alt: Option<String>,
    pub price: i64,
    pub unit_label: String,
    pub price_per_kg: Option<i64>,
    pub price_per_litre: Option<i64>,
    pub season_main: i32,
    pub season_minor: i32,
    pub shipping_class: String,
    pub harvested_on: Option<i64>,
    pub stars: i32,
    pub stars_until: Option<i64>,
    pub certificate_kinds: String,
    pub certificates_until: Option<i64>,
    pub sort_key: String,
    pub visible: bool,
    pub published_at: Option<i64>,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
