//! The two ways VNPay signs.

use std::collections::BTreeMap;

use crate::PaymentError;
use crate::kit::{Hash, fits, hex_mac};

/// The sorted query without empty values: what is signed and what is sent.
pub(super) fn query(fields: &BTreeMap<&str, &str>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty()))
        .finish()
}

pub(super) fn hash(secret: &str, text: &str) -> String {
    hex_mac(Hash::Sha512, secret, text.as_bytes())
}

/// The signature over values joined by `|`; an empty value keeps its place.
pub(super) fn piped(secret: &str, values: &[&str]) -> String {
    hash(secret, &values.join("|"))
}

pub(super) fn verify(secret: &str, text: &str, given: &str) -> Result<(), PaymentError> {
    if fits(Hash::Sha512, secret, text.as_bytes(), given) {
        return Ok(());
    }
    Err(PaymentError::Forged {
        why: "the signature is wrong",
    })
}
