//! Pictures and items.

use serde_json::{Value, json};

use super::catalogue::{self, leaf};
use super::checks::{checked, price, stock};
use super::reply::{Answer, Ask, Refused, Reply, param, refused, s};
use super::state::{Item, Offer, State};

pub fn upload(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    (ask.path == "media_space/upload_image" && post).then(|| {
        if ask.files.is_empty() || ask.files.len() > 9 {
            return Err(param("image: 1 to 9 files"));
        }
        let mut rows = Vec::new();
        for (n, file) in ask.files.iter().enumerate() {
            let known = file.starts_with(b"\xff\xd8\xff") || file.starts_with(b"\x89PNG");
            if !known || file.len() > 10 * 1024 * 1024 {
                return Err(refused("error_file", "image must be JPG, JPEG or PNG and at most 10 MB"));
            }
            let id = format!("vn-{}", super::auth::random());
            state.images.insert(id.clone(), file.clone());
            rows.push(json!({"id": n, "error": "", "message": "", "image_info": {"image_id": id, "image_url_list": []}}));
        }
        let first = rows[0]["image_info"].clone();
        Ok(Reply::In(json!({"image_info": first, "image_info_list": rows})))
    })
}

pub fn call(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    let category = || {
        ask.qn("category_id")
            .ok_or_else(|| param("category_id is required"))
    };
    Some(match (ask.path.as_str(), post) {
        ("product/get_category", false) => Ok(Reply::In(catalogue::categories())),
        ("product/get_attribute_tree", false) => attribute_tree(ask),
        ("product/get_brand_list", false) => category().map(|id| Reply::In(catalogue::brands(id))),
        ("product/get_item_limit", false) => category().and_then(|id| {
            if leaf(id) {
                Ok(Reply::In(catalogue::limits()))
            } else {
                Err(refused(
                    "product.error_invalid_category",
                    "Invalid category ID.",
                ))
            }
        }),
        ("product/add_item", true) => add(state, ask),
        ("product/update_item", true) => update(state, ask),
        ("product/unlist_item", true) => unlist(state, ask),
        ("product/delete_item", true) => delete(state, ask),
        ("product/search_item", false) => search(state, ask),
        ("product/get_item_list", false) => list(state, ask),
        ("product/get_item_base_info", false) => base(state, ask),
        _ => return None,
    })
}

fn attribute_tree(ask: &Ask) -> Answer {
    if ask.q("language") != "vn" {
        return Err(param("language is invalid"));
    }
    let ids: Vec<i64> = ask
        .q("category_id_list")
        .split(',')
        .filter_map(|id| id.parse().ok())
        .collect();
    if ids.is_empty() || ids.len() > 20 {
        return Err(param("category_id_list: 1 to 20"));
    }
    let list: Vec<Value> = ids.into_iter().map(catalogue::attributes).collect();
    Ok(Reply::In(json!({"list": list})))
}

/// The item in this shop, not deleted.
pub fn item(state: &mut State, shop: i64, id: i64) -> Result<&mut Item, Refused> {
    state
        .shops
        .get_mut(&shop)
        .and_then(|shop| shop.items.get_mut(&id))
        .filter(|item| !item.deleted)
        .ok_or_else(|| refused("product.error_item_not_found", "Product not found."))
}

