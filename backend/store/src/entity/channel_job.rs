//! Something to be done on a channel: one row a subject, however often it is asked for; `wanted` counts the asking.

use sea_orm::entity::prelude::*;

/// One row of `channel_job`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub priority: i32,
    pub wanted: i64,
    pub attempts: i32,
    pub next_at: i64,
    pub parked_at: Option<i64>,
    pub cause: Option<String>,
    pub last_error: Option<String>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
