//! One line of what a channel paid out.

use sea_orm::entity::prelude::*;

/// One row of `channel_settled`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_settled")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: i64,
    pub goods: i64,
    pub commission: i64,
    pub service: i64,
    pub vouchers: i64,
    pub shipping: i64,
    pub refunded: i64,
    pub paid_out: i64,
    pub expected: Option<i64>,
    pub difference: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
