//! The public face of a cooperative.

use sea_orm::entity::prelude::*;

/// One row of `booth`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booth")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub slug: String,
    pub title: String,
    pub story_vi: String,
    pub story_en: String,
    pub cover_picture: Option<String>,
    pub opened_at: Option<i64>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
