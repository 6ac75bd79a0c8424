//! The two languages people read: Vietnamese first, English beside it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The language of a page or a message.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Locale {
    /// Vietnamese, the language of unprefixed addresses.
    #[default]
    Vi,
    /// English, under `/en`.
    En,
}

/// The text names no language we speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLocale;

impl Locale {
    /// Both, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The language tag, for `lang`, `hreflang` and storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// What stands before every path of this language: nothing, or `/en`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Vi => "",
            Self::En => "/en",
        }
    }

    /// A site path (`/gio-hang`) in this language. The English home is `/en`, without a slash at its end.
    #[must_use]
    pub fn path(self, path: &str) -> String {
        match (self, path) {
            (Self::Vi, _) => path.to_owned(),
            (Self::En, "/") => self.prefix().to_owned(),
            (Self::En, _) => format!("{}{path}", self.prefix()),
        }
    }

    /// One sentence in both languages; the reader's one comes back.
    #[must_use]
    pub const fn say(self, vi: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "vi" => Ok(Self::Vi),
            "en" => Ok(Self::En),
            _ => Err(UnknownLocale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_carry_the_language() {
        assert_eq!(Locale::Vi.path("/"), "/");
        assert_eq!(Locale::En.path("/"), "/en");
        assert_eq!(Locale::Vi.path("/gio-hang"), "/gio-hang");
        assert_eq!(Locale::En.path("/tim?q=na"), "/en/tim?q=na");
        for locale in Locale::ALL {
            assert_eq!(locale.code().parse(), Ok(locale));
        }
        assert_eq!("fr".parse::<Locale>(), Err(UnknownLocale));
    }
}
