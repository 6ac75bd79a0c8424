//! When a product arrives where, and where it cannot be sent.

use super::facts::Facts;
use crate::catalogue::cards::Shown;
use crate::catalogue::delivery::{Arrival, Destination, Goods, first_arrival};
use crate::catalogue::words::{capital, unreachable};
use crate::checkout::PACKING_MINUTE;
use shared::goods::ShippingClass;
use shared::input::forecast::HarvestDays;
use shared::rules::shipping::LaneRefusal;
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::parts::{Notice, NoticeKind};
use shared::view::shop::DeliveryView;

/// The class word that a refusal is about: `Hàng này`.
fn goods_word(l: Locale) -> &'static str {
    l.say("Món này", "This")
}

pub(super) fn delivery(facts: &Facts, shown: &Shown) -> DeliveryView {
    let l = shown.locale;
    let class = facts.row.class();
    let name = shown.to.map(|to| to.name()).unwrap_or_default();
    let way = shown.to.and_then(|to| way(facts, &to, shown.now));
    let place = shown
        .chosen()
        .filter(|_| !matches!(way, Some(Arrival::Sent(_))));
    let (title, good) = match (way, ahead(facts)) {
        (Some(Arrival::Refused(why)), None) => (why.say(l, goods_word(l)), false),
        (Some(Arrival::Refused(why)), Some(_)) if shown.chosen().is_some() => {
            (why.say(l, goods_word(l)), false)
        }
        (Some(Arrival::Sent(window)), Some(days)) if shown.chosen().is_some() => {
            let there = there(&name, window.latest, l);
            (format!("{}, {there}", capital(&days.words(l))), true)
        }
        (_, Some(days)) => (capital(&days.words(l)), true),
        (Some(Arrival::Sent(window)), None) => {
            let fresh = matches!(class, ShippingClass::P1 | ShippingClass::P2);
            let picked = facts
                .row
                .harvested()
                .filter(|day| fresh && *day <= window.ship_by);
            let leaves = match picked {
                Some(day) => facts.row.fresh().on(day, l),
                None => format!("{} {}", l.say("Gửi", "Sent"), window.ship_by.short()),
            };
            (
                format!("{leaves} – {}", there(&name, window.latest, l)),
                true,
            )
        }
        (Some(Arrival::Fetched), None) => (class.words(l).to_owned(), true),
        (None, None) => (class.words(l).to_owned(), false),
    };
    let change = l.say("Đổi nơi giao", "Another place").to_owned();
    let back = format!("/giao-toi?ve={}", l.path(&format!("/p/{}", facts.row.slug)));
    DeliveryView {
        title,
        text: join(&[
            place.map(|to| placed(to, l)).unwrap_or_default(),
            keeping(facts, l),
            class_words(class, l),
        ]),
        good,
        change: (change, l.path(&back)),
        reach: reach(facts, shown),
    }
}

/// `tới Hà Nội 16/8`.
fn there(name: &str, day: VnDate, l: Locale) -> String {
    match l {
        Locale::Vi => format!("tới {name} {}", day.short()),
        Locale::En => format!("in {name} by {}", day.short()),
    }
}

/// `Bạn chọn giao tới Phường Bến Thành, Hồ Chí Minh.`
fn placed(to: &Destination, l: Locale) -> String {
    match l {
        Locale::Vi => format!("Bạn chọn giao tới {}.", to.label()),
        Locale::En => format!("You chose {}.", to.label()),
    }
}

/// How it comes to a place from those who can send it; what is all ordered ahead leaves after its harvest.
fn way(facts: &Facts, to: &Destination, now: Millis) -> Option<Arrival> {
    let mut goods = Goods::from(&facts.row);
    let mut leaves = now;
    if let Some(days) = ahead(facts) {
        goods.ready = Some(days.ship_by);
        leaves = days.ship_by.start().plus_minutes(PACKING_MINUTE);
    }
    first_arrival(&goods, facts.wards().into_iter(), to, leaves)
}

