//! How far it is, in bands.

use serde::{Deserialize, Serialize};

use crate::say::Locale;

/// A distance band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Band {
    /// Within the province.
    SameProvince,
    /// Up to 150 km by road.
    Near,
    /// Up to 400 km.
    Region,
    /// Up to 900 km.
    Far,
    /// Beyond 900 km.
    Beyond,
}

impl Band {
    /// Every band, the nearest first.
    pub const ALL: [Self; 5] = [
        Self::SameProvince,
        Self::Near,
        Self::Region,
        Self::Far,
        Self::Beyond,
    ];

    /// The band of a destination.
    #[must_use]
    pub const fn of(same_province: bool, road_km: u32) -> Self {
        match road_km {
            _ if same_province => Self::SameProvince,
            0..=150 => Self::Near,
            151..=400 => Self::Region,
            401..=900 => Self::Far,
            _ => Self::Beyond,
        }
    }

    /// The stable name, for snapshots and logs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameProvince => "same_province",
            Self::Near => "near",
            Self::Region => "region",
            Self::Far => "far",
            Self::Beyond => "beyond",
        }
    }
}

/// A third of the country, as people speak of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Down to Thanh Hóa.
    North,
    /// Nghệ An to Khánh Hòa and the highlands behind.
    Centre,
    /// The rest.
    South,
    /// The third the goods come from.
    Same,
}

impl Area {
    /// The area of a point, by its latitude in degrees.
    #[must_use]
    pub fn of(lat: f64) -> Self {
        if lat >= 19.4 {
            Self::North
        } else if lat >= 11.75 {
            Self::Centre
        } else {
            Self::South
        }
    }

    /// The area of goods from one latitude to another, in degrees: that of the destination, unless they start in it.
    #[must_use]
    pub fn towards(from: f64, to: f64) -> Self {
        let to = Self::of(to);
        if Self::of(from) == to { Self::Same } else { to }
    }

    /// Whither, at the end of a sentence: `vào Nam`.
    #[must_use]
    pub const fn whither(self, l: Locale) -> &'static str {
        match self {
            Self::North => l.say("ra Bắc", "to the north"),
            Self::Centre => l.say("tới miền Trung", "to the centre"),
            Self::South => l.say("vào Nam", "to the south"),
            Self::Same => l.say("tới đó", "there"),
        }
    }
}
