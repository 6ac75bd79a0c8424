//! Lunar dates, from a table: a lunar month cannot be told from a formula that a reader could check.
//!
//! The table was computed once by the rules of the Vietnamese calendar at UTC+7 and is not computed again: a month starts on
//! the day of the new moon, the month of the winter solstice is the eleventh, and of thirteen months between two solstices
//! the first in which the sun enters no new sign is the leap month. New moons and the sun's longitude are by Meeus
//! (Astronomical Algorithms, chapters 25 and 49). No new moon of these years is within two minutes of midnight. It agrees
//! with the published days of Tết 2025–2036, among them 2030, when Vietnam (2/2) is a day before China (3/2).

use super::VnDate;
use crate::say::Locale;

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDate {
    /// Day of the month, 1 to 30.
    pub day: u8,
    /// Month, 1 to 12.
    pub month: u8,
    /// The month is the second one of its number.
    pub leap: bool,
}

/// The lunar date of a day in 2025 to 2035 (to 27/01/2036); `None` outside the table.
#[must_use]
pub fn lunar(date: VnDate) -> Option<LunarDate> {
    let after = MONTHS.partition_point(|(y, m, d, _, _)| (*y, *m, *d) <= (date.y, date.m, date.d));
    // The last row only ends the month before it.
    let (y, m, d, month, leap) = *MONTHS.get(..MONTHS.len() - 1)?.get(after.checked_sub(1)?)?;
    let day = date.days() - VnDate { y, m, d }.days() + 1;
    Some(LunarDate {
        day: u8::try_from(day).ok()?,
        month,
        leap,
    })
}

impl LunarDate {
    /// `mùng 3 tháng Bảy`, `rằm tháng Giêng`, `ngày 23 tháng Chạp`; English `day 3 of lunar month 7`.
    #[must_use]
    pub fn words(self, l: Locale) -> String {
        if l == Locale::En {
            let leap = if self.leap { "leap " } else { "" };
            return format!("day {} of {leap}lunar month {}", self.day, self.month);
        }
        let day = match self.day {
            1..=10 => format!("mùng {}", self.day),
            15 => "rằm".to_owned(),
            day => format!("ngày {day}"),
        };
        let leap = if self.leap { " nhuận" } else { "" };
        format!("{day} tháng {}{leap}", self.month_word())
    }

    /// A line of its own: `Mùng 3 tháng Bảy âm lịch`, `Day 3 of lunar month 7`.
    #[must_use]
    pub fn full_words(self, l: Locale) -> String {
        let words = self.words(l);
        let mut chars = words.chars();
        let first: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        format!("{first}{}{}", chars.as_str(), l.say(" âm lịch", ""))
    }

    const fn month_word(self) -> &'static str {
        match self.month {
            1 => "Giêng",
            2 => "Hai",
            3 => "Ba",
            4 => "Tư",
            5 => "Năm",
            6 => "Sáu",
            7 => "Bảy",
            8 => "Tám",
            9 => "Chín",
            10 => "Mười",
            11 => "Một",
            _ => "Chạp",
        }
    }
}

