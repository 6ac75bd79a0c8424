//! The bank account of a seller; number sealed.

use sea_orm::entity::prelude::*;

/// One row of `seller_account`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seller_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seller_id: Uuid,
    pub bin: String,
    pub number_sealed: String,
    pub holder: String,
    pub verified_at: Option<i64>,
    pub verified_by: Option<Uuid>,
    pub changed_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
