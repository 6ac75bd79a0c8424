//! Batches: submitted, carried out a little later, asked about.

use serde_json::{Map, Value, json};

use super::{Answer, Shop, refuse};

/// How long a batch waits, milliseconds.
const DELAY_MS: i64 = 3_000;

#[derive(Debug)]
pub struct Batch {
    due: i64,
    done: bool,
    requests: Vec<(String, String, Map<String, Value>)>,
    errors: Vec<(String, &'static str)>,
}

/// The đồng of `"120000 VND"`.
pub fn dong(price: &Value) -> Option<i64> {
    price.as_str()?.strip_suffix(" VND")?.parse().ok()
}

pub fn submit(shop: &mut Shop, now: i64, body: &[u8]) -> Answer {
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return refuse(100, "Invalid JSON");
    };
    let requests = body["requests"].as_array().map_or(&[][..], Vec::as_slice);
    if body["item_type"] != "PRODUCT_ITEM" || !(1..=5_000).contains(&requests.len()) {
        return refuse(100, "(#100) Param item_type or requests is invalid");
    }
    let mut taken = Vec::new();
    let mut validation = Vec::new();
    for request in requests {
        let method = request["method"].as_str().unwrap_or_default();
        let data = request["data"].as_object().cloned().unwrap_or_default();
        let id = data.get("id").and_then(Value::as_str).unwrap_or_default();
        if !["UPDATE", "CREATE", "DELETE"].contains(&method) || id.is_empty() || id.len() > 100 {
            return refuse(100, "(#100) A request needs a method and data.id");
        }
        let lacks = |key: &&str| data.get(*key).is_none_or(Value::is_null);
        let new = method != "DELETE" && !shop.items.contains_key(id);
        let why = wrong(&data)
            .or_else(|| (new && NEEDED.iter().any(lacks)).then_some("A required field is missing"));
        if let Some(why) = why {
            validation
                .push(json!({ "retailer_id": id, "errors": [{ "message": why }], "warnings": [] }));
            continue;
        }
        taken.push((method.to_owned(), id.to_owned(), data.clone()));
    }
    shop.count += 1;
    let handle = format!("Ac{:012}", shop.count);
    let batch = Batch {
        due: now + DELAY_MS,
        done: false,
        requests: taken,
        errors: Vec::new(),
    };
    shop.batches.insert(handle.clone(), batch);
    Ok(json!({ "handles": [handle], "validation_status": validation }))
}

/// What is wrong at first sight with what is there.
fn wrong(data: &Map<String, Value>) -> Option<&'static str> {
    let text = |key: &str| data.get(key).map(|v| v.as_str().unwrap_or_default());
    let fits = |key: &str, most: usize| {
        text(key).is_none_or(|text| (1..=most).contains(&text.chars().count()))
    };
    if !fits("title", 100) {
        return Some("title must have 1 to 100 characters");
    }
    if text("title").is_some_and(|title| title.to_lowercase().contains("chữa bệnh")) {
        return Some("title: misleading health claims are not allowed");
    }
    if !fits("description", 5_000) || text("description").is_some_and(|t| t.contains("</")) {
        return Some("description must be plain text of at most 5000 characters");
    }
    if data
        .get("price")
        .is_some_and(|price| dong(price).is_none_or(|n| n < 1))
    {
        return Some("price must be like 120000 VND");
    }
    if text("availability").is_some_and(|word| !["in stock", "out of stock"].contains(&word)) {
        return Some("availability is invalid");
    }
    if text("visibility").is_some_and(|word| !["published", "staging"].contains(&word)) {
        return Some("visibility is invalid");
    }
    let stock = data.get("quantity_to_sell_on_facebook");
    if stock.is_some_and(|stock| stock.as_i64().is_none_or(|n| n < 0)) {
        return Some("quantity_to_sell_on_facebook must be a whole number");
    }
    let open = |url: &str| url.starts_with("https://") || url.starts_with("http://127.0.0.1:");
    let closed = ["link", "image_link"]
        .into_iter()
        .any(|key| text(key).is_some_and(|url| !open(url)));
    closed.then_some("image_link and link must be public")
}

const NEEDED: [&str; 7] = [
    "title",
    "description",
    "availability",
    "condition",
    "price",
    "link",
    "image_link",
];

/// Carries out the batches that are due.
pub fn carry_out(shop: &mut Shop, now: i64) {
    let Shop { items, batches, .. } = shop;
    for batch in batches.values_mut().filter(|b| !b.done && b.due <= now) {
        batch.done = true;
        for (method, id, data) in &batch.requests {
            if method == "DELETE" {
                items.remove(id);
                continue;
            }
            let mut item = match items.get(id) {
                Some(Value::Object(known)) => known.clone(),
                _ => Map::new(),
            };
            item.extend(data.clone());
            if NEEDED
                .iter()
                .any(|key| item.get(*key).is_none_or(Value::is_null))
            {
                batch
                    .errors
                    .push((id.clone(), "A required field is missing"));
                continue;
            }
            items.insert(id.clone(), Value::Object(item));
        }
    }
}

pub fn status(shop: &Shop, handle: &str) -> Answer {
    let Some(batch) = shop.batches.get(handle) else {
        return refuse(100, "(#100) Unknown handle");
    };
    let errors: Vec<Value> = batch
        .errors
        .iter()
        .map(|(id, message)| json!({ "id": id, "message": message }))
        .collect();
    let ids: Vec<&String> = batch.errors.iter().map(|(id, _)| id).collect();
    let word = if batch.done { "finished" } else { "started" };
    Ok(json!({ "data": [{
        "handle": handle, "status": word, "errors_total_count": errors.len(), "errors": errors, "warnings": [],
        "ids_of_invalid_requests": ids,
    }] }))
}