/// First day of each lunar month (year, month, day), the month's number, whether it is the leap one.
#[rustfmt::skip]
const MONTHS: [(i32, u8, u8, u8, bool); 138] = [
    (2024, 12, 31, 12, false), (2025, 1, 29, 1, false), (2025, 2, 28, 2, false), (2025, 3, 29, 3, false),
    (2025, 4, 28, 4, false), (2025, 5, 27, 5, false), (2025, 6, 25, 6, false), (2025, 7, 25, 6, true),
    (2025, 8, 23, 7, false), (2025, 9, 22, 8, false), (2025, 10, 21, 9, false), (2025, 11, 20, 10, false),
    (2025, 12, 20, 11, false), (2026, 1, 19, 12, false), (2026, 2, 17, 1, false), (2026, 3, 19, 2, false),
    (2026, 4, 17, 3, false), (2026, 5, 17, 4, false), (2026, 6, 15, 5, false), (2026, 7, 14, 6, false),
    (2026, 8, 13, 7, false), (2026, 9, 11, 8, false), (2026, 10, 10, 9, false), (2026, 11, 9, 10, false),
    (2026, 12, 9, 11, false), (2027, 1, 8, 12, false), (2027, 2, 6, 1, false), (2027, 3, 8, 2, false),
    (2027, 4, 7, 3, false), (2027, 5, 6, 4, false), (2027, 6, 5, 5, false), (2027, 7, 4, 6, false),
    (2027, 8, 2, 7, false), (2027, 9, 1, 8, false), (2027, 9, 30, 9, false), (2027, 10, 29, 10, false),
    (2027, 11, 28, 11, false), (2027, 12, 28, 12, false), (2028, 1, 26, 1, false), (2028, 2, 25, 2, false),
    (2028, 3, 26, 3, false), (2028, 4, 25, 4, false), (2028, 5, 24, 5, false), (2028, 6, 23, 5, true),
    (2028, 7, 22, 6, false), (2028, 8, 20, 7, false), (2028, 9, 19, 8, false), (2028, 10, 18, 9, false),
    (2028, 11, 16, 10, false), (2028, 12, 16, 11, false), (2029, 1, 15, 12, false), (2029, 2, 13, 1, false),
    (2029, 3, 15, 2, false), (2029, 4, 14, 3, false), (2029, 5, 13, 4, false), (2029, 6, 12, 5, false),
    (2029, 7, 11, 6, false), (2029, 8, 10, 7, false), (2029, 9, 8, 8, false), (2029, 10, 8, 9, false),
    (2029, 11, 6, 10, false), (2029, 12, 5, 11, false), (2030, 1, 4, 12, false), (2030, 2, 2, 1, false),
    (2030, 3, 4, 2, false), (2030, 4, 3, 3, false), (2030, 5, 2, 4, false), (2030, 6, 1, 5, false),
    (2030, 7, 1, 6, false), (2030, 7, 30, 7, false), (2030, 8, 29, 8, false), (2030, 9, 27, 9, false),
    (2030, 10, 27, 10, false), (2030, 11, 25, 11, false), (2030, 12, 25, 12, false), (2031, 1, 23, 1, false),
    (2031, 2, 21, 2, false), (2031, 3, 23, 3, false), (2031, 4, 21, 3, true), (2031, 5, 21, 4, false),
    (2031, 6, 20, 5, false), (2031, 7, 19, 6, false), (2031, 8, 18, 7, false), (2031, 9, 17, 8, false),
    (2031, 10, 16, 9, false), (2031, 11, 15, 10, false), (2031, 12, 14, 11, false), (2032, 1, 13, 12, false),
    (2032, 2, 11, 1, false), (2032, 3, 11, 2, false), (2032, 4, 10, 3, false), (2032, 5, 9, 4, false),
    (2032, 6, 8, 5, false), (2032, 7, 7, 6, false), (2032, 8, 6, 7, false), (2032, 9, 5, 8, false),
    (2032, 10, 4, 9, false), (2032, 11, 3, 10, false), (2032, 12, 3, 11, false), (2033, 1, 1, 12, false),
    (2033, 1, 31, 1, false), (2033, 3, 1, 2, false), (2033, 3, 31, 3, false), (2033, 4, 29, 4, false),
    (2033, 5, 28, 5, false), (2033, 6, 27, 6, false), (2033, 7, 26, 7, false), (2033, 8, 25, 8, false),
    (2033, 9, 23, 9, false), (2033, 10, 23, 10, false), (2033, 11, 22, 11, false), (2033, 12, 22, 11, true),
    (2034, 1, 20, 12, false), (2034, 2, 19, 1, false), (2034, 3, 20, 2, false), (2034, 4, 19, 3, false),
    (2034, 5, 18, 4, false), (2034, 6, 16, 5, false), (2034, 7, 16, 6, false), (2034, 8, 14, 7, false),
    (2034, 9, 12, 8, false), (2034, 10, 12, 9, false), (2034, 11, 11, 10, false), (2034, 12, 11, 11, false),
    (2035, 1, 9, 12, false), (2035, 2, 8, 1, false), (2035, 3, 10, 2, false), (2035, 4, 8, 3, false),
    (2035, 5, 8, 4, false), (2035, 6, 6, 5, false), (2035, 7, 5, 6, false), (2035, 8, 4, 7, false),
    (2035, 9, 2, 8, false), (2035, 10, 1, 9, false), (2035, 10, 31, 10, false), (2035, 11, 30, 11, false),
    (2035, 12, 29, 12, false), (2036, 1, 28, 1, false),
];
