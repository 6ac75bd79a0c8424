//! How parcels, lines and sums are said in cart and checkout.

use super::goods::Goods;
use super::plan::{Parcel, Plan};
use crate::booths::words::{good, minus};
use crate::catalogue::words::{Fresh, capital};
use shared::goods::ShippingClass;
use shared::money::Vnd;
use shared::places::{Ward, places};
use shared::quantity::{Measure, per_kg, per_litre};
use shared::rules::catch_weight;
use shared::say::Locale;
use shared::time::VnDate;
use shared::view::cart::{CartLine, CartParcel};
use shared::view::parts::{Picture, SumRow};
use std::collections::{HashMap, HashSet};

/// `Phường Cầu Giấy, Hà Nội`: the name of a commune in the field that finds it.
pub(super) fn ward_name(ward: &Ward) -> String {
    places().label(ward)
}

/// `2 kiện, từ 2 hợp tác xã`; nothing of no parcel.
pub(super) fn parcels_title(plan: &Plan<'_>, l: Locale) -> String {
    let n = plan.parcels.len();
    if n == 0 {
        return String::new();
    }
    let who: HashSet<_> = plan
        .parcels
        .iter()
        .map(|parcel| parcel.cooperative)
        .collect();
    let who = who.len();
    let s = |n: usize| if n == 1 { "" } else { "s" };
    match l {
        Locale::Vi => format!("{n}\u{a0}kiện, từ {who}\u{a0}hợp tác xã"),
        Locale::En => format!(
            "{n}\u{a0}parcel{}, from {who}\u{a0}cooperative{}",
            s(n),
            s(who)
        ),
    }
}

