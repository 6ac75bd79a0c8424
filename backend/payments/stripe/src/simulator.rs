//! Stripe, read a second time from its document: sessions, refunds, lists and signed notices.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State as Has};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use payments::simulator::{
    Clock, Kept, Outgoing, Refund, Refused, Shop, Simulator, Stand, State, mac256, stand,
};
use serde_json::{Value, json};

/// The simulator of Stripe. Keys: `secret_key`, `webhook_secret`; `webhook_url` is the address it sends notices to.
pub struct StripeSimulator;

/// Starts it for the server at `public_url`.
///
/// # Errors
/// When no port can be bound.
pub async fn open(public_url: &str, clock: Clock) -> std::io::Result<Stand> {
    let keys = [
        ("secret_key", "sk_test_mo_phong"),
        ("webhook_secret", "whsec_mo_phong"),
    ];
    stand(&crate::Stripe, StripeSimulator, &keys, public_url, clock).await
}

type Fields = BTreeMap<String, String>;

impl Simulator for StripeSimulator {
    fn name(&self) -> &'static str {
        "Stripe"
    }

    fn router(&self, shop: Arc<Shop>) -> Router {
        Router::new()
            .route("/v1/checkout/sessions", get(list).post(create))
            .route("/v1/checkout/sessions/{id}", get(retrieve))
            .route("/v1/refunds", get(refunds).post(refund))
            .with_state(shop)
    }

    fn notice(&self, shop: &Shop, kept: &Kept) -> Option<Outgoing> {
        let kind = match kept.state {
            State::Waiting => return None,
            State::Paid => "checkout.session.completed",
            State::Failed => "checkout.session.async_payment_failed",
            State::Cancelled => "checkout.session.expired",
        };
        let mut object = session(shop, kept, false);
        if kept.state == State::Paid {
            object["amount_total"] = json!(kept.paid);
        }
        let id = format!("evt_{}_{:?}", kept.txn, kept.state);
        Some(event(shop, &id, kind, &object))
    }
}

/// A signed notice of anything that happened.
#[must_use]
pub fn event(shop: &Shop, id: &str, kind: &str, object: &Value) -> Outgoing {
    let seconds = shop.now_ms() / 1000;
    let body = json!({
        "id": id, "object": "event", "api_version": "2026-09-30.endive", "created": seconds,
        "livemode": false, "pending_webhooks": 1, "type": kind, "data": {"object": object},
    })
    .to_string();
    let sum = mac256(shop.key("webhook_secret"), &format!("{seconds}.{body}"));
    Outgoing {
        headers: vec![
            ("content-type".to_owned(), "application/json".to_owned()),
            (
                "stripe-signature".to_owned(),
                format!("t={seconds},v1={sum}"),
            ),
        ],
        body,
        ..Outgoing::default()
    }
}

fn refused(status: StatusCode, code: &str) -> Response {
    let kind = "invalid_request_error";
    let body = json!({"error": {"type": kind, "code": code, "message": code}});
    (status, axum::Json(body)).into_response()
}

fn known(shop: &Shop, headers: &HeaderMap) -> Result<(), StatusCode> {
    let bearer = format!("Bearer {}", shop.key("secret_key"));
    let given = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    if given == Some(bearer.as_str()) {
        return Ok(());
    }
    Err(StatusCode::UNAUTHORIZED)
}

