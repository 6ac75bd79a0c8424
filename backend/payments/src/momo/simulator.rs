//! MoMo, read a second time from its document: payments, refunds, questions and signed notices.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::State as Has;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};

use crate::simulator::{Kept, Outgoing, Refused, Shop, Simulator, State, mac256};

/// The simulator of MoMo. Keys: `partner_code`, `access_key`, `secret_key`.
pub struct MomoSimulator;

impl Simulator for MomoSimulator {
    fn name(&self) -> &'static str {
        "MoMo"
    }

    fn router(&self, shop: Arc<Shop>) -> Router {
        Router::new()
            .route("/v2/gateway/api/create", post(create))
            .route("/v2/gateway/api/query", post(query))
            .route("/v2/gateway/api/refund", post(refund))
            .route("/v2/gateway/api/refund/query", post(query_refund))
            .with_state(shop)
    }

    fn notice(&self, shop: &Shop, kept: &Kept) -> Option<Outgoing> {
        let (code, message) = match kept.state {
            State::Waiting => return None,
            State::Paid => (0, "Giao dịch thành công."),
            State::Failed => (1001, "Tài khoản không đủ số dư."),
            State::Cancelled => (1006, "Người dùng từ chối."),
        };
        let amount = if kept.state == State::Paid {
            kept.paid
        } else {
            kept.amount
        };
        let mut body = json!({
            "partnerCode": shop.key("partner_code"),
            "orderId": kept.reference,
            "requestId": kept.fields.get("requestId"),
            "amount": amount,
            "orderInfo": kept.description,
            "orderType": "momo_wallet",
            "transId": kept.txn,
            "resultCode": code,
            "message": message,
            "payType": "qr",
            "responseTime": shop.now_ms(),
            "extraData": "",
        });
        let names = [
            "amount",
            "extraData",
            "message",
            "orderId",
            "orderInfo",
            "orderType",
            "partnerCode",
            "payType",
            "requestId",
            "responseTime",
            "resultCode",
            "transId",
        ];
        body["signature"] = json!(sum(shop, &body, &names));
        Some(Outgoing {
            headers: vec![(
                "content-type".to_owned(),
                "application/json; charset=UTF-8".to_owned(),
            )],
            body: body.to_string(),
            ..Outgoing::default()
        })
    }
}

