//! Categories of a channel, as read.

use sea_orm::entity::prelude::*;

/// One row of `channel_category`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_category")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub channel: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub parent: Option<String>,
    pub path: String,
    pub leaf: bool,
    pub attributes: Option<String>,
    pub read_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
