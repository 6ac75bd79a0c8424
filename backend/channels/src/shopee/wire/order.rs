//! Orders, shipping, returns, money, lost pushes.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Dong, Id, Whole};

/// `get_order_list`.
#[derive(Deserialize)]
pub struct OrderPage {
    #[serde(default)]
    pub more: bool,
    #[serde(default)]
    pub next_cursor: String,
    #[serde(default)]
    pub order_list: Vec<OrderKey>,
}

#[derive(Deserialize)]
pub struct OrderKey {
    pub order_sn: String,
}

/// `get_order_detail`, each order as it came.
#[derive(Deserialize)]
pub struct OrderDetails {
    #[serde(default)]
    pub order_list: Vec<Box<RawValue>>,
}

#[derive(Deserialize)]
pub struct Order {
    pub order_sn: String,
    pub order_status: String,
    #[serde(default)]
    pub currency: String,
    #[serde(default)]
    pub cod: bool,
    pub message_to_seller: Option<String>,
    pub create_time: Whole,
    pub update_time: Whole,
    pub ship_by_date: Option<Whole>,
    pub pay_time: Option<Whole>,
    pub total_amount: Option<Dong>,
    pub estimated_shipping_fee: Option<Dong>,
    pub actual_shipping_fee: Option<Dong>,
    pub recipient_address: Option<Recipient>,
    #[serde(default)]
    pub item_list: Vec<OrderItem>,
    #[serde(default)]
    pub package_list: Vec<Package>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Recipient {
    pub name: String,
    pub phone: String,
    pub town: String,
    pub district: String,
    pub city: String,
    pub state: String,
    pub full_address: String,
}

#[derive(Deserialize)]
pub struct OrderItem {
    pub item_id: Id,
    #[serde(default)]
    pub item_name: String,
    #[serde(default)]
    pub item_sku: String,
    #[serde(default)]
    pub model_id: Id,
    #[serde(default)]
    pub model_name: String,
    #[serde(default)]
    pub model_sku: String,
    pub model_quantity_purchased: Whole,
    /// What of it was cancelled since.
    #[serde(default)]
    pub cancelled_qty: Whole,
    #[serde(default)]
    pub model_original_price: Dong,
    #[serde(default)]
    pub model_discounted_price: Dong,
    #[serde(default)]
    pub order_item_id: Id,
    #[serde(default)]
    pub line_item_id: Id,
    #[serde(default)]
    pub promotion_group_id: Id,
    #[serde(default)]
    pub promotion_type: String,
}

#[derive(Deserialize)]
pub struct Package {
    #[serde(default)]
    pub package_number: String,
    #[serde(default)]
    pub logistics_status: String,
    #[serde(default)]
    pub shipping_carrier: String,
}

/// `get_shipping_parameter`.
#[derive(Deserialize)]
pub struct ShippingParameter {
    #[serde(default)]
    pub info_needed: InfoNeeded,
    pub pickup: Option<Pickup>,
    pub dropoff: Option<Dropoff>,
}

#[derive(Default, Deserialize)]
pub struct InfoNeeded {
    pub pickup: Option<Vec<String>>,
    pub dropoff: Option<Vec<String>>,
    pub non_integrated: Option<Vec<String>>,
}

#[derive(Deserialize)]
pub struct Pickup {
    #[serde(default)]
    pub address_list: Vec<PickupAddress>,
}

#[derive(Deserialize)]
pub struct PickupAddress {
    pub address_id: Value,
    #[serde(default)]
    pub time_slot_list: Vec<TimeSlot>,
}

#[derive(Deserialize)]
pub struct TimeSlot {
    pub pickup_time_id: String,
    #[serde(default)]
    pub date: Whole,
    #[serde(default)]
    pub flags: Vec<String>,
}

#[derive(Deserialize)]
pub struct Dropoff {
    #[serde(default)]
    pub branch_list: Option<Vec<Branch>>,
}

#[derive(Deserialize)]
pub struct Branch {
    pub branch_id: Value,
}

#[derive(Deserialize)]
pub struct Tracking {
    #[serde(default)]
    pub tracking_number: String,
}

/// `create_shipping_document` and `get_shipping_document_result`.
#[derive(Deserialize)]
pub struct Documents {
    #[serde(default)]
    pub result_list: Vec<DocumentRow>,
}

#[derive(Deserialize)]
pub struct DocumentRow {
    #[serde(default)]
    pub status: String,
    #[serde(default)]
    pub fail_error: String,
}

#[derive(Deserialize)]
pub struct ReturnPage {
    #[serde(default)]
    pub more: bool,
    #[serde(default, rename = "return")]
    pub rows: Vec<ReturnKey>,
}

#[derive(Deserialize)]
pub struct ReturnKey {
    pub return_sn: Id,
}

#[derive(Deserialize)]
pub struct ReturnDetail {
    pub return_sn: Id,
    pub order_sn: String,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub text_reason: String,
    #[serde(default)]
    pub refund_amount: Dong,
    #[serde(default)]
    pub status: String,
    pub due_date: Option<Whole>,
    pub return_seller_due_date: Option<Whole>,
    #[serde(default)]
    pub needs_logistics: bool,
    #[serde(default)]
    pub update_time: Whole,
    #[serde(default)]
    pub item: Vec<ReturnItem>,
}

#[derive(Deserialize)]
pub struct ReturnItem {
    pub item_id: Id,
    #[serde(default)]
    pub model_id: Id,
    #[serde(default)]
    pub amount: Whole,
}

#[derive(Deserialize)]
pub struct DisputeReasons {
    #[serde(default)]
    pub dispute_reason_list: Vec<DisputeReason>,
}

#[derive(Deserialize)]
pub struct DisputeReason {
    pub dispute_reason_id: Value,
}

#[derive(Deserialize)]
pub struct EscrowPage {
    #[serde(default)]
    pub more: bool,
    #[serde(default)]
    pub escrow_list: Vec<EscrowRow>,
}

#[derive(Deserialize)]
pub struct EscrowRow {
    pub order_sn: String,
    #[serde(default)]
    pub payout_amount: Dong,
    pub escrow_release_time: Whole,
}

#[derive(Deserialize)]
pub struct EscrowDetailRow {
    pub escrow_detail: EscrowDetail,
}

#[derive(Deserialize)]
pub struct EscrowDetail {
    pub order_sn: String,
    pub order_income: OrderIncome,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OrderIncome {
    pub cost_of_goods_sold: Dong,
    pub commission_fee: Dong,
    pub service_fee: Dong,
    pub seller_transaction_fee: Dong,
    pub voucher_from_seller: Dong,
    /// Below zero where the seller bears it.
    pub final_shipping_fee: Dong,
    pub seller_return_refund: Dong,
}

/// `get_lost_push_message`. `data` is the whole envelope, as a text or an object.
#[derive(Deserialize)]
pub struct LostPushes {
    #[serde(default)]
    pub push_message_list: Vec<LostPush>,
    #[serde(default)]
    pub has_next_page: bool,
    #[serde(default)]
    pub last_message_id: Id,
}

#[derive(Deserialize)]
pub struct LostPush {
    pub data: Value,
}

/// A push.
#[derive(Deserialize)]
pub struct Push {
    pub code: i64,
    #[serde(default)]
    pub shop_id: Id,
    #[serde(default)]
    pub timestamp: Whole,
    #[serde(default)]
    pub data: Value,
}
