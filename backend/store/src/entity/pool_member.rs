//! A cooperative that supplies a pooled listing, with its agreed share and its own season.

use sea_orm::entity::prelude::*;

/// One row of `pool_member`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pool_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub listing_id: Uuid,
    pub cooperative_id: Uuid,
    pub state: String,
    pub share: i32,
    pub month_cap: Option<i64>,
    pub season_main: Option<i32>,
    pub season_minor: Option<i32>,
    pub harvested_on: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
