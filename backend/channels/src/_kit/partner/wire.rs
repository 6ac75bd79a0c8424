//! What the profile sends and takes, spelled as it spells.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Many<T> {
    pub items: Vec<T>,
    #[serde(default)]
    pub next_cursor: Option<String>,
    #[serde(default)]
    pub version: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Category {
    pub id: String,
    #[serde(default)]
    pub parent_id: Option<String>,
    pub name: String,
    pub is_leaf: bool,
    #[serde(default)]
    pub attributes: Vec<Attribute>,
}

#[derive(Debug, Deserialize)]
pub struct Attribute {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub required: bool,
    #[serde(default, rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub options: Vec<String>,
}

/// Answer to a product: either a task or what became of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Put {
    pub task_id: Option<String>,
    pub remote_id: String,
    pub status: String,
    pub variants: Vec<PutVariant>,
    pub url: Option<String>,
    pub reason: String,
}

#[derive(Debug, Deserialize)]
pub struct PutVariant {
    pub sku: String,
    pub remote_id: String,
}

#[derive(Debug, Deserialize)]
pub struct Task {
    pub status: String,
    #[serde(default)]
    pub result: Option<Put>,
    #[serde(default)]
    pub errors: Vec<Detail>,
}

#[derive(Debug, Deserialize)]
pub struct Refusal {
    pub error: Fault,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fault {
    pub code: String,
    pub message: String,
    pub details: Vec<Detail>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Detail {
    pub path: String,
    pub message: String,
}

#[derive(Debug, Deserialize)]
pub struct Order {
    pub order_no: String,
    pub status: String,
    pub placed_at: String,
    pub updated_at: String,
    #[serde(default)]
    pub confirm_deadline: Option<String>,
    #[serde(default)]
    pub ship_deadline: Option<String>,
    pub payment: Payment,
    pub buyer: Buyer,
    pub ship_to: ShipTo,
    pub amounts: Amounts,
    pub lines: Vec<Line>,
    #[serde(default)]
    pub shipments: Vec<Shipment>,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Payment {
    pub method: String,
    pub paid: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Buyer {
    pub name: String,
    pub phone: String,
    pub masked: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ShipTo {
    pub line: String,
    pub ward: String,
    pub district: Option<String>,
    pub province: String,
}

#[derive(Debug, Deserialize)]
pub struct Amounts {
    pub items_vnd: i64,
    #[serde(default)]
    pub discount_platform_vnd: i64,
    #[serde(default)]
    pub discount_seller_vnd: i64,
    #[serde(default)]
    pub shipping_vnd: i64,
    pub total_vnd: i64,
}

#[derive(Debug, Deserialize)]
pub struct Line {
    pub line_id: String,
    #[serde(default)]
    pub sku: String,
    #[serde(default)]
    pub remote_id: String,
    #[serde(default)]
    pub name: String,
    pub quantity: i64,
    pub unit_price_vnd: i64,
    #[serde(default)]
    pub discount_vnd: i64,
}

#[derive(Debug, Deserialize)]
pub struct Shipment {
    #[serde(default)]
    pub shipment_no: String,
    #[serde(default)]
    pub carrier: Option<String>,
    #[serde(default)]
    pub waybill_no: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Return {
    pub return_no: String,
    pub order_no: String,
    pub status: String,
    #[serde(default)]
    pub reason: String,
    pub refund_vnd: i64,
    #[serde(default)]
    pub goods_back: bool,
    #[serde(default)]
    pub answer_deadline: Option<String>,
    #[serde(default)]
    pub lines: Vec<ReturnLine>,
    pub updated_at: String,
}

#[derive(Debug, Deserialize)]
pub struct ReturnLine {
    pub line_id: String,
    pub quantity: i64,
}

#[derive(Debug, Deserialize)]
pub struct Push {
    pub event_id: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub occurred_at: Option<String>,
    #[serde(default)]
    pub order: Option<PushedOrder>,
    #[serde(default, rename = "return")]
    pub returned: Option<PushedReturn>,
    #[serde(default)]
    pub product: Option<PushedProduct>,
}

#[derive(Debug, Deserialize)]
pub struct PushedOrder {
    pub order_no: String,
}

#[derive(Debug, Deserialize)]
pub struct PushedReturn {
    pub return_no: String,
}

#[derive(Debug, Deserialize)]
pub struct PushedProduct {
    pub parent_sku: String,
}
