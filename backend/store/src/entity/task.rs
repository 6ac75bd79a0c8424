//! Something a person has to settle; `subject` is unique for its kind.

use sea_orm::entity::prelude::*;

/// One row of `task`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub subject: String,
    pub cooperative_id: Option<Uuid>,
    pub order_id: Option<Uuid>,
    pub sub_order_id: Option<Uuid>,
    pub detail: String,
    pub due_at: Option<i64>,
    pub created_at: i64,
    pub done_at: Option<i64>,
    pub done_by: Option<Uuid>,
    pub outcome: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
