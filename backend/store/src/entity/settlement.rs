//! What remained between the market and a cooperative after a period.

use sea_orm::entity::prelude::*;

/// One row of `settlement`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub period_from: i64,
    pub period_to: i64,
    pub receive: i64,
    pub held: i64,
    pub net: i64,
    pub state: String,
    pub bank_ref: Option<String>,
    pub created_at: i64,
    pub paid_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
