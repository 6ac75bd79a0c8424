//! The searchable text of a listing.

use sea_orm::entity::prelude::*;

/// One row of `listing_text`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing_text")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub listing_id: Uuid,
    pub name_toned: String,
    pub name_folded: String,
    pub body_toned: String,
    pub body_folded: String,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
