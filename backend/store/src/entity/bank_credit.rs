//! A line of a bank account's statement, however it was reported.

use sea_orm::entity::prelude::*;

/// One row of `bank_credit`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_credit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Option<Uuid>,
    pub provider: String,
    pub bank_key: String,
    pub amount: i64,
    pub content_sealed: String,
    pub counter_sealed: String,
    pub booked_at: Option<i64>,
    pub outcome: String,
    pub payment_id: Option<Uuid>,
    pub received_at: i64,
    pub settled_at: Option<i64>,
    pub settled_by: Option<Uuid>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
