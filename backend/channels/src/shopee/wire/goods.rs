//! Reference data: categories, attributes, brands, limits, logistics, pictures.

use serde::Deserialize;

use super::{Id, Whole};

#[derive(Deserialize)]
pub struct CategoryList {
    pub category_list: Vec<CategoryRow>,
}

#[derive(Deserialize)]
pub struct CategoryRow {
    pub category_id: Id,
    #[serde(default)]
    pub parent_category_id: Id,
    #[serde(default)]
    pub original_category_name: String,
    #[serde(default)]
    pub display_category_name: String,
    #[serde(default)]
    pub has_children: bool,
}

#[derive(Deserialize)]
pub struct AttributeTrees {
    pub list: Vec<AttributeTree>,
}

#[derive(Deserialize)]
pub struct AttributeTree {
    #[serde(default)]
    pub category_id: Id,
    #[serde(default)]
    pub attribute_tree: Vec<AttributeRow>,
}

#[derive(Deserialize)]
pub struct AttributeRow {
    pub attribute_id: Id,
    #[serde(default)]
    pub mandatory: bool,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub attribute_value_list: Vec<ValueRow>,
    #[serde(default)]
    pub attribute_info: AttributeInfo,
}

#[derive(Deserialize)]
pub struct ValueRow {
    pub value_id: Id,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub child_attribute_list: Vec<AttributeRow>,
}

#[derive(Default, Deserialize)]
pub struct AttributeInfo {
    #[serde(default)]
    pub input_type: Whole,
    #[serde(default)]
    pub input_validation_type: Whole,
    #[serde(default)]
    pub format_type: Whole,
    #[serde(default)]
    pub attribute_unit_list: Vec<String>,
}

#[derive(Deserialize)]
pub struct BrandList {
    #[serde(default)]
    pub brand_list: Vec<BrandRow>,
    #[serde(default)]
    pub is_mandatory: bool,
    #[serde(default)]
    pub has_next_page: bool,
    #[serde(default)]
    pub next_offset: Whole,
}

#[derive(Deserialize)]
pub struct BrandRow {
    pub brand_id: Id,
    #[serde(default)]
    pub original_brand_name: String,
    #[serde(default)]
    pub display_brand_name: String,
}

#[derive(Clone, Copy, Default, Deserialize)]
pub struct Bounds {
    #[serde(default)]
    pub min_limit: Whole,
    #[serde(default)]
    pub max_limit: Whole,
}

#[derive(Default, Deserialize)]
pub struct ItemLimit {
    pub price_limit: Option<Bounds>,
    pub stock_limit: Option<Bounds>,
    pub item_name_length_limit: Option<Bounds>,
    pub item_image_count_limit: Option<Bounds>,
    pub item_description_length_limit: Option<Bounds>,
    pub tier_variation_option_length_limit: Option<Bounds>,
    pub dts_limit: Option<DaysLimit>,
    pub dimension_limit: Option<DimensionLimit>,
}

#[derive(Default, Deserialize)]
pub struct DaysLimit {
    pub days_to_ship_limit: Option<Bounds>,
    #[serde(default)]
    pub non_pre_order_days_to_ship: Whole,
}

#[derive(Default, Deserialize)]
pub struct DimensionLimit {
    #[serde(default)]
    pub dimension_mandatory: bool,
}

#[derive(Deserialize)]
pub struct ChannelList {
    #[serde(default)]
    pub logistics_channel_list: Vec<LogisticsChannel>,
}

/// A way to send. Weights in kg and sizes in cm, both possibly decimal: kept as they came.
#[derive(Deserialize)]
pub struct LogisticsChannel {
    pub logistics_channel_id: Id,
    #[serde(default)]
    pub enabled: bool,
    #[serde(default)]
    pub fee_type: String,
    #[serde(default)]
    pub size_list: Vec<SizeRow>,
    #[serde(default)]
    pub weight_limit: WeightLimit,
    #[serde(default)]
    pub item_max_dimension: MaxDimension,
    #[serde(default)]
    pub mask_channel_id: Id,
}

#[derive(Deserialize)]
pub struct SizeRow {
    pub size_id: Id,
}

#[derive(Default, Deserialize)]
pub struct WeightLimit {
    pub item_max_weight: Option<serde_json::Number>,
    pub item_min_weight: Option<serde_json::Number>,
}

#[derive(Default, Deserialize)]
pub struct MaxDimension {
    pub height: Option<serde_json::Number>,
    pub width: Option<serde_json::Number>,
    pub length: Option<serde_json::Number>,
    pub dimension_sum: Option<serde_json::Number>,
}

#[derive(Deserialize)]
pub struct Uploaded {
    pub image_info: Option<ImageInfo>,
    #[serde(default)]
    pub image_info_list: Vec<ImageRow>,
}

#[derive(Deserialize)]
pub struct ImageRow {
    #[serde(default)]
    pub error: String,
    #[serde(default)]
    pub message: String,
    pub image_info: Option<ImageInfo>,
}

#[derive(Deserialize)]
pub struct ImageInfo {
    #[serde(default)]
    pub image_id: String,
}
