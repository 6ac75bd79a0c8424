//! A cooperative's shop on a channel; tokens sealed.

use sea_orm::entity::prelude::*;

/// One row of `channel_account`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub channel: String,
    pub shop: String,
    pub name: String,
    pub state: String,
    pub note: Option<String>,
    pub token: String,
    pub secrets_sealed: String,
    pub settings: String,
    pub members: String,
    pub refresh_at: Option<i64>,
    pub ends_at: Option<i64>,
    pub warned_days: Option<i32>,
    pub paused_at: Option<i64>,
    pub swept_until: Option<i64>,
    pub returns_until: Option<i64>,
    pub settled_until: Option<i64>,
    pub synced_at: Option<i64>,
    pub pushed_at: Option<i64>,
    pub blocked_until: Option<i64>,
    pub locked_until: Option<i64>,
    pub locked_by: Option<String>,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
    pub closed_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
