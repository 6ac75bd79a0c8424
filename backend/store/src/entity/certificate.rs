//! Certificates with dates and scope; badges come only from here.

use sea_orm::entity::prelude::*;

/// One row of `certificate`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "certificate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub product_id: Option<Uuid>,
    pub kind: String,
    pub mark: Option<String>,
    pub stars: Option<i32>,
    pub number: Option<String>,
    pub issuer: String,
    pub scope_text: String,
    pub valid_from: i64,
    pub valid_to: i64,
    pub scan_picture: Option<String>,
    pub verified_by: Option<Uuid>,
    pub verified_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub revoke_reason: Option<String>,
    pub created_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
