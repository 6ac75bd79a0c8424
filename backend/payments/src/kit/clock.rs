//! The clock as Vietnamese providers write it: UTC+7, all year.

use shared::time::{DAY_MS, Millis, VnDate};

/// How far Vietnam is ahead of UTC.
const AHEAD_MS: i64 = 7 * 3_600_000;

/// `yyyyMMddHHmmss`, in Vietnam.
#[must_use]
pub fn compact(moment: Millis) -> String {
    let VnDate { y, m, d } = moment.vn_date();
    let second = moment.0.saturating_add(AHEAD_MS).rem_euclid(DAY_MS) / 1000;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{y:04}{m:02}{d:02}{hour:02}{minute:02}{second:02}")
}

/// `yyMMdd`, in Vietnam.
#[must_use]
pub fn compact_day(moment: Millis) -> String {
    let VnDate { y, m, d } = moment.vn_date();
    format!("{:02}{m:02}{d:02}", y.rem_euclid(100))
}

/// Reads `yyyyMMddHHmmss`.
#[must_use]
pub fn read_compact(text: &str) -> Option<Millis> {
    if text.len() != 14 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let day = VnDate::new(
        i32::try_from(part(0, 4)?).ok()?,
        u8::try_from(part(4, 6)?).ok()?,
        u8::try_from(part(6, 8)?).ok()?,
    )?;
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let time = ((hour * 60 + minute) * 60 + second) * 1000;
    Some(Millis(day.days() * DAY_MS + time - AHEAD_MS))
}

/// Reads `yyyy-MM-dd HH:mm:ss`, or the same with a `T`.
#[must_use]
pub fn read_spaced(text: &str) -> Option<Millis> {
    let text = text.get(..19)?;
    let marks = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    let bytes = text.as_bytes();
    if marks.iter().any(|(at, mark)| bytes.get(*at) != Some(mark))
        || !matches!(bytes.get(10), Some(b' ' | b'T'))
    {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    read_compact(&digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_references_moment_is_written_and_read() {
        let moment = Millis(1_767_232_992_000);
        assert_eq!(compact(moment), "20260101090312");
        assert_eq!(compact_day(moment), "260101");
        assert_eq!(read_compact("20260101090312"), Some(moment));
        assert_eq!(read_spaced("2026-01-01 09:03:12"), Some(moment));
        assert_eq!(read_spaced("2026-01-01T09:03:12+07:00"), Some(moment));
        for bad in [
            "",
            "2026-01-01",
            "2026-13-01 09:03:12",
            "2026-01-01 24:00:00",
            "2026/01/01 09:03:12",
        ] {
            assert_eq!(read_spaced(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seconds in 0_i64..4_102_444_800) {
            let moment = Millis(seconds * 1000);
            prop_assert_eq!(read_compact(&compact(moment)), Some(moment));
        }

        #[test]
        fn any_text_is_a_moment_or_none(text in "\\PC{0,24}") {
            let _ = (read_compact(&text), read_spaced(&text));
        }
    }
}
