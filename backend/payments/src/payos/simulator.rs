//! PayOS, read a second time from its document: links, their state, and signed notices.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State as Has};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use crate::simulator::{Kept, Outgoing, Shop, Simulator, State, mac256, spaced};

/// The simulator of PayOS. Keys: `client_id`, `api_key`, `checksum_key`; `webhook_url` is where its notices go, because PayOS
/// keeps one address for a channel; `account` is the account its links lead to.
pub struct PayOsSimulator;

impl Simulator for PayOsSimulator {
    fn name(&self) -> &'static str {
        "PayOS"
    }

    fn router(&self, shop: Arc<Shop>) -> Router {
        Router::new()
            .route("/v2/payment-requests", post(create))
            .route("/v2/payment-requests/{id}", get(ask))
            .with_state(shop)
    }

    fn notice(&self, shop: &Shop, kept: &Kept) -> Option<Outgoing> {
        (kept.state == State::Paid).then(|| transfer(shop, kept))
    }
}

/// The notice of a transfer to a link.
fn transfer(shop: &Shop, kept: &Kept) -> Outgoing {
    let number: i64 = kept.reference.parse().unwrap_or_default();
    let data = json!({
        "orderCode": number,
        "amount": kept.paid,
        "description": kept.description,
        "accountNumber": shop.key("account"),
        "reference": format!("FT{}", kept.txn),
        "transactionDateTime": spaced(shop.now_ms()),
        "currency": "VND",
        "paymentLinkId": format!("link{}", kept.txn),
        "code": "00",
        "desc": "success",
        "counterAccountBankId": null,
        "counterAccountBankName": null,
        "counterAccountName": null,
        "counterAccountNumber": null,
        "virtualAccountName": "",
        "virtualAccountNumber": "",
    });
    let signature = signature(shop.key("checksum_key"), &data);
    Outgoing {
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: json!({"code": "00", "desc": "success", "success": true, "data": data, "signature": signature})
            .to_string(),
        ..Outgoing::default()
    }
}

/// The checksum over the fields by name.
fn signature(key: &str, data: &Value) -> String {
    let empty = Map::new();
    let fields = data.as_object().unwrap_or(&empty);
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort();
    let mut text = String::new();
    for name in names {
        let value = match &fields[name] {
            Value::Null => String::new(),
            Value::String(words) => words.clone(),
            other => other.to_string(),
        };
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(&format!("{name}={value}"));
    }
    mac256(key, &text)
}

fn refused(code: &str, why: &str) -> Response {
    axum::Json(json!({"code": code, "desc": why, "data": null})).into_response()
}

fn answer(shop: &Shop, data: &Value) -> Response {
    let signature = signature(shop.key("checksum_key"), data);
    axum::Json(json!({"code": "00", "desc": "success", "data": data, "signature": signature}))
        .into_response()
}

fn known(shop: &Shop, headers: &HeaderMap) -> bool {
    let given = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    given("x-client-id") == Some(shop.key("client_id"))
        && given("x-api-key") == Some(shop.key("api_key"))
}

async fn create(Has(shop): Has<Arc<Shop>>, headers: HeaderMap, body: String) -> Response {
    if !known(&shop, &headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(asked) = serde_json::from_str::<Value>(&body) else {
        return refused("20", "not JSON");
    };
    let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    let (Some(number), Some(amount)) = (asked["orderCode"].as_i64(), asked["amount"].as_i64())
    else {
        return refused("20", "orderCode and amount are whole numbers");
    };
    let signed = format!(
        "amount={amount}&cancelUrl={}&description={}&orderCode={number}&returnUrl={}",
        text("cancelUrl"),
        text("description"),
        text("returnUrl"),
    );
    if text("signature") != mac256(shop.key("checksum_key"), &signed) {
        return refused("201", "signature");
    }
    let long = text("description").chars().count() > 9;
    if long || !(1..=9_007_199_254_740_991).contains(&number) || amount < 1 {
        return refused("20", "out of bounds");
    }
    let kept = Kept {
        reference: number.to_string(),
        amount,
        description: text("description"),
        notify_url: shop.key("webhook_url").to_owned(),
        return_url: text("returnUrl"),
        ..Kept::default()
    };
    if !shop.keep(kept) {
        return refused("231", "orderCode exists");
    }
    let txn = shop.find(&number.to_string()).map_or(0, |kept| kept.txn);
    let data = json!({
        "bin": "970422",
        "accountNumber": shop.key("account"),
        "accountName": "HTX MO PHONG",
        "amount": amount,
        "description": text("description"),
        "orderCode": number,
        "currency": "VND",
        "paymentLinkId": format!("link{txn}"),
        "status": "PENDING",
        "checkoutUrl": format!("{}/mo-phong#{number}", shop.base()),
        "qrCode": crate::simulator::bank::code(shop.key("account"), amount, &text("description")),
    });
    answer(&shop, &data)
}

async fn ask(Has(shop): Has<Arc<Shop>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    if !known(&shop, &headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Some(kept) = shop.find(&id) else {
        return refused("101", "not found");
    };
    let status = match kept.state {
        State::Waiting => "PENDING",
        State::Paid if kept.paid < kept.amount => "UNDERPAID",
        State::Paid => "PAID",
        State::Failed => "FAILED",
        State::Cancelled => "CANCELLED",
    };
    let transactions = if kept.paid > 0 {
        json!([{"amount": kept.paid, "reference": format!("FT{}", kept.txn)}])
    } else {
        json!([])
    };
    let data = json!({
        "id": format!("link{}", kept.txn),
        "orderCode": kept.reference.parse::<i64>().unwrap_or_default(),
        "amount": kept.amount,
        "amountPaid": kept.paid,
        "amountRemaining": kept.amount - kept.paid,
        "status": status,
        "transactions": transactions,
        "cancellationReason": null,
    });
    answer(&shop, &data)
}
