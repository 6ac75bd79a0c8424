//! A field that the channel changed, or both did; a person chooses.

use sea_orm::entity::prelude::*;

/// One row of `channel_conflict`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_conflict")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub channel_listing_id: Uuid,
    pub channel_variant_id: Option<Uuid>,
    pub field: String,
    pub kind: String,
    pub agreed: Option<String>,
    pub ours: String,
    pub theirs: String,
    pub explanation: String,
    pub created_at: i64,
    pub chosen: Option<String>,
    pub chosen_by: Option<Uuid>,
    pub chosen_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
