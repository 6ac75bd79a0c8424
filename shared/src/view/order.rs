//! An order as its buyer sees it: the answer of the API and the page `/don/{code}`.

use serde::{Deserialize, Serialize};

use super::parts::{Picture, SumRow, TimelineStep};
use super::quote::HarvestWindow;
use crate::id::{CooperativeId, VariantId};
use crate::money::Vnd;
use crate::state::{OrderStatus, SubOrderState};

/// The cooperative behind a part of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderCooperative {
    /// Its id.
    pub id: CooperativeId,
    /// Its name in addresses of pages.
    pub slug: String,
    /// Its full name.
    pub name: String,
}

/// A line as it was bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacedLine {
    /// Which sellable unit.
    pub variant_id: VariantId,
    /// How much, as a decimal number of the sale unit.
    pub quantity: String,
    /// Price of one unit, in đồng.
    pub unit_price: Vnd,
    /// What the scale said, as a decimal number of the sale unit, once goods that are paid by weight are packed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighed: Option<String>,
}

/// The part of an order that one cooperative sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacedSubOrder {
    /// Public code: the order's code and the number of the part.
    pub code: String,
    /// Where it stands.
    pub status: SubOrderState,
    /// Who sends it.
    pub cooperative: OrderCooperative,
    /// The goods.
    pub lines: Vec<PlacedLine>,
    /// Fee of the parcel, in đồng.
    pub shipping_fee: Vnd,
    /// What a voucher takes off, in đồng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Vnd>,
    /// Goods and fee, less the discount, in đồng.
    pub total: Vnd,
}

/// The answer to an order. The sub-orders add up to the total, to the đồng.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacedOrder {
    /// Public code.
    pub code: String,
    /// Where the order stands as a whole.
    pub status: OrderStatus,
    /// What the buyer pays in all, in đồng.
    pub total: Vnd,
    /// `VND`.
    pub currency: String,
    /// One for each cooperative.
    pub sub_orders: Vec<PlacedSubOrder>,
    /// How it is paid, when it is paid before it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PlacedPayment>,
}

/// What has to be paid before an order goes to its cooperatives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacedPayment {
    /// `vietqr`, or the code of a provider.
    #[cfg_attr(feature = "openapi", schema(example = "vietqr"))]
    pub method: String,
    /// Until when, RFC 3339 in UTC; the goods are free again then.
    pub expires_at: String,
    /// By transfer: one for each sub-order.
    pub transfers: Vec<PlacedTransfer>,
    /// Through a provider: the page on which it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_url: Option<String>,
}

/// A transfer to the account of a cooperative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacedTransfer {
    /// The part it pays for.
    pub sub_order: String,
    /// How much, in đồng.
    pub amount: Vnd,
    /// What the transfer has to say; by this it is known.
    #[cfg_attr(feature = "openapi", schema(example = "CP7Q2MWK4"))]
    pub content: String,
    /// The bank's number at Napas.
    pub bank_bin: String,
    /// The account's number.
    pub account_number: String,
    /// Its holder.
    pub account_holder: String,
    /// What the VietQR code contains.
    pub qr: String,
}

/// Something that happened to a part of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubOrderStep {
    /// The state it led to.
    pub status: SubOrderState,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A part of an order with what happened and why this cooperative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowedSubOrder {
    /// What was bought and what it costs.
    #[serde(flatten)]
    pub placed: PlacedSubOrder,
    /// Why this cooperative, in a sentence.
    pub why: String,
    /// The parts that took over what this one's cooperative declined or did not answer. What it cost is in no total then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<String>,
    /// The first day on which it may arrive: `2026-08-16`.
    pub deliver_from: String,
    /// The day by which it arrives.
    pub deliver_to: String,
    /// Who carries it.
    pub carrier: Option<String>,
    /// The carrier's number.
    pub tracking_no: Option<String>,
    /// The harvest that it was ordered ahead of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preorder: Option<HarvestWindow>,
    /// What happened so far, oldest first.
    pub steps: Vec<SubOrderStep>,
}

