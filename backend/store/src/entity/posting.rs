//! One line of a ledger entry; never edited.

use sea_orm::entity::prelude::*;

/// One row of `posting`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub account: String,
    pub party: String,
    pub item: String,
    pub amount: i64,
    pub order_id: Option<Uuid>,
    pub sub_order_id: Option<Uuid>,
    pub cooperative_id: Option<Uuid>,
    pub at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
