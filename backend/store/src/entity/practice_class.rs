//! Classes in which members practise.

use sea_orm::entity::prelude::*;

/// One row of `practice_class`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "practice_class")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub province_code: Option<String>,
    pub trainer_id: Uuid,
    pub learners: i32,
    pub created_at: i64,
    pub ends_at: i64,
    pub ended_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
