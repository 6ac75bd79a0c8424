//! A voucher used by a phone (its fingerprint): once each. It goes when the order was never sent.

use sea_orm::entity::prelude::*;

/// One row of `voucher_use`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voucher_use")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub voucher_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub phone_lookup: String,
    pub order_id: Uuid,
    pub amount: i64,
    pub at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
