//! What a person does on a portal.

use sea_orm::entity::prelude::*;

/// One row of `channel_todo`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_todo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub kind: String,
    pub subject: String,
    pub due_at: Option<i64>,
    pub created_at: i64,
    pub done_at: Option<i64>,
    pub done_by: Option<Uuid>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
