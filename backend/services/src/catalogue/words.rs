//! Sentences that several pages say.

use shared::goods::ShippingClass;
use shared::money::Vnd;
use shared::quantity::Quantity;
use shared::rules::shipping::LaneRefusal;
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::pack::pack_label_in;
use shared::view::parts::{PriceSign, Tag};

/// Picked so recently that the page says it.
pub(crate) const FRESH_DAYS: i64 = 1;

/// `65.000 ₫` and `kg`.
pub(crate) fn sign(price: i64, label: &str, l: Locale) -> PriceSign {
    PriceSign {
        price: Vnd(price).to_string(),
        unit: pack_label_in(label, l),
        before: None,
    }
}

/// `480.000 ₫/kg`, when the pack is not one kilogram or litre itself.
pub(crate) fn per_unit(
    price: i64,
    label: &str,
    per_kg: Option<i64>,
    per_litre: Option<i64>,
    l: Locale,
) -> Option<String> {
    if label == "kg" || label == "lít" {
        return None;
    }
    if label.starts_with("chục") {
        return Some(format!(
            "{}/{}",
            Vnd((price + 5) / 10),
            l.say("quả", "piece")
        ));
    }
    match (per_kg, per_litre) {
        (Some(kg), _) if kg != price => Some(format!("{}/kg", Vnd(kg))),
        (_, Some(litre)) if litre != price => {
            Some(format!("{}/{}", Vnd(litre), l.say("lít", "litre")))
        }
        _ => None,
    }
}

/// `Còn 18 thùng`.
pub(crate) fn left(quantity: Quantity, l: Locale) -> String {
    match l {
        Locale::Vi => format!("Còn {}", quantity.words(l)),
        Locale::En => format!("{} left", quantity.words(l)),
    }
}

/// How goods come to the market, which decides the word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fresh {
    /// Fruit and vegetables are picked.
    Picked,
    /// Eggs are gathered.
    Gathered,
    /// Meat is dressed; honey, tea and dried goods are made.
    Made,
    /// Live animals are made ready.
    Live,
}

impl Fresh {
    /// Of a good by its category, its Vietnamese name and how perishable it is.
    pub(crate) fn of(category: &str, name: &str, class: ShippingClass) -> Self {
        match (category, class) {
            (_, ShippingClass::P0) => Self::Live,
            ("thit-trung", _) if shared::text::fold(name).starts_with("trung ") => Self::Gathered,
            ("thit-trung", _) => Self::Made,
            ("trai-cay" | "rau-cu", _) | (_, ShippingClass::P1 | ShippingClass::P2) => Self::Picked,
            _ => Self::Made,
        }
    }

    /// `Hái 15/8`, `Làm 15/8`, `Chuẩn bị 15/8`.
    pub(crate) fn on(self, day: VnDate, l: Locale) -> String {
        let word = match self {
            Self::Picked => l.say("Hái", "Picked"),
            Self::Gathered => l.say("Nhặt", "Gathered"),
            Self::Made => l.say("Làm", "Made"),
            Self::Live => l.say("Chuẩn bị", "Made ready"),
        };
        format!("{word} {}", day.short())
    }

    /// What the day is called: `Ngày hái`.
    pub(crate) fn day(self, l: Locale) -> &'static str {
        match self {
            Self::Picked => l.say("Ngày hái", "Picked on"),
            Self::Gathered => l.say("Ngày nhặt", "Gathered on"),
            Self::Made => l.say("Ngày làm", "Made on"),
            Self::Live => l.say("Ngày chuẩn bị", "Made ready on"),
        }
    }
}

/// `Hái sáng nay`, `Nhặt hôm qua`; nothing when it is longer ago.
pub(crate) fn fresh_tag(
    harvested: Option<VnDate>,
    fresh: Fresh,
    now: Millis,
    l: Locale,
) -> Option<Tag> {
    let text = match (now.vn_date().days() - harvested?.days(), fresh) {
        (0, Fresh::Picked) => l.say("Hái sáng nay", "Picked this morning"),
        (1, Fresh::Picked) => l.say("Hái hôm qua", "Picked yesterday"),
        (0, Fresh::Gathered) => l.say("Nhặt hôm nay", "Gathered today"),
        (1, Fresh::Gathered) => l.say("Nhặt hôm qua", "Gathered yesterday"),
        (0, Fresh::Made | Fresh::Live) => l.say("Có sáng nay", "Ready this morning"),
        (1, Fresh::Made | Fresh::Live) => l.say("Có từ hôm qua", "Ready since yesterday"),
        _ => return None,
    };
    Some(Tag {
        text: text.to_owned(),
        fresh: true,
    })
}

