//! Pictures, by the hash of their content.

use sea_orm::entity::prelude::*;

/// One row of `picture`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "picture")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub cooperative_id: Uuid,
    pub product_id: Option<Uuid>,
    pub purpose: String,
    pub position: i32,
    pub alt_vi: String,
    pub alt_en: String,
    pub width: i32,
    pub height: i32,
    pub widths: String,
    pub bytes: i64,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
