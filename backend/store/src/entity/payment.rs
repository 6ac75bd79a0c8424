//! One attempt to pay an order or a part of it.

use sea_orm::entity::prelude::*;

/// One row of `payment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: Uuid,
    pub sub_order_id: Option<Uuid>,
    pub cooperative_id: Option<Uuid>,
    pub provider: String,
    pub reference: String,
    pub provider_ref: String,
    pub provider_txn: Option<String>,
    pub amount: i64,
    pub received: i64,
    pub state: String,
    pub next_sealed: Option<String>,
    pub client_ip_sealed: Option<String>,
    pub expires_at: i64,
    pub asked: i32,
    pub ask_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
