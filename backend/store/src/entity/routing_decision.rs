//! The facts of a routing decision and the plan that followed from them.

use sea_orm::entity::prelude::*;

/// One row of `routing_decision`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: Uuid,
    pub cause: String,
    pub rule: String,
    pub weights: String,
    pub snapshot: String,
    pub snapshot_hash: String,
    pub plan: String,
    pub actor_id: Option<Uuid>,
    pub reason: Option<String>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
