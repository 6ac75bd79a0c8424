//! What stands in a cell, and what it means. Where a text can mean two things it is not read at all.

use shared::text::nfc_clean;
use shared::time::{Millis, VnDate};

/// A cell as it came.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, as they stand there.
    Text(String),
    /// A number of the spreadsheet.
    Number(f64),
    /// A day and time of the spreadsheet: days since the end of 1899, in the time of Vietnam.
    Serial(f64),
}

/// What is wrong with a cell and what to do, Vietnamese and English.
pub type Why = (String, String);

/// The largest whole number that a spreadsheet holds exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Days from the spreadsheet's day 0 to 1970-01-01.
const EPOCH: i64 = 25_569;

impl Cell {
    /// Nothing stands there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// The words, composed and with single spaces; a number without a fraction is written without one.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => nfc_clean(unguarded(text)),
            Self::Number(_) => self
                .whole()
                .map_or_else(|| self.raw(), |whole| whole.to_string()),
            Self::Serial(_) => self.raw(),
        }
    }

    /// As it came, for a person to read.
    #[must_use]
    pub fn raw(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Serial(serial) => {
                serial_moment(*serial).map_or_else(|| serial.to_string(), local_minute)
            }
        }
    }

    /// The number, if it is one without a fraction.
    fn whole(&self) -> Option<i64> {
        match self {
            Self::Number(n) if n.fract() == 0.0 && n.abs() < EXACT => Some(*n as i64),
            _ => None,
        }
    }
}

/// A minute as people write it in Vietnam.
#[must_use]
pub fn local_minute(at: Millis) -> String {
    format!("{} {}", at.vn_date().full(), at.vn_clock())
}

/// Without the mark that keeps spreadsheets from calculating a text.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if calculates(rest) => rest,
        _ => text,
    }
}

/// A spreadsheet would calculate the text.
#[must_use]
pub fn calculates(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn not_an_amount(text: &str) -> Why {
    (
        format!("“{text}” không rõ là bao nhiêu. Ghi số trơn như 1234000, hoặc 1.234.000"),
        format!("“{text}” can be read in two ways. Write it plainly: 1234000, or 1.234.000"),
    )
}

/// Whole đồng or a whole count that is not below zero: `1234000`, `1.234.000`, `1,234,000 đ`. Nothing is `None`.
///
/// # Errors
/// When it has a fraction, a sign, mixed marks, or groups that are not of three digits.
pub fn amount(cell: &Cell) -> Result<Option<i64>, Why> {
    if cell.is_empty() {
        return Ok(None);
    }
    if let Some(whole) = cell.whole() {
        return if whole >= 0 {
            Ok(Some(whole))
        } else {
            Err(not_an_amount(&cell.raw()))
        };
    }
    let text = cell.text();
    let bad = || not_an_amount(&text);
    if !matches!(cell, Cell::Text(_)) {
        return Err(bad());
    }
    let lower = text.to_lowercase();
    let bare = ["vnđ", "vnd", "đồng", "₫", "đ", "d"]
        .iter()
        .find_map(|word| lower.strip_suffix(word))
        .unwrap_or(&lower)
        .trim();
    grouped(bare).map(Some).ok_or_else(bad)
}

fn grouped(text: &str) -> Option<i64> {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Some(mark) = marks.first() else {
        return text.parse().ok();
    };
    // A point after which two noughts stand ends the đồng in files of some programs: `35000.00`. After three digits or
    // fewer, `390.00` may as well be a slip of `390.000`.
    if let (Some(whole), 1) = (text.strip_suffix(".00"), marks.len())
        && whole.len() > 3
    {
        return whole.parse().ok();
    }
    if !matches!(mark, '.' | ',' | ' ') || marks.iter().any(|other| other != mark) {
        return None;
    }
    let mut groups = text.split(*mark);
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if !fits || groups.any(|group| group.len() != 3) {
        return None;
    }
    text.replace(*mark, "").parse().ok()
}

/// A minute in Vietnam: `28/11/2026 09:15`, with seconds or without, `2026-11-28 09:15`, a day alone (its midnight), or a
/// day of the spreadsheet. Nothing is `None`.
///
/// # Errors
/// When it is no day of the calendar or no time of the clock.
pub fn moment(cell: &Cell) -> Result<Option<Millis>, Why> {
    if cell.is_empty() {
        return Ok(None);
    }
    let found = match cell {
        Cell::Serial(serial) | Cell::Number(serial) => serial_moment(*serial),
        Cell::Text(_) => written_moment(&cell.text()),
    };
    found.map(Some).ok_or_else(|| {
        let raw = cell.raw();
        (
            format!("“{raw}” không phải ngày giờ. Ghi như 28/11/2026 09:15"),
            format!("“{raw}” is no date and time. Write it like 28/11/2026 09:15"),
        )
    })
}

fn serial_moment(serial: f64) -> Option<Millis> {
    // From 2000 to 2100; a bare number outside of it is something else.
    if !(36_526.0..73_051.0).contains(&serial) {
        return None;
    }
    let minutes = (serial * 1_440.0).round() as i64;
    let day = VnDate::from_days(minutes.div_euclid(1_440) - EPOCH);
    Some(day.start().plus_minutes(minutes.rem_euclid(1_440)))
}

fn written_moment(text: &str) -> Option<Millis> {
    let text = text.replace('T', " ");
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next());
    if words.next().is_some() {
        return None;
    }
    // Some portals put the clock first.
    let (day, clock) = match second {
        Some(second) if first.contains(':') => (second, Some(first)),
        _ => (first, second),
    };
    let day = VnDate::parse(day).ok()?;
    let minutes = match clock {
        None => 0,
        Some(clock) => minutes_of(clock)?,
    };
    Some(day.start().plus_minutes(minutes))
}

