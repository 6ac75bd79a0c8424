//! ZaloPay's signature: values joined by `|`.

use crate::PaymentError;
use crate::kit::{Hash, fits, hex_mac};

pub(super) fn piped(key: &str, values: &[&str]) -> String {
    hex_mac(Hash::Sha256, key, values.join("|").as_bytes())
}

pub(super) fn verify(key: &str, text: &str, given: &str) -> Result<(), PaymentError> {
    if fits(Hash::Sha256, key, text.as_bytes(), given) {
        return Ok(());
    }
    Err(PaymentError::Forged {
        why: "the signature is wrong",
    })
}
