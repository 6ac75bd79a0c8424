//! Paging of lists by opaque cursors.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where a list goes on. Callers give it back as they got it; what is inside is the business of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct Cursor(String);

/// The text is no cursor of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCursor;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Where the next page starts; none on the last one.
    pub next_cursor: Option<Cursor>,
}

impl<T> Page<T> {
    /// The last page.
    #[must_use]
    pub const fn last(items: Vec<T>) -> Self {
        Self {
            items,
            next_cursor: None,
        }
    }

    /// The same page with every item turned into something else.
    #[must_use]
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(turn).collect(),
            next_cursor: self.next_cursor,
        }
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The most bytes a cursor's content may have; longer ones are not ours.
const MAX_INNER: usize = 512;

impl Cursor {
    /// A cursor around a short text, such as the sort key and id of the last item.
    #[must_use]
    pub fn new(inner: impl Into<String>) -> Self {
        Self(inner.into())
    }

    /// The text it was made from.
    #[must_use]
    pub fn inner(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Cursor {
    /// base64url without padding.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.as_bytes().chunks(3) {
            let bits = chunk
                .iter()
                .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
                << (8 * (3 - chunk.len()));
            let text: String = (0..=chunk.len())
                .filter_map(|at| ALPHABET.get((bits >> (18 - 6 * at)) as usize & 63))
                .map(|byte| char::from(*byte))
                .collect();
            f.write_str(&text)?;
        }
        Ok(())
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || text.len() > MAX_INNER * 4 / 3 + 3 {
            return Err(BadCursor);
        }
        let mut bytes = Vec::with_capacity(text.len());
        for chunk in text.as_bytes().chunks(4) {
            let mut bits: u32 = 0;
            for byte in chunk {
                let value = ALPHABET
                    .iter()
                    .position(|known| known == byte)
                    .ok_or(BadCursor)?;
                bits = bits << 6 | u32::try_from(value).map_err(|_| BadCursor)?;
            }
            bits <<= 6 * (4 - chunk.len());
            let [_, a, b, c] = bits.to_be_bytes();
            match chunk.len() {
                4 => bytes.extend([a, b, c]),
                3 if c == 0 => bytes.extend([a, b]),
                2 if b == 0 && c == 0 => bytes.push(a),
                _ => return Err(BadCursor),
            }
        }
        String::from_utf8(bytes).map(Self).map_err(|_| BadCursor)
    }
}

impl fmt::Display for BadCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a cursor of this list")
    }
}

impl std::error::Error for BadCursor {}

impl TryFrom<String> for Cursor {
    type Error = BadCursor;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bad_cursors_are_errors() {
        for bad in [
            "",
            "A",
            "a b",
            "====",
            "AB=",
            "é",
            "_____w",
            &"A".repeat(2000),
        ] {
            assert_eq!(bad.parse::<Cursor>(), Err(BadCursor), "{bad}");
        }
    }

    #[test]
    fn a_page_is_items_and_next_cursor() {
        let page = Page {
            items: vec![1, 2],
            next_cursor: Some(Cursor::new("2")),
        };
        assert_eq!(
            serde_json::to_string(&page).expect("json"),
            r#"{"items":[1,2],"next_cursor":"Mg"}"#
        );
        assert_eq!(page.map(|n| n * 2).items, [2, 4]);
    }

    proptest! {
        #[test]
        fn cursors_come_back(inner in ".{1,100}") {
            let cursor = Cursor::new(inner.clone());
            let text = cursor.to_string();
            prop_assert!(text.bytes().all(|b| ALPHABET.contains(&b)));
            let back: Cursor = text.parse().expect("our own");
            prop_assert_eq!(back.inner(), inner);
        }

        #[test]
        fn any_text_is_a_cursor_or_an_error(text in ".{0,40}") {
            if let Ok(cursor) = text.parse::<Cursor>() {
                prop_assert_eq!(cursor.to_string(), text);
            }
        }
    }
}
