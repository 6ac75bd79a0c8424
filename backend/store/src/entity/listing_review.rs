//! What an officer is asked to look at before a listing is shown.

use sea_orm::entity::prelude::*;

/// One row of `listing_review`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub listing_id: Uuid,
    pub submitted_by: Option<Uuid>,
    pub submitted_at: i64,
    pub before_json: String,
    pub after_json: String,
    pub findings_json: String,
    pub decided_at: Option<i64>,
    pub decided_by: Option<Uuid>,
    pub outcome: Option<String>,
    pub note: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
