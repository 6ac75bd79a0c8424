//! Stock kept for a checkout until a time.

use sea_orm::entity::prelude::*;

/// One row of `hold`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub checkout_key: String,
    pub offer_id: Uuid,
    pub quantity: i64,
    pub state: String,
    pub extended: bool,
    pub created_at: i64,
    pub expires_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
