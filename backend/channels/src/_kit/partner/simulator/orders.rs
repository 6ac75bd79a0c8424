//! Orders and returns of the partner.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::offset;

use super::{Answer, Shop, pushes, refuse};

const CONFIRM_MS: i64 = 24 * 3_600_000;
const SHIPPING: i64 = 30_000;

#[derive(Clone, Debug)]
pub struct Order {
    pub number: String,
    pub status: String,
    pub before: String,
    pub version: i64,
    pub placed: i64,
    pub updated: i64,
    cod: bool,
    pub sku: String,
    remote_id: String,
    name: String,
    pub quantity: i64,
    price: i64,
    shipment: Option<(String, String)>,
}

pub fn iso(ms: i64) -> String {
    OffsetDateTime::from_unix_timestamp(ms.div_euclid(1_000))
        .ok()
        .and_then(|at| at.to_offset(offset!(+7)).format(&Rfc3339).ok())
        .unwrap_or_default()
}

fn said(order: &Order) -> Value {
    let goods = order.quantity * order.price;
    let total = goods + SHIPPING;
    let shipments: Vec<Value> = order
        .shipment
        .iter()
        .map(|(carrier, waybill)| json!({ "shipment_no": format!("{}-1", order.number), "carrier": carrier, "waybill_no": waybill }))
        .collect();
    json!({
        "order_no": order.number,
        "status": order.status,
        "version": order.version,
        "placed_at": iso(order.placed),
        "updated_at": iso(order.updated),
        "confirm_deadline": (order.status == "to_confirm").then(|| iso(order.placed + CONFIRM_MS)),
        "payment": { "method": if order.cod { "cod" } else { "prepaid" }, "paid": !order.cod, "cod_vnd": if order.cod { total } else { 0 } },
        "buyer": { "name": "Trần Thị Mua", "phone": "0912345678", "masked": false },
        "ship_to": { "line": "Số 5 phố Huế", "ward": "Phường Hai Bà Trưng", "province": "Thành phố Hà Nội", "address_model": "2-level" },
        "amounts": { "items_vnd": goods, "discount_platform_vnd": 0, "discount_seller_vnd": 0, "shipping_vnd": SHIPPING, "total_vnd": total },
        "lines": [{ "line_id": format!("{}-L1", order.number), "sku": order.sku, "remote_id": order.remote_id, "name": order.name,
            "quantity": order.quantity, "unit_price_vnd": order.price, "discount_vnd": 0, "coop_code": "" }],
        "shipments": shipments,
        "note": "",
    })
}

pub fn buy(shop: &mut Shop, now: i64, sku: &str, quantity: i64, cod: bool) -> Option<String> {
    let product = shop
        .products
        .values_mut()
        .find(|p| p.visible && p.variants.contains_key(sku))?;
    let variant = product.variants.get_mut(sku)?;
    if variant.stock < quantity {
        return None;
    }
    variant.stock -= quantity;
    let (remote_id, name, price) = (
        variant.remote_id.clone(),
        variant.name.clone(),
        variant.price,
    );
    shop.count += 1;
    let number = format!("VS{:08}", shop.count);
    let order = Order {
        number: number.clone(),
        status: "to_confirm".to_owned(),
        before: "to_confirm".to_owned(),
        version: 1,
        placed: now,
        updated: now,
        cod,
        sku: sku.to_owned(),
        remote_id,
        name,
        quantity,
        price,
        shipment: None,
    };
    shop.orders.insert(number.clone(), order);
    pushes::order(shop, now, &number, "order.created");
    Some(number)
}

pub fn move_to(shop: &mut Shop, now: i64, number: &str, status: &str) {
    let Some(order) = shop.orders.get_mut(number) else {
        return;
    };
    order.before = std::mem::replace(&mut order.status, status.to_owned());
    order.version += 1;
    order.updated = now;
    if status == "cancelled" {
        let (sku, quantity) = (order.sku.clone(), order.quantity);
        if let Some(variant) = shop
            .products
            .values_mut()
            .find_map(|p| p.variants.get_mut(&sku))
        {
            variant.stock += quantity;
        }
    }
    let kind = if status == "cancel_requested" {
        "order.cancel_requested"
    } else {
        "order.updated"
    };
    pushes::order(shop, now, number, kind);
}

/// Orders that changed, page by page. A cursor is where the next page begins.
pub fn list(shop: &Shop, query: &[(String, String)]) -> Answer {
    let mut found: Vec<&Order> = shop.orders.values().collect();
    found.sort_by(|a, b| (a.updated, &a.number).cmp(&(b.updated, &b.number)));
    page(
        query,
        found
            .into_iter()
            .map(|order| (order.updated, said(order)))
            .collect(),
    )
}

fn page(query: &[(String, String)], all: Vec<(i64, Value)>) -> Answer {
    let said = |key: &str| {
        query
            .iter()
            .find(|(name, _)| name == key)
            .map_or("", |(_, value)| value.as_str())
    };
    let number = |key: &str| said(key).parse::<i64>().ok();
    let (from, until) = (
        number("updated_from").unwrap_or(0),
        number("updated_to").unwrap_or(i64::MAX),
    );
    let size = number("page_size").unwrap_or(50);
    if !(1..=100).contains(&size) {
        return refuse(422, "validation", "page_size is 1 to 100");
    }
    let inside = all
        .into_iter()
        .filter(|(at, _)| (from..=until).contains(&(at / 1_000)));
    let start = number("cursor").unwrap_or(0);
    let mut rest = inside.skip(usize::try_from(start).unwrap_or(0));
    // Pages are shorter than asked for: the end is where there is no cursor.
    let taken = (size / 20).max(2);
    let items: Vec<Value> = rest
        .by_ref()
        .take(usize::try_from(taken).unwrap_or(2))
        .map(|(_, item)| item)
        .collect();
    let next = rest.next().map(|_| (start + taken).to_string());
    Ok((200, json!({ "items": items, "next_cursor": next })))
}

