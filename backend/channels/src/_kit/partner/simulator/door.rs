//! Who may come in: headers, clock, nonce, signature, idempotency; then the way to the right desk.

use axum::http::{HeaderMap, Method, Uri};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Answer, KEY_ID, SECRETS, Shop, orders, refuse, shelf};

const FIVE_MINUTES: i64 = 300;
const NONCE_MS: i64 = 600_000;
const ANSWER_MS: i64 = 48 * 3_600_000;

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub fn mac(secret: &str, text: &[u8]) -> String {
    match Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        Ok(mut mac) => {
            mac.update(text);
            hex(&mac.finalize().into_bytes())
        }
        Err(_) => String::new(),
    }
}

pub fn enter(
    shop: &mut Shop,
    now: i64,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
) -> Answer {
    check(shop, now, method, uri, headers, body)?;
    let parsed: Value = if body.is_empty() {
        Value::Null
    } else {
        match serde_json::from_slice(body) {
            Ok(value) => value,
            Err(_) => return refuse(400, "validation", "the body is no JSON"),
        }
    };
    if *method == Method::GET {
        return desk(shop, now, method, uri, &parsed);
    }
    let Some(key) = header(headers, "idempotency-key").filter(|key| is_uuid(key)) else {
        return refuse(400, "validation", "Idempotency-Key is missing");
    };
    let seen = hex(&Sha256::digest(
        [method.as_str().as_bytes(), uri.path().as_bytes(), body].concat(),
    ));
    shop.answers.retain(|_, answer| answer.3 > now - ANSWER_MS);
    if let Some((before, status, answer, _)) = shop.answers.get(key) {
        if *before != seen {
            return refuse(
                422,
                "idempotency_mismatch",
                "the key was used for something else",
            );
        }
        return Ok((*status, answer.clone()));
    }
    let (status, answer) = desk(shop, now, method, uri, &parsed)?;
    shop.answers
        .insert(key.to_owned(), (seen, status, answer.clone(), now));
    Ok((status, answer))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// 8-4-4-4-12 hex digits, version 4.
fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12]
        && text.as_bytes()[14] == b'4'
        && text
            .bytes()
            .all(|b| b == b'-' || b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn check(
    shop: &mut Shop,
    now: i64,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), (u16, Value)> {
    let needed = |name: &str| match header(headers, name) {
        Some(value) => Ok(value),
        None => refuse(401, "bad_signature", &format!("{name} is missing")),
    };
    let key = needed("x-htx-key")?;
    let timestamp = needed("x-htx-timestamp")?;
    let nonce = needed("x-htx-nonce")?;
    let digest = needed("x-htx-content-sha256")?;
    let signature = needed("x-htx-signature")?;
    if key != KEY_ID || shop.revoked {
        return refuse(401, "unknown_key", "nobody knows this key");
    }
    let Ok(seconds) = timestamp.parse::<i64>() else {
        return refuse(401, "clock_skew", "the time is no number");
    };
    if (now / 1_000).abs_diff(seconds) > FIVE_MINUTES.unsigned_abs() {
        return refuse(401, "clock_skew", "the clocks are apart");
    }
    if digest != hex(&Sha256::digest(body)) {
        return refuse(
            401,
            "bad_signature",
            "the body is not the one that was signed",
        );
    }
    let query = uri.query().unwrap_or_default();
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    if pairs.join("&") != query {
        return refuse(401, "bad_signature", "the query is not sorted");
    }
    let lines = [
        method.as_str(),
        uri.path(),
        query,
        timestamp,
        nonce,
        key,
        digest,
    ]
    .join("\n");
    if !SECRETS
        .iter()
        .any(|secret| mac(secret, lines.as_bytes()) == signature)
    {
        return refuse(401, "bad_signature", "the signature is wrong");
    }
    shop.nonces.retain(|_, until| *until > now);
    if !is_uuid(nonce)
        || shop
            .nonces
            .insert(nonce.to_owned(), now + NONCE_MS)
            .is_some()
    {
        return refuse(401, "replayed_nonce", "the nonce was used");
    }
    Ok(())
}

fn plain(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let code = (*first == b'%')
            .then(|| more.get(..2))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn desk(shop: &mut Shop, now: i64, method: &Method, uri: &Uri, body: &Value) -> Answer {
    let Some(path) = uri.path().strip_prefix("/partner/v1/") else {
        return refuse(404, "not_found", "no such path");
    };
    let parts: Vec<String> = path.split('/').map(plain).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let query: Vec<(String, String)> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (plain(key), plain(value)))
        .collect();
    match (method.as_str(), parts.as_slice()) {
        ("GET", ["categories"]) => Ok((200, shelf::categories())),
        ("PUT", ["products", parent]) => shelf::put(shop, now, parent, body),
        ("GET", ["tasks", task]) => shelf::task(shop, now, task),
        ("PUT", ["offers", sku, what @ ("stock" | "price")]) => {
            shelf::offer(shop, now, sku, what, body)
        }
        ("POST", ["products", parent, "visibility"]) => shelf::show(shop, parent, body),
        ("GET", ["orders"]) => orders::list(shop, &query),
        ("GET", ["returns"]) => orders::returns(shop, &query),
        ("GET", ["orders", number]) => orders::one(shop, number),
        ("POST", ["orders", number, deed]) => orders::deed(shop, now, number, deed, body),
        ("POST", ["returns", number, "decision"]) => orders::decide(shop, now, number, body),
        _ => refuse(404, "not_found", "no such path"),
    }
}
