//! One purchase by one buyer; personal data sealed.

use sea_orm::entity::prelude::*;

/// One row of `buyer_order`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "buyer_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub channel: String,
    pub locale: String,
    pub contact_name_sealed: String,
    pub phone_sealed: String,
    pub phone_lookup: String,
    pub street_sealed: String,
    pub ward_code: String,
    pub address_shown_sealed: String,
    pub payment_method: String,
    pub currency: String,
    pub goods_total: i64,
    pub shipping_total: i64,
    pub total: i64,
    pub share_code: Option<String>,
    pub created_at: i64,
    pub voucher_code: Option<String>,
    pub voucher_total: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
