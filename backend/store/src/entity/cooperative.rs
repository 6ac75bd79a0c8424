//! Cooperatives and their verification state.

use sea_orm::entity::prelude::*;

/// One row of `cooperative`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cooperative")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub short_name: String,
    pub kind: String,
    pub tax_code: Option<String>,
    pub province_code: String,
    pub ward_code: String,
    pub phone_sealed: Option<String>,
    pub state: String,
    pub trusted: bool,
    pub licence_picture: Option<String>,
    pub state_note: Option<String>,
    pub verified_at: Option<i64>,
    pub verified_by: Option<Uuid>,
    pub paused_at: Option<i64>,
    pub holiday_from: Option<i64>,
    pub holiday_until: Option<i64>,
    pub version: i64,
    pub created_at: i64,
    pub pack_days: i32,
    pub pack_capacity: Option<i32>,
    pub live_rule: String,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
