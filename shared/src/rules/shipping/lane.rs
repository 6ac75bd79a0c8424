//! Which goods may go how far.

use serde::{Deserialize, Serialize};

use super::distance::{Area, Band};
use crate::goods::ShippingClass;
use crate::say::Locale;

/// Days between handing over and arriving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transit {
    /// When all goes well.
    pub min_days: u8,
    /// What is promised.
    pub max_days: u8,
}

/// How the goods change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Handover {
    /// By a carrier.
    Parcel,
    /// The buyer fetches them, or the cooperative brings them within its province.
    Pickup,
}

/// What has to be known of goods and destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneRequest {
    /// How perishable the goods are.
    pub class: ShippingClass,
    /// How many days they keep from the day they are sent, if known.
    pub shelf_life_days: Option<u16>,
    /// How far they go.
    pub band: Band,
    /// Where to.
    pub to: Area,
}

/// May the goods go there?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Yes, and so fast.
    Allowed {
        /// How they change hands.
        handover: Handover,
        /// How long they are under way.
        transit: Transit,
    },
    /// No, and why.
    Refused(LaneRefusal),
}

/// Why goods may not go somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneRefusal {
    /// Live animals stay in their province.
    LiveOtherProvince,
    /// The way takes longer than goods of the class can stand.
    TooFar {
        /// Days on the road.
        days: u8,
        /// Where to.
        to: Area,
    },
    /// They would arrive with no day left to eat them.
    ShelfLife {
        /// How many days they keep.
        keeps: u16,
        /// Days on the road.
        days: u8,
    },
}

/// Days under way. The most perishable goods take the night coach up to 400 km and arrive the next day.
#[must_use]
pub const fn transit(band: Band, class: ShippingClass) -> Transit {
    let (min_days, max_days) = match (band, class) {
        (Band::SameProvince, ShippingClass::P0) => (0, 1),
        (Band::SameProvince | Band::Near | Band::Region, ShippingClass::P1) => (1, 1),
        (Band::SameProvince | Band::Near, _) => (1, 2),
        (Band::Region, _) => (2, 3),
        (Band::Far, _) => (3, 5),
        (Band::Beyond, _) => (4, 7),
    };
    Transit { min_days, max_days }
}

/// The most days goods of a class may be under way; `None` when any time will do.
const fn limit(class: ShippingClass) -> Option<u8> {
    match class {
        ShippingClass::P0 | ShippingClass::P1 => Some(1),
        ShippingClass::P2 => Some(3),
        ShippingClass::P3 | ShippingClass::P4 => None,
    }
}

/// Decides on a lane: live animals are fetched within the province, very fresh goods go where they arrive the next day,
/// fresh ones where they arrive within three days, the rest anywhere; and a day to eat them must be left.
#[must_use]
pub fn lane(request: LaneRequest) -> Lane {
    let LaneRequest {
        class,
        shelf_life_days,
        band,
        to,
    } = request;
    if class == ShippingClass::P0 && band != Band::SameProvince {
        return Lane::Refused(LaneRefusal::LiveOtherProvince);
    }
    let transit = transit(band, class);
    if let Some(limit) = limit(class).filter(|limit| transit.max_days > *limit) {
        let days = transit.min_days.max(limit + 1);
        return Lane::Refused(LaneRefusal::TooFar { days, to });
    }
    if let Some(keeps) = shelf_life_days.filter(|keeps| *keeps <= u16::from(transit.max_days)) {
        return Lane::Refused(LaneRefusal::ShelfLife {
            keeps,
            days: transit.max_days,
        });
    }
    let handover = if class == ShippingClass::P0 {
        Handover::Pickup
    } else {
        Handover::Parcel
    };
    Lane::Allowed { handover, transit }
}

impl LaneRefusal {
    /// The stable name, for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LiveOtherProvince => "live_other_province",
            Self::TooFar { .. } => "too_far",
            Self::ShelfLife { .. } => "shelf_life",
        }
    }

    /// Why, in a sentence about the `goods`: `Na chín không chịu được 4 ngày đường nên không gửi vào Nam`.
    #[must_use]
    pub fn say(self, l: Locale, goods: &str) -> String {
        match (self, l) {
            (Self::LiveOtherProvince, Locale::Vi) => {
                format!(
                    "{goods} không gửi sang tỉnh khác, vật sống chỉ đến lấy hoặc giao trong tỉnh"
                )
            }
            (Self::LiveOtherProvince, Locale::En) => {
                format!("{goods}: live animals are fetched, or brought within the province")
            }
            (Self::TooFar { days, to }, Locale::Vi) => {
                format!(
                    "{goods} không chịu được {days}\u{a0}ngày đường nên không gửi {}",
                    to.whither(l)
                )
            }
            (Self::TooFar { days, to }, Locale::En) => {
                format!(
                    "{goods} cannot stand {} on the road, so it is not sent {}",
                    days_en(days.into()),
                    to.whither(l)
                )
            }
            (Self::ShelfLife { keeps, days }, Locale::Vi) => {
                format!(
                    "{goods} chỉ để được {keeps}\u{a0}ngày, mà đường đi mất {days}\u{a0}ngày nên không gửi tới đây"
                )
            }
            (Self::ShelfLife { keeps, days }, Locale::En) => {
                format!(
                    "{goods} keeps {} and the way takes {}, so it is not sent here",
                    days_en(keeps),
                    days_en(days.into())
                )
            }
        }
    }
}

fn days_en(days: u16) -> String {
    format!("{days}\u{a0}{}", if days == 1 { "day" } else { "days" })
}