/// `Mỗi nơi gửi một kiện, trả tiền riêng.`; nothing of no parcel.
pub(super) fn parcels_lead(plan: &Plan<'_>, l: Locale) -> &'static str {
    if plan.parcels.is_empty() {
        return "";
    }
    if plan.parcels.iter().any(|parcel| parcel.ahead.is_some()) {
        return l.say(
            "Hàng đặt trước đi kiện riêng, gửi sau khi thu hoạch.",
            "What is ordered ahead is a parcel of its own, sent after the harvest.",
        );
    }
    if plan.parcels.len() > 1 {
        return l.say(
            "Mỗi nơi gửi một kiện, trả tiền riêng.",
            "Each place sends one parcel, paid on its own.",
        );
    }
    l.say(
        "Hợp tác xã gửi thẳng tới bạn.",
        "The cooperative sends it straight to you.",
    )
}

/// `Kiện 1 · HTX Đồng Mỏ`, and below it days and province.
pub(super) fn parcel(
    of: &Parcel<'_>,
    number: usize,
    with_days: bool,
    pictures: &HashMap<String, Picture>,
    l: Locale,
) -> CartParcel {
    let name = of
        .sender()
        .map_or("", |supply| supply.cooperative_short.as_str());
    let slug = of
        .sender()
        .map_or("", |supply| supply.cooperative_slug.as_str());
    let lines = of.lines.iter().map(|line| {
        let mut shown = self::line(line.goods, line.steps, pictures, l);
        shown.total = line.total.to_string();
        if line.goods.pooled {
            let why = match line.chosen {
                true => l.say("bạn chọn nơi gửi này", "you chose who sends it"),
                false => l.say("chợ chọn nơi gửi", "sender chosen by the market"),
            };
            shown.detail = [shown.detail.as_str(), why]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
        }
        shown
    });
    CartParcel {
        title: match l {
            Locale::Vi => format!("Kiện\u{a0}{number} · {name}"),
            Locale::En => format!("Parcel\u{a0}{number} · {name}"),
        },
        under: under(of, with_days, l),
        href: l.path(&format!("/gian-hang/{slug}")),
        lines: lines.collect(),
        fee: with_days.then(|| SumRow {
            label: fee_label(of, l).to_owned(),
            amount: of.fee.to_string(),
            ..SumRow::default()
        }),
    }
}

fn fee_label(of: &Parcel<'_>, l: Locale) -> &'static str {
    if of.pickup {
        return l.say(
            "Đến lấy, hoặc giao trong tỉnh",
            "Fetched, or brought within the province",
        );
    }
    match of.class {
        ShippingClass::P1 => l.say(
            "Phí giao, có thùng xốp và đá",
            "Delivery, with a foam box and ice",
        ),
        _ => l.say("Phí giao", "Delivery"),
    }
}

/// `Hái 15/8 – tới 16/8 · Lạng Sơn`.
fn under(of: &Parcel<'_>, with_days: bool, l: Locale) -> String {
    let province = of
        .sender()
        .and_then(|supply| places().province(&supply.province_code))
        .map_or("", |province| province.name);
    if !with_days {
        return match of.ahead {
            Some(forecast) => {
                let words = l.say("Đặt trước", "Ordered ahead");
                format!(
                    "{words} · {} · {province}",
                    capital(&forecast.days.words(l))
                )
            }
            None => province.to_owned(),
        };
    }
    let window = &of.window;
    if let Some(forecast) = of.ahead {
        let days = capital(&forecast.days.words(l));
        return match l {
            Locale::Vi => format!(
                "Đặt trước · {days}, tới {} · {province}",
                window.latest.short()
            ),
            Locale::En => {
                format!(
                    "Ordered ahead · {days}, there by {} · {province}",
                    window.latest.short()
                )
            }
        };
    }
    let leaves = match picked(of) {
        Some((fresh, day)) => fresh.on(day, l),
        None => format!("{} {}", l.say("Gửi", "Sent"), window.ship_by.short()),
    };
    let arrives = match l {
        Locale::Vi => format!("tới {}", window.latest.short()),
        Locale::En => format!("there by {}", window.latest.short()),
    };
    format!("{leaves} – {arrives} · {province}")
}

/// The latest day of a harvest in the parcel shortly before it leaves, when one word says it of all that is in it.
fn picked(of: &Parcel<'_>) -> Option<(Fresh, VnDate)> {
    let fresh = of.lines.first()?.goods.fresh;
    if of.lines.iter().any(|line| line.goods.fresh != fresh) {
        return None;
    }
    let days = of.lines.iter().filter_map(|line| line.supply.harvested_on);
    let leaves = of.window.ship_by.days();
    let day = days.max()?;
    (0..=3)
        .contains(&(leaves - day.days()))
        .then_some((fresh, day))
}

/// A line without its price.
pub(super) fn line(
    goods: &Goods,
    steps: i64,
    pictures: &HashMap<String, Picture>,
    l: Locale,
) -> CartLine {
    let cap = goods.cap();
    let left = cap.unwrap_or_else(|| goods.buyable());
    let most = super::cart::most(goods);
    let counted = goods.unit.measure() == Measure::Count && goods.step == 1;
    let title = goods.title(l);
    CartLine {
        variant_id: goods.variant.to_string(),
        href: l.path(&format!("/p/{}", goods.slug)),
        name: title.to_owned(),
        detail: detail(goods, l),
        picture: goods
            .picture
            .as_ref()
            .and_then(|key| pictures.get(key))
            .cloned(),
        count: steps / goods.step,
        max: Some((left.max(steps).min(most)) / goods.step),
        capped: cap.is_some(),
        counts: match l {
            Locale::Vi => format!("Số lượng {}", good(title, &goods.variant_name)),
            Locale::En => format!("How much of {}", good(title, &goods.variant_name)),
        },
        amount_words: (!counted).then(|| match goods.catch_weight {
            true => catch_weight::about(steps, goods.unit, l),
            false => goods.quantity(steps).words(l),
        }),
        total: String::new(),
        problem: None,
    }
}

/// `Thùng 3 kg · 65.000 ₫/kg`.
fn detail(goods: &Goods, l: Locale) -> String {
    let per = match goods.unit.measure() {
        Measure::Count => {
            let kilo = goods
                .net_weight_g
                .and_then(|grams| per_kg(goods.price, grams));
            let litre = goods
                .net_volume_ml
                .and_then(|ml| per_litre(goods.price, ml));
            match (kilo, litre) {
                (Some(kilo), _) => format!("{kilo}/kg"),
                (None, Some(litre)) => format!("{litre}/{}", l.say("lít", "l")),
                (None, None) => format!("{}/{}", goods.price, goods.unit.word(l)),
            }
        }
        _ => format!("{}/{}", goods.price, goods.unit.word(l)),
    };
    match goods.variant_name.trim() {
        "" => per,
        name => format!("{} · {per}", shared::text::keep_together(name)),
    }
}

/// Goods, fees and total, when anything is sent; before a place is chosen the fee is only announced.
pub(super) fn sums(plan: &Plan<'_>, placed: bool, l: Locale) -> Vec<SumRow> {
    if plan.parcels.is_empty() {
        return Vec::new();
    }
    let row = |label: &str, amount: Vnd| SumRow {
        label: label.to_owned(),
        amount: amount.to_string(),
        ..SumRow::default()
    };
    let mut sums = vec![row(l.say("Tiền hàng", "Goods"), plan.goods_total())];
    let fees = match (plan.parcels.len(), l) {
        (1, _) => l.say("Phí giao", "Delivery").to_owned(),
        (n, Locale::Vi) => format!("Phí giao {n}\u{a0}kiện"),
        (n, Locale::En) => format!("Delivery of {n}\u{a0}parcels"),
    };
    let off = plan.voucher_total();
    if off.0 > 0 {
        sums.push(SumRow {
            amount: minus(off.0),
            ..row(l.say("Mã giảm giá", "Voucher"), off)
        });
    }
    if placed {
        sums.push(row(&fees, plan.shipping_total()));
        sums.push(SumRow {
            total: true,
            ..row(l.say("Tổng cộng", "Total"), plan.total())
        });
    } else {
        sums.push(SumRow {
            label: fees,
            amount: l
                .say("tính theo xã, phường", "depends on the commune")
                .to_owned(),
            quiet: true,
            ..SumRow::default()
        });
    }
    sums
}
