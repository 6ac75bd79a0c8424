use proptest::prelude::*;

use super::*;
use crate::say::Locale;

fn day(y: i32, m: u8, d: u8) -> VnDate {
    VnDate::new(y, m, d).expect("a day")
}

#[test]
fn days_start_at_midnight_in_vietnam() {
    let date = day(2026, 8, 15);
    let start = date.start();
    assert_eq!(start.to_string(), "2026-08-14T17:00:00Z");
    assert_eq!(start.vn_date(), date);
    assert_eq!(Millis(start.0 - 1).vn_date(), day(2026, 8, 14));
    assert_eq!(Millis(date.end().0 - 1).vn_date(), date);
    assert_eq!(date.end().vn_date(), day(2026, 8, 16));
    assert_eq!(start.plus_minutes(9 * 60 + 31).vn_clock(), "09:31");
    assert_eq!(Millis(0).vn_clock(), "07:00");
    assert_eq!(Millis(-1).to_string(), "1969-12-31T23:59:59.999Z");
    assert_eq!(Millis(i64::MIN).vn_date(), day(1, 1, 1));
    assert_eq!(Millis(i64::MAX).vn_date(), day(9999, 12, 31));
}

#[test]
fn people_read_days_in_their_language() {
    let date = day(2026, 8, 15);
    assert_eq!(date.with_weekday(Locale::Vi), "thứ Bảy 15/8");
    assert_eq!(date.with_weekday(Locale::En), "Saturday 15/8");
    assert_eq!(date.plus_days(1).with_weekday(Locale::Vi), "Chủ nhật 16/8");
    assert_eq!(date.plus_days(2).weekday_word(Locale::En), "Monday");
    assert_eq!(date.full(), "15/08/2026");
    assert_eq!(date.iso(), "2026-08-15");
    assert_eq!(date.short(), "15/8");
}

#[test]
fn months_are_clamped_to_their_end() {
    assert_eq!(day(2024, 2, 29).plus_months_clamped(36), day(2027, 2, 28));
    assert_eq!(day(2024, 2, 29).plus_months_clamped(48), day(2028, 2, 29));
    assert_eq!(day(2025, 1, 31).plus_months_clamped(1), day(2025, 2, 28));
    assert_eq!(day(2025, 12, 15).plus_months_clamped(1), day(2026, 1, 15));
    assert_eq!(day(2025, 1, 15).plus_months_clamped(-1), day(2024, 12, 15));
    assert_eq!(day(2023, 11, 28).plus_months_clamped(36), day(2026, 11, 28));
}

#[test]
fn days_are_read_both_ways_round() {
    for text in [
        "15/8/2026",
        "15/08/2026",
        "15-8-2026",
        "15.08.2026",
        "2026-08-15",
        " 2026/8/15 ",
    ] {
        assert_eq!(VnDate::parse(text), Ok(day(2026, 8, 15)), "{text}");
    }
    for text in [
        "",
        "15/8",
        "15/8/26",
        "29/2/2026",
        "32/1/2026",
        "0/1/2026",
        "1/13/2026",
        "a/b/2026",
        "1/1/2026/1",
        "+1/1/2026",
    ] {
        assert_eq!(VnDate::parse(text), Err(BadDate), "{text}");
    }
    assert_eq!(
        serde_json::to_string(&day(2026, 8, 5)).expect("json"),
        "\"2026-08-05\""
    );
    assert_eq!(
        serde_json::from_str::<VnDate>("\"2026-08-05\"").expect("json"),
        day(2026, 8, 5)
    );
}

#[test]
fn tet_is_the_first_day_of_the_first_lunar_month() {
    for (y, m, d) in [
        (2025, 1, 29),
        (2026, 2, 17),
        (2027, 2, 6),
        (2028, 1, 26),
        (2029, 2, 13),
        (2030, 2, 2),
        (2031, 1, 23),
        (2032, 2, 11),
        (2033, 1, 31),
        (2034, 2, 19),
        (2035, 2, 8),
    ] {
        assert_eq!(
            lunar(day(y, m, d)),
            Some(LunarDate {
                day: 1,
                month: 1,
                leap: false
            }),
            "{y}"
        );
        let eve = lunar(day(y, m, d).plus_days(-1)).expect("in the table");
        assert_eq!((eve.month, eve.leap), (12, false), "{y}");
    }
}

