//! One line of an imported statement, and what it was compared with.

use sea_orm::entity::prelude::*;

/// One row of `remittance_line`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "remittance_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub remittance_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub code: String,
    pub gross: i64,
    pub fees: i64,
    pub sub_order_id: Option<Uuid>,
    pub outcome: String,
    pub expected: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
