//! Signed single-use links to answer a sub-order.

use sea_orm::entity::prelude::*;

/// One row of `action_link`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "action_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub sub_order_id: Uuid,
    pub cooperative_id: Uuid,
    pub expires_at: i64,
    pub used_at: Option<i64>,
    pub outcome: Option<String>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
