//! What a seller is paid out.

use sea_orm::entity::prelude::*;

/// One row of `seller_payout`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seller_payout")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub seller_id: Uuid,
    pub gross: i64,
    pub tax: i64,
    pub state: String,
    pub bank_ref: Option<String>,
    pub created_at: i64,
    pub paid_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
