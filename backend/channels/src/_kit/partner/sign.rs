//! Signatures of the profile htx-partner/1.

use crate::_kit::{hmac_sha256, same, sha256};

/// What is signed of a request.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// `GET`, `PUT`, `POST`.
    pub method: &'a str,
    /// The path as sent.
    pub path: &'a str,
    /// The query as sent: see [`query`].
    pub query: &'a str,
    /// Unix seconds.
    pub timestamp: i64,
    /// A UUID that is used once.
    pub nonce: &'a str,
    /// The key's id.
    pub key_id: &'a str,
    /// The body as sent; empty when there is none.
    pub body: &'a [u8],
}

impl Signed<'_> {
    /// The signature in small hex letters.
    #[must_use]
    pub fn signature(&self, secret: &str) -> String {
        let canonical = format!(
            "{}\n{}\n{}\n{}\n{}\n{}\n{}",
            self.method,
            self.path,
            self.query,
            self.timestamp,
            self.nonce,
            self.key_id,
            sha256(self.body)
        );
        hmac_sha256(secret.as_bytes(), &[canonical.as_bytes()])
    }
}

/// Percent-encoded by RFC 3986: all but letters, digits and `-._~`.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

/// Pairs sorted by key, then value.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(key, value)| (encoded(key), encoded(value)))
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    pairs.join("&")
}

/// Whether one of the active secrets signed the push. While secrets change there are two.
#[must_use]
pub fn pushed_by(secrets: &[&str], timestamp: &str, body: &[u8], signature: &str) -> bool {
    secrets
        .iter()
        .filter(|secret| !secret.is_empty())
        .any(|secret| {
            same(
                signature,
                &hmac_sha256(secret.as_bytes(), &[timestamp.as_bytes(), b".", body]),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUT: Signed<'_> = Signed {
        method: "PUT",
        path: "/partner/v1/offers/HTX-MOCCHAU-001-500G/stock",
        query: "dry_run=false",
        timestamp: 1_760_000_000,
        nonce: "6f1c2e0a-9d5b-4c1e-8a77-0d2f6b1c9e11",
        key_id: "htx-hub",
        body: br#"{"sku":"HTX-MOCCHAU-001-500G","quantity":42,"version":17}"#,
    };

    #[test]
    fn requests_are_signed_as_in_the_vectors() {
        assert_eq!(
            PUT.signature("made-up-partner-secret"),
            "f70aa7c7c76a76e0c8f709bc410c8d4984d0c44a32b776991fca3958417318c6"
        );
        let query = query(&[
            ("updated_from", "1759990000"),
            ("page_size", "50"),
            ("cursor", ""),
        ]);
        assert_eq!(query, "cursor=&page_size=50&updated_from=1759990000");
        let get = Signed {
            method: "GET",
            path: "/partner/v1/orders",
            query: &query,
            nonce: "0b7d6a52-1c2d-4e3f-9a10-5b6c7d8e9f00",
            body: b"",
            ..PUT
        };
        assert_eq!(
            get.signature("made-up-partner-secret"),
            "9072988cdb2191efa6571ff093c8a24cc35a51eb61da30e43037aa27a2d292bb"
        );
        let other = Signed {
            body: br#"{"sku":"HTX-MOCCHAU-001-500G","quantity":43,"version":17}"#,
            ..PUT
        };
        assert_ne!(
            other.signature("made-up-partner-secret"),
            PUT.signature("made-up-partner-secret")
        );
    }

    #[test]
    fn queries_are_encoded_and_sorted() {
        assert_eq!(
            query(&[("b", "2 3"), ("a", "z/ă"), ("a", "a")]),
            "a=a&a=z%2F%C4%83&b=2%203"
        );
    }

    #[test]
    fn either_active_secret_is_believed() {
        let body = br#"{"event_id":"01JA2Z5W9Q8M4N6P7R8S9T0V1X","type":"order.updated","occurred_at":"2025-10-09T15:53:20+07:00","order":{"order_no":"VS25100900012","status":"confirmed","version":3}}"#;
        let digest = "5d52e8eda510c0ff3e36bb9979d2af19c1e8dbe93c173eb6cd350afd95065412";
        let by = |secrets: &[&str], digest: &str| pushed_by(secrets, "1760000000", body, digest);
        assert!(by(&["made-up-webhook-secret", ""], digest));
        assert!(by(&["new", "made-up-webhook-secret"], digest));
        assert!(!by(&["new", ""], digest));
        assert!(!by(&["", ""], digest));
        assert!(!by(&["made-up-webhook-secret"], &digest.to_uppercase()));
        assert!(!pushed_by(
            &["made-up-webhook-secret"],
            "1760000001",
            body,
            digest
        ));
    }

    #[test]
    fn raw_bytes_are_signed_not_what_they_mean() {
        let raw = "{\"title\":\"Chè Shan tuyết 100g\"}";
        let escaped = r#"{"title":"Ch\u00e8 Shan tuy\u1ebft 100g"}"#;
        assert_eq!(
            hmac_sha256(b"k", &[raw.as_bytes()]),
            "3175f208cecbdb3afc6947c5e42620c6e8f80110551f2723b424e75b90bb0773"
        );
        assert_eq!(
            hmac_sha256(b"k", &[escaped.as_bytes()]),
            "789c5afc615a8479158959335662a4be7cf0012a1e34b5a0e26a73e4b7645093"
        );
    }
}
