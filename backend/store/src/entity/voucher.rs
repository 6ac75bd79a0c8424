//! A voucher: of a cooperative, or of the market when it has none. Who pays how much of it is `own_percent100`.

use sea_orm::entity::prelude::*;

/// One row of `voucher`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voucher")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub cooperative_id: Option<Uuid>,
    pub percent100: Option<i32>,
    pub amount: Option<i64>,
    pub most: Option<i64>,
    pub least_goods: i64,
    pub own_percent100: i32,
    pub uses_limit: Option<i64>,
    pub used: i64,
    pub valid_to: i64,
    pub agreed_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub set_by: Uuid,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
