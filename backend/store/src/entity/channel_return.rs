//! A return of a channel.

use sea_orm::entity::prelude::*;

/// One row of `channel_return`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_return")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub order_key: String,
    pub state: String,
    pub reason_sealed: String,
    pub refund: i64,
    pub goods_back: bool,
    pub answer_by: Option<i64>,
    pub answer: Option<String>,
    pub remote_updated_at: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
