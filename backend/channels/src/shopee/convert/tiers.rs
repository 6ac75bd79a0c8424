//! The packs of a listing as Shopee's one tier with its models.

use serde_json::{Value, json};
use shared::canonical::{Listing, Variant};

use super::super::wire::Models;
use super::listing::kg;

/// Name of the one tier that our packs make.
const TIER: &str = "Quy cách";

fn model(index: usize, variant: &Variant) -> Value {
    json!({
        "tier_index": [index],
        "original_price": variant.price.dong(),
        "model_sku": variant.sku,
        "seller_stock": [{"stock": variant.stock}],
        "weight": kg(variant.gross_weight_g),
        "gtin_code": variant.gtin.as_deref().unwrap_or("00"),
    })
}

fn tier(listing: &Listing) -> Value {
    let options: Vec<Value> = listing
        .variants
        .iter()
        .map(|v| json!({"variation_option_id": 0, "variation_option_name": v.name}))
        .collect();
    json!([{"variation_id": 0, "variation_name": TIER, "variation_option_list": options}])
}

/// `init_tier_variation`: one tier of packs with a model each.
pub fn init_body(listing: &Listing, item: i64) -> Value {
    let models: Vec<Value> = listing
        .variants
        .iter()
        .enumerate()
        .map(|(n, v)| model(n, v))
        .collect();
    json!({"item_id": item, "standardise_tier_variation": tier(listing), "model": models})
}

/// `update_tier_variation` with the models that stay, and `add_model` with those that are new.
pub fn model_rows(listing: &Listing, item: i64, there: &Models) -> (Value, Option<Value>) {
    let mut kept = Vec::new();
    let mut new = Vec::new();
    for (n, variant) in listing.variants.iter().enumerate() {
        let known = there.model.iter().find(|m| m.model_sku == variant.sku);
        match known.and_then(|m| m.model_id.0.parse::<i64>().ok()) {
            Some(id) => kept.push(json!({"tier_index": [n], "model_id": id})),
            None => new.push(model(n, variant)),
        }
    }
    let update = json!({
        "item_id": item, "standardise_tier_variation": tier(listing), "model_list": kept,
    });
    let add = (!new.is_empty()).then(|| json!({"item_id": item, "model_list": new}));
    (update, add)
}

/// Whether the packs there are ours: same names and SKUs in the same order.
pub fn find_tiers(listing: &Listing, there: &Models) -> bool {
    let names: Vec<&str> = match (
        there.standardise_tier_variation.as_slice(),
        there.tier_variation.as_slice(),
    ) {
        ([tier], _) => tier
            .variation_option_list
            .iter()
            .map(|o| o.variation_option_name.as_str())
            .collect(),
        ([], [tier]) => tier.option_list.iter().map(|o| o.option.as_str()).collect(),
        _ => return false,
    };
    names.len() == listing.variants.len()
        && there.model.len() == listing.variants.len()
        && listing.variants.iter().enumerate().all(|(n, variant)| {
            names[n] == variant.name
                && there
                    .model
                    .iter()
                    .any(|m| m.model_sku == variant.sku && m.tier_index == [n])
        })
}