pub fn one(shop: &Shop, number: &str) -> Answer {
    match shop.orders.get(number) {
        Some(order) => Ok((200, said(order))),
        None => refuse(404, "not_found", "no such order"),
    }
}

pub fn deed(shop: &mut Shop, now: i64, number: &str, deed: &str, body: &Value) -> Answer {
    let Some(order) = shop.orders.get_mut(number) else {
        return refuse(404, "not_found", "no such order");
    };
    if order.status == "to_confirm" && now > order.placed + CONFIRM_MS {
        move_to(shop, now, number, "cancelled");
        return refuse(409, "conflict", "it was not confirmed in time");
    }
    let before = order.before.clone();
    let next = match (deed, order.status.as_str()) {
        ("confirm", "to_confirm") => "confirmed",
        ("reject", "to_confirm" | "confirmed") if body["reason_code"].is_string() => {
            match cut(order, body) {
                Ok(0) => "cancelled",
                Ok(units) => return keep_rest(shop, now, number, units),
                Err(refused) => return refused,
            }
        }
        ("ship", "confirmed" | "packed") => {
            let (Some(carrier), Some(waybill)) =
                (body["carrier"].as_str(), body["waybill_no"].as_str())
            else {
                return refuse(422, "validation", "carrier and waybill_no are needed");
            };
            let lines = body["packages"][0]["lines"].as_array().map_or(0, Vec::len);
            if waybill.is_empty() || lines == 0 {
                return refuse(422, "validation", "a package holds lines and has a waybill");
            }
            order.shipment = Some((carrier.to_owned(), waybill.to_owned()));
            "packed"
        }
        ("cancel-response", "cancel_requested") => match body["accept"].as_bool() {
            Some(true) => "cancelled",
            Some(false) => before.as_str(),
            None => return refuse(422, "validation", "accept is needed"),
        },
        ("confirm" | "reject" | "ship" | "cancel-response", _) => {
            return refuse(409, "conflict", &format!("the order is {}", order.status));
        }
        _ => return refuse(404, "not_found", "no such deed"),
    }
    .to_owned();
    move_to(shop, now, number, &next);
    one(shop, number)
}

/// Units of the order's line that are taken away; 0 for all of it.
fn cut(order: &Order, body: &Value) -> Result<i64, Answer> {
    let Some(row) = body["lines"].as_array().and_then(|lines| lines.first()) else {
        return Ok(0);
    };
    if row["line_id"].as_str() != Some(&format!("{}-L1", order.number)) {
        return Err(refuse(422, "validation", "no such line"));
    }
    if row["of"].as_i64() != Some(order.quantity) {
        return Err(refuse(409, "conflict", "the line has other units by now"));
    }
    match row["quantity"].as_i64() {
        Some(units) if units == order.quantity => Ok(0),
        Some(units) if (1..order.quantity).contains(&units) => Ok(units),
        _ => Err(refuse(
            422,
            "validation",
            "quantity is 1 to what was bought",
        )),
    }
}

fn keep_rest(shop: &mut Shop, now: i64, number: &str, units: i64) -> Answer {
    let Some(order) = shop.orders.get_mut(number) else {
        return refuse(404, "not_found", "no such order");
    };
    order.quantity -= units;
    let (sku, status) = (order.sku.clone(), order.status.clone());
    let mut all = shop.products.values_mut();
    if let Some(variant) = all.find_map(|p| p.variants.get_mut(&sku)) {
        variant.stock += units;
    }
    move_to(shop, now, number, &status);
    one(shop, number)
}

pub fn give_back(shop: &mut Shop, now: i64, number: &str) -> Option<String> {
    let order = shop.orders.get(number)?;
    let key = format!("R-{number}");
    let value = json!({
        "return_no": key, "order_no": number, "status": "requested", "reason": "Hàng vỡ khi giao",
        "refund_vnd": order.quantity * order.price, "goods_back": true, "answer_deadline": iso(now + 3 * 24 * 3_600_000),
        "lines": [{ "line_id": format!("{number}-L1"), "quantity": order.quantity }], "updated_at": iso(now), "updated": now,
    });
    shop.returns.insert(key.clone(), value);
    pushes::returned(shop, now, &key);
    Some(key)
}

pub fn returns(shop: &Shop, query: &[(String, String)]) -> Answer {
    let all = shop
        .returns
        .values()
        .map(|r| (r["updated"].as_i64().unwrap_or(0), r.clone()));
    page(query, all.collect())
}

pub fn decide(shop: &mut Shop, now: i64, number: &str, body: &Value) -> Answer {
    let Some(found) = shop.returns.get_mut(number) else {
        return refuse(404, "not_found", "no such return");
    };
    if found["status"] != "requested" {
        return refuse(409, "conflict", "it was decided");
    }
    let status = match body["decision"].as_str() {
        Some("accept") => "accepted",
        Some("reject") => "disputed",
        Some("refund_only") if body["refund_vnd"].as_i64().is_some_and(|n| n > 0) => {
            found["refund_vnd"] = body["refund_vnd"].clone();
            found["goods_back"] = json!(false);
            "refunded"
        }
        _ => return refuse(422, "validation", "decision is needed"),
    };
    found["status"] = json!(status);
    found["updated_at"] = json!(iso(now));
    found["updated"] = json!(now);
    let order = found["order_no"].as_str().unwrap_or_default().to_owned();
    pushes::returned(shop, now, number);
    one(shop, &order)
}
