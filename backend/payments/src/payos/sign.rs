//! Signatures over sorted pairs.

use serde_json::Value;

use crate::PaymentError;
use crate::kit::{Hash, fits, hex_mac};

/// The signature of a new link: these five fields, in this order, not encoded.
pub(super) fn create(
    key: &str,
    amount: i64,
    cancel_url: &str,
    description: &str,
    number: i64,
    return_url: &str,
) -> String {
    let text = format!(
        "amount={amount}&cancelUrl={cancel_url}&description={description}&orderCode={number}&returnUrl={return_url}"
    );
    hex_mac(Hash::Sha256, key, text.as_bytes())
}

pub(super) fn verify(key: &str, data: &Value, given: &str) -> Result<(), PaymentError> {
    if data.is_object() && fits(Hash::Sha256, key, pairs(data).as_bytes(), given) {
        return Ok(());
    }
    Err(PaymentError::Forged {
        why: "the signature is wrong",
    })
}

/// All fields sorted by name, `name=value` joined by `&`. Null, and the words "null" and "undefined", are empty; lists become
/// JSON with sorted keys.
pub(super) fn pairs(data: &Value) -> String {
    let Value::Object(fields) = data else {
        return String::new();
    };
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_by_key(|(name, _)| *name);
    let pairs: Vec<String> = fields
        .into_iter()
        .map(|(name, value)| format!("{name}={}", flat(value)))
        .collect();
    pairs.join("&")
}

fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text == "null" || text == "undefined" => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => sorted(value).to_string(),
        plain => plain.to_string(),
    }
}

/// The same value with the keys of its objects in order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            fields
                .into_iter()
                .map(|(name, value)| (name.clone(), sorted(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        plain => plain.clone(),
    }
}
