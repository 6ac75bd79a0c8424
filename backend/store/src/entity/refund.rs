//! Money a buyer asks back or is to have back.

use sea_orm::entity::prelude::*;

/// One row of `refund`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refund")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: Uuid,
    pub sub_order_id: Option<Uuid>,
    pub order_line_id: Option<Uuid>,
    pub cooperative_id: Option<Uuid>,
    pub payment_id: Option<Uuid>,
    pub reference: String,
    pub cause: String,
    pub asked: i64,
    pub amount: i64,
    pub bearer: String,
    pub state: String,
    pub note: Option<String>,
    pub picture: Option<String>,
    pub provider_txn: Option<String>,
    pub created_at: i64,
    pub decided_at: Option<i64>,
    pub decided_by: Option<Uuid>,
    pub done_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