/// An order as its buyer follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowedOrder {
    /// Public code.
    pub code: String,
    /// Where the order stands as a whole.
    pub status: OrderStatus,
    /// What the buyer pays in all, in đồng.
    pub total: Vnd,
    /// `VND`.
    pub currency: String,
    /// When it was placed, RFC 3339 in UTC.
    pub placed_at: String,
    /// One for each cooperative.
    pub sub_orders: Vec<FollowedSubOrder>,
}

/// A way out that a buyer can choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceOption {
    /// `wait`, `elsewhere`, `replace`, `take` or `refund`.
    pub value: String,
    /// The words of its button.
    pub words: String,
    /// What it means.
    pub meaning: String,
}

/// What a buyer chooses for a part that nobody sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartChoice {
    /// What happened, and until when to choose.
    pub text: String,
    /// The ways out.
    pub options: Vec<ChoiceOption>,
    /// Similar goods that can be sent to the buyer: name, price, address.
    pub similar: Vec<(String, String, String)>,
}

/// A part of an order on its buyer's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderParcel {
    /// Number from 1.
    pub number: i32,
    /// `Kiện 1 · HTX Đồng Mỏ`.
    pub title: String,
    /// `Na Chi Lăng, thùng 3 kg`.
    pub goods: String,
    /// Picture of the first good.
    pub picture: Option<Picture>,
    /// What happened and what comes.
    pub steps: Vec<TimelineStep>,
    /// Words before the amount: `Trả khi nhận:`.
    pub pay_words: String,
    /// The amount; empty when nothing is paid.
    pub pay_amount: String,
    /// What follows: `Bạn được mở kiện xem trước.`
    pub pay_note: String,
    /// Why this cooperative.
    pub why: String,
    /// Phone of the cooperative: as dialled and as read.
    pub phone: Option<(String, String)>,
    /// `cancel` or `request_cancel` with the words of its button and what it means.
    pub cancel: Option<(String, String, String)>,
    /// Nobody sends it: what the buyer can choose.
    pub choice: Option<PartChoice>,
    /// It is paid before it is sent, and is not paid yet.
    pub pay_now: Option<PayNow>,
    /// What can be claimed for, if anything.
    pub claim: Option<ClaimForm>,
    /// What became of claims, a sentence each.
    pub claims: Vec<String>,
}

/// How a part, or a whole order, is paid now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayNow {
    /// `Quét để trả HTX Đồng Mỏ`.
    pub title: String,
    /// What is to be paid.
    pub amount: String,
    /// What the transfer has to say.
    pub content: String,
    /// Address of the picture of the code; empty when there is none.
    pub qr: String,
    /// Bank, number, holder; a line each.
    pub account: Vec<String>,
    /// The page of the provider, when it is paid there.
    pub next_url: Option<String>,
    /// That page is a simulator of this demonstration.
    pub trial: bool,
    /// Until when, and what came already.
    pub notes: Vec<String>,
}

/// Claiming for goods of a delivered part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimForm {
    /// The goods: the number of the line and its name.
    pub goods: Vec<(i32, String)>,
    /// `Báo trước 09:12 Chủ nhật 16/8`.
    pub until: String,
}

/// The page `/don/{code}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderPage {
    /// Public code as it is read out.
    pub code: String,
    /// Address of the page, in its language.
    pub path: String,
    /// Address of the stream that tells of changes.
    pub live: String,
    /// `Đã đặt xong. Cảm ơn bạn!`
    pub title: String,
    /// What goes on.
    pub lead: String,
    /// `Đặt thứ Bảy 15/8, 09:12`.
    pub placed: String,
    /// One for each cooperative.
    pub parcels: Vec<OrderParcel>,
    /// Receiver and address, line by line.
    pub address: Vec<String>,
    /// Goods, fees, total.
    pub sums: Vec<SumRow>,
    /// The whole order is paid through a provider, and is not paid yet.
    pub pay_now: Option<PayNow>,
    /// What was wrong with the last form.
    pub error: Option<String>,
}

/// The page that looks an order up.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FindOrderPage {
    /// Code as typed.
    pub code: String,
    /// Phone as typed.
    pub phone: String,
    /// What is wrong with the code.
    pub code_error: Option<String>,
    /// What is wrong with the phone.
    pub phone_error: Option<String>,
    /// No order has this code and phone.
    pub not_found: Option<String>,
}
