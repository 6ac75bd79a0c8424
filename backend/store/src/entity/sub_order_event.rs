//! The history of a sub-order.

use sea_orm::entity::prelude::*;

/// One row of `sub_order_event`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sub_order_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sub_order_id: Uuid,
    pub state: String,
    pub action: String,
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub note: Option<String>,
    pub at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
