//! Values as providers write them, now so and now so.

use serde::{Deserialize, Deserializer};
use shared::money::Vnd;
use shared::payment::PaymentReference;

use crate::PaymentError;

/// A text that may come as a number, or as null, which is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loose(pub String);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Any {
            Text(String),
            Whole(i64),
            Great(u64),
            Null(()),
        }
        Ok(Self(match Any::deserialize(deserializer)? {
            Any::Text(text) => text,
            Any::Whole(number) => number.to_string(),
            Any::Great(number) => number.to_string(),
            Any::Null(()) => String::new(),
        }))
    }
}

impl Loose {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads whole đồng from digits.
///
/// # Errors
/// [`PaymentError::Malformed`] when it is no whole number.
pub fn whole(text: &str) -> Result<Vnd, PaymentError> {
    text.parse()
        .map(Vnd)
        .map_err(|_| PaymentError::malformed("an amount is not a whole number"))
}

/// Our reference in what the provider returned.
///
/// # Errors
/// [`PaymentError::Malformed`] when it cannot be one of ours.
pub fn reference_of(text: &str) -> Result<PaymentReference, PaymentError> {
    text.parse()
        .map_err(|_| PaymentError::malformed("a reference is not one of ours"))
}

/// A reference as a number, for those who want one: its signs as digits to the base 36. It begins with a letter, so nothing
/// is lost, and ten signs stay below 2^53.
#[must_use]
pub fn order_number(reference: &PaymentReference) -> i64 {
    i64::from_str_radix(reference.as_str(), 36).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_are_read_alike() {
        let read = |json: &str| serde_json::from_str::<Loose>(json).map(|text| text.0).ok();
        assert_eq!(read("\"12\"").as_deref(), Some("12"));
        assert_eq!(read("12").as_deref(), Some("12"));
        assert_eq!(
            read("18446744073709551615").as_deref(),
            Some("18446744073709551615")
        );
        assert_eq!(read("null").as_deref(), Some(""));
        assert_eq!(read("[1]"), None);
        assert_eq!(whole("150000"), Ok(Vnd(150_000)));
        assert!(whole("1.5").is_err() && whole("").is_err());
    }

    #[test]
    fn the_longest_reference_fits_a_javascript_number() {
        let longest: PaymentReference = "ZZZZZZZZZZ".parse().expect("a reference");
        assert_eq!(order_number(&longest), 3_656_158_440_062_975);
        assert!(order_number(&longest) < 9_007_199_254_740_991);
    }
}