/// `12 món`, `1 item`.
pub(crate) fn goods_count(n: usize, l: Locale) -> String {
    match (l, n) {
        (Locale::Vi, n) => format!("{}\u{a0}món", grouped(n)),
        (Locale::En, 1) => "1\u{a0}item".to_owned(),
        (Locale::En, n) => format!("{}\u{a0}items", grouped(n)),
    }
}

/// `12 gian hàng`.
pub(crate) fn booths_count(n: usize, l: Locale) -> String {
    match (l, n) {
        (Locale::Vi, n) => format!("{}\u{a0}gian\u{a0}hàng", grouped(n)),
        (Locale::En, 1) => "1\u{a0}booth".to_owned(),
        (Locale::En, n) => format!("{}\u{a0}booths", grouped(n)),
    }
}

/// `1.250`.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `Không gửi được tới Bến Thành, mất 4 ngày đường`.
pub(crate) fn unreachable(why: LaneRefusal, place: &str, l: Locale) -> String {
    let why = match (why, l) {
        (LaneRefusal::LiveOtherProvince, _) => l.say("hàng còn sống", "live animals").to_owned(),
        (LaneRefusal::TooFar { days, .. } | LaneRefusal::ShelfLife { days, .. }, Locale::Vi) => {
            format!("mất {days}\u{a0}ngày đường")
        }
        (LaneRefusal::TooFar { days, .. } | LaneRefusal::ShelfLife { days, .. }, Locale::En) => {
            format!("{days}\u{a0}days on the road")
        }
    };
    match l {
        Locale::Vi => format!("Không gửi được tới {place}, {why}"),
        Locale::En => format!("Cannot be sent to {place}: {why}"),
    }
}

/// Why nothing of it can be bought.
pub(crate) fn gone(out_of_season: bool, l: Locale) -> &'static str {
    match out_of_season {
        true => l.say("Ngoài mùa", "Out of season"),
        false => l.say("Hết hàng", "Sold out"),
    }
}

/// `tháng 8`, `August`.
pub(crate) fn month(number: u8, l: Locale) -> String {
    shared::goods::Season::of_months(&[number], &[]).words(l)
}

/// The same with a capital letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}", chars.as_str())
}

/// Paragraphs of a text that people typed.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What kind of good a name speaks of, by its first word: `na`, `bưởi`, `cà` of coffee.
pub(super) fn kind(name: &str) -> String {
    let first = name.split([' ', '\u{a0}']).next();
    first.unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_packs_are_said() {
        assert_eq!(grouped(1_250), "1.250");
        assert_eq!(grouped(38), "38");
        assert_eq!(goods_count(38, Locale::Vi), "38\u{a0}món");
        assert_eq!(per_unit(65_000, "kg", Some(65_000), None, Locale::Vi), None);
        assert_eq!(
            per_unit(48_000, "túi 100 g", Some(480_000), None, Locale::Vi).as_deref(),
            Some("480.000\u{a0}₫/kg")
        );
        assert_eq!(capital("tháng 8"), "Tháng 8");
    }

    #[test]
    fn only_what_grows_is_picked() {
        let day = VnDate::new(2026, 8, 15).expect("a day");
        let of = |category, name, class| Fresh::of(category, name, class).on(day, Locale::Vi);
        assert_eq!(of("trai-cay", "Na", ShippingClass::P1), "Hái 15/8");
        assert_eq!(
            of("thit-trung", "Trứng gà so", ShippingClass::P3),
            "Nhặt 15/8"
        );
        assert_eq!(
            of("thit-trung", "Gà đồi làm sẵn", ShippingClass::P1),
            "Làm 15/8"
        );
        assert_eq!(
            of("thit-trung", "Gà sống", ShippingClass::P0),
            "Chuẩn bị 15/8"
        );
        assert_eq!(of("che-tra", "Chè Shan", ShippingClass::P4), "Làm 15/8");
    }
}
