//! Signed pushes with retries.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Inner, Shop, WEBHOOK_SECRET, door, orders};

/// Waits between attempts: 1 and 5 minutes, half an hour, 2 and 12 hours.
const RETRIES_MS: [i64; 5] = [60_000, 300_000, 1_800_000, 7_200_000, 43_200_000];

/// A push as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// The event's number.
    pub event_id: String,
    /// Unix seconds.
    pub timestamp: String,
    /// HMAC of time and body.
    pub signature: String,
    /// The body.
    pub body: String,
}

#[derive(Clone, Debug)]
pub struct Waiting {
    pub body: String,
    attempts: usize,
    due: i64,
}

fn add(shop: &mut Shop, now: i64, kind: &str, key: &str, about: Value) {
    shop.count += 1;
    let mut body = json!({
        "event_id": format!("01SIM{:021}", shop.count),
        "type": kind,
        "occurred_at": orders::iso(now),
    });
    body[key] = about;
    shop.pushes.push(Waiting {
        body: body.to_string(),
        attempts: 0,
        due: now,
    });
}

pub fn order(shop: &mut Shop, now: i64, number: &str, kind: &str) {
    let Some(order) = shop.orders.get(number) else {
        return;
    };
    let about = json!({ "order_no": number, "status": order.status, "version": order.version });
    add(shop, now, kind, "order", about);
}

pub fn returned(shop: &mut Shop, now: i64, number: &str) {
    add(
        shop,
        now,
        "return.updated",
        "return",
        json!({ "return_no": number }),
    );
}

pub fn product(shop: &mut Shop, now: i64, parent: &str) {
    add(
        shop,
        now,
        "product.reviewed",
        "product",
        json!({ "parent_sku": parent, "status": "live" }),
    );
}

pub fn signed(body: &str, now: i64) -> Push {
    let timestamp = now.div_euclid(1_000).to_string();
    let signature = door::mac(WEBHOOK_SECRET, format!("{timestamp}.{body}").as_bytes());
    let parsed: Value = serde_json::from_str(body).unwrap_or_default();
    Push {
        event_id: parsed["event_id"].as_str().unwrap_or_default().to_owned(),
        timestamp,
        signature,
        body: body.to_owned(),
    }
}

/// Sends what is due; in `disorder` or after it was asked for everything is sent twice, the last first.
pub async fn deliver(inner: &Inner, disorder: bool) {
    let url = inner
        .hook
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .clone();
    let Some(url) = url else {
        return;
    };
    let now = (inner.now)();
    let mut due: Vec<Waiting> = {
        let mut shop = inner.shop();
        let (due, later) = std::mem::take(&mut shop.pushes)
            .into_iter()
            .partition(|p| p.due <= now);
        shop.pushes = later;
        due
    };
    let asked = !due.is_empty() && std::mem::take(&mut inner.shop().disorder);
    if disorder || asked {
        due.reverse();
        due = due.iter().chain(&due).cloned().collect();
    }
    let Ok(client) = crate::Outbound::client() else {
        return;
    };
    for mut waiting in due {
        let push = signed(&waiting.body, now);
        let answer = client
            .post(&url)
            .timeout(Duration::from_secs(3))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("X-Htx-Event-Id", &push.event_id)
            .header("X-Htx-Timestamp", &push.timestamp)
            .header("X-Htx-Signature", &push.signature)
            .body(push.body.clone())
            .send()
            .await;
        let taken = answer.is_ok_and(|answer| answer.status() == 204);
        let mut shop = inner.shop();
        match RETRIES_MS.get(waiting.attempts) {
            Some(wait) if !taken => {
                waiting.attempts += 1;
                waiting.due = now + wait;
                shop.pushes.push(waiting);
            }
            _ => shop.sent.push(push),
        }
    }
}
