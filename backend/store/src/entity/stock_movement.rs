//! Every change of a stock quantity, append-only.

use sea_orm::entity::prelude::*;

/// One row of `stock_movement`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_movement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub offer_id: Uuid,
    pub kind: String,
    pub on_hand: i64,
    pub held: i64,
    pub allocated: i64,
    pub reason: Option<String>,
    pub actor_id: Option<Uuid>,
    pub source: String,
    pub source_id: Option<Uuid>,
    pub idempotency_key: Option<String>,
    pub at: i64,
    pub blocked: i64,
    pub lot_id: Option<Uuid>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
