//! A calendar day in Vietnam.

use serde::{Deserialize, Serialize};

use super::{DAY_MS, Millis, VIETNAM_MS};
use crate::say::Locale;

/// A day of the Gregorian calendar. Ordered as days follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VnDate {
    /// Year.
    pub y: i32,
    /// Month, 1 to 12.
    pub m: u8,
    /// Day of the month, from 1.
    pub d: u8,
}

/// The text or the numbers name no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadDate;

impl std::fmt::Display for BadDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a day of the calendar")
    }
}

impl std::error::Error for BadDate {}

const fn is_leap(y: i32) -> bool {
    y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)
}

const fn days_in_month(y: i32, m: u8) -> u8 {
    match m {
        2 if is_leap(y) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl VnDate {
    /// The day, if the calendar has it (years 1 to 9999).
    #[must_use]
    pub const fn new(y: i32, m: u8, d: u8) -> Option<Self> {
        if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m) {
            return None;
        }
        Some(Self { y, m, d })
    }

    /// The day so many days after 1970-01-01, held within years 1 to 9999.
    #[must_use]
    pub const fn from_days(days: i64) -> Self {
        // Years counted from 1 March 0000, so that the leap day ends a year (the civil-from-days method).
        let days = if days < -719_162 {
            -719_162
        } else if days > 2_932_896 {
            2_932_896
        } else {
            days
        } + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let m = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let y = year_of_era + era * 400 + (m <= 2) as i64;
        Self {
            y: y as i32,
            m: m as u8,
            d: (day_of_year - (153 * shifted + 2) / 5 + 1) as u8,
        }
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn days(self) -> i64 {
        let (m, d) = (self.m as i64, self.d as i64);
        let y = self.y as i64 - (m <= 2) as i64;
        let (era, year_of_era) = (y.div_euclid(400), y.rem_euclid(400));
        let day_of_year = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    /// So many days later (or earlier).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days().saturating_add(days))
    }

    /// So many calendar months later; a day the month does not have becomes its last day (29/02/2024 + 36 is 28/02/2027).
    #[must_use]
    pub fn plus_months_clamped(self, months: i32) -> Self {
        let count = i64::from(self.y) * 12 + i64::from(self.m) - 1 + i64::from(months);
        let y = i32::try_from(count.div_euclid(12))
            .unwrap_or(9999)
            .clamp(1, 9999);
        let m = u8::try_from(count.rem_euclid(12)).unwrap_or(0) + 1;
        Self {
            y,
            m,
            d: self.d.min(days_in_month(y, m)),
        }
    }

    /// Midnight in Vietnam at which the day starts.
    #[must_use]
    pub const fn start(self) -> Millis {
        Millis(self.days() * DAY_MS - VIETNAM_MS)
    }

    /// Midnight in Vietnam at which the day is over.
    #[must_use]
    pub const fn end(self) -> Millis {
        Millis((self.days() + 1) * DAY_MS - VIETNAM_MS)
    }

    /// 1 for Monday to 7 for Sunday.
    #[must_use]
    pub const fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        match (self.days() + 3).rem_euclid(7) {
            0 => 1,
            1 => 2,
            2 => 3,
            3 => 4,
            4 => 5,
            5 => 6,
            _ => 7,
        }
    }

    /// `thứ Bảy`, `Saturday`.
    #[must_use]
    pub const fn weekday_word(self, l: Locale) -> &'static str {
        match self.weekday() {
            1 => l.say("thứ Hai", "Monday"),
            2 => l.say("thứ Ba", "Tuesday"),
            3 => l.say("thứ Tư", "Wednesday"),
            4 => l.say("thứ Năm", "Thursday"),
            5 => l.say("thứ Sáu", "Friday"),
            6 => l.say("thứ Bảy", "Saturday"),
            _ => l.say("Chủ nhật", "Sunday"),
        }
    }

    /// `16/8`.
    #[must_use]
    pub fn short(self) -> String {
        format!("{}/{}", self.d, self.m)
    }

    /// `thứ Bảy 15/8`, `Saturday 15/8`.
    #[must_use]
    pub fn with_weekday(self, l: Locale) -> String {
        format!("{} {}", self.weekday_word(l), self.short())
    }

    /// `15/08/2026`.
    #[must_use]
    pub fn full(self) -> String {
        format!("{:02}/{:02}/{:04}", self.d, self.m, self.y)
    }

    /// `2026-08-15`, for the API, the database and `<time>`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.y, self.m, self.d)
    }

    /// Reads a day as people write it (`15/8/2026`, `15-08-2026`, `15.8.2026`) or as programs do (`2026-08-15`).
    ///
    /// # Errors
    /// [`BadDate`] when it is none of these or no day of the calendar.
    pub fn parse(text: &str) -> Result<Self, BadDate> {
        let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
        let [a, b, c] = parts.as_slice() else {
            return Err(BadDate);
        };
        if [a, b, c].iter().any(|part| {
            part.is_empty() || part.len() > 4 || !part.bytes().all(|x| x.is_ascii_digit())
        }) {
            return Err(BadDate);
        }
        let (y, m, d) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
        if y.len() != 4 {
            return Err(BadDate);
        }
        let number = |text: &str| text.parse::<u8>().map_err(|_| BadDate);
        Self::new(y.parse().map_err(|_| BadDate)?, number(m)?, number(d)?).ok_or(BadDate)
    }
}

impl std::fmt::Display for VnDate {
    /// The ISO form, for programs; people read [`VnDate::full`].
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.iso())
    }
}

impl std::str::FromStr for VnDate {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for VnDate {
    type Error = BadDate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<VnDate> for String {
    fn from(date: VnDate) -> Self {
        date.iso()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for VnDate {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for VnDate {}
