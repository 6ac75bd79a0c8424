//! A listing on a channel.

use sea_orm::entity::prelude::*;

/// One row of `channel_listing`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_listing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub listing_id: Uuid,
    pub state: String,
    pub note: Option<String>,
    pub findings: String,
    pub title: Option<String>,
    pub description: Option<String>,
    pub category_id: Option<String>,
    pub attributes: String,
    pub remote_id: Option<String>,
    pub remote_url: Option<String>,
    pub task: Option<String>,
    pub sent_hash: Option<String>,
    pub agreed_title: Option<String>,
    pub hidden: bool,
    pub version: i64,
    pub sent_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub price_rule: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