#[test]
fn leap_months_are_those_of_the_almanac() {
    let mut leaps = Vec::new();
    for days in day(2025, 1, 1).days()..day(2036, 1, 1).days() {
        let date = VnDate::from_days(days);
        let lunar = lunar(date).expect("in the table");
        if lunar.leap && lunar.day == 1 {
            leaps.push((date.y, lunar.month));
        }
    }
    assert_eq!(leaps, [(2025, 6), (2028, 5), (2031, 3), (2033, 11)]);
}

#[test]
fn lunar_days_follow_each_other() {
    let mut before = lunar(day(2024, 12, 31)).expect("in the table");
    for days in day(2025, 1, 1).days()..=day(2036, 1, 27).days() {
        let now = lunar(VnDate::from_days(days)).expect("in the table");
        if now.day == 1 {
            let next = before.month % 12 + 1;
            assert!((29..=30).contains(&before.day));
            assert!(if now.leap {
                now.month == before.month && !before.leap
            } else {
                now.month == next
            });
        } else {
            assert_eq!(
                (now.day, now.month, now.leap),
                (before.day + 1, before.month, before.leap)
            );
        }
        before = now;
    }
    assert_eq!(lunar(day(2024, 12, 30)), None);
    assert_eq!(lunar(day(2036, 1, 28)), None);
}

#[test]
fn lunar_days_have_their_own_words() {
    let words = |y, m, d| lunar(day(y, m, d)).map(|l| l.full_words(Locale::Vi));
    assert_eq!(
        words(2026, 8, 15).as_deref(),
        Some("Mùng 3 tháng Bảy âm lịch")
    );
    assert_eq!(
        words(2026, 3, 3).as_deref(),
        Some("Rằm tháng Giêng âm lịch")
    );
    assert_eq!(
        words(2025, 7, 25).as_deref(),
        Some("Mùng 1 tháng Sáu nhuận âm lịch")
    );
    assert_eq!(
        words(2026, 2, 10).as_deref(),
        Some("Ngày 23 tháng Chạp âm lịch")
    );
    assert_eq!(
        lunar(day(2026, 8, 15))
            .map(|l| l.words(Locale::Vi))
            .as_deref(),
        Some("mùng 3 tháng Bảy")
    );
    assert_eq!(
        lunar(day(2026, 8, 15))
            .map(|l| l.full_words(Locale::En))
            .as_deref(),
        Some("Day 3 of lunar month 7")
    );
}

proptest! {
    #[test]
    fn a_day_is_its_number(days in -719_162_i64..=2_932_896) {
        let date = VnDate::from_days(days);
        prop_assert_eq!(date.days(), days);
        prop_assert_eq!(VnDate::new(date.y, date.m, date.d), Some(date));
        prop_assert_eq!(VnDate::parse(&date.iso()), Ok(date));
        prop_assert_eq!(VnDate::parse(&date.full()), Ok(date));
        prop_assert!(days == 2_932_896 || VnDate::from_days(days + 1) > date);
    }

    #[test]
    fn any_text_is_a_day_or_an_error(text in "\\PC{0,16}", digits in "[0-9/.\\-]{0,12}") {
        for text in [text, digits] {
            if let Ok(date) = VnDate::parse(&text) {
                prop_assert_eq!(VnDate::new(date.y, date.m, date.d), Some(date));
            }
        }
    }

    #[test]
    fn months_there_and_back_stay_in_the_month(days in 0_i64..40_000, months in -120_i32..120) {
        let date = VnDate::from_days(days);
        let back = date.plus_months_clamped(months).plus_months_clamped(-months);
        prop_assert_eq!((back.y, back.m), (date.y, date.m));
        prop_assert!(back.d <= date.d);
    }
}