/// The checksum over the named fields, which are in the order of the alphabet after `accessKey`.
fn sum(shop: &Shop, body: &Value, names: &[&str]) -> String {
    let mut text = format!("accessKey={}", shop.key("access_key"));
    for name in names {
        let value = match &body[*name] {
            Value::String(words) => words.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        text.push_str(&format!("&{name}={value}"));
    }
    mac256(shop.key("secret_key"), &text)
}

fn said(code: i64, message: &str) -> Value {
    json!({"resultCode": code, "message": message, "responseTime": 0})
}

/// Reads a request and checks who sent it and its checksum.
fn read(shop: &Shop, body: &str, names: &[&str]) -> Result<Value, Value> {
    let refuse = |code, message: &str| Err(said(code, message));
    let Ok(asked) = serde_json::from_str::<Value>(body) else {
        return refuse(20, "Bad format request.");
    };
    if asked["partnerCode"].as_str() != Some(shop.key("partner_code")) {
        return refuse(13, "Merchant authentication failed.");
    }
    if asked["signature"].as_str() != Some(sum(shop, &asked, names).as_str()) {
        return refuse(11, "Access denied.");
    }
    Ok(asked)
}

fn good_name(name: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !name.is_empty() && name.len() < 64 && name.chars().all(sign)
}

async fn create(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let names = [
        "amount",
        "extraData",
        "ipnUrl",
        "orderId",
        "orderInfo",
        "partnerCode",
        "redirectUrl",
        "requestId",
        "requestType",
    ];
    let asked = match read(&shop, &body, &names) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    let Some(amount) = asked["amount"].as_i64() else {
        return axum::Json(said(21, "Invalid amount")).into_response();
    };
    if !(1_000..=50_000_000).contains(&amount) {
        return axum::Json(said(22, "Out of limits")).into_response();
    }
    let kinds = ["captureWallet", "payWithATM", "payWithCC", "payWithMethod"];
    if !good_name(&text("orderId"))
        || text("ipnUrl").contains('?')
        || !kinds.contains(&text("requestType").as_str())
    {
        return axum::Json(said(20, "Bad format request.")).into_response();
    }
    let kept = Kept {
        reference: text("orderId"),
        amount,
        description: text("orderInfo"),
        notify_url: text("ipnUrl"),
        return_url: text("redirectUrl"),
        fields: BTreeMap::from([("requestId".to_owned(), text("requestId"))]),
        ..Kept::default()
    };
    if !shop.keep(kept) {
        return axum::Json(said(41, "Duplicated orderId")).into_response();
    }
    let mut answer = said(0, "Thành công.");
    answer["orderId"] = asked["orderId"].clone();
    answer["requestId"] = asked["requestId"].clone();
    answer["amount"] = json!(amount);
    answer["payUrl"] = json!(format!("{}/mo-phong#{}", shop.base(), text("orderId")));
    axum::Json(answer).into_response()
}

async fn query(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let asked = match read(&shop, &body, &["orderId", "partnerCode", "requestId"]) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let Some(kept) = shop.find(asked["orderId"].as_str().unwrap_or_default()) else {
        return axum::Json(said(42, "OrderId not found")).into_response();
    };
    let (code, txn) = match kept.state {
        State::Waiting => (1000, 0),
        State::Paid => (0, kept.txn),
        State::Failed => (1001, kept.txn),
        State::Cancelled => (1006, kept.txn),
    };
    let mut answer = said(code, "");
    answer["orderId"] = json!(kept.reference);
    answer["amount"] = json!(if code == 0 { kept.paid } else { kept.amount });
    answer["transId"] = json!(txn);
    axum::Json(answer).into_response()
}

async fn refund(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let names = [
        "amount",
        "description",
        "orderId",
        "partnerCode",
        "requestId",
        "transId",
    ];
    let asked = match read(&shop, &body, &names) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let payment = shop.find_txn(&asked["transId"].to_string());
    let Some(payment) = payment else {
        return axum::Json(said(1081, "Not found")).into_response();
    };
    let name = asked["orderId"].as_str().unwrap_or_default();
    let amount = asked["amount"].as_i64().unwrap_or_default();
    if shop.find(name).is_some() {
        return axum::Json(said(41, "Duplicated orderId")).into_response();
    }
    let answer = match shop.give_back(&payment.reference, name, amount) {
        Ok(made) => {
            let mut answer = said(0, "Thành công.");
            answer["transId"] = json!(made.txn);
            answer["amount"] = json!(made.amount);
            answer
        }
        Err(Refused::Made(_)) => said(41, "Duplicated orderId"),
        Err(Refused::Unknown) => said(1081, "Not found"),
        Err(Refused::NotSoMuch) => said(1088, "Not eligible"),
    };
    axum::Json(answer).into_response()
}

async fn query_refund(Has(shop): Has<Arc<Shop>>, body: String) -> Response {
    let asked = match read(&shop, &body, &["orderId", "partnerCode", "requestId"]) {
        Ok(asked) => asked,
        Err(answer) => return axum::Json(answer).into_response(),
    };
    let name = asked["orderId"].as_str().unwrap_or_default();
    let mut refunds = shop.all().into_iter().flat_map(|kept| kept.refunds);
    let Some(made) = refunds.find(|made| made.reference == name) else {
        return axum::Json(said(42, "OrderId not found")).into_response();
    };
    let mut answer = said(0, "Thành công.");
    answer["transId"] = json!(made.txn);
    answer["amount"] = json!(made.amount);
    axum::Json(answer).into_response()
}
