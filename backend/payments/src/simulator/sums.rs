//! Keyed hashes and clocks, written for the simulators alone.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

/// HMAC-SHA256 in small hexadecimal.
#[must_use]
pub fn mac256(key: &str, text: &str) -> String {
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_bytes()) else {
        return String::new();
    };
    mac.update(text.as_bytes());
    lower_hex(&mac.finalize().into_bytes())
}

/// HMAC-SHA512 in small hexadecimal.
#[must_use]
pub fn mac512(key: &str, text: &str) -> String {
    let Ok(mut mac) = <Hmac<Sha512> as KeyInit>::new_from_slice(key.as_bytes()) else {
        return String::new();
    };
    mac.update(text.as_bytes());
    lower_hex(&mac.finalize().into_bytes())
}

fn lower_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hours, minutes, seconds and the day in Vietnam, each in as many digits as usual.
fn local(ms: i64) -> [String; 6] {
    let day = shared::time::Millis(ms).vn_date();
    let second = (ms + 7 * 3_600_000).rem_euclid(86_400_000) / 1000;
    [
        format!("{:04}", day.y),
        format!("{:02}", day.m),
        format!("{:02}", day.d),
        format!("{:02}", second / 3600),
        format!("{:02}", second % 3600 / 60),
        format!("{:02}", second % 60),
    ]
}

/// `2026-01-01 09:03:12`.
#[must_use]
pub fn spaced(ms: i64) -> String {
    let [y, m, d, h, i, s] = local(ms);
    format!("{y}-{m}-{d} {h}:{i}:{s}")
}

/// `20260101090312`.
#[must_use]
pub fn run_together(ms: i64) -> String {
    local(ms).concat()
}
