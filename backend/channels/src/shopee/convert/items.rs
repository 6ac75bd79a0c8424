//! Items as they stand there.

use shared::canonical::{RemoteIds, RemoteItem, RemoteItemState, RemoteVariant};
use shared::money::Vnd;

use super::super::wire::{BaseInfo, Models, PriceInfo, StockInfo};
use super::moment;

/// An item with its models, if it has any.
pub fn remote_item(shop: &str, info: &BaseInfo, models: Option<&Models>) -> RemoteItem {
    let held = models.is_some_and(|m| m.model.iter().any(|model| model.has_promotion))
        || !info.promotion_id.0.is_empty();
    let variants = match models {
        Some(models) => models
            .model
            .iter()
            .map(|model| RemoteVariant {
                id: model.model_id.0.clone(),
                sku: model.model_sku.clone(),
                name: name(models, &model.tier_index),
                price: price(&model.price_info),
                stock: stock(&model.stock_info_v2),
                reserved: model.stock_info_v2.summary_info.total_reserved_stock.0,
            })
            .collect(),
        None => vec![RemoteVariant {
            id: String::new(),
            sku: info.item_sku.clone(),
            name: String::new(),
            price: price(&info.price_info),
            stock: stock(&info.stock_info_v2),
            reserved: info.stock_info_v2.summary_info.total_reserved_stock.0,
        }],
    };
    RemoteItem {
        id: info.item_id.0.clone(),
        sku: info.item_sku.clone(),
        title: info.item_name.clone(),
        url: Some(address(shop, &info.item_id.0)),
        state: state(&info.item_status, held),
        updated_at: (info.update_time.0 > 0).then(|| moment(info.update_time.0)),
        variants,
    }
}

fn address(shop: &str, item: &str) -> String {
    format!("https://shopee.vn/product/{shop}/{item}")
}

fn price(rows: &[PriceInfo]) -> Vnd {
    rows.first()
        .map_or(Vnd::ZERO, |row| Vnd(row.original_price.0))
}

/// What can be bought: the seller's stock, where it is told, has what is reserved for orders in it.
fn stock(info: &StockInfo) -> i64 {
    if info.seller_stock.is_empty() {
        return info.summary_info.total_available_stock.0;
    }
    let all: i64 = info.seller_stock.iter().map(|row| row.stock.0).sum();
    (all - info.summary_info.total_reserved_stock.0).max(0)
}

fn name(models: &Models, index: &[usize]) -> String {
    let word = |tier: usize, option: usize| {
        models
            .standardise_tier_variation
            .get(tier)
            .and_then(|t| t.variation_option_list.get(option))
            .map(|o| o.variation_option_name.as_str())
            .or_else(|| {
                let old = models.tier_variation.get(tier)?;
                old.option_list.get(option).map(|o| o.option.as_str())
            })
            .unwrap_or_default()
    };
    index
        .iter()
        .enumerate()
        .map(|(tier, option)| word(tier, *option))
        .collect::<Vec<_>>()
        .join(", ")
}

fn state(word: &str, held: bool) -> RemoteItemState {
    match word {
        "NORMAL" if held => RemoteItemState::Locked("promotion".to_owned()),
        "NORMAL" => RemoteItemState::Live,
        "REVIEWING" => RemoteItemState::InReview,
        "UNLIST" => RemoteItemState::Hidden,
        "BANNED" => RemoteItemState::Rejected("BANNED".to_owned()),
        "SELLER_DELETE" | "SHOPEE_DELETE" => RemoteItemState::Deleted,
        other => RemoteItemState::Unknown(other.to_owned()),
    }
}

/// What the item and its variants are called.
pub fn models_ids(shop: &str, item: &str, sku: &str, models: Option<&Models>) -> RemoteIds {
    RemoteIds {
        id: item.to_owned(),
        url: Some(address(shop, item)),
        variants: match models {
            Some(models) => models
                .model
                .iter()
                .map(|model| (model.model_sku.clone(), model.model_id.0.clone()))
                .collect(),
            None => vec![(sku.to_owned(), String::new())],
        },
    }
}
