//! Reference data of the simulated Vietnam: a small tree, attributes, brands, limits, shipping channels.

use serde_json::{Value, json};

/// Category, parent, name, whether a brand is mandatory.
pub const CATEGORIES: [(i64, i64, &str, bool); 9] = [
    (100_629, 0, "Thực phẩm và đồ uống", false),
    (100_650, 100_629, "Trà, cà phê", false),
    (100_651, 100_650, "Trà", false),
    (100_652, 100_650, "Cà phê", true),
    (100_660, 100_629, "Thực phẩm tươi sống", false),
    (100_661, 100_660, "Rau củ", false),
    (100_662, 100_660, "Trái cây", false),
    (100_670, 100_629, "Đặc sản", false),
    (100_671, 100_670, "Mật ong, bánh, mứt, đồ khô", false),
];

/// The mandatory attribute of every leaf: the origin.
pub const ORIGIN: i64 = 100_010;
pub const TITLE: (usize, usize) = (5, 120);
pub const DESCRIPTION: (usize, usize) = (10, 3_000);
pub const PRICE: (i64, i64) = (1_000, 120_000_000);
pub const STOCK: (i64, i64) = (0, 999_999);
pub const OPTION: usize = 20;
pub const MODELS: usize = 50;
pub const OWN_DAYS: i64 = 2;
pub const DAYS: (i64, i64) = (5, 15);
/// The channel that sellers toggle, and the carrier behind it.
pub const FAST: i64 = 50_021;
pub const BEHIND: i64 = 50_018;

pub fn leaf(id: i64) -> bool {
    CATEGORIES.iter().any(|c| c.0 == id) && !CATEGORIES.iter().any(|c| c.1 == id)
}

pub fn brand_mandatory(id: i64) -> bool {
    CATEGORIES.iter().any(|c| c.0 == id && c.3)
}

pub fn categories() -> Value {
    let rows: Vec<Value> = CATEGORIES
        .iter()
        .map(|(id, parent, name, _)| {
            json!({
                "category_id": id, "parent_category_id": parent, "original_category_name": name,
                "display_category_name": name, "has_children": !leaf(*id),
            })
        })
        .collect();
    json!({"category_list": rows})
}

pub fn attributes(category: i64) -> Value {
    let provinces = [
        "Sơn La",
        "Lào Cai",
        "Lâm Đồng",
        "Đắk Lắk",
        "Cà Mau",
        "Thái Nguyên",
    ];
    let values: Vec<Value> = provinces
        .iter()
        .enumerate()
        .map(|(n, name)| json!({"value_id": 2_000 + n, "name": name, "value_unit": ""}))
        .collect();
    json!({"category_id": category, "attribute_tree": [
        {"attribute_id": ORIGIN, "mandatory": true, "name": "Xuất xứ", "attribute_value_list": values,
         "attribute_info": {"input_type": 2, "input_validation_type": 2, "format_type": 1, "max_value_count": 1}},
        {"attribute_id": 100_011, "mandatory": false, "name": "Hạn bảo quản", "attribute_value_list": [],
         "attribute_info": {"input_type": 3, "input_validation_type": 1, "format_type": 2,
            "attribute_unit_list": ["Ngày", "Tháng"], "max_value_count": 1}},
        {"attribute_id": 100_012, "mandatory": false, "name": "Hữu cơ", "attribute_value_list": [
            {"value_id": 2_101, "name": "Có", "value_unit": "", "child_attribute_list": [
                {"attribute_id": 100_013, "mandatory": true, "name": "Số giấy chứng nhận", "attribute_value_list": [],
                 "attribute_info": {"input_type": 3, "input_validation_type": 2, "format_type": 1}}]},
            {"value_id": 2_102, "name": "Không", "value_unit": ""}],
         "attribute_info": {"input_type": 1, "input_validation_type": 0, "format_type": 1, "max_value_count": 1}},
    ]})
}

pub fn brands(category: i64) -> Value {
    json!({
        "brand_list": [
            {"brand_id": 3_001, "original_brand_name": "Chợ Phiên", "display_brand_name": "Chợ Phiên"},
            {"brand_id": 3_002, "original_brand_name": "Mộc Châu", "display_brand_name": "Mộc Châu"},
        ],
        "has_next_page": false, "next_offset": 0, "is_mandatory": brand_mandatory(category), "input_type": "DROP_DOWN",
    })
}

fn bounds<T: serde::Serialize>((min, max): (T, T)) -> Value {
    json!({"min_limit": min, "max_limit": max})
}

pub fn limits() -> Value {
    json!({
        "price_limit": {"min_limit": 1_000.0, "max_limit": 120_000_000.0},
        "stock_limit": bounds(STOCK),
        "item_name_length_limit": bounds(TITLE),
        "item_image_count_limit": bounds((1, 9)),
        "item_description_length_limit": bounds(DESCRIPTION),
        "tier_variation_name_length_limit": bounds((1, 14)),
        "tier_variation_option_length_limit": bounds((1, OPTION)),
        "dts_limit": {"days_to_ship_limit": bounds(DAYS), "non_pre_order_days_to_ship": OWN_DAYS},
        "weight_limit": {"weight_mandatory": true},
        "dimension_limit": {"dimension_mandatory": false},
    })
}

pub fn channels() -> Value {
    json!({"logistics_channel_list": [
        {"logistics_channel_id": FAST, "logistics_channel_name": "Nhanh", "enabled": true, "cod_enabled": true,
         "fee_type": "SIZE_INPUT", "size_list": [], "mask_channel_id": 0,
         "weight_limit": {"item_max_weight": 50.0, "item_min_weight": 0.001},
         "item_max_dimension": {"height": 100.0, "width": 100.0, "length": 100.0, "unit": "cm", "dimension_sum": 240.0}},
        {"logistics_channel_id": BEHIND, "logistics_channel_name": "SPX Express", "enabled": true, "cod_enabled": true,
         "fee_type": "SIZE_INPUT", "mask_channel_id": FAST, "weight_limit": {"item_max_weight": 50.0}},
        {"logistics_channel_id": 50_099, "logistics_channel_name": "Hỏa Tốc", "enabled": false, "fee_type": "SIZE_INPUT",
         "mask_channel_id": 0, "weight_limit": {"item_max_weight": 10.0}},
    ]})
}
