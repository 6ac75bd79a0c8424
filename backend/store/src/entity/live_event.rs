//! Something that happened in a livestream, in the order in which it did.

use sea_orm::entity::prelude::*;

/// One row of `live_event`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "live_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub kind: String,
    pub item_id: Option<Uuid>,
    pub viewer_id: Option<Uuid>,
    pub steps: i64,
    pub price: Option<i64>,
    pub at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
