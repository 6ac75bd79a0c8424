//! A comment as it was written, with what could not be done by itself.

use sea_orm::entity::prelude::*;

/// One row of `live_comment`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "live_comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub viewer_id: Uuid,
    pub source_sealed: String,
    pub unclear: String,
    pub repeated: String,
    pub created_at: i64,
    pub external_id: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
