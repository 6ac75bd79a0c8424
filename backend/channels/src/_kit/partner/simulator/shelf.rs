//! Products, offers and tasks of the partner.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Answer, Shop, pushes, refuse};

/// How long the partner's people look at a new product.
const REVIEW_MS: i64 = 5_000;

#[derive(Debug, Default)]
pub struct Product {
    pub remote_id: String,
    pub version: i64,
    pub visible: bool,
    pub promotion: bool,
    pub title: String,
    pub variants: BTreeMap<String, Variant>,
}

#[derive(Clone, Debug, Default)]
pub struct Variant {
    pub remote_id: String,
    pub name: String,
    pub stock: i64,
    pub price: i64,
    pub stock_version: i64,
    pub price_version: i64,
}

#[derive(Debug)]
pub struct Task {
    pub parent: String,
    pub body: Value,
    pub due: i64,
    pub done: bool,
}

pub fn categories() -> Value {
    let vat = json!({ "id": "vat_rate", "name": "Thuế suất", "required": true, "type": "text", "options": ["0", "5", "8", "10", "KCT"] });
    json!({ "version": "2026-11", "items": [
        { "id": "1", "parent_id": null, "name": "Nông sản", "is_leaf": false, "attributes": [] },
        { "id": "11", "parent_id": "1", "name": "Trái cây", "is_leaf": true, "attributes": [vat] },
        { "id": "12", "parent_id": "1", "name": "Trà, cà phê", "is_leaf": true, "attributes": [vat] },
        { "id": "13", "parent_id": "1", "name": "Rau củ, gạo, đậu", "is_leaf": true, "attributes": [vat] },
        { "id": "14", "parent_id": "1", "name": "Thịt, trứng", "is_leaf": true, "attributes": [vat] },
        { "id": "15", "parent_id": "1", "name": "Mật ong, gia vị", "is_leaf": true, "attributes": [vat] },
        { "id": "16", "parent_id": "1", "name": "Đặc sản chế biến", "is_leaf": true, "attributes": [vat] },
    ]})
}

/// Everything wrong with a product, path by path.
fn faults(body: &Value) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let text = |key: &str| body[key].as_str().unwrap_or_default();
    let mut need = |fine: bool, path: &str, message| {
        if !fine {
            found.push((path.to_owned(), message));
        }
    };
    need(
        (1..=120).contains(&text("title").chars().count()),
        "title",
        "1 to 120 characters",
    );
    need(
        !text("description_html").is_empty(),
        "description_html",
        "is missing",
    );
    need(!text("coop_code").is_empty(), "coop_code", "is missing");
    need(
        matches!(text("category_id"), "11" | "12" | "13" | "14" | "15" | "16"),
        "category_id",
        "is no leaf of the tree",
    );
    need(body["version"].as_i64().is_some(), "version", "is missing");
    let images = body["images"].as_array().map_or(&[][..], Vec::as_slice);
    let public = |image: &Value| {
        image["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("https://") || url.starts_with("http://127.0.0.1:"))
            && image["sha256"]
                .as_str()
                .is_some_and(|digest| digest.len() == 64)
    };
    need(
        (1..=9).contains(&images.len()) && images.iter().all(public),
        "images",
        "1 to 9 public pictures with digests",
    );
    let said = body["attributes"].as_array().map_or(&[][..], Vec::as_slice);
    need(
        said.iter()
            .any(|a| a["id"] == "vat_rate" && a["value"] != ""),
        "attributes[vat_rate]",
        "is required",
    );
    let variants = body["variants"].as_array().map_or(&[][..], Vec::as_slice);
    need((1..=50).contains(&variants.len()), "variants", "1 to 50");
    for variant in variants {
        let sku = variant["sku"].as_str().unwrap_or_default();
        let at = |field: &str| format!("variants[{sku}].{field}");
        let positive = |key: &str| variant[key].as_i64().is_some_and(|n| n > 0);
        need(
            !sku.is_empty() && sku.len() <= 50 && !sku.contains(' '),
            &at("sku"),
            "1 to 50 without spaces",
        );
        need(
            positive("price_vnd"),
            &at("price_vnd"),
            "whole đồng above nought",
        );
        need(
            variant["stock"].as_i64().is_some_and(|n| n >= 0),
            &at("stock"),
            "a whole number",
        );
        need(
            positive("gross_weight_g"),
            &at("gross_weight_g"),
            "grams above nought",
        );
        let pack = &variant["pack_cm"];
        need(
            ["l", "w", "h"]
                .iter()
                .all(|side| pack[side].as_i64().is_some_and(|n| n > 0)),
            &at("pack_cm"),
            "centimetres above nought",
        );
    }
    found
}

pub fn put(shop: &mut Shop, now: i64, parent: &str, body: &Value) -> Answer {
    let found = faults(body);
    if !found.is_empty() {
        let details: Vec<Value> = found
            .iter()
            .map(|(path, message)| json!({ "path": path, "message": message }))
            .collect();
        return Err((
            422,
            json!({ "error": { "code": "validation", "message": "the product is not right", "details": details, "retryable": false }, "request_id": "sim" }),
        ));
    }
    if let Some(product) = shop.products.get(parent) {
        if body["version"].as_i64() < Some(product.version) {
            return refuse(409, "stale_version", "a higher version stands here");
        }
        return Ok((200, take(shop, parent, body)));
    }
    shop.count += 1;
    let number = format!("T{}", shop.count);
    let task = Task {
        parent: parent.to_owned(),
        body: body.clone(),
        due: now + REVIEW_MS,
        done: false,
    };
    shop.tasks.insert(number.clone(), task);
    Ok((202, json!({ "task_id": number })))
}

