//! Signed calls, and what the profile's errors ask for.

use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::canonical::Field;
use uuid::{Builder, Uuid};

use super::sign::{Signed, query};
use super::wire::{Detail, Fault, Refusal};
use crate::_kit::{send, sha256};
use crate::{ChannelError, Outbound};

/// Where the profile lives on the partner's host.
pub const ROOT: &str = "/partner/v1";

/// A refusal that the caller reads itself.
#[derive(Debug)]
pub enum Refused {
    /// A higher version stands there.
    Stale,
    /// The order or product is not in a state for it.
    Conflict(String),
    /// Everything else, by remedy.
    Other(ChannelError),
}

impl From<Refused> for ChannelError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Stale => Self::Locked("stale_version".to_owned()),
            Refused::Conflict(message) => Self::Locked(message),
            Refused::Other(error) => error,
        }
    }
}

impl From<ChannelError> for Refused {
    fn from(error: ChannelError) -> Self {
        Self::Other(error)
    }
}

/// Reads.
pub async fn get<T: DeserializeOwned>(
    out: &Outbound,
    path: &str,
    pairs: &[(&str, &str)],
) -> Result<T, ChannelError> {
    Ok(call(out, http::Method::GET, path, &query(pairs), None).await?)
}

/// Writes; the same bytes to the same path have the same key, so that a repeated call is one.
pub async fn write<T: DeserializeOwned>(
    out: &Outbound,
    method: http::Method,
    path: &str,
    body: &Value,
) -> Result<T, Refused> {
    let bytes = body.to_string().into_bytes();
    let key = key_of(&[
        out.account.get("key_id").as_bytes(),
        method.as_str().as_bytes(),
        path.as_bytes(),
        &bytes,
    ]);
    call(out, method, path, "", Some((bytes, key))).await
}

/// Writes something that may be done, undone and done again: every call has a key of its own.
pub async fn toggle<T: DeserializeOwned>(
    out: &Outbound,
    path: &str,
    body: &Value,
) -> Result<T, Refused> {
    let key = Uuid::new_v4().to_string();
    let bytes = body.to_string().into_bytes();
    call(out, http::Method::POST, path, "", Some((bytes, key))).await
}

/// A UUID of version 4 by its form, made of a digest.
fn key_of(parts: &[&[u8]]) -> String {
    let digests: String = parts.iter().map(|part| sha256(part)).collect();
    let digest = sha256(digests.as_bytes());
    let mut bytes = [0; 16];
    for (byte, hex) in bytes.iter_mut().zip(digest.as_bytes().chunks(2)) {
        let hex = std::str::from_utf8(hex).unwrap_or_default();
        *byte = u8::from_str_radix(hex, 16).unwrap_or_default();
    }
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}

async fn call<T: DeserializeOwned>(
    out: &Outbound,
    method: http::Method,
    path: &str,
    query: &str,
    body: Option<(Vec<u8>, String)>,
) -> Result<T, Refused> {
    let path = format!("{ROOT}{path}");
    let (bytes, key) = body.map_or((Vec::new(), None), |(bytes, key)| (bytes, Some(key)));
    let signed = Signed {
        method: method.as_str(),
        path: &path,
        query,
        timestamp: out.now.0.div_euclid(1_000),
        nonce: &Uuid::new_v4().to_string(),
        key_id: out.account.get("key_id"),
        body: &bytes,
    };
    let mark = if query.is_empty() { "" } else { "?" };
    let mut request = out
        .http
        .request(
            method.clone(),
            format!("{}{path}{mark}{query}", out.base_url),
        )
        .header("X-Htx-Key", signed.key_id)
        .header("X-Htx-Timestamp", signed.timestamp)
        .header("X-Htx-Nonce", signed.nonce)
        .header("X-Htx-Content-Sha256", sha256(&bytes))
        .header(
            "X-Htx-Signature",
            signed.signature(out.account.get("secret")),
        )
        .header("Content-Type", "application/json; charset=utf-8");
    let writes = key.is_some();
    if let Some(key) = key {
        request = request.header("Idempotency-Key", key).body(bytes);
    }
    let answer = send(request, writes, out.now).await?;
    let malformed =
        |error: serde_json::Error| Refused::Other(ChannelError::Malformed(error.to_string()));
    if (200..300).contains(&answer.status) {
        let body: &[u8] = if answer.body.is_empty() {
            b"null"
        } else {
            &answer.body
        };
        return serde_json::from_slice(body).map_err(malformed);
    }
    let refusal: Refusal = serde_json::from_slice(&answer.body).map_err(malformed)?;
    Err(meaning(refusal.error))
}

/// What an error asks for.
fn meaning(fault: Fault) -> Refused {
    Refused::Other(match fault.code.as_str() {
        "bad_signature" | "unknown_key" => ChannelError::AuthRevoked(fault.message),
        "clock_skew" | "replayed_nonce" | "temporarily_unavailable" => {
            ChannelError::Transient(format!("{}: {}", fault.code, fault.message))
        }
        "rate_limited" => ChannelError::RateLimited { until: None },
        "not_found" => ChannelError::NotFound,
        "stale_version" => return Refused::Stale,
        "conflict" => return Refused::Conflict(fault.message),
        _ => invalid(&fault),
    })
}

fn invalid(fault: &Fault) -> ChannelError {
    match fault.details.first() {
        Some(detail) => ChannelError::Invalid {
            field: field(&detail.path),
            message: detail.message.clone(),
        },
        None => ChannelError::Invalid {
            field: Field::Facts,
            message: fault.message.clone(),
        },
    }
}

/// Where the remedy is, by the path in the body: `variants[HTX-1].price_vnd`, `title`.
pub fn field(path: &str) -> Field {
    let sku = path
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'))
        .map_or("", |(sku, _)| sku)
        .to_owned();
    let last = path.rsplit('.').next().unwrap_or(path);
    match last.split('[').next().unwrap_or(last) {
        "title" => Field::Title,
        "description_html" => Field::Description,
        "images" => Field::Pictures,
        "category_id" => Field::Category,
        "attributes" => Field::Attribute(sku),
        "certificates" => Field::Certificates,
        "price_vnd" | "sale_price_vnd" => Field::Price(sku),
        "stock" | "quantity" => Field::Stock(sku),
        "gross_weight_g" | "net_weight_g" => Field::Weight(sku),
        "pack_cm" => Field::Size(sku),
        "sku" | "parent_sku" | "gtin" => Field::Sku(sku),
        _ => Field::Facts,
    }
}

/// Everything that a task or product was refused for.
pub fn findings(details: &[Detail]) -> Vec<shared::canonical::Finding> {
    details
        .iter()
        .map(|detail| shared::canonical::Finding {
            severity: shared::canonical::Severity::Stops,
            field: field(&detail.path),
            code: "refused".to_owned(),
            vi: format!("Sàn không nhận: {}", detail.message),
            en: format!("The marketplace refuses it: {}", detail.message),
        })
        .collect()
}
