//! A cooperative whose goods a union's shop sells, once it agreed.

use sea_orm::entity::prelude::*;

/// One row of `channel_member`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cooperative_id: Uuid,
    pub asked_by: Uuid,
    pub asked_at: i64,
    pub agreed_by: Option<Uuid>,
    pub agreed_at: Option<i64>,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
