//! How perishable goods are, which decides where they may be sent.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::say::Locale;

/// How perishable goods are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ShippingClass {
    /// Live animals: fetched, or brought within the province.
    P0,
    /// Keeps five days at most: areas a parcel reaches the next day.
    P1,
    /// Keeps five to ten days: areas a parcel reaches within three days.
    P2,
    /// Keeps two to eight weeks.
    P3,
    /// Keeps half a year and more.
    P4,
}

/// The text names no shipping class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownClass;

impl ShippingClass {
    /// Every class, the most perishable first.
    pub const ALL: [Self; 5] = [Self::P0, Self::P1, Self::P2, Self::P3, Self::P4];

    /// The stable name, for the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::P0 => "P0",
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
            Self::P4 => "P4",
        }
    }

    /// What people read: how the goods travel.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        match self {
            Self::P0 => l.say(
                "Con sống: đến lấy hoặc giao trong tỉnh",
                "Live: pickup or within the province",
            ),
            Self::P1 => l.say(
                "Hàng tươi, chỉ gửi nơi tới trong ngày hôm sau",
                "Very fresh: sent where it arrives the next day",
            ),
            Self::P2 => l.say(
                "Hàng tươi, tới trong 3 ngày",
                "Fresh: sent where it arrives within 3 days",
            ),
            Self::P3 => l.say(
                "Để được vài tuần, gửi toàn quốc",
                "Keeps for weeks: sent anywhere",
            ),
            Self::P4 => l.say("Hàng khô, gửi toàn quốc", "Keeps for months: sent anywhere"),
        }
    }
}

impl FromStr for ShippingClass {
    type Err = UnknownClass;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|class| class.code().eq_ignore_ascii_case(text.trim()))
            .ok_or(UnknownClass)
    }
}
