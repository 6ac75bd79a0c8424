//! When a parcel is handed over and when it arrives.

use serde::{Deserialize, Serialize};

use super::lane::Transit;
use crate::goods::ShippingClass;
use crate::time::{Millis, VnDate, lunar};

/// Orders before this minute of the day (14:00 in Vietnam) are sent the same day.
pub const CUT_OFF_MINUTE: i64 = 14 * 60;

/// The days a buyer is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Window {
    /// The day on which the parcel is handed over at the latest.
    pub ship_by: VnDate,
    /// The first day on which it may arrive.
    pub earliest: VnDate,
    /// The day by which it arrives.
    pub latest: VnDate,
}

/// Carriers rest around Tết: from the 28th of the last lunar month to the 5th of the first.
fn carriers_rest(day: VnDate) -> bool {
    lunar(day).is_some_and(|l| {
        !l.leap && ((l.month == 12 && l.day >= 28) || (l.month == 1 && l.day <= 5))
    })
}

fn leaves_on(day: VnDate, class: ShippingClass, transit: Transit) -> bool {
    let fresh = matches!(class, ShippingClass::P1 | ShippingClass::P2);
    let rests = if fresh {
        // Fresh goods must not wait on the way.
        (0..=i64::from(transit.max_days)).any(|n| carriers_rest(day.plus_days(n)))
    } else {
        carriers_rest(day)
    };
    let weekend = class == ShippingClass::P1 && matches!(day.weekday(), 5 | 6);
    !rests && !weekend
}

/// The day so many carrier days after `day`; days on which carriers rest do not count.
fn carried(day: VnDate, days: u8) -> VnDate {
    let mut arrives = day;
    for _ in 0..days {
        arrives = arrives.plus_days(1);
        while carriers_rest(arrives) {
            arrives = arrives.plus_days(1);
        }
    }
    arrives
}

/// When goods ordered at `ordered` leave and arrive. They leave the same day when ordered before 14:00, not before
/// `ready` (the harvest, a holiday's end), the most perishable from Sunday to Thursday only, and nothing leaves around Tết.
#[must_use]
pub fn window(
    ordered: Millis,
    ready: Option<VnDate>,
    class: ShippingClass,
    transit: Transit,
) -> Window {
    let late = ordered.vn_minute_of_day() >= CUT_OFF_MINUTE;
    let first = ordered.vn_date().plus_days(i64::from(late));
    let mut ship_by = ready.map_or(first, |ready| ready.max(first));
    // Tết and a weekend together take less than a month.
    for _ in 0..31 {
        if leaves_on(ship_by, class, transit) {
            break;
        }
        ship_by = ship_by.plus_days(1);
    }
    Window {
        ship_by,
        earliest: carried(ship_by, transit.min_days),
        latest: carried(ship_by, transit.max_days),
    }
}
