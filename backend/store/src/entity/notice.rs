//! Messages to people, sealed.

use sea_orm::entity::prelude::*;

/// One row of `notice`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Option<Uuid>,
    pub cooperative_id: Option<Uuid>,
    pub sub_order_id: Option<Uuid>,
    pub kind: String,
    pub via: String,
    pub to_sealed: String,
    pub subject: String,
    pub body_sealed: String,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    pub failure: Option<String>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
