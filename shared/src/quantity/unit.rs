//! Units goods are sold in.

use std::borrow::Cow;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::say::Locale;
use crate::text::fold;

/// What the smallest step of a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Steps are grams.
    Weight,
    /// Steps are millilitres.
    Volume,
    /// A step is one unit: a piece, a bag, a ten.
    Count,
}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal $en:literal $measure:ident $steps:literal [$($alias:literal)*])+) => {
        /// A unit goods are sold in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Unit {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl Unit {
            /// Every unit, weights first.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable name, for the database and the API.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The word beside a price. A ten always says what it is ten of: elsewhere a "chục" has twelve or more.
            #[must_use]
            pub const fn word(self, l: Locale) -> &'static str {
                match self { $(Self::$name => l.say($vi, $en)),+ }
            }

            /// What one step is.
            #[must_use]
            pub const fn measure(self) -> Measure {
                match self { $(Self::$name => Measure::$measure),+ }
            }

            /// How many of the smallest steps one unit has (a kilogram has 1,000 grams). Counted units are sold whole.
            #[must_use]
            pub const fn steps_per_unit(self) -> i64 {
                match self { $(Self::$name => $steps),+ }
            }

            const fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($alias),*]),+ }
            }
        }
    };
}

units! {
    /// Kilogram, also said "cân" or "ký".
    Kg "kg" "kg" "kg" Weight 1000 ["can" "ky" "ki" "kilogam" "kilogram" "ki lo" "kilo"]
    /// 100 grams (not the lighter one that gold is weighed in).
    Lang "lang" "lạng" "lạng (100 g)" Weight 100 ["lang 100 g"]
    /// 10 kilograms.
    Yen "yen" "yến" "yến (10 kg)" Weight 10_000 ["yen 10 kg"]
    /// 100 kilograms.
    Ta "ta" "tạ" "tạ (100 kg)" Weight 100_000 ["ta 100 kg"]
    /// 1,000 kilograms.
    Tan "tan" "tấn" "tonne" Weight 1_000_000 []
    /// Litre.
    Lit "lit" "lít" "litre" Volume 1000 ["liter"]
    /// Ten pieces.
    Chuc "chuc" "chục (10 quả)" "ten" Count 1 ["chuc 10 qua" "chuc 10 con" "chuc 10"]
    /// One fruit or egg.
    Qua "qua" "quả" "piece" Count 1 ["trai" "cai"]
    /// One animal or whole bird.
    Con "con" "con" "animal" Count 1 []
    /// Bag.
    Tui "tui" "túi" "bag" Count 1 ["bich"]
    /// Packet.
    Goi "goi" "gói" "packet" Count 1 []
    /// Box.
    Hop "hop" "hộp" "box" Count 1 []
    /// Wide jar.
    Hu "hu" "hũ" "jar" Count 1 []
    /// Narrow jar.
    Lo "lo" "lọ" "small jar" Count 1 []
    /// Bottle.
    Chai "chai" "chai" "bottle" Count 1 []
    /// Bunch.
    Bo "bo" "bó" "bunch" Count 1 []
    /// Tray, of eggs.
    Vi "vi" "vỉ" "tray" Count 1 []
    /// Carton.
    Thung "thung" "thùng" "carton" Count 1 []
    /// Crate.
    Sot "sot" "sọt" "crate" Count 1 []
    /// Sack.
    Bao "bao" "bao" "sack" Count 1 []
}

impl Unit {
    /// The word behind a number: `4 túi`, `4 bags`.
    #[must_use]
    pub fn counted(self, many: bool, l: Locale) -> Cow<'static, str> {
        let word = self.word(l);
        let symbol = matches!(self, Self::Kg | Self::Lang | Self::Yen | Self::Ta);
        if l == Locale::Vi || !many || symbol {
            return Cow::Borrowed(word);
        }
        let ending = if word.ends_with('x') || word.ends_with("ch") {
            "es"
        } else {
            "s"
        };
        Cow::Owned(format!("{word}{ending}"))
    }
}

/// The text names no unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownUnit;

impl FromStr for Unit {
    type Err = UnknownUnit;

    /// Reads the code or the Vietnamese word, with or without marks.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = fold(text);
        Self::ALL
            .iter()
            .copied()
            .find(|unit| unit.code() == folded || unit.aliases().contains(&folded.as_str()))
            .ok_or(UnknownUnit)
    }
}
