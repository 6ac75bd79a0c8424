//! How times and amounts are said at the booth.

use shared::money::Vnd;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::text::keep_together;
use shared::time::{Millis, VnDate, lunar};

const MINUTE_MS: i64 = 60_000;

/// `1 giờ 40` (short) or `1 giờ 40 phút`, `12 phút`, `2 ngày`; nothing once the time is over.
pub fn left(until: Millis, now: Millis, long: bool, l: Locale) -> Option<String> {
    let minutes = (until.0 - now.0) / MINUTE_MS;
    if until.0 <= now.0 {
        return None;
    }
    let (days, hours, rest) = (minutes / 1440, minutes / 60, minutes % 60);
    let text = match (days, hours, l) {
        (2.., _, Locale::Vi) => format!("{days} ngày"),
        (2.., _, Locale::En) => format!("{days} days"),
        (_, 0, Locale::Vi) => format!("{} phút", minutes.max(1)),
        (_, 0, Locale::En) => format!("{} min", minutes.max(1)),
        (_, _, Locale::Vi) if rest == 0 => format!("{hours} giờ"),
        (_, _, Locale::En) if rest == 0 => format!("{hours} h"),
        (_, _, Locale::Vi) if long => format!("{hours} giờ {rest:02} phút"),
        (_, _, Locale::Vi) => format!("{hours} giờ {rest:02}"),
        (_, _, Locale::En) => format!("{hours} h {rest:02}"),
    };
    Some(text.replace(' ', "\u{a0}"))
}

/// `còn 1 giờ 40`, or that the time is over.
pub fn remaining(until: Millis, now: Millis, long: bool, l: Locale) -> String {
    match (left(until, now, long, l), l) {
        (Some(text), Locale::Vi) => format!("còn\u{a0}{text}"),
        (Some(text), Locale::En) => format!("{text} left"),
        (None, _) => l.say("đã quá giờ", "time is over").to_owned(),
    }
}

/// `hôm nay`, `ngày mai`, else `thứ Hai 17/8`.
pub fn day(date: VnDate, today: VnDate, l: Locale) -> String {
    match date.days() - today.days() {
        0 => l.say("hôm nay", "today").to_owned(),
        1 => l.say("ngày mai", "tomorrow").to_owned(),
        -1 => l.say("hôm qua", "yesterday").to_owned(),
        _ => date.with_weekday(l),
    }
}

/// `09:31`, with the day when it is not today: `09:31 ngày 15/8`.
pub fn moment(at: Millis, now: Millis, l: Locale) -> String {
    let (clock, date) = (at.vn_clock(), at.vn_date());
    if date == now.vn_date() {
        return clock;
    }
    match l {
        Locale::Vi => format!("{clock} ngày {}", date.short()),
        Locale::En => format!("{clock} on {}", date.short()),
    }
}

/// When a parcel leaves: `14:00 hôm nay`; the day alone when no hour is set.
pub fn leaves(at: Millis, now: Millis, l: Locale) -> String {
    let day = day(at.vn_date(), now.vn_date(), l);
    match at.vn_minute_of_day() {
        0 => day,
        _ => format!("{} {day}", at.vn_clock()),
    }
}

/// `Thứ Bảy 15/8 · mùng 3 tháng Bảy`.
pub fn today_line(now: Millis, l: Locale) -> String {
    let date = now.vn_date();
    let day = capital(&date.with_weekday(l));
    match lunar(date) {
        Some(moon) => format!("{day} · {}", moon.words(l)),
        None => day,
    }
}

/// The text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `3 thùng`; the bare number when the unit is not one of ours.
pub fn quantity(steps: i64, unit: &str, l: Locale) -> String {
    unit.parse::<Unit>().map_or_else(
        |_| steps.to_string(),
        |unit| Quantity::of(steps, unit).words(l),
    )
}

/// `Na loại 1, thùng 3 kg`, each number beside its unit.
pub fn good(title: &str, variant: &str) -> String {
    let variant = variant.trim();
    let text = if variant.is_empty() || title.contains(variant) {
        title.to_owned()
    } else {
        let mut letters = variant.chars();
        let small: String = letters.next().map_or_else(String::new, |first| {
            first.to_lowercase().chain(letters).collect()
        });
        format!("{title}, {small}")
    };
    keep_together(&text)
}

/// The name of goods that are counted in animals: a pack of one of them says nothing that their number does not.
pub fn animal(title: &str, variant: &str) -> String {
    match shared::text::fold(variant).starts_with("1 con") {
        true => keep_together(title),
        false => good(title, variant),
    }
}

/// `−17.550 ₫`; nothing is `0 ₫`, without a sign.
pub fn minus(amount: i64) -> String {
    Vnd(-amount).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Millis {
        VnDate::new(2026, 8, 15)
            .expect("a day")
            .start()
            .plus_minutes(minutes)
    }

    #[test]
    fn time_left_is_said_as_people_say_it() {
        let say = |minutes: i64, long| {
            remaining(at(600 + minutes), at(600), long, Locale::Vi).replace('\u{a0}', " ")
        };
        assert_eq!(say(100, false), "còn 1 giờ 40");
        assert_eq!(say(100, true), "còn 1 giờ 40 phút");
        assert_eq!(say(65, true), "còn 1 giờ 05 phút");
        assert_eq!(say(120, true), "còn 2 giờ");
        assert_eq!(say(12, false), "còn 12 phút");
        assert_eq!(say(2 * 1440 + 5, false), "còn 2 ngày");
        assert_eq!(say(0, false), "đã quá giờ");
    }

    #[test]
    fn days_near_are_named() {
        assert_eq!(leaves(at(840), at(600), Locale::Vi), "14:00 hôm nay");
        assert_eq!(leaves(at(1440), at(600), Locale::Vi), "ngày mai");
        assert_eq!(leaves(at(2 * 1440), at(600), Locale::Vi), "thứ Hai 17/8");
        assert_eq!(moment(at(571), at(1500), Locale::Vi), "09:31 ngày 15/8");
        assert_eq!(
            today_line(at(0), Locale::Vi),
            "Thứ Bảy 15/8 · mùng 3 tháng Bảy"
        );
    }

    #[test]
    fn goods_carry_their_pack_once() {
        assert_eq!(
            good("Na loại 1", "Thùng 3 kg"),
            "Na loại\u{a0}1, thùng 3\u{a0}kg"
        );
        assert_eq!(good("Na thùng 3 kg", "thùng 3 kg"), "Na thùng 3\u{a0}kg");
        assert_eq!(good("Na", ""), "Na");
    }
}
