//! The signature of version 2.

use serde_json::Value;
use shared::time::Millis;

use crate::PaymentError;
use crate::kit::{Hash, fits};

/// How far its clock and ours may be apart.
const DRIFT_MS: u64 = 300_000;

pub(super) fn verify(
    key: &str,
    header: &str,
    body: &Value,
    now: Millis,
) -> Result<(), PaymentError> {
    let part = |name: &str| {
        let mut parts = header.split(',').map(str::trim);
        parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
    };
    let (Some(stamp), Some(given)) = (part("t"), part("v1")) else {
        return Err(PaymentError::Forged {
            why: "no signature",
        });
    };
    // Its samples escape slashes and letters beyond ASCII in one language and not in the others.
    let right = [false, true].into_iter().any(|escaped| {
        let text = format!("{stamp}.{}", sorted(body, escaped));
        fits(Hash::Sha512, key, text.as_bytes(), given)
    });
    if !right {
        return Err(PaymentError::Forged {
            why: "the signature is wrong",
        });
    }
    let stamp: i64 = stamp.parse().unwrap_or_default();
    if now.0.abs_diff(stamp) > DRIFT_MS {
        return Err(PaymentError::Forged { why: "too old" });
    }
    Ok(())
}

/// Compact JSON with the keys of every object sorted, whatever order the parser kept.
pub(super) fn sorted(value: &Value, escaped: bool) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            let fields: Vec<String> = fields
                .into_iter()
                .map(|(key, value)| format!("{}:{}", text(key, escaped), sorted(value, escaped)))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| sorted(item, escaped)).collect();
            format!("[{}]", items.join(","))
        }
        Value::String(words) => text(words, escaped),
        plain => plain.to_string(),
    }
}

fn text(words: &str, escaped: bool) -> String {
    let json = Value::from(words).to_string();
    if !escaped {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '/' => out.push_str("\\/"),
            c if c.is_ascii() => out.push(c),
            c => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out
}
