//! Keyed hashes, as every one of these providers signs.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};
use subtle::ConstantTimeEq;

/// Which hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// HMAC-SHA256.
    Sha256,
    /// HMAC-SHA512.
    Sha512,
}

fn mac<M: Mac + KeyInit>(key: &str, text: &[u8]) -> Option<M> {
    // A key of any length is taken, so there always is one.
    let mut mac = <M as KeyInit>::new_from_slice(key.as_bytes()).ok()?;
    mac.update(text);
    Some(mac)
}

/// The keyed hash of the text, in small hexadecimal.
#[must_use]
pub fn hex_mac(hash: Hash, key: &str, text: &[u8]) -> String {
    let bytes = match hash {
        Hash::Sha256 => {
            mac::<Hmac<Sha256>>(key, text).map(|m| hex::encode(m.finalize().into_bytes()))
        }
        Hash::Sha512 => {
            mac::<Hmac<Sha512>>(key, text).map(|m| hex::encode(m.finalize().into_bytes()))
        }
    };
    bytes.unwrap_or_default()
}

/// Whether the hexadecimal text, in either case, is the keyed hash. Takes the same time wherever they differ. An empty key
/// fits nothing: it would let everybody sign.
#[must_use]
pub fn fits(hash: Hash, key: &str, text: &[u8], given: &str) -> bool {
    let Ok(given) = hex::decode(given.trim()) else {
        return false;
    };
    let right = match hash {
        Hash::Sha256 => mac::<Hmac<Sha256>>(key, text).map(|m| m.verify_slice(&given).is_ok()),
        Hash::Sha512 => mac::<Hmac<Sha512>>(key, text).map(|m| m.verify_slice(&given).is_ok()),
    };
    !key.is_empty() && right.unwrap_or(false)
}

/// Whether a given token is ours, in the same time wherever they differ.
#[must_use]
pub fn same(ours: &str, given: &str) -> bool {
    !ours.is_empty() && bool::from(ours.as_bytes().ct_eq(given.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_fits_in_either_case_and_no_other_does() {
        for hash in [Hash::Sha256, Hash::Sha512] {
            let signature = hex_mac(hash, "key", b"text");
            assert!(fits(hash, "key", b"text", &signature));
            assert!(fits(hash, "key", b"text", &signature.to_uppercase()));
            assert!(!fits(hash, "key", b"texx", &signature));
            assert!(!fits(hash, "kex", b"text", &signature));
            assert!(!fits(hash, "key", b"text", &signature[2..]));
            assert!(!fits(hash, "key", b"text", "") && !fits(hash, "key", b"text", "xy"));
            assert!(!fits(hash, "", b"text", &hex_mac(hash, "", b"text")));
        }
        assert!(same("token", "token") && !same("token", "toke") && !same("", ""));
    }
}
