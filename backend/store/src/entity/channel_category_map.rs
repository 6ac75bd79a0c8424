//! Where goods of one of our categories go on a channel.

use sea_orm::entity::prelude::*;

/// One row of `channel_category_map`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_category_map")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub category_slug: String,
    pub category_id: String,
    pub path: String,
    pub attributes: String,
    pub confirmed: bool,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
