//! Items, models, prices and stock.

use serde::Deserialize;

use super::{Dong, Id, Whole};

#[derive(Deserialize)]
pub struct Created {
    pub item_id: Id,
}

/// `search_item`.
#[derive(Deserialize)]
pub struct Searched {
    #[serde(default)]
    pub item_id_list: Vec<Id>,
    /// Empty at the end.
    #[serde(default)]
    pub next_offset: Id,
}

/// `get_item_list`.
#[derive(Deserialize)]
pub struct ItemPage {
    #[serde(default)]
    pub item: Vec<ItemKey>,
    #[serde(default)]
    pub has_next_page: bool,
    #[serde(default)]
    pub next_offset: Whole,
}

#[derive(Deserialize)]
pub struct ItemKey {
    pub item_id: Id,
}

#[derive(Deserialize)]
pub struct BaseInfos {
    #[serde(default)]
    pub item_list: Vec<BaseInfo>,
}

#[derive(Deserialize)]
pub struct BaseInfo {
    pub item_id: Id,
    #[serde(default)]
    pub item_name: String,
    #[serde(default)]
    pub item_sku: String,
    #[serde(default)]
    pub item_status: String,
    #[serde(default)]
    pub update_time: Whole,
    #[serde(default)]
    pub has_model: bool,
    #[serde(default)]
    pub price_info: Vec<PriceInfo>,
    #[serde(default)]
    pub stock_info_v2: StockInfo,
    #[serde(default)]
    pub promotion_id: Id,
}

#[derive(Deserialize)]
pub struct PriceInfo {
    #[serde(default)]
    pub original_price: Dong,
}

#[derive(Default, Deserialize)]
pub struct StockInfo {
    #[serde(default)]
    pub summary_info: StockSummary,
    #[serde(default)]
    pub seller_stock: Vec<SellerStock>,
}

#[derive(Default, Deserialize)]
pub struct StockSummary {
    #[serde(default)]
    pub total_reserved_stock: Whole,
    #[serde(default)]
    pub total_available_stock: Whole,
}

#[derive(Deserialize)]
pub struct SellerStock {
    #[serde(default)]
    pub stock: Whole,
}

/// `get_model_list`. Tiers come in the older form, the standardised one, or both.
#[derive(Deserialize)]
pub struct Models {
    #[serde(default)]
    pub tier_variation: Vec<OldTier>,
    #[serde(default)]
    pub standardise_tier_variation: Vec<Tier>,
    #[serde(default)]
    pub model: Vec<Model>,
}

#[derive(Deserialize)]
pub struct OldTier {
    #[serde(default)]
    pub option_list: Vec<OldOption>,
}

#[derive(Deserialize)]
pub struct OldOption {
    #[serde(default)]
    pub option: String,
}

#[derive(Deserialize)]
pub struct Tier {
    #[serde(default)]
    pub variation_option_list: Vec<TierOption>,
}

#[derive(Deserialize)]
pub struct TierOption {
    #[serde(default)]
    pub variation_option_name: String,
}

#[derive(Deserialize)]
pub struct Model {
    pub model_id: Id,
    #[serde(default)]
    pub model_sku: String,
    #[serde(default)]
    pub tier_index: Vec<usize>,
    #[serde(default)]
    pub price_info: Vec<PriceInfo>,
    #[serde(default)]
    pub stock_info_v2: StockInfo,
    #[serde(default)]
    pub has_promotion: bool,
}

/// Rows that were refused, of `update_price`, `update_stock` and `unlist_item`.
#[derive(Default, Deserialize)]
pub struct Rows {
    #[serde(default)]
    pub failure_list: Vec<FailedRow>,
}

#[derive(Deserialize)]
pub struct FailedRow {
    #[serde(default)]
    pub model_id: Id,
    #[serde(default)]
    pub item_id: Id,
    #[serde(default)]
    pub failed_reason: String,
}

/// An answer of which nothing is needed.
#[derive(Deserialize)]
pub struct Nothing {}
