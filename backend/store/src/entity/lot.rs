//! What came in at one time: harvest day, expiry, plot and household (private). Quantities in smallest steps.

use sea_orm::entity::prelude::*;

/// One row of `lot`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub offer_id: Uuid,
    pub cooperative_id: Uuid,
    pub code: String,
    pub harvested_on: Option<i64>,
    pub expires_on: Option<i64>,
    pub received: i64,
    pub on_hand: i64,
    pub blocked: i64,
    pub packed: i64,
    pub plot_sealed: Option<String>,
    pub household_sealed: Option<String>,
    pub certificate_id: Option<Uuid>,
    pub state: String,
    pub hold_reason: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
