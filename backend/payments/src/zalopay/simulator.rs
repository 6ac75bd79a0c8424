//! ZaloPay, read a second time from its document: payments, refunds, questions and signed notices.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::State as Has;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};

use crate::simulator::{Kept, Outgoing, Refused, Shop, Simulator, State, mac256, run_together};

/// The simulator of ZaloPay. Keys: `app_id`, `key1`, `key2`.
pub struct ZaloPaySimulator;

impl Simulator for ZaloPaySimulator {
    fn name(&self) -> &'static str {
        "ZaloPay"
    }

    fn router(&self, shop: Arc<Shop>) -> Router {
        Router::new()
            .route("/v2/create", post(create))
            .route("/v2/query", post(query))
            .route("/v2/refund", post(refund))
            .route("/v2/query_refund", post(query_refund))
            .with_state(shop)
    }

    /// Only successes are told.
    fn notice(&self, shop: &Shop, kept: &Kept) -> Option<Outgoing> {
        if kept.state != State::Paid {
            return None;
        }
        let field = |name: &str| kept.fields.get(name).map_or("", String::as_str);
        let data = json!({
            "app_id": app(shop),
            "app_trans_id": kept.reference,
            "app_time": field("app_time").parse::<i64>().unwrap_or_default(),
            "app_user": field("app_user"),
            "amount": kept.paid,
            "embed_data": field("embed_data"),
            "item": field("item"),
            "zp_trans_id": kept.txn,
            "server_time": shop.now_ms(),
            "channel": 38,
            "merchant_user_id": "",
            "user_fee_amount": 0,
            "discount_amount": 0,
        })
        .to_string();
        let mac = mac256(shop.key("key2"), &data);
        Some(Outgoing {
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: json!({"data": data, "mac": mac, "type": 1}).to_string(),
            ..Outgoing::default()
        })
    }
}

fn app(shop: &Shop) -> i64 {
    shop.key("app_id").parse().unwrap_or_default()
}

fn said(code: i64, sub: i64, message: &str) -> Value {
    json!({
        "return_code": code, "return_message": message,
        "sub_return_code": sub, "sub_return_message": message,
    })
}

/// Reads a request and checks its checksum over the named fields; a name that begins with `=` stands for itself.
fn read(shop: &Shop, body: &str, names: &[&str]) -> Result<Value, Value> {
    let refuse = |sub, message: &str| Err(said(2, sub, message));
    let Ok(asked) = serde_json::from_str::<Value>(body) else {
        return refuse(-401, "malformed");
    };
    let value = |name: &&str| match (name.strip_prefix('='), &asked[*name]) {
        (Some(word), _) => word.to_owned(),
        (None, Value::String(words)) => words.clone(),
        (None, other) => other.to_string(),
    };
    let values: Vec<String> = names.iter().map(value).collect();
    let right = mac256(shop.key("key1"), &values.join("|"));
    if asked["app_id"].as_i64() != Some(app(shop)) || asked["mac"].as_str() != Some(&right) {
        return refuse(-402, "app or mac");
    }
    Ok(asked)
}

/// The day with which names begin.
fn day_of(ms: i64) -> String {
    run_together(ms).get(2..8).unwrap_or_default().to_owned()
}

async fn create(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let names = [
        "app_id",
        "app_trans_id",
        "app_user",
        "amount",
        "app_time",
        "embed_data",
        "item",
    ];
    let asked = match read(&shop, &body, &names) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    let (name, time) = (
        text("app_trans_id"),
        asked["app_time"].as_i64().unwrap_or_default(),
    );
    let embedded: Value = serde_json::from_str(&text("embed_data")).unwrap_or_default();
    let items: Value = serde_json::from_str(&text("item")).unwrap_or_default();
    let amount = asked["amount"].as_i64().unwrap_or_default();
    let today = day_of(time);
    let right = name.len() <= 40
        && name
            .split_once('_')
            .is_some_and(|(day, rest)| day == today && !rest.is_empty())
        && embedded.is_object()
        && items.is_array()
        && amount > 0
        && (time - shop.now_ms()).abs() <= 15 * 60_000
        && asked["expire_duration_seconds"]
            .as_i64()
            .is_some_and(|s| (300..=2_592_000).contains(&s));
    if !right {
        return axum::Json(said(2, -401, "malformed")).into_response();
    }
    let kept = Kept {
        reference: name.clone(),
        amount,
        description: text("description"),
        notify_url: text("callback_url"),
        return_url: embedded["redirecturl"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        fields: BTreeMap::from([
            ("app_time".to_owned(), time.to_string()),
            ("app_user".to_owned(), text("app_user")),
            ("embed_data".to_owned(), text("embed_data")),
            ("item".to_owned(), text("item")),
        ]),
        ..Kept::default()
    };
    if !shop.keep(kept) {
        return axum::Json(said(2, -68, "duplicate app_trans_id")).into_response();
    }
    let mut answer = said(1, 1, "success");
    answer["order_url"] = json!(format!("{}/mo-phong#{name}", shop.base()));
    answer["zp_trans_token"] = json!("token");
    axum::Json(answer).into_response()
}

async fn query(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let own = format!("={}", shop.key("key1"));
    let asked = match read(&shop, &body, &["app_id", "app_trans_id", &own]) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let found = shop.find(asked["app_trans_id"].as_str().unwrap_or_default());
    let mut answer = match found.as_ref().map(|kept| kept.state) {
        None => said(2, -101, "not found"),
        Some(State::Waiting) => said(3, -49, "processing"),
        Some(State::Paid) => said(1, 1, "success"),
        Some(State::Failed) => said(2, -301, "failed"),
        Some(State::Cancelled) => said(2, -329, "cancelled"),
    };
    let paid = found.filter(|kept| kept.state == State::Paid);
    answer["is_processing"] = json!(false);
    answer["amount"] = json!(paid.as_ref().map_or(0, |kept| kept.paid));
    answer["zp_trans_id"] = json!(paid.as_ref().map_or(0, |kept| kept.txn));
    axum::Json(answer).into_response()
}

async fn refund(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let names = [
        "app_id",
        "zp_trans_id",
        "amount",
        "description",
        "timestamp",
    ];
    let asked = match read(&shop, &body, &names) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let name = asked["m_refund_id"].as_str().unwrap_or_default();
    let parts: Vec<&str> = name.split('_').collect();
    let right = matches!(parts.as_slice(), [day, app, rest]
        if day.len() == 6 && *app == shop.key("app_id") && (1..=10).contains(&rest.len()));
    let payment = shop.find_txn(asked["zp_trans_id"].as_str().unwrap_or_default());
    let (true, Some(payment)) = (right, payment) else {
        return axum::Json(said(2, -401, "malformed")).into_response();
    };
    let amount = asked["amount"].as_i64().unwrap_or_default();
    let mut answer = match shop.give_back(&payment.reference, name, amount) {
        // Taken on; the question tells that it is done.
        Ok(_) | Err(Refused::Made(_)) => said(3, -101, "processing"),
        Err(Refused::Unknown | Refused::NotSoMuch) => said(2, -13, "refund amount"),
    };
    answer["refund_id"] = json!(0);
    axum::Json(answer).into_response()
}

async fn query_refund(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let asked = match read(&shop, &body, &["app_id", "m_refund_id", "timestamp"]) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let name = asked["m_refund_id"].as_str().unwrap_or_default();
    let mut refunds = shop.all().into_iter().flat_map(|kept| kept.refunds);
    let answer = match refunds.find(|made| made.reference == name) {
        Some(_) => said(1, 1, "success"),
        None => said(2, -101, "not found"),
    };
    axum::Json(answer).into_response()
}
