//! What goods would cost and when they would come: the answer of `POST /api/v1/quotes`.

use serde::{Deserialize, Serialize};

use super::order::OrderCooperative;
use crate::id::VariantId;
use crate::money::Vnd;

/// A line that can be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteLine {
    /// Which sellable unit.
    pub variant_id: VariantId,
    /// Name of the good.
    pub name: String,
    /// How much, as a decimal number of the sale unit.
    pub quantity: String,
    /// Price of one unit now, in đồng.
    pub unit_price: Vnd,
    /// Price of the line, in đồng.
    pub total: Vnd,
}

/// The harvest that goods are ordered ahead of; days as `2026-08-16`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HarvestWindow {
    /// The first day of the harvest.
    pub harvest_from: String,
    /// Its last day.
    pub harvest_to: String,
    /// The last day of sending.
    pub ship_by: String,
}

/// When a parcel leaves and arrives; days as `2026-08-16`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryWindow {
    /// The day on which it is handed over at the latest.
    pub ship_by: String,
    /// The first day on which it may arrive.
    pub earliest: String,
    /// The day by which it arrives.
    pub latest: String,
}

/// One cooperative's parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteParcel {
    /// Who sends it.
    pub cooperative: OrderCooperative,
    /// What is in it.
    pub lines: Vec<QuoteLine>,
    /// Price of the goods, in đồng.
    pub goods_total: Vnd,
    /// Fee of the parcel, in đồng.
    pub shipping_fee: Vnd,
    /// What a voucher takes off it, in đồng.
    pub discount: Vnd,
    /// Goods and fee, less the discount, in đồng.
    pub total: Vnd,
    /// When it comes.
    pub delivery_window: DeliveryWindow,
    /// Live animals: fetched, or brought within the province.
    pub pickup: bool,
    /// It is ordered ahead of this harvest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preorder: Option<HarvestWindow>,
}

/// A line that cannot be sent, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteRefusal {
    /// Which sellable unit.
    pub variant_id: VariantId,
    /// A stable name: `too_far`, `insufficient_stock`, `not_for_sale` …
    pub code: String,
    /// Why, in a sentence.
    pub message: String,
    /// What is left, as a decimal number of the sale unit, when that is the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<String>,
}

/// The whole answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quote {
    /// One for each cooperative.
    pub parcels: Vec<QuoteParcel>,
    /// What cannot go, and why.
    pub refused: Vec<QuoteRefusal>,
    /// Price of all goods that can go, in đồng.
    pub goods_total: Vnd,
    /// All fees, in đồng.
    pub shipping_total: Vnd,
    /// What the voucher takes off, in đồng.
    pub discount: Vnd,
    /// Goods and fees, less the discount, in đồng.
    pub total: Vnd,
    /// `VND`.
    pub currency: String,
}
