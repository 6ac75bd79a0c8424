//! Moments and days. Moments are epoch milliseconds in UTC; days are those of Vietnam (UTC+7, no daylight saving).

mod date;
mod lunar;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use date::{BadDate, VnDate};
pub use lunar::{LunarDate, lunar};

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// How far Vietnam is ahead of UTC.
pub(crate) const VIETNAM_MS: i64 = 7 * 3_600_000;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = i64, format = "int64"))]
pub struct Millis(pub i64);

impl Millis {
    /// So many milliseconds later (or earlier), held at the ends of what can be said.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// So many minutes later.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_ms(minutes.saturating_mul(60_000))
    }

    /// So many times 24 hours later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days.saturating_mul(DAY_MS))
    }

    /// The day in Vietnam.
    #[must_use]
    pub const fn vn_date(self) -> VnDate {
        VnDate::from_days(self.0.saturating_add(VIETNAM_MS).div_euclid(DAY_MS))
    }

    /// Minutes since midnight in Vietnam, 0 to 1439.
    #[must_use]
    pub const fn vn_minute_of_day(self) -> i64 {
        self.0.saturating_add(VIETNAM_MS).rem_euclid(DAY_MS) / 60_000
    }

    /// The clock in Vietnam: `09:31`.
    #[must_use]
    pub fn vn_clock(self) -> String {
        let minute = self.vn_minute_of_day();
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// `2026-08-15T02:31:00Z`, with milliseconds only when there are any.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Millis {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = VnDate::from_days(self.0.div_euclid(DAY_MS));
        let ms = self.0.rem_euclid(DAY_MS);
        let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", date.iso())?;
        if ms % 1000 != 0 {
            write!(f, ".{:03}", ms % 1000)?;
        }
        f.write_str("Z")
    }
}

#[cfg(test)]
mod tests;
