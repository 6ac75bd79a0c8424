//! The terms a part was sold under, frozen with the sale.

use sea_orm::entity::prelude::*;

/// One row of `sub_order_terms`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sub_order_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sub_order_id: Uuid,
    pub fee_percent100: i32,
    pub commission_percent100: i32,
    pub seller: String,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
