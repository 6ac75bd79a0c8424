//! When a product arrives where, and where it cannot be sent.

use super::facts::Facts;
use crate::catalogue::cards::Shown;
use crate::catalogue::delivery::{Arrival, Destination, Goods, arrival};
use crate::catalogue::words::capital;
use crate::checkout::PACKING_MINUTE;
use shared::goods::ShippingClass;
use shared::input::forecast::HarvestDays;
use shared::rules::shipping::LaneRefusal;
use shared::say::Locale;
use shared::view::shop::DeliveryView;

/// The class word that a refusal is about: `Hàng này`.
fn goods_word(l: Locale) -> &'static str {
    l.say("Món này", "This")
}

pub(super) fn delivery(facts: &Facts, shown: &Shown) -> DeliveryView {
    let l = shown.locale;
    let change = (
        l.say("Đổi nơi giao", "Another place").to_owned(),
        format!("/giao-toi?ve=/p/{}", facts.row.slug),
    );
    let change = (change.0, l.path(&change.1));
    let class = facts.row.class();
    let keeping = keeping(facts, l);
    let Some(to) = Destination::ha_noi() else {
        return DeliveryView {
            title: class.words(l).to_owned(),
            text: keeping,
            good: true,
            change,
            reach: Vec::new(),
        };
    };
    if let Some(days) = ahead(facts) {
        return DeliveryView {
            title: capital(&days.words(l)),
            text: join(&[keeping, class_words(class, l)]),
            good: true,
            change,
            reach: reach(facts, shown),
        };
    }
    let name = to.name();
    let title = match arrival(&Goods::from(&facts.row), &to, shown.now) {
        Some(Arrival::Sent(window)) => {
            let picked = facts.row.harvested().filter(|day| {
                matches!(class, ShippingClass::P1 | ShippingClass::P2) && *day <= window.ship_by
            });
            let (leaves, arrives) = (window.ship_by.short(), window.latest.short());
            return DeliveryView {
                title: match (picked, l) {
                    (Some(day), Locale::Vi) => {
                        format!("Hái {} – tới {name} {arrives}", day.short())
                    }
                    (Some(day), Locale::En) => {
                        format!("Picked {} – in {name} by {arrives}", day.short())
                    }
                    (None, Locale::Vi) => format!("Gửi {leaves} – tới {name} {arrives}"),
                    (None, Locale::En) => format!("Sent {leaves} – in {name} by {arrives}"),
                },
                text: join(&[keeping, class_words(class, l)]),
                good: true,
                change,
                reach: reach(facts, shown),
            };
        }
        Some(Arrival::Refused(why)) => why.say(l, goods_word(l)),
        Some(Arrival::Fetched) | None => class.words(l).to_owned(),
    };
    DeliveryView {
        title,
        text: join(&[keeping, class_words(class, l)]),
        good: false,
        change,
        reach: reach(facts, shown),
    }
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
    let mut goods = Goods::from(&facts.row);
    let mut leaves = shown.now;
    if let Some(days) = ahead(facts) {
        goods.ready = Some(days.ship_by);
        leaves = days.ship_by.start().plus_minutes(PACKING_MINUTE);
    }
    let answers: Vec<(String, Arrival)> = Destination::parts_of_the_country()
        .iter()
        .filter_map(|to| Some((to.name(), arrival(&goods, to, leaves)?)))
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
