//! Where buyers' transfers to a cooperative go; the number sealed.

use sea_orm::entity::prelude::*;

/// One row of `bank_account`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cooperative_id: Uuid,
    pub bin: String,
    pub number_sealed: String,
    pub number_lookup: String,
    pub holder: String,
    pub verified_at: Option<i64>,
    pub verified_by: Option<Uuid>,
    pub changed_by: Uuid,
    pub changed_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
