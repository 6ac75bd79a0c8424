//! Numbers as Shopee writes them: ids as numbers or texts, đồng as decimals.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

/// An id, given as a number or a text. Zero and nothing are the empty id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub String);

/// A whole number, given as a number or a text; a decimal only when it is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whole(pub i64);

/// Đồng: `1004.0` is 1,004; `1004.5` is refused.
pub type Dong = Whole;

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self::default()),
            Value::String(text) if text == "0" => Ok(Self::default()),
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) => match number.as_i64() {
                Some(0) => Ok(Self::default()),
                Some(id) => Ok(Self(id.to_string())),
                None => number
                    .as_u64()
                    .map(|id| Self(id.to_string()))
                    .ok_or_else(|| D::Error::custom("an id is a whole number")),
            },
            _ => Err(D::Error::custom("an id is a number or a text")),
        }
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Value::deserialize(deserializer)? {
            Value::Null => return Ok(Self(0)),
            Value::String(text) if text.is_empty() => return Ok(Self(0)),
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            _ => return Err(D::Error::custom("not a number")),
        };
        whole(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("{text} is not a whole number")))
    }
}

/// Reads a decimal text whose fraction is zero.
fn whole(text: &str) -> Option<i64> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    fraction
        .bytes()
        .all(|b| b == b'0')
        .then(|| whole.parse().ok())
        .flatten()
}
