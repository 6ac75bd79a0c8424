//! Until when a cooperative answers an order: so many hours in which somebody can be expected to look, counted from the
//! order on. Nights (21:00 to 06:00 in Vietnam), days on which the cooperative does not pack and its rests do not count;
//! the more perishable the goods, the shorter.

use crate::goods::ShippingClass;
use crate::rules::shipping::CUT_OFF_MINUTE;
use crate::time::{Millis, VnDate};

/// The day's first minute that counts.
pub const WAKES_MINUTE: i64 = 6 * 60;
/// The first minute of the evening that counts no more.
pub const SLEEPS_MINUTE: i64 = 21 * 60;
/// Less than this before the cut-off of the day of sending is no time to answer in; the answer is then due after it.
pub const LEAST_MINUTES: i64 = 30;
/// Days looked at for hours that count. After them every day counts, so that there always is an answer.
const LOOK_DAYS: i64 = 10;
const MINUTE_MS: i64 = 60_000;

/// What the time to answer depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How perishable the goods are.
    pub class: ShippingClass,
    /// The weekdays on which the cooperative packs, one bit a day, Monday the lowest.
    pub weekdays: u8,
    /// It does nothing from the first to the second day, both included.
    pub rests: Option<(VnDate, VnDate)>,
    /// The day on which the parcel leaves.
    pub ship_on: VnDate,
}

/// When an answer is asked for again, and when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Half of the time is over.
    pub remind_at: Millis,
    /// All of it is.
    pub respond_by: Millis,
}

/// How long a cooperative has, in minutes that count.
#[must_use]
pub const fn minutes(class: ShippingClass) -> i64 {
    match class {
        ShippingClass::P0 | ShippingClass::P1 => 2 * 60,
        ShippingClass::P2 => 3 * 60,
        ShippingClass::P3 | ShippingClass::P4 => 4 * 60,
    }
}

/// When the cooperative is reminded and when its time is over, for an order of `placed`. Not after the cut-off of the
/// day of sending, if [`LEAST_MINUTES`] lie before it.
#[must_use]
pub fn answer(placed: Millis, terms: &Terms) -> Answer {
    let asked = minutes(terms.class) * MINUTE_MS;
    let cut_off = terms.ship_on.start().plus_minutes(CUT_OFF_MINUTE);
    let before = terms.waking_between(placed, cut_off);
    let given = if before >= LEAST_MINUTES * MINUTE_MS {
        asked.min(before)
    } else {
        asked
    };
    Answer {
        remind_at: terms.after(placed, given / 2),
        respond_by: terms.after(placed, given),
    }
}

impl Terms {
    /// The hours of a day that count, if any; `ahead` days after the first day looked at.
    fn hours(&self, day: VnDate, ahead: i64) -> Option<(Millis, Millis)> {
        let packs = self.weekdays & (1 << (day.weekday() - 1)) != 0;
        let rests = self
            .rests
            .is_some_and(|(from, until)| (from..=until).contains(&day));
        if ahead <= LOOK_DAYS && (!packs || rests) {
            return None;
        }
        let start = day.start();
        Some((
            start.plus_minutes(WAKES_MINUTE),
            start.plus_minutes(SLEEPS_MINUTE),
        ))
    }

    /// The moment by which `ms` that count have passed since `from`.
    fn after(&self, from: Millis, ms: i64) -> Millis {
        let first = from.vn_date();
        let (mut left, mut ahead) = (ms.max(0), 0);
        loop {
            if let Some((wakes, sleeps)) = self.hours(first.plus_days(ahead), ahead) {
                let begin = wakes.max(from);
                let there = (sleeps.0 - begin.0).max(0);
                if there > 0 && left <= there {
                    return begin.plus_ms(left);
                }
                left -= there;
            }
            ahead += 1;
        }
    }

    /// How many milliseconds between the two moments count.
    fn waking_between(&self, from: Millis, to: Millis) -> i64 {
        let first = from.vn_date();
        let days = to.vn_date().days() - first.days();
        let hours = (0..=days.max(-1)).filter_map(|n| self.hours(first.plus_days(n), n));
        hours
            .map(|(wakes, sleeps)| (sleeps.min(to).0 - wakes.max(from).0).max(0))
            .sum()
    }
}

#[cfg(test)]
mod tests;
