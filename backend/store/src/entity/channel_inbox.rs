//! Pushes, each once.

use sea_orm::entity::prelude::*;

/// One row of `channel_inbox`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_inbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub channel: String,
    pub dedupe: String,
    pub account_id: Option<Uuid>,
    pub kind: String,
    pub subject: String,
    pub raw_sealed: Option<String>,
    pub event_at: Option<i64>,
    pub received_at: i64,
    pub outcome: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
