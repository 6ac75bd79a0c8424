//! Keys for everything secret: sealing personal data, looking phones up, signing links.
//!
//! All are derived from one server secret by HMAC-SHA-256 with a label, so that one purpose's key says
//! nothing about another's.

use crate::error::{Error, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use chacha20poly1305::aead::{Aead, KeyInit as _};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, KeyInit as _, Mac};
use rand::Rng;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The least length of the server's secret, in bytes.
pub const MIN_SECRET: usize = 32;
const SEAL_VERSION: &str = "v1.";

/// The derived keys. Cheap to clone; `Debug` shows nothing.
#[derive(Clone)]
pub struct Keys {
    inner: Arc<Derived>,
}

struct Derived {
    seal: [u8; 32],
    lookup: [u8; 32],
    sign: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Derives the keys. `None` when the secret is shorter than [`MIN_SECRET`] bytes.
    pub fn derive(secret: &[u8]) -> Option<Self> {
        if secret.len() < MIN_SECRET {
            return None;
        }
        let key = |label: &str| mac(secret, label.as_bytes());
        let inner = Derived {
            seal: key("seal/1"),
            lookup: key("lookup/1"),
            sign: key("sign/1"),
        };
        Some(Self {
            inner: Arc::new(inner),
        })
    }

    /// Encrypts personal data for storage; every call gives another text.
    pub fn seal(&self, plain: &str) -> Result<String> {
        let mut nonce = [0_u8; 24];
        rand::rng().fill_bytes(&mut nonce);
        let cipher = XChaCha20Poly1305::new(Key::from_slice(&self.inner.seal));
        let sealed = cipher
            .encrypt(XNonce::from_slice(&nonce), plain.as_bytes())
            .map_err(|_| Error::internal("sealing failed"))?;
        Ok(format!(
            "{SEAL_VERSION}{}.{}",
            B64.encode(nonce),
            B64.encode(sealed)
        ))
    }

    /// Decrypts what [`Keys::seal`] made. An error when the text or the key is not the right one.
    pub fn open(&self, sealed: &str) -> Result<String> {
        let broken = || Error::internal("sealed text does not open with this key");
        let (nonce, text) = sealed
            .strip_prefix(SEAL_VERSION)
            .and_then(|rest| rest.split_once('.'))
            .ok_or_else(broken)?;
        let nonce = B64.decode(nonce).map_err(|_| broken())?;
        let text = B64.decode(text).map_err(|_| broken())?;
        if nonce.len() != 24 {
            return Err(broken());
        }
        let cipher = XChaCha20Poly1305::new(Key::from_slice(&self.inner.seal));
        let plain = cipher
            .decrypt(XNonce::from_slice(&nonce), text.as_slice())
            .map_err(|_| broken())?;
        String::from_utf8(plain).map_err(|_| broken())
    }

    /// A keyed fingerprint by which sealed data (a phone in E.164) can be found again.
    pub fn lookup(&self, value: &str) -> String {
        hex(&mac(&self.inner.lookup, value.as_bytes()))
    }

    /// A keyed fingerprint of a secret for a purpose, for one-time codes.
    pub fn sign(&self, purpose: &str, value: &str) -> String {
        hex(&mac(
            &self.inner.sign,
            format!("{purpose}\0{value}").as_bytes(),
        ))
    }
}

/// A new unguessable token: 256 random bits as 43 URL-safe characters.
pub fn new_token() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    B64.encode(bytes)
}

/// What the database keeps of a token.
pub fn token_hash(token: &str) -> String {
    digest(token.as_bytes())
}

/// SHA-256 in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| {
            [
                DIGITS[usize::from(b >> 4)] as char,
                DIGITS[usize::from(b & 15)] as char,
            ]
        })
        .collect()
}

fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    // HMAC takes a key of any length, so the error branch cannot be reached; an empty MAC key is the
    // only honest value left for it.
    let mut mac = match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => Hmac::<Sha256>::new(&Default::default()),
    };
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::derive(b"0123456789abcdef0123456789abcdef").expect("long enough")
    }

    #[test]
    fn sealed_text_opens_only_with_its_key() {
        let sealed = keys().seal("Nguyễn Thị Thuý Hạnh").expect("seals");
        assert!(!sealed.contains("Hạnh"));
        assert_ne!(sealed, keys().seal("Nguyễn Thị Thuý Hạnh").expect("seals"));
        assert_eq!(keys().open(&sealed).expect("opens"), "Nguyễn Thị Thuý Hạnh");
        let other = Keys::derive(&[7; 32]).expect("long enough");
        assert!(other.open(&sealed).is_err());
        assert!(keys().open("v1.x").is_err());
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert!(Keys::derive(b"short").is_none());
    }

    #[test]
    fn fingerprints_are_stable_and_apart_by_purpose() {
        let k = keys();
        assert_eq!(k.lookup("+84912345678"), k.lookup("+84912345678"));
        assert_ne!(k.sign("a", "1"), k.sign("b", "1"));
        assert_eq!(hex(&[0, 255]), "00ff");
    }
}
