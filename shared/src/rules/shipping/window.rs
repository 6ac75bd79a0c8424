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

/// A cooperative, or a day of it, that is further away than so many days takes no orders.
const LONGEST_WAIT_DAYS: i64 = 10;

/// The days on which a cooperative packs.
#[derive(Clone, Copy, Debug)]
pub struct PackDays<'a> {
    /// The weekdays, one bit a day, Monday the lowest.
    pub weekdays: u8,
    /// Days on which it can pack no further parcel.
    pub full: &'a [VnDate],
    /// It packs nothing from the first to the second day, both included.
    pub rests: Option<(VnDate, VnDate)>,
}

impl PackDays<'static> {
    /// Any day.
    pub const EVERY_DAY: Self = Self {
        weekdays: 0x7f,
        full: &[],
        rests: None,
    };
}

impl PackDays<'_> {
    fn packs(&self, day: VnDate) -> bool {
        self.weekdays & (1 << (day.weekday() - 1)) != 0 && !self.full.contains(&day)
    }

    /// The day on which it is back, if it rests on `day`.
    fn back(&self, day: VnDate) -> Option<VnDate> {
        self.rests
            .filter(|(from, until)| (*from..=*until).contains(&day))
            .map(|(_, until)| until.plus_days(1))
    }
}

/// Why there is no day to send on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoShipDay {
    /// The cooperative rests for more than ten days yet.
    Resting {
        /// The day on which it is back.
        until: VnDate,
    },
    /// It packs on none of the next ten days, or they are full.
    NoCapacity {
        /// The last day that was looked at.
        day: VnDate,
    },
}

/// Carriers rest around Tết: from the 28th of the last lunar month to the 5th of the first.
fn carriers_rest(day: VnDate) -> bool {
    // Tết lies between 21 January and 20 February; the table need not be asked in other months.
    day.m <= 3
        && lunar(day).is_some_and(|l| {
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
    let every_day = PackDays::EVERY_DAY;
    let ship_by = ship_day(ordered, ready, class, transit, &every_day)
        .unwrap_or_else(|_| first_day(ordered, ready));
    arriving(ship_by, transit)
}

/// As [`window`], on a day on which the cooperative packs.
///
/// # Errors
/// [`NoShipDay`] when there is none soon enough.
pub fn window_packed(
    ordered: Millis,
    ready: Option<VnDate>,
    class: ShippingClass,
    transit: Transit,
    pack: &PackDays<'_>,
) -> Result<Window, NoShipDay> {
    ship_day(ordered, ready, class, transit, pack).map(|ship_by| arriving(ship_by, transit))
}

fn arriving(ship_by: VnDate, transit: Transit) -> Window {
    Window {
        ship_by,
        earliest: carried(ship_by, transit.min_days),
        latest: carried(ship_by, transit.max_days),
    }
}

fn first_day(ordered: Millis, ready: Option<VnDate>) -> VnDate {
    let late = ordered.vn_minute_of_day() >= CUT_OFF_MINUTE;
    let first = ordered.vn_date().plus_days(i64::from(late));
    ready.map_or(first, |ready| ready.max(first))
}

fn ship_day(
    ordered: Millis,
    ready: Option<VnDate>,
    class: ShippingClass,
    transit: Transit,
    pack: &PackDays<'_>,
) -> Result<VnDate, NoShipDay> {
    let asked = ready.map_or(ordered.vn_date(), |ready| ready.max(ordered.vn_date()));
    let mut day = first_day(ordered, ready);
    let mut last = None;
    // Tết, a weekend, ten days of waiting and a rest together take less than two months.
    for _ in 0..62 {
        if let Some(back) = pack.back(day) {
            if back.days() - asked.days() > LONGEST_WAIT_DAYS {
                return Err(NoShipDay::Resting { until: back });
            }
            day = back;
            continue;
        }
        if leaves_on(day, class, transit) {
            let last = *last.get_or_insert(day.plus_days(LONGEST_WAIT_DAYS));
            if day > last {
                break;
            }
            if pack.packs(day) {
                return Ok(day);
            }
        }
        day = day.plus_days(1);
    }
    Err(NoShipDay::NoCapacity {
        day: last.unwrap_or(day),
    })
}
