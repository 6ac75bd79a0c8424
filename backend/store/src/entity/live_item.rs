//! A good on sale in a livestream, under its code.

use sea_orm::entity::prelude::*;

/// One row of `live_item`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "live_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub code: String,
    pub offer_id: Uuid,
    pub position: i64,
    pub times_pinned: i64,
    pub flash_price: Option<i64>,
    pub flash_until: Option<i64>,
    pub waits: bool,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
