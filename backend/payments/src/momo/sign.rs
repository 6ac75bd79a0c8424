//! MoMo's signature: pairs in alphabetical order, the access key among them.

use crate::kit::{Hash, fits, hex_mac};
use crate::{Credentials, PaymentError};

/// `accessKey=…&…`: the access key comes before every other name there is.
fn text(access_key: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = format!("accessKey={access_key}");
    for (name, value) in pairs {
        text.push_str(&format!("&{name}={value}"));
    }
    text
}

/// The signature over pairs given in alphabetical order.
pub(super) fn pairs(
    credentials: &Credentials,
    pairs: &[(&str, &str)],
) -> Result<String, PaymentError> {
    let text = text(credentials.get("access_key")?, pairs);
    let key = credentials.get("secret_key")?;
    Ok(hex_mac(Hash::Sha256, key, text.as_bytes()))
}

pub(super) fn verify(
    credentials: &Credentials,
    pairs: &[(&str, &str)],
    given: &str,
) -> Result<(), PaymentError> {
    let text = text(credentials.get("access_key")?, pairs);
    let key = credentials.get("secret_key")?;
    if fits(Hash::Sha256, key, text.as_bytes(), given) {
        return Ok(());
    }
    Err(PaymentError::Forged {
        why: "the signature is wrong",
    })
}