fn take(shop: &mut Shop, parent: &str, body: &Value) -> Value {
    let product = shop
        .products
        .entry(parent.to_owned())
        .or_insert_with(|| Product {
            remote_id: format!("P-{parent}"),
            visible: true,
            ..Product::default()
        });
    product.version = body["version"].as_i64().unwrap_or_default();
    product.title = body["title"].as_str().unwrap_or_default().to_owned();
    let mut kept = BTreeMap::new();
    for wanted in body["variants"].as_array().into_iter().flatten() {
        let sku = wanted["sku"].as_str().unwrap_or_default().to_owned();
        let mut variant = product.variants.remove(&sku).unwrap_or_else(|| Variant {
            remote_id: format!("V-{sku}"),
            ..Variant::default()
        });
        variant.name = product.title.clone();
        if product.version >= variant.stock_version {
            variant.stock = wanted["stock"].as_i64().unwrap_or_default();
        }
        if product.version >= variant.price_version {
            variant.price = wanted["price_vnd"].as_i64().unwrap_or_default();
        }
        kept.insert(sku, variant);
    }
    product.variants = kept;
    said(product)
}

fn said(product: &Product) -> Value {
    let variants: Vec<Value> = product
        .variants
        .iter()
        .map(|(sku, v)| json!({ "sku": sku, "remote_id": v.remote_id }))
        .collect();
    json!({ "remote_id": product.remote_id, "status": "live", "variants": variants })
}

pub fn task(shop: &mut Shop, now: i64, number: &str) -> Answer {
    let Some(task) = shop.tasks.get_mut(number) else {
        return refuse(404, "not_found", "no such task");
    };
    if now < task.due {
        return Ok((
            200,
            json!({ "status": "running", "result": null, "errors": [] }),
        ));
    }
    let (parent, body, first) = (task.parent.clone(), task.body.clone(), !task.done);
    task.done = true;
    let title = body["title"].as_str().unwrap_or_default().to_lowercase();
    if title.contains("chữa bệnh") {
        let error = json!({ "path": "title", "code": "forbidden_claim", "message": "Tên hàng nói quá công dụng" });
        return Ok((
            200,
            json!({ "status": "failed", "result": null, "errors": [error] }),
        ));
    }
    if first {
        let result = take(shop, &parent, &body);
        pushes::product(shop, now, &parent);
        return Ok((
            200,
            json!({ "status": "done", "result": result, "errors": [] }),
        ));
    }
    let result = shop.products.get(&parent).map(said);
    Ok((
        200,
        json!({ "status": "done", "result": result, "errors": [] }),
    ))
}

pub fn offer(shop: &mut Shop, _now: i64, sku: &str, what: &str, body: &Value) -> Answer {
    let Some(product) = shop
        .products
        .values_mut()
        .find(|p| p.variants.contains_key(sku))
    else {
        return refuse(404, "not_found", "no such SKU");
    };
    if product.promotion {
        return refuse(409, "conflict", "a promotion locks this product");
    }
    let Some(variant) = product.variants.get_mut(sku) else {
        return refuse(404, "not_found", "no such SKU");
    };
    let (Some(version), true) = (body["version"].as_i64(), body["sku"] == sku) else {
        return refuse(422, "validation", "sku and version are needed");
    };
    let (value, stands) = match what {
        "stock" => (&body["quantity"], &mut variant.stock_version),
        _ => (&body["price_vnd"], &mut variant.price_version),
    };
    let Some(value) = value.as_i64().filter(|n| *n >= i64::from(what == "price")) else {
        return refuse(422, "validation", "a whole number is needed");
    };
    if version < *stands {
        return refuse(409, "stale_version", "a higher version stands here");
    }
    *stands = version;
    if what == "stock" {
        variant.stock = value;
    } else {
        variant.price = value;
    }
    Ok((200, json!({ "sku": sku, "version": version })))
}

pub fn show(shop: &mut Shop, parent: &str, body: &Value) -> Answer {
    match (shop.products.get_mut(parent), body["visible"].as_bool()) {
        (None, _) => refuse(404, "not_found", "no such product"),
        (_, None) => refuse(422, "validation", "visible is needed"),
        (Some(product), Some(visible)) => {
            product.visible = visible;
            Ok((200, json!({ "visible": visible })))
        }
    }
}

/// A promotion locks the product that has this SKU, or ends.
pub fn promote(shop: &mut Shop, sku: &str, locked: bool) -> bool {
    let product = shop
        .products
        .iter_mut()
        .find(|(parent, p)| *parent == sku || p.variants.contains_key(sku));
    match product {
        Some((_, product)) => {
            product.promotion = locked;
            true
        }
        None => false,
    }
}