fn write(item: &mut Item, body: &Value) {
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    item.name = text("item_name");
    item.description = text("description");
    item.category = body["category_id"].as_i64().unwrap_or(0);
    item.sku = text("item_sku");
    item.own.sku.clone_from(&item.sku);
    let images = body["image"]["image_id_list"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    item.images = images
        .iter()
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect();
    item.facts = body.clone();
}

fn add(state: &mut State, ask: &Ask) -> Answer {
    if state.shops[&ask.shop].holiday {
        return Err(refused(
            "product.error_holiday_on_add_item",
            "The shop is in holiday mode.",
        ));
    }
    checked(state, &ask.body)?;
    let (price, stock) = (price(&ask.body)?, stock(&ask.body)?);
    let hidden = match ask.body["item_status"].as_str() {
        Some("UNLIST") => true,
        Some("NORMAL") | None => false,
        Some(_) => return Err(param("item_status is invalid")),
    };
    let id = state.id();
    let mut item = Item {
        id,
        name: String::new(),
        description: String::new(),
        category: 0,
        sku: String::new(),
        images: Vec::new(),
        hidden,
        deleted: false,
        banned: false,
        review_until: ask.now + state.start.review_ms,
        promotion: false,
        created: ask.now,
        updated: ask.now,
        own: Offer {
            price,
            stock,
            ..Offer::default()
        },
        tier: String::new(),
        options: Vec::new(),
        models: Vec::new(),
        facts: Value::Null,
    };
    write(&mut item, &ask.body);
    let reply = json!({"item_id": id, "item_name": item.name, "item_status": item.status(ask.now)});
    if let Some(shop) = state.shops.get_mut(&ask.shop) {
        shop.items.insert(id, item);
    }
    Ok(Reply::In(reply))
}

fn update(state: &mut State, ask: &Ask) -> Answer {
    let id = ask.int("item_id")?;
    let old = item(state, ask.shop, id)?.facts.clone();
    for field in ["original_price", "seller_stock", "model"] {
        if ask.body.get(field).is_some() {
            return Err(param(&format!(
                "{field} cannot be changed here: original_price, stock and models have their calls"
            )));
        }
    }
    let mut whole = old;
    if let (Value::Object(whole), Value::Object(sent)) = (&mut whole, ask.body.clone()) {
        whole.extend(sent);
    }
    checked(state, &whole)?;
    let item = item(state, ask.shop, id)?;
    write(item, &whole);
    item.updated = ask.now;
    Ok(Reply::In(json!({"item_id": id})))
}

fn unlist(state: &mut State, ask: &Ask) -> Answer {
    let rows = ask.body["item_list"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    if rows.is_empty() || rows.len() > 50 {
        return Err(param("item_list: 1 to 50"));
    }
    let (mut failed, mut done) = (Vec::new(), Vec::new());
    for row in &rows {
        let (Some(id), Some(unlist)) = (row["item_id"].as_i64(), row["unlist"].as_bool()) else {
            return Err(param("item_id and unlist are required"));
        };
        let why = match item(state, ask.shop, id) {
            Err(_) => Some("Product not found: item not found"),
            Ok(item) if item.promotion => Some("Item is under promotion and cannot be unlisted"),
            Ok(item) => {
                item.hidden = unlist;
                item.updated = ask.now;
                None
            }
        };
        match why {
            Some(why) => failed.push(json!({"item_id": id, "failed_reason": why})),
            None => done.push(json!({"item_id": id, "unlist": unlist})),
        }
    }
    rows_reply(failed, done)
}

/// Some rows failed: a warning. All of them: an error that carries the rows.
pub fn rows_reply(failed: Vec<Value>, done: Vec<Value>) -> Answer {
    let all = done.is_empty() && !failed.is_empty();
    let response = json!({"failure_list": failed, "success_list": done});
    if all {
        let mut refused = refused("product.error_data", "All rows failed.");
        refused.response = Some(response);
        return Err(refused);
    }
    Ok(Reply::In(response))
}

fn delete(state: &mut State, ask: &Ask) -> Answer {
    let item = item(state, ask.shop, ask.int("item_id")?)?;
    item.deleted = true;
    item.updated = ask.now;
    Ok(Reply::In(json!({})))
}

fn page_size(state: &State, ask: &Ask) -> Result<usize, Refused> {
    let asked = ask.qn("page_size").and_then(|n| usize::try_from(n).ok());
    let size = asked
        .filter(|n| (1..=100).contains(n))
        .ok_or_else(|| param("page_size: 1 to 100"))?;
    Ok(size.min(state.start.longest_page))
}

/// Finds every SKU that contains the word.
fn search(state: &State, ask: &Ask) -> Answer {
    let size = page_size(state, ask)?;
    let word = ask.q("item_sku");
    let enough = state.start.search_by_sku && !word.is_empty();
    if !enough && ask.q("item_name").is_empty() && ask.q("attribute_status").is_empty() {
        return Err(param("item_name or attribute_status is required"));
    }
    let from: i64 = if ask.q("offset").is_empty() {
        0
    } else {
        ask.qn("offset").ok_or_else(|| param("offset"))?
    };
    let found: Vec<i64> = state.shops[&ask.shop]
        .items
        .values()
        .filter(|item| item.id > from && !item.deleted)
        .filter(|item| item.sku.contains(word) && item.name.contains(ask.q("item_name")))
        .map(|item| item.id)
        .collect();
    let shown: Vec<i64> = found.iter().take(size).copied().collect();
    let next = if found.len() > size {
        shown.last().map(i64::to_string)
    } else {
        None
    };
    let next = next.unwrap_or_default();
    Ok(Reply::In(
        json!({"item_id_list": shown, "total_count": found.len(), "next_offset": next}),
    ))
}

fn list(state: &State, ask: &Ask) -> Answer {
    let size = page_size(state, ask)?;
    let statuses = ask.qs("item_status");
    let offset = ask
        .qn("offset")
        .and_then(|n| usize::try_from(n).ok())
        .ok_or_else(|| param("offset is required"))?;
    if statuses.is_empty() {
        return Err(param("item_status is required"));
    }
    let found: Vec<&Item> = state.shops[&ask.shop]
        .items
        .values()
        .filter(|item| statuses.contains(&item.status(ask.now)))
        .collect();
    let shown: Vec<Value> = found
        .iter()
        .skip(offset)
        .take(size)
        .map(|item| json!({"item_id": item.id, "item_status": item.status(ask.now), "update_time": s(item.updated)}))
        .collect();
    let more = offset + size < found.len();
    Ok(Reply::In(json!({
        "item": shown, "total_count": found.len(), "has_next_page": more,
        "next_offset": if more { offset + size } else { 0 },
    })))
}

pub fn stock_info(offer: &Offer) -> Value {
    json!({
        "summary_info": {"total_reserved_stock": offer.reserved, "total_available_stock": offer.stock - offer.reserved},
        "seller_stock": [{"location_id": "", "stock": offer.stock}],
    })
}

pub fn price_info(offer: &Offer) -> Value {
    // As Shopee writes amounts: decimals.
    json!([{"currency": "VND", "original_price": decimal(offer.price), "current_price": decimal(offer.price)}])
}

/// An amount as a decimal with one digit after the point.
pub fn decimal(dong: i64) -> Value {
    serde_json::from_str(&format!("{dong}.0")).unwrap_or(Value::Null)
}

fn base(state: &State, ask: &Ask) -> Answer {
    let ids: Vec<i64> = ask
        .q("item_id_list")
        .split(',')
        .filter_map(|id| id.parse().ok())
        .collect();
    if ids.is_empty() || ids.len() > 50 {
        return Err(param("item_id_list: 1 to 50"));
    }
    let items = &state.shops[&ask.shop].items;
    let found: Vec<Value> = ids
        .iter()
        .filter_map(|id| items.get(id))
        .map(|item| {
            let mut row = json!({
                "item_id": item.id, "item_name": item.name, "item_sku": item.sku, "category_id": item.category,
                "description": item.description, "item_status": item.status(ask.now), "create_time": s(item.created),
                "update_time": s(item.updated), "has_model": !item.models.is_empty(),
                "image": {"image_id_list": item.images}, "weight": item.facts["weight"].to_string(),
            });
            if item.models.is_empty() {
                row["price_info"] = price_info(&item.own);
                row["stock_info_v2"] = stock_info(&item.own);
            }
            if item.promotion {
                row["promotion_id"] = 5_001.into();
            }
            row
        })
        .collect();
    if found.is_empty() {
        return Err(refused(
            "product.error_item_not_found",
            "Product not found.",
        ));
    }
    Ok(Reply::In(json!({"item_list": found})))
}
