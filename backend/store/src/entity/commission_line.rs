//! What a click earned of an order line, or why nothing, as it was when sold; `rate_bp` in hundredths of a percent.

use sea_orm::entity::prelude::*;

/// One row of `commission_line`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commission_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: Uuid,
    pub sub_order_id: Uuid,
    pub order_line_id: Uuid,
    pub cooperative_id: Uuid,
    pub listing_id: Uuid,
    pub seller_id: Uuid,
    pub link_id: Uuid,
    pub click_id: Uuid,
    pub clicked_at: i64,
    pub rule: String,
    pub outcome: String,
    pub rate_id: Option<Uuid>,
    pub targeted: bool,
    pub rate_bp: i32,
    pub base: i64,
    pub amount: i64,
    pub reversed: i64,
    pub state: String,
    pub frozen_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