/// Why it cannot be bought for the place the reader chose, when nobody can send it there.
pub(super) fn beyond(facts: &Facts, shown: &Shown) -> Option<Notice> {
    let (l, to) = (shown.locale, shown.chosen()?);
    let Some(Arrival::Refused(why)) = way(facts, to, shown.now) else {
        return None;
    };
    Some(Notice {
        kind: NoticeKind::Warn,
        title: format!("{}.", unreachable(why, &to.name(), l)),
        text: l
            .say(
                "Đổi nơi giao, hoặc chọn món khác.",
                "Choose another place, or other goods.",
            )
            .to_owned(),
        link: Some(of_this_kind(facts, l)),
    })
}

/// The way to other goods of the kind.
pub(super) fn of_this_kind(facts: &Facts, l: Locale) -> (String, String) {
    let words = l.say("Xem món cùng loại", "See goods of this kind");
    let path = format!("/danh-muc/{}", facts.row.category_slug);
    (words.to_owned(), l.path(&path))
}

/// The harvest that all is ordered ahead of, while no pack is there.
fn ahead(facts: &Facts) -> Option<HarvestDays> {
    let gone = facts.packs.iter().all(|pack| pack.left().steps == 0);
    let mut days = facts.packs.iter().filter_map(|pack| facts.harvest(pack));
    days.next().filter(|_| gone)
}

fn class_words(class: ShippingClass, l: Locale) -> String {
    format!("{}.", class.words(l))
}

fn join(parts: &[String]) -> String {
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

/// `Để được 4 ngày.`, `Để được 12 tháng.`
pub(super) fn keeping(facts: &Facts, l: Locale) -> String {
    let days = facts.row.shelf_life_days;
    if days <= 0 {
        return String::new();
    }
    let (n, vi, en) = if days >= 60 {
        (days / 30, "tháng", "months")
    } else {
        (days, "ngày", "days")
    };
    match l {
        Locale::Vi => format!("Để được {n}\u{a0}{vi}."),
        Locale::En => format!("Keeps {n}\u{a0}{en}."),
    }
}

/// Where it arrives when, and where it cannot go, once there is a part of the country where it cannot.
fn reach(facts: &Facts, shown: &Shown) -> Vec<String> {
    let l = shown.locale;
    let answers: Vec<(String, Arrival)> = Destination::parts_of_the_country()
        .iter()
        .filter_map(|to| Some((to.name(), way(facts, to, shown.now)?)))
        .collect();
    if !answers
        .iter()
        .any(|(_, to)| matches!(to, Arrival::Refused(_)))
    {
        return Vec::new();
    }
    let line = |(name, to): &(String, Arrival)| {
        let words = match (to, l) {
            (Arrival::Sent(window), Locale::Vi) => format!("tới {}", window.latest.short()),
            (Arrival::Sent(window), Locale::En) => format!("by {}", window.latest.short()),
            (Arrival::Fetched, _) => l
                .say(
                    "đến lấy, hoặc giao trong tỉnh",
                    "fetched, or brought within the province",
                )
                .to_owned(),
            (Arrival::Refused(why), _) => unreachable_words(*why, l),
        };
        format!("{name}: {words}")
    };
    answers.iter().map(line).collect()
}

/// `không gửi được bằng đường bộ, mất 4 ngày đường`.
fn unreachable_words(why: LaneRefusal, l: Locale) -> String {
    match (why, l) {
        (LaneRefusal::LiveOtherProvince, _) => l
            .say("không gửi được, hàng còn sống", "not sent: live animals")
            .to_owned(),
        (LaneRefusal::TooFar { days, .. }, Locale::Vi) => {
            format!("không gửi được bằng đường bộ, mất {days}\u{a0}ngày đường")
        }
        (LaneRefusal::TooFar { days, .. }, Locale::En) => {
            format!("not sent by road, which takes {days}\u{a0}days")
        }
        (LaneRefusal::ShelfLife { keeps, days }, Locale::Vi) => format!(
            "không gửi được bằng đường bộ, mất {days}\u{a0}ngày mà hàng để được {keeps}\u{a0}ngày"
        ),
        (LaneRefusal::ShelfLife { keeps, days }, Locale::En) => {
            format!("not sent by road: {days}\u{a0}days, and it keeps {keeps}")
        }
    }
}
