//! How goods are put into words for their members.

use shared::goods::ShippingClass;
use shared::money::Vnd;
use shared::quantity::{Measure, Quantity, Unit};
use shared::rules::guess::Origin;
use shared::say::Locale;
use shared::view::goods::{Pickable, PriceChoice};

/// `thùng`, `chục`: the unit where its content does not matter.
pub(super) fn bare(unit: Unit, l: Locale) -> &'static str {
    unit.word(l).split(" (").next().unwrap_or_default()
}

/// After an amount: ` một chai`.
pub(super) fn per(word: &str, l: Locale) -> String {
    format!("{}{word}", l.say(" một ", " per "))
}

/// How it travels, short enough for a chip.
pub(super) fn travel(class: ShippingClass, l: Locale) -> &'static str {
    match class {
        ShippingClass::P0 => l.say(
            "đến lấy hoặc giao trong tỉnh",
            "pickup or within the province",
        ),
        ShippingClass::P1 => l.say("chỉ gửi nơi tới hôm sau", "only where it arrives next day"),
        ShippingClass::P2 => l.say("gửi nơi tới trong 3 ngày", "where it arrives in 3 days"),
        ShippingClass::P3 => l.say(
            "gửi toàn quốc, để vài tuần",
            "sent anywhere, keeps for weeks",
        ),
        ShippingClass::P4 => l.say("gửi xe nào cũng được", "sent by any carrier"),
    }
}

/// Grams as one writes them: `700 g`, `1,5 kg`.
pub(crate) fn weight(grams: i64, l: Locale) -> String {
    if grams < 1_000 {
        format!("{grams} g")
    } else {
        Quantity::of(grams, Unit::Kg)
            .words(l)
            .replace('\u{a0}', " ")
    }
}

/// The content of a pack as it would be typed; empty when there is none.
pub(crate) fn content(net_weight_g: Option<i64>, net_volume_ml: Option<i64>, l: Locale) -> String {
    match (net_weight_g, net_volume_ml) {
        (Some(grams), _) => weight(grams, l),
        (None, Some(ml)) if ml < 1_000 => format!("{ml} ml"),
        (None, Some(ml)) => Quantity::of(ml, Unit::Lit).words(l).replace('\u{a0}', " "),
        (None, None) => String::new(),
    }
}

/// Where a guess comes from.
pub(super) fn why(origin: Origin, l: Locale) -> &'static str {
    match origin {
        Origin::History => l.say(
            "Theo món giống tên bạn đã bán",
            "As your goods of that name",
        ),
        Origin::Words => l.say("Theo tên món", "By the name"),
        Origin::Last => l.say("Theo món bạn đăng gần nhất", "As what you listed last"),
        Origin::Nothing => l.say(
            "Chưa biết món này, xem lại giúp",
            "Unknown goods, please check",
        ),
    }
}

/// Every unit, with a first line when `first` says what an empty choice means.
pub(crate) fn units(chosen: &str, first: Option<String>, l: Locale) -> Vec<Pickable> {
    let all = Unit::ALL.iter().map(|unit| Pickable {
        value: unit.code().to_owned(),
        label: unit.word(l).to_owned(),
        chosen: unit.code() == chosen,
    });
    with_first(first, chosen).into_iter().chain(all).collect()
}

/// Every shipping class, as [`units`].
pub(crate) fn classes(chosen: &str, first: Option<String>, l: Locale) -> Vec<Pickable> {
    let all = ShippingClass::ALL.iter().map(|class| Pickable {
        value: class.code().to_owned(),
        label: class.words(l).to_owned(),
        chosen: class.code() == chosen,
    });
    with_first(first, chosen).into_iter().chain(all).collect()
}

pub(super) fn with_first(first: Option<String>, chosen: &str) -> Option<Pickable> {
    first.map(|label| Pickable {
        value: String::new(),
        label,
        chosen: chosen.is_empty(),
    })
}

/// A price to choose.
pub(super) fn price_choice(price: Vnd, l: Locale) -> PriceChoice {
    PriceChoice {
        dong: price.dong(),
        amount: price.to_string(),
        words: if l == Locale::Vi {
            price.in_words()
        } else {
            String::new()
        },
    }
}

/// A good with its pack: `Na loại 1, thùng 3 kg`; what is sold by weight has no pack.
pub(super) fn with_pack(title: &str, pack: &str, unit: Unit, catch_weight: bool) -> String {
    if unit.measure() != Measure::Count && !catch_weight {
        return title.to_owned();
    }
    let mut letters = pack.chars();
    let pack: String = letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default();
    shared::text::keep_together(&format!("{title}, {pack}"))
}
