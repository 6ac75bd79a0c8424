//! Pushes. The signature covers the configured address and the raw bytes, under a key of its own.

use serde_json::Value;
use shared::canonical::{Event, EventKind};
use shared::time::{DAY_MS, Millis};

use super::convert::moment;
use super::wire::Push;
use crate::_kit::{hmac_sha256, same, sha256};
use crate::{ChannelError, HookRefused, HookRequest};

/// Retries come for hours and lost pushes stay for three days; nothing is older.
const OLDEST_MS: i64 = 4 * DAY_MS;
/// How far Shopee's clock may be ahead of ours.
const AHEAD_MS: i64 = 5 * 60_000;

/// Verifies the bytes, then says what they tell.
pub fn take(request: HookRequest<'_>) -> Result<Result<Vec<Event>, ChannelError>, HookRefused> {
    let said = request
        .headers
        .get(http::header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let key = request.app.get("push_key");
    let right = hmac_sha256(
        key.as_bytes(),
        &[request.url.as_bytes(), b"|", request.body],
    );
    if key.is_empty() || !same(said, &right) {
        return Err(HookRefused::Signature);
    }
    if let Ok(push) = serde_json::from_slice::<Push>(request.body)
        && push.timestamp.0 > 0
    {
        let at = moment(push.timestamp.0);
        if at < Millis(request.now.0 - OLDEST_MS) || at > request.now.plus_ms(AHEAD_MS) {
            return Err(HookRefused::Stale);
        }
    }
    Ok(parse(request.body))
}

fn text(data: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match data.get(*name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) if number.as_i64() != Some(0) => Some(number.to_string()),
        _ => None,
    })
}

/// What a push tells.
pub fn parse(body: &[u8]) -> Result<Vec<Event>, ChannelError> {
    let push: Push =
        serde_json::from_slice(body).map_err(|e| ChannelError::Malformed(e.to_string()))?;
    let data = &push.data;
    let order = || text(data, &["ordersn", "order_sn"]).map(EventKind::Order);
    let item = || text(data, &["item_id"]).map(EventKind::Item);
    let kind = match push.code {
        0 => Some(EventKind::Ping),
        1 | 2 | 12 => Some(EventKind::Account),
        3 | 4 | 15 | 30 | 47 => order(),
        29 => text(data, &["return_sn"]).map(EventKind::Return),
        6 | 7 | 8 | 9 | 16 | 22 | 27 => item(),
        _ => None,
    };
    let kind = kind.unwrap_or_else(|| EventKind::Unknown(format!("code {}", push.code)));
    let at = data
        .get("update_time")
        .and_then(Value::as_i64)
        .filter(|at| *at > 0)
        .unwrap_or(push.timestamp.0);
    Ok(shops(&push)
        .into_iter()
        .map(|shop| Event {
            dedupe: dedupe(&push, shop.as_deref(), body),
            kind: kind.clone(),
            shop,
            at: (at > 0).then(|| moment(at)),
        })
        .collect())
}

/// The shops a push concerns. Pushes about authorisation are the app's: they name one shop, several, or none.
fn shops(push: &Push) -> Vec<Option<String>> {
    if !push.shop_id.0.is_empty() {
        return vec![Some(push.shop_id.0.clone())];
    }
    let named = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(row) => row
            .get("shop_id")
            .map(|id| id.to_string().trim_matches('"').to_owned()),
        _ => None,
    };
    let lists = ["shop_id_list", "shop_expire_soon"];
    let listed: Vec<Option<String>> = lists
        .iter()
        .filter_map(|name| push.data.get(*name)?.as_array())
        .flatten()
        .map(named)
        .collect();
    if listed.is_empty() {
        vec![text(&push.data, &["shop_id", "shopid"])]
    } else {
        listed
    }
}

/// Shopee gives events no id. An order's or a package's event is known by what it says; of everything else only a
/// copy to the letter is the same.
fn dedupe(push: &Push, shop: Option<&str>, body: &[u8]) -> String {
    let word = |names: &[&str]| text(&push.data, names).unwrap_or_default();
    let shop = shop.unwrap_or_default();
    match push.code {
        3 | 30 => format!(
            "{}/{shop}/{}/{}/{}/{}",
            push.code,
            word(&["ordersn", "order_sn"]),
            word(&["package_number"]),
            word(&["status", "fulfillment_status"]),
            word(&["update_time"]),
        ),
        _ => format!("{}/{shop}/{}", push.code, sha256(body)),
    }
}

/// A lost push that cannot be read.
pub fn senseless(body: &[u8]) -> Event {
    Event {
        kind: EventKind::Unknown("unreadable".to_owned()),
        shop: None,
        dedupe: format!("unreadable/{}", sha256(body)),
        at: None,
    }
}
