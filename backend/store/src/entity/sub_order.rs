//! The part of an order that one cooperative fulfils.

use sea_orm::entity::prelude::*;

/// One row of `sub_order`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sub_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: Uuid,
    pub number: i32,
    pub code: String,
    pub cooperative_id: Uuid,
    pub state: String,
    pub goods_total: i64,
    pub shipping_fee: i64,
    pub total: i64,
    pub platform_fee: i64,
    pub parcel_weight_g: i64,
    pub respond_by: Option<i64>,
    pub ship_on: i64,
    pub deliver_from: i64,
    pub deliver_to: i64,
    pub carrier: Option<String>,
    pub tracking_no: Option<String>,
    pub close_reason: Option<String>,
    pub packed_picture: Option<String>,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
    pub decision_id: Option<Uuid>,
    pub replaces: Option<Uuid>,
    pub remind_at: Option<i64>,
    pub reminded_at: Option<i64>,
    pub fee_borne: i64,
    pub voucher_own: i64,
    pub voucher_market: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
