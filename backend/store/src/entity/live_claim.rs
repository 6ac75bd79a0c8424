//! A viewer's claim: held, waiting, given up or bought; how a hold ended stands in the hold.

use sea_orm::entity::prelude::*;

/// One row of `live_claim`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "live_claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub item_id: Uuid,
    pub viewer_id: Uuid,
    pub comment_id: Uuid,
    pub hold_id: Option<Uuid>,
    pub steps: i64,
    pub state: String,
    pub place: i64,
    pub created_at: i64,
    pub offered_at: Option<i64>,
    pub price: Option<i64>,
    pub order_id: Option<Uuid>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
