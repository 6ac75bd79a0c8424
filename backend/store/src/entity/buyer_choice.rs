//! What a buyer was asked when nobody could send a part of the order.

use sea_orm::entity::prelude::*;

/// One row of `buyer_choice`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "buyer_choice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sub_order_id: Uuid,
    pub offered_at: i64,
    pub until: i64,
    pub choice: Option<String>,
    pub chosen_at: Option<i64>,
    pub settled_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
