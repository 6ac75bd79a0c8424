//! Effects that must happen after a commit.

use sea_orm::entity::prelude::*;

/// One row of `outbox`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub topic: String,
    pub key: String,
    pub payload: String,
    pub attempts: i32,
    pub next_at: i64,
    pub locked_until: Option<i64>,
    pub locked_by: Option<String>,
    pub done_at: Option<i64>,
    pub parked_at: Option<i64>,
    pub last_error: Option<String>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
