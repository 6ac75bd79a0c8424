//! The form that puts a pack into the cart.

use super::facts::{Facts, Pack};
use crate::catalogue::words;
use crate::checkout::cap_words;
use shared::input::forecast::HarvestDays;
use shared::quantity::{Quantity, line_total};
use shared::rules::catch_weight;
use shared::say::Locale;
use shared::view::shop::{BuyView, PackView};

/// The pack and number chosen so far, as the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the variant.
    pub variant: String,
    /// How many units; decimal for what is weighed.
    pub quantity: String,
    /// `plus` or `minus`, when a button of the number was pressed.
    pub op: String,
    /// Id of the cooperative that is to send pooled goods; empty leaves it to the market.
    pub cooperative: String,
}

/// The form; `None` when no pack can be bought.
pub(super) fn buy(facts: &Facts, slug: &str, wanted: &Wanted, l: Locale) -> Option<BuyView> {
    let buyable = |pack: &&Pack| pack.buyable().steps > 0;
    let chosen = facts
        .packs
        .iter()
        .filter(buyable)
        .find(|pack| pack.id.to_string() == wanted.variant)
        .or_else(|| facts.packs.iter().find(buyable))?;
    let ahead = facts.harvest(chosen).is_some();
    let left = match ahead {
        true => chosen.buyable(),
        false => facts.left_with(chosen, &wanted.cooperative),
    };
    let (quantity, limit) = number(chosen, left, wanted);
    let most = units(left, chosen);
    let sum = line_total(
        chosen.price(),
        Quantity::of(quantity * chosen.least().steps, chosen.unit()),
    );
    let unit = words::capital(chosen.unit().word(l));
    Some(BuyView {
        action: l.path("/gio-hang"),
        here: l.path(&format!("/p/{slug}")),
        legend: l.say("Chọn gói", "Choose a pack").to_owned(),
        packs: facts
            .packs
            .iter()
            .map(|pack| view(facts, pack, pack.id == chosen.id, l))
            .collect(),
        count_label: match l {
            Locale::Vi => format!("Số {}", unit.to_lowercase()),
            Locale::En => format!("Number: {unit}"),
        },
        quantity,
        most,
        words: match ahead {
            true => l.say("Đặt trước · ", "Order ahead · ").to_owned(),
            false => l.say("Thêm · ", "Add · ").to_owned(),
        },
        sum: sum.unwrap_or(chosen.price()).to_string(),
        limit: limit.then(|| match chosen.cap().filter(|_| ahead) {
            Some(cap) => cap_words(cap, l),
            None => words::left(left, l),
        }),
    })
}

/// How many times the least sold amount.
fn units(quantity: Quantity, pack: &Pack) -> i64 {
    quantity.steps / pack.least().steps
}

/// The number as wanted, between one and what is left; whether it had to be cut.
fn number(pack: &Pack, left: Quantity, wanted: &Wanted) -> (i64, bool) {
    let typed = wanted
        .quantity
        .trim()
        .parse::<i64>()
        .unwrap_or(1)
        .clamp(0, 1_000_000);
    let number = match wanted.op.as_str() {
        "plus" => typed + 1,
        "minus" => typed - 1,
        _ => typed,
    };
    let most = units(left, pack).max(1);
    (number.clamp(1, most), number > most)
}

fn view(facts: &Facts, pack: &Pack, chosen: bool, l: Locale) -> PackView {
    let on_sale = pack.buyable().steps > 0;
    let (per_kg, per_litre) = pack.per_measure();
    let label = words::capital(&pack.label(l));
    // A name of its own is told in Vietnamese; in English the pack is described from its measure.
    let name = if l == Locale::Vi && !pack.name.is_empty() {
        pack.name.clone()
    } else {
        label.clone()
    };
    let detail = if let Some(days) = facts.harvest(pack) {
        ahead_words(&days, l)
    } else if !on_sale {
        l.say("Hết hàng", "Sold out").to_owned()
    } else if pack.catch_weight {
        words::capital(&catch_weight::about(pack.least().steps, pack.unit(), l))
    } else if plain(&name) == plain(&label) {
        String::new()
    } else {
        label
    };
    let stored = pack.label(Locale::Vi);
    PackView {
        id: pack.id.to_string(),
        name,
        detail,
        amount: pack.price().to_string(),
        per_unit: words::per_unit(pack.price().dong(), &stored, per_kg, per_litre, l)
            .unwrap_or_default(),
        price: pack.price().dong(),
        chosen,
        on_sale,
    }
}

/// `Đặt trước – thu hoạch 10–16/8, gửi trước 18/8`.
fn ahead_words(days: &HarvestDays, l: Locale) -> String {
    let words = l.say("Đặt trước", "Order ahead");
    format!("{words} – {}", days.words(l))
}

fn plain(text: &str) -> String {
    shared::text::fold(text)
}

/// What is left to be ordered ahead, the most for one buyer, and how it is given out.
fn left_ahead(pack: &Pack, l: Locale) -> String {
    let left = pack.ahead().words(l);
    let cap = pack.cap().map(|cap| format!(" {}.", cap_words(cap, l)));
    let cap = cap.unwrap_or_default();
    match l {
        Locale::Vi => format!(
            "Còn nhận đặt trước {left}.{cap} Thu hoạch không đủ thì chia theo thứ tự đặt; dời ngày thì bạn chọn chờ hay huỷ."
        ),
        Locale::En => format!(
            "{left} can be ordered ahead.{cap} A small harvest is shared in the order of orders; if the days move, you wait or cancel."
        ),
    }
}

/// `Giá đã gồm thuế, chưa gồm phí giao.`, what is left, how it is paid.
pub(super) fn terms(facts: &Facts, buy: Option<&BuyView>, l: Locale) -> Vec<String> {
    let mut terms = vec![
        l.say(
            "Giá đã gồm thuế, chưa gồm phí giao.",
            "Tax is included, delivery is not.",
        )
        .to_owned(),
    ];
    if let Some(buy) = buy {
        let chosen = buy
            .packs
            .iter()
            .position(|pack| pack.chosen)
            .and_then(|at| facts.packs.get(at));
        terms.extend(chosen.map(|pack| match facts.harvest(pack) {
            Some(_) => left_ahead(pack, l),
            None => format!("{}.", words::left(pack.left(), l)),
        }));
    }
    terms
}
