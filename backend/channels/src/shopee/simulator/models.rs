//! Tiers, models, prices and stock.

use serde_json::{Value, json};

use super::catalogue::{MODELS, OPTION};
use super::checks::{price, stock};
use super::product::{item, price_info, rows_reply, stock_info};
use super::reply::{Answer, Ask, Refused, Reply, param, refused};
use super::state::{Item, Offer, State};

/// Models come so much later than their item at the earliest.
const SETTLE_MS: i64 = 5_000;
/// The dearest costs at most so many times the cheapest.
const RATIO: i64 = 5;

pub fn call(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    Some(match (ask.path.as_str(), post) {
        ("product/init_tier_variation", true) => init(state, ask),
        ("product/update_tier_variation", true) => retier(state, ask),
        ("product/add_model", true) => add(state, ask),
        ("product/get_model_list", false) => list(state, ask),
        ("product/update_price", true) => set(state, ask, "price_list", prices),
        ("product/update_stock", true) => set(state, ask, "stock_list", stocks),
        _ => return None,
    })
}

fn options(body: &Value) -> Result<(String, Vec<String>), Refused> {
    let tiers = body["standardise_tier_variation"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let [tier] = tiers.as_slice() else {
        return Err(param("this shop takes one tier"));
    };
    let rows = tier["variation_option_list"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let names: Vec<String> = rows
        .iter()
        .map(|row| {
            row["variation_option_name"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    if names.is_empty() || names.len() > MODELS {
        return Err(param("variation_option_list: 1 to 50"));
    }
    if names
        .iter()
        .any(|name| name.is_empty() || name.chars().count() > OPTION)
    {
        return Err(refused(
            "product.error_tier_opt_val_too_long",
            "Option is empty or too long.",
        ));
    }
    if (1..names.len()).any(|n| names[..n].contains(&names[n])) {
        return Err(refused(
            "product.error_model_duplicate_name",
            "Duplicate option.",
        ));
    }
    let name = tier["variation_name"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    if !(1..=14).contains(&name.chars().count()) {
        return Err(param("variation_name: 1 to 14"));
    }
    Ok((name, names))
}

fn model(state: &mut State, row: &Value, options: usize) -> Result<Offer, Refused> {
    let option = row["tier_index"][0]
        .as_u64()
        .and_then(|n| usize::try_from(n).ok());
    let option = option
        .filter(|n| *n < options)
        .ok_or_else(|| param("tier_index is invalid"))?;
    Ok(Offer {
        id: state.id(),
        sku: row["model_sku"].as_str().unwrap_or_default().to_owned(),
        option,
        price: price(row)?,
        stock: stock(row)?,
        reserved: 0,
    })
}

fn ratio(models: &[Offer]) -> Result<(), Refused> {
    let low = models.iter().map(|m| m.price).min().unwrap_or(0);
    let high = models.iter().map(|m| m.price).max().unwrap_or(0);
    if high > low * RATIO {
        return Err(refused(
            "product.error_price_ratio",
            "The price ratio of models exceeds 5.",
        ));
    }
    Ok(())
}

fn init(state: &mut State, ask: &Ask) -> Answer {
    let id = ask.int("item_id")?;
    let found = item(state, ask.shop, id)?;
    if found.promotion {
        return Err(refused(
            "product.error_cannt_init_tier_in_promotion",
            "Item is in promotion.",
        ));
    }
    if ask.now < found.created + SETTLE_MS {
        return Err(refused(
            "product.error_inner",
            "Product is not ready yet, please try later.",
        ));
    }
    let (tier, options) = options(&ask.body)?;
    let rows = ask.body["model"].as_array().cloned().unwrap_or_default();
    if rows.len() != options.len() {
        return Err(param("model: one for each option"));
    }
    let mut models = Vec::new();
    for row in &rows {
        models.push(model(state, row, options.len())?);
    }
    ratio(&models)?;
    let found = item(state, ask.shop, id)?;
    found.tier = tier;
    found.options = options;
    found.models = models;
    found.updated = ask.now;
    Ok(Reply::In(json!({"item_id": id, "model": rows_of(found)})))
}

fn retier(state: &mut State, ask: &Ask) -> Answer {
    let id = ask.int("item_id")?;
    let found = item(state, ask.shop, id)?;
    if found.models.is_empty() {
        return Err(param("Item has no tier_variation"));
    }
    if found.promotion {
        return Err(refused(
            "product.error_cannt_change_tier_variation_in_promotion",
            "Item is in promotion.",
        ));
    }
    let (tier, options) = options(&ask.body)?;
    let rows = ask.body["model_list"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut kept = Vec::new();
    for row in &rows {
        let known = found
            .models
            .iter()
            .find(|m| Some(m.id) == row["model_id"].as_i64());
        let mut offer = known.cloned().ok_or_else(|| param("model_id is invalid"))?;
        let option = row["tier_index"][0]
            .as_u64()
            .and_then(|n| usize::try_from(n).ok());
        offer.option = option
            .filter(|n| *n < options.len())
            .ok_or_else(|| param("tier_index is invalid"))?;
        kept.push(offer);
    }
    found.tier = tier;
    found.options = options;
    found.models = kept;
    found.updated = ask.now;
    Ok(Reply::In(json!({})))
}

fn add(state: &mut State, ask: &Ask) -> Answer {
    let id = ask.int("item_id")?;
    let options = item(state, ask.shop, id)?.options.len();
    let mut models = item(state, ask.shop, id)?.models.clone();
    for row in ask.body["model_list"]
        .as_array()
        .cloned()
        .unwrap_or_default()
    {
        let new = model(state, &row, options)?;
        if models.iter().any(|m| m.option == new.option) {
            return Err(refused(
                "product.error_model_duplicate_name",
                "This option has a model.",
            ));
        }
        models.push(new);
    }
    ratio(&models)?;
    let found = item(state, ask.shop, id)?;
    found.models = models;
    found.updated = ask.now;
    Ok(Reply::In(json!({"model": rows_of(found)})))
}

fn rows_of(item: &Item) -> Vec<Value> {
    item.models
        .iter()
        .map(|m| {
            json!({
                "model_id": m.id, "tier_index": [m.option], "model_sku": m.sku, "price_info": price_info(m),
                "stock_info_v2": stock_info(m), "has_promotion": item.promotion, "model_status": "MODEL_NORMAL",
            })
        })
        .collect()
}

fn list(state: &mut State, ask: &Ask) -> Answer {
    let id = ask
        .qn("item_id")
        .ok_or_else(|| param("item_id is required"))?;
    let item = item(state, ask.shop, id)?;
    let old: Vec<Value> = item
        .options
        .iter()
        .map(|name| json!({"option": name}))
        .collect();
    let new: Vec<Value> = item
        .options
        .iter()
        .map(|name| json!({"variation_option_id": 0, "variation_option_name": name}))
        .collect();
    Ok(Reply::In(json!({
        "tier_variation": [{"name": item.tier, "option_list": old}],
        "standardise_tier_variation": [{"variation_id": 0, "variation_name": item.tier, "variation_option_list": new}],
        "model": rows_of(item),
    })))
}

type Setter = fn(&mut Item, bool, &Value) -> Result<(), String>;

fn set(state: &mut State, ask: &Ask, name: &str, setter: Setter) -> Answer {
    let id = ask.int("item_id")?;
    let rows = ask.body[name].as_array().cloned().unwrap_or_default();
    if rows.is_empty() || rows.len() > 50 {
        return Err(param(&format!("{name}: 1 to 50")));
    }
    let holiday = state.shops[&ask.shop].holiday;
    let item = item(state, ask.shop, id)?;
    let before = item.models.clone();
    let (mut failed, mut done) = (Vec::new(), Vec::new());
    for row in &rows {
        let model = row["model_id"].as_i64().unwrap_or(0);
        match setter(item, holiday, row) {
            Ok(()) => done.push(json!({"model_id": model})),
            Err(why) => failed.push(json!({"model_id": model, "failed_reason": why})),
        }
    }
    if name == "price_list" && ratio(&item.models).is_err() {
        item.models = before;
        let why = "The price ratio of models exceeds 5";
        failed = rows
            .iter()
            .map(|row| json!({"model_id": row["model_id"], "failed_reason": why}))
            .collect();
        done = Vec::new();
    }
    item.updated = ask.now;
    rows_reply(failed, done)
}

fn which<'a>(item: &'a mut Item, row: &Value) -> Result<&'a mut Offer, String> {
    item.offer_mut(row["model_id"].as_i64().unwrap_or(0))
        .ok_or_else(|| "Model not found".to_owned())
}

fn prices(item: &mut Item, _holiday: bool, row: &Value) -> Result<(), String> {
    if item.promotion {
        return Err("error_cannt_edit_price_in_promotion".to_owned());
    }
    let price = price(row).map_err(|refused| refused.message)?;
    which(item, row)?.price = price;
    Ok(())
}

fn stocks(item: &mut Item, holiday: bool, row: &Value) -> Result<(), String> {
    if item.promotion {
        return Err("error_cannt_edit_stock_in_promotion".to_owned());
    }
    if holiday {
        return Err("error_holiday_mode_change_stock".to_owned());
    }
    let stock = stock(row).map_err(|refused| refused.message)?;
    let offer = which(item, row)?;
    if stock < offer.reserved {
        return Err("Total stock must be more than reserved stock".to_owned());
    }
    offer.stock = stock;
    Ok(())
}