fn minutes_of(clock: &str) -> Option<i64> {
    let parts: Vec<i64> = clock
        .split(':')
        .map(|part| match part.len() {
            1 | 2 if part.bytes().all(|b| b.is_ascii_digit()) => part.parse().ok(),
            _ => None,
        })
        .collect::<Option<_>>()?;
    match parts.as_slice() {
        [h, m] | [h, m, 0..=59] if (0..24).contains(h) && (0..60).contains(m) => Some(h * 60 + m),
        _ => None,
    }
}

/// A phone as it stands there, and whether parts of it are hidden or were lost. A nought that a spreadsheet took away
/// from a number is put back.
#[must_use]
pub fn phone(cell: &Cell) -> (String, bool) {
    let text = cell.text();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let hidden = text
        .chars()
        .any(|c| c.is_alphabetic() || c == '*' || c == '•');
    if hidden || digits < 9 {
        return (text.clone(), !text.is_empty());
    }
    if digits == 9 && text.len() == 9 && !text.starts_with('0') {
        return (format!("0{text}"), false);
    }
    (text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn amounts_are_read_when_they_mean_one_thing() {
        for (written, dong) in [
            ("1234000", 1_234_000),
            ("1.234.000", 1_234_000),
            ("1,234,000", 1_234_000),
            ("1 234 000", 1_234_000),
            ("35.000 đ", 35_000),
            ("35.000₫", 35_000),
            ("35000 VNĐ", 35_000),
            ("35000.00", 35_000),
            ("0", 0),
        ] {
            assert_eq!(amount(&text(written)), Ok(Some(dong)), "{written}");
        }
        for written in [
            "35.5",
            "390.00",
            "1,5",
            "1.234,50",
            "1.23",
            "0.500",
            "-35000",
            "12.34.567",
            "35k",
            "1.2345",
            "99999999999999999999",
            "--",
            "₫",
        ] {
            assert!(amount(&text(written)).is_err(), "{written}");
        }
        assert_eq!(amount(&Cell::Number(35_000.0)), Ok(Some(35_000)));
        assert!(amount(&Cell::Number(35_000.5)).is_err());
        assert!(amount(&Cell::Number(f64::NAN)).is_err());
        assert!(amount(&Cell::Number(-1.0)).is_err());
        assert_eq!(amount(&text("  ")), Ok(None));
    }

    #[test]
    fn moments_are_those_of_vietnam() {
        let at = |d: i64, minutes| {
            VnDate::new(2026, 11, d as u8).map(|day| day.start().plus_minutes(minutes))
        };
        for (written, day, minutes) in [
            ("28/11/2026 09:15", 28, 555),
            ("28/11/2026 09:15:59", 28, 555),
            ("09:15 28/11/2026", 28, 555),
            ("2026-11-28T09:15", 28, 555),
            ("28-11-2026", 28, 0),
            ("01/11/2026 00:00", 1, 0),
        ] {
            assert_eq!(moment(&text(written)), Ok(at(day, minutes)), "{written}");
        }
        assert_eq!(
            moment(&Cell::Serial(46_354.0 + 555.0 / 1_440.0)),
            Ok(at(28, 555))
        );
        for written in [
            "31/02/2026",
            "28/11/2026 25:00",
            "11/28/2026",
            "hôm qua",
            "28/11/26",
            "1 2 3",
        ] {
            assert!(moment(&text(written)).is_err(), "{written}");
        }
        assert!(moment(&Cell::Number(f64::INFINITY)).is_err());
    }

    #[test]
    fn a_hidden_phone_is_marked() {
        assert_eq!(phone(&text("0912***678")), ("0912***678".to_owned(), true));
        assert!(phone(&text("9.12E+08")).1);
        assert_eq!(
            phone(&Cell::Number(912_345_678.0)),
            ("0912345678".to_owned(), false)
        );
        assert_eq!(
            phone(&text("'+84912345678")),
            ("+84912345678".to_owned(), false)
        );
        assert_eq!(phone(&text("")), (String::new(), false));
    }
}