/// The pairs of a form, brackets and all.
fn pairs(body: &str) -> Fields {
    let decoded = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            let hex = |byte: Option<u8>| char::from(byte.unwrap_or(b'0')).to_digit(16).unwrap_or(0);
            bytes.push(match byte {
                b'+' => b' ',
                b'%' => {
                    let (high, low) = (hex(rest.next()), hex(rest.next()));
                    u8::try_from(high * 16 + low).unwrap_or(b'?')
                }
                other => other,
            });
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let split = body.split('&').filter_map(|pair| pair.split_once('='));
    split
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn intent(kept: &Kept) -> String {
    format!("pi_{}", kept.txn)
}

fn session(shop: &Shop, kept: &Kept, expanded: bool) -> Value {
    let (status, paid) = match kept.state {
        State::Waiting => ("open", "unpaid"),
        State::Paid => ("complete", "paid"),
        State::Failed => ("complete", "unpaid"),
        State::Cancelled => ("expired", "unpaid"),
    };
    let payment = match (kept.state, expanded) {
        (State::Waiting | State::Cancelled, _) => Value::Null,
        (_, false) => json!(intent(kept)),
        (state, true) => json!({
            "id": intent(kept), "object": "payment_intent", "amount": kept.amount,
            "amount_capturable": 0, "amount_received": kept.paid, "capture_method": "automatic",
            "confirmation_method": "automatic", "created": shop.now_ms() / 1000, "currency": "vnd",
            "livemode": false, "metadata": {}, "payment_method_types": ["card"],
            "status": if state == State::Paid { "succeeded" } else { "requires_payment_method" },
        }),
    };
    json!({
        "id": format!("cs_test_{}", kept.txn), "object": "checkout.session",
        "automatic_tax": {"enabled": false}, "created": shop.now_ms() / 1000, "custom_fields": [],
        "custom_text": {}, "expires_at": shop.now_ms() / 1000 + 3600, "livemode": false,
        "mode": "payment", "payment_method_types": ["card"], "payment_status": paid,
        "shipping_options": [], "status": status, "amount_total": kept.amount, "currency": "vnd",
        "payment_intent": payment, "client_reference_id": kept.reference, "metadata": {},
        "url": format!("{}/mo-phong#{}", shop.base(), kept.reference),
    })
}

async fn create(Has(shop): Has<Arc<Shop>>, headers: HeaderMap, body: String) -> Response {
    if let Err(status) = known(&shop, &headers) {
        return refused(status, "api_key_invalid");
    }
    let of = pairs(&body);
    let get = |name: &str| of.get(name).cloned().unwrap_or_default();
    let once = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok());
    let once = once.unwrap_or_default().to_owned();
    let before = |kept: &Kept| !once.is_empty() && kept.fields.get("once") == Some(&once);
    if let Some(kept) = shop.all().into_iter().find(before) {
        if kept.fields.get("body") != Some(&body) {
            return refused(StatusCode::BAD_REQUEST, "idempotency_key_in_use");
        }
        return axum::Json(session(&shop, &kept, false)).into_response();
    }
    let price = "line_items[0][price_data]";
    let amount = get(&format!("{price}[unit_amount]"))
        .parse::<i64>()
        .unwrap_or_default();
    let now = shop.now_ms() / 1000;
    let until = get("expires_at").parse::<i64>().unwrap_or_default() - now;
    let right = get("mode") == "payment"
        && get(&format!("{price}[currency]")) == "vnd"
        && !get(&format!("{price}[product_data][name]")).is_empty()
        && get("line_items[0][quantity]") == "1"
        && (1_800..=86_400).contains(&until)
        && get("success_url").starts_with("http");
    if !right || amount > 99_999_999 {
        return refused(StatusCode::BAD_REQUEST, "parameter_invalid_integer");
    }
    if amount < 13_000 {
        return refused(StatusCode::BAD_REQUEST, "amount_too_small");
    }
    let reference = get("client_reference_id");
    shop.keep(Kept {
        reference: reference.clone(),
        amount,
        description: get(&format!("{price}[product_data][name]")),
        notify_url: shop.key("webhook_url").to_owned(),
        return_url: get("success_url"),
        fields: Fields::from([("once".to_owned(), once), ("body".to_owned(), body)]),
        ..Kept::default()
    });
    match shop.find(&reference) {
        Some(kept) => axum::Json(session(&shop, &kept, false)).into_response(),
        None => refused(StatusCode::BAD_REQUEST, "parameter_missing"),
    }
}

fn listed(data: Vec<Value>, url: &str) -> Response {
    axum::Json(json!({"object": "list", "data": data, "has_more": false, "url": url}))
        .into_response()
}

async fn list(Has(shop): Has<Arc<Shop>>, headers: HeaderMap) -> Response {
    if let Err(status) = known(&shop, &headers) {
        return refused(status, "api_key_invalid");
    }
    let all = shop.all();
    let data = all.iter().map(|kept| session(&shop, kept, true)).collect();
    listed(data, "/v1/checkout/sessions")
}

async fn retrieve(
    Has(shop): Has<Arc<Shop>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    if let Err(status) = known(&shop, &headers) {
        return refused(status, "api_key_invalid");
    }
    match shop.find_txn(id.trim_start_matches("cs_test_")) {
        Some(kept) => axum::Json(session(&shop, &kept, true)).into_response(),
        None => refused(StatusCode::NOT_FOUND, "resource_missing"),
    }
}

/// A refund as Stripe tells it.
#[must_use]
pub fn refund_object(kept: &Kept, refund: &Refund, status: &str) -> Value {
    json!({
        "id": format!("re_{}", refund.txn), "object": "refund", "amount": refund.amount,
        "created": 1_767_232_992, "currency": "vnd", "payment_intent": intent(kept),
        "metadata": {"reference": refund.reference}, "status": status,
    })
}

async fn refund(Has(shop): Has<Arc<Shop>>, headers: HeaderMap, body: String) -> Response {
    if let Err(status) = known(&shop, &headers) {
        return refused(status, "api_key_invalid");
    }
    let of = pairs(&body);
    let get = |name: &str| of.get(name).map_or("", String::as_str);
    let Some(kept) = shop.find_txn(get("payment_intent").trim_start_matches("pi_")) else {
        return refused(StatusCode::NOT_FOUND, "resource_missing");
    };
    let once = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok());
    let name = once.unwrap_or_default().trim_start_matches("refund:");
    let amount = get("amount").parse().unwrap_or_default();
    match shop.give_back(&kept.reference, name, amount) {
        Ok(made) | Err(Refused::Made(made)) => {
            axum::Json(refund_object(&kept, &made, "succeeded")).into_response()
        }
        Err(Refused::Unknown) => refused(StatusCode::NOT_FOUND, "resource_missing"),
        Err(Refused::NotSoMuch) => refused(StatusCode::BAD_REQUEST, "charge_already_refunded"),
    }
}

async fn refunds(
    Has(shop): Has<Arc<Shop>>,
    headers: HeaderMap,
    Query(of): Query<Fields>,
) -> Response {
    if let Err(status) = known(&shop, &headers) {
        return refused(status, "api_key_invalid");
    }
    let name = of.get("payment_intent").map_or("", String::as_str);
    let found = shop.find_txn(name.trim_start_matches("pi_"));
    let data = found.map_or_else(Vec::new, |kept| {
        let told = |made| refund_object(&kept, made, "succeeded");
        kept.refunds.iter().map(told).collect()
    });
    listed(data, "/v1/refunds")
}
