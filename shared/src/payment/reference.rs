//! The two short texts by which payments are known: the provider's code and our reference.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::rules::memo::Memo;

/// The code of a provider of payment, such as `vietqr`: the name of its folder, its address below `/hooks/pay`, and what
/// rows keep. Two to sixteen small letters and digits, a letter first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct ProviderCode(String);

/// Our name for one attempt to pay, or for one refund, as the provider keeps it: four to ten capitals and digits, a letter
/// first. Every provider's own alphabet contains these, and ten of them still fit the whole number that PayOS wants.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct PaymentReference(String);

/// The text is no code of a provider, or no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadReference;

impl fmt::Display for BadReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the code of a provider or of a payment")
    }
}

impl std::error::Error for BadReference {}

fn letter_first(text: &str, letter: fn(&u8) -> bool) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| letter(&first))
        && bytes.all(|byte| letter(&byte) || byte.is_ascii_digit())
}

impl PaymentReference {
    /// The code of a transfer as a reference: its signs are among those of references.
    pub(crate) fn from_memo(memo: &Memo) -> Self {
        Self(memo.as_str().to_owned())
    }
}

macro_rules! texts {
    ($($name:ident: $letter:expr, $lengths:expr;)+) => {$(
        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadReference;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                if $lengths.contains(&text.len()) && letter_first(text, $letter) {
                    return Ok(Self(text.to_owned()));
                }
                Err(BadReference)
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadReference;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    ProviderCode: u8::is_ascii_lowercase, (2..=16);
    PaymentReference: u8::is_ascii_uppercase, (4..=10);
}
