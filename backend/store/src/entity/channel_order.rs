//! An order of a channel as it stands there; personal data sealed.

use sea_orm::entity::prelude::*;

/// One row of `channel_order`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub key: String,
    pub order_id: Option<Uuid>,
    pub state: String,
    pub raw_state: String,
    pub held: Option<String>,
    pub note: Option<String>,
    pub order_sealed: Option<String>,
    pub raw_sealed: Option<String>,
    pub hash: String,
    pub remote_updated_at: i64,
    pub ship_by: Option<i64>,
    pub confirm_by: Option<i64>,
    pub total: i64,
    pub purge_after: i64,
    pub created_at: i64,
    pub updated_at: i64,
    pub placed: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
