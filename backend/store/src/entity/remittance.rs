//! An imported statement of a carrier or a marketplace.

use sea_orm::entity::prelude::*;

/// One row of `remittance`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "remittance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub source: String,
    pub name: String,
    pub file_hash: String,
    pub lines: i32,
    pub matched: i32,
    pub gross: i64,
    pub net: i64,
    pub imported_by: Option<Uuid>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
