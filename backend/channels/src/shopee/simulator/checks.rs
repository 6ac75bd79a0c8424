//! What an item must have before it is taken.

use serde_json::{Value, json};

use super::catalogue::{self, brand_mandatory, leaf};
use super::reply::{Refused, param, refused};
use super::state::State;

/// A JSON number that is a whole amount.
pub fn whole(value: &Value) -> Option<i64> {
    if let Some(whole) = value.as_i64() {
        return Some(whole);
    }
    let text = value.as_f64()?.to_string();
    text.parse().ok()
}

/// Whether an item has everything, within bounds.
pub fn checked(state: &State, body: &Value) -> Result<(), Refused> {
    let letters = |name: &str| body[name].as_str().unwrap_or_default().chars().count();
    let within = |n: usize, (least, most): (usize, usize)| (least..=most).contains(&n);
    if !within(letters("item_name"), catalogue::TITLE) {
        return Err(param("item_name length must be between 5 and 120"));
    }
    if !within(letters("description"), catalogue::DESCRIPTION) {
        return Err(param("description length must be between 10 and 3000"));
    }
    let category = body["category_id"].as_i64().unwrap_or(0);
    if !leaf(category) {
        return Err(refused(
            "product.error_invalid_category",
            "Invalid category ID.",
        ));
    }
    let images = body["image"]["image_id_list"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    if images.is_empty() || images.len() > 9 {
        return Err(param("image: 1 to 9"));
    }
    if !images
        .iter()
        .all(|id| state.images.contains_key(id.as_str().unwrap_or_default()))
    {
        return Err(param("Image not exist."));
    }
    if !body["weight"]
        .as_f64()
        .is_some_and(|kg| kg > 0.0 && kg <= 50.0)
    {
        return Err(param("Invalid Weight."));
    }
    logistics(body)?;
    attributes(body)?;
    let brand = body["brand"]["brand_id"].as_i64();
    if brand.is_none() || (brand_mandatory(category) && brand == Some(0)) {
        return Err(refused(
            "product.error_invalid_brand",
            "Brand is mandatory for this category.",
        ));
    }
    if body["item_sku"].as_str().unwrap_or_default().len() > 100 {
        return Err(param("item_sku is too long"));
    }
    let days = body["pre_order"]["days_to_ship"].as_i64();
    match body["pre_order"]["is_pre_order"].as_bool() {
        Some(true) if days.is_none_or(|d| d < catalogue::DAYS.0 || d > catalogue::DAYS.1) => {
            Err(refused(
                "product.error_invalid_days_to_ship",
                "Days to ship must be between 5 and 15.",
            ))
        }
        _ => Ok(()),
    }
}

fn logistics(body: &Value) -> Result<(), Refused> {
    let rows = body["logistic_info"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let bad = || param("Invalid logistic info");
    if rows.is_empty() {
        return Err(bad());
    }
    for row in &rows {
        if row["logistic_id"].as_i64() != Some(catalogue::FAST) || row["enabled"] != json!(true) {
            return Err(bad());
        }
    }
    let size = &body["dimension"];
    let sides =
        ["package_height", "package_length", "package_width"].map(|side| size[side].as_i64());
    if sides.iter().any(|side| side.is_none_or(|cm| cm <= 0)) {
        return Err(param("dimension is required"));
    }
    if sides.iter().flatten().any(|cm| *cm > 100) {
        return Err(bad());
    }
    Ok(())
}

fn attributes(body: &Value) -> Result<(), Refused> {
    let rows = body["attribute_list"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let has = |id: i64| {
        rows.iter().any(|row| {
            let value = &row["attribute_value_list"][0];
            let named = value["original_value_name"]
                .as_str()
                .is_some_and(|name| !name.is_empty());
            row["attribute_id"].as_i64() == Some(id)
                && (value["value_id"].as_i64().unwrap_or(0) != 0 || named)
        })
    };
    let missing = |id: i64| {
        let message = format!("Mandatory attribute information required: {id}");
        Err(refused("product.error_invalid_attribute", &message))
    };
    if !has(catalogue::ORIGIN) {
        return missing(catalogue::ORIGIN);
    }
    let organic = rows.iter().any(|row| {
        row["attribute_id"].as_i64() == Some(100_012)
            && row["attribute_value_list"][0]["value_id"].as_i64() == Some(2_101)
    });
    if organic && !has(100_013) {
        return missing(100_013);
    }
    Ok(())
}

/// Stock of one location.
pub fn stock(value: &Value) -> Result<i64, Refused> {
    let row = &value["seller_stock"][0];
    if row.get("location_id").is_some() {
        return Err(refused(
            "error_auth",
            "location_id is invalid for this shop",
        ));
    }
    let stock = row["stock"]
        .as_i64()
        .ok_or_else(|| param("seller_stock is required"))?;
    if stock < catalogue::STOCK.0 || stock > catalogue::STOCK.1 {
        return Err(param("stock is out of range"));
    }
    Ok(stock)
}

/// A price within bounds.
pub fn price(value: &Value) -> Result<i64, Refused> {
    let price = whole(&value["original_price"])
        .ok_or_else(|| param("original_price must be a whole amount"))?;
    if price < catalogue::PRICE.0 {
        return Err(refused(
            "product.error_price_exceed_min_limitt",
            "The price is below the limit.",
        ));
    }
    if price > catalogue::PRICE.1 {
        return Err(refused(
            "product.error_price_exceed_max_limitt",
            "The price is above the limit.",
        ));
    }
    Ok(price)
}
