//! A listing over the offers of several cooperatives, under a collective brand.

use sea_orm::entity::prelude::*;

/// One row of `pool`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pool")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub listing_id: Uuid,
    pub brand: String,
    pub grade: String,
    pub price_rule: String,
    pub claims: String,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
