//! Goods as cards.

use super::delivery::{Arrival, Destination, Goods, Reading, first_arrival};
use super::rows::{Row, Stock, load, stock};
use super::words;
use crate::checkout::PACKING_MINUTE;
use crate::core::Core;
use crate::error::Result;
use shared::goods::ShippingClass;
use shared::input::forecast::HarvestDays;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::parts::{ProductCard, Season as Strip, Tag};
use std::collections::HashMap;
use uuid::Uuid;

/// A card says what is left when it is less than this.
const FEW_LEFT: i64 = 100;

/// What all cards of a page share.
pub(crate) struct Shown {
    pub locale: Locale,
    pub now: Millis,
    /// Where goods go to: the chosen place, or Hà Nội.
    pub to: Option<Destination>,
    is_chosen: bool,
}

impl Shown {
    pub(crate) fn new(core: &Core, reading: Reading) -> Self {
        Self {
            locale: reading.locale,
            now: core.clock.now(),
            to: reading.to.or_else(Destination::ha_noi),
            is_chosen: reading.to.is_some(),
        }
    }

    /// The place the reader chose.
    pub(crate) fn chosen(&self) -> Option<&Destination> {
        self.to.as_ref().filter(|_| self.is_chosen)
    }
}

/// The cards of these listings, in this order.
pub(crate) async fn cards(core: &Core, ids: &[Uuid], shown: &Shown) -> Result<Vec<ProductCard>> {
    let rows = load(core.db.read(), ids).await?;
    let stocks = stock(core, ids).await?;
    Ok(of_rows(&rows, &stocks, shown))
}

/// The cards of rows that are already there.
pub(crate) fn of_rows(
    rows: &[Row],
    stocks: &HashMap<Uuid, Stock>,
    shown: &Shown,
) -> Vec<ProductCard> {
    let none = Stock::default();
    rows.iter()
        .map(|row| card(row, stocks.get(&row.id).unwrap_or(&none), shown))
        .collect()
}

/// The first `most`, so mixed that neighbours differ: each cooperative and each kind of good once before any of them
/// again, and what is sold out last.
pub(crate) fn mixed(mut cards: Vec<ProductCard>, most: usize) -> Vec<ProductCard> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut again = |key: String| {
        let times = seen.entry(key).or_default();
        *times += 1;
        *times
    };
    // What is sold out stands in nobody's way.
    cards.sort_by_key(|card| card.muted);
    let mut ranked: Vec<((bool, usize), ProductCard)> = Vec::with_capacity(cards.len());
    for card in cards {
        let of_seller = again(format!("@{}", card.seller));
        let of_kind = again(words::kind(&card.name));
        ranked.push(((card.muted, of_seller.max(of_kind)), card));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
        .into_iter()
        .map(|(_, card)| card)
        .take(most)
        .collect()
}

fn card(row: &Row, stock: &Stock, shown: &Shown) -> ProductCard {
    let l = shown.locale;
    let ahead = stock.ahead.filter(|_| !stock.any);
    let sold_out = !stock.any && ahead.is_none();
    let way = way(row, stock, ahead, shown);
    let beyond = match (&way, shown.chosen()) {
        (Some(Arrival::Refused(why)), Some(to)) if !sold_out => {
            Some(words::unreachable(*why, &to.name(), l))
        }
        _ => None,
    };
    let tag = if beyond.is_some() {
        None
    } else if ahead.is_some() {
        Some(Tag {
            text: l.say("Đặt trước", "Order ahead").to_owned(),
            fresh: false,
        })
    } else if sold_out {
        Some(Tag {
            text: words::gone(stock.out_of_season, l).to_owned(),
            fresh: false,
        })
    } else if row.pooled {
        Some(Tag {
            text: l.say("Bán chung", "Sold together").to_owned(),
            fresh: false,
        })
    } else {
        words::fresh_tag(row.harvested(), row.fresh(), shown.now, l)
    };
    let muted = sold_out || beyond.is_some();
    let fact = match ahead {
        _ if sold_out => back_again(row, shown),
        _ if beyond.is_some() => beyond,
        Some(days) => Some(fact_ahead(&days, way, shown)),
        None => fact(row, stock, way, shown),
    };
    ProductCard {
        href: l.path(&format!("/p/{}", row.slug)),
        name: shared::text::keep_together(row.name(l)),
        picture: row.shown(),
        tag,
        sign: words::sign(row.price, &row.unit_label, l),
        per_unit: words::per_unit(
            row.price,
            &row.unit_label,
            row.price_per_kg,
            row.price_per_litre,
            l,
        ),
        seller: row.seller().to_owned(),
        place: row.place(),
        strong_fact: None,
        fact,
        stars: row.stars(shown.now),
        muted,
        season: None,
    }
}

/// `Có lại khoảng tháng 7`, when a season begins again.
fn back_again(row: &Row, shown: &Shown) -> Option<String> {
    let l = shown.locale;
    let next = row.season().next_start(shown.now.vn_date().m)?;
    let month = words::month(next, l);
    Some(match l {
        Locale::Vi => format!("Có lại khoảng {month}"),
        Locale::En => format!("Back around {month}"),
    })
}

/// How it comes to the reader's place; what is ordered ahead leaves on the first day of its harvest.
fn way(row: &Row, stock: &Stock, ahead: Option<HarvestDays>, shown: &Shown) -> Option<Arrival> {
    let mut goods = Goods::from(row);
    let mut leaves = shown.now;
    if let Some(first) = ahead
        .map(|days| days.from)
        .filter(|day| *day > leaves.vn_date())
    {
        (goods.ready, leaves) = (Some(first), first.start().plus_minutes(PACKING_MINUTE));
    }
    let own = [row.cooperative_ward.clone()];
    let wards = match stock.wards.as_slice() {
        [] => &own,
        wards => wards,
    };
    first_arrival(
        &goods,
        wards.iter().map(String::as_str),
        shown.to.as_ref()?,
        leaves,
    )
}

/// `Giao từ 5/12`.
fn fact_ahead(days: &HarvestDays, way: Option<Arrival>, shown: &Shown) -> String {
    let l = shown.locale;
    match way {
        Some(Arrival::Sent(window)) => {
            format!(
                "{} {}",
                l.say("Giao từ", "Delivered from"),
                window.earliest.short()
            )
        }
        _ => format!("{} {}", l.say("Có từ", "Ready from"), days.from.short()),
    }
}

fn fact(row: &Row, stock: &Stock, way: Option<Arrival>, shown: &Shown) -> Option<String> {
    let l = shown.locale;
    if stock.catch_weight {
        return Some(
            l.say("Cân xong mới chốt tiền", "Paid by the weight when packed")
                .to_owned(),
        );
    }
    let few = stock
        .left()
        .filter(|left| left.steps / left.unit.steps_per_unit() < FEW_LEFT);
    let keeps = matches!(row.class(), ShippingClass::P4);
    if keeps && let Some(left) = few {
        return Some(words::left(left, l));
    }
    let to = shown.to.as_ref().filter(|_| !keeps)?;
    let name = to.name();
    match way? {
        Arrival::Sent(window) => {
            let day = window.latest.short();
            Some(match l {
                Locale::Vi => format!("Tới {name} {day}"),
                Locale::En => format!("In {name} by {day}"),
            })
        }
        Arrival::Fetched => Some(l.say("Đến lấy tại chỗ", "Pick up on site").to_owned()),
        Arrival::Refused(_) => Some(match l {
            Locale::Vi => format!("Không gửi được tới {name}"),
            Locale::En => format!("Cannot be sent to {name}"),
        }),
    }
}

/// The strip of twelve months.
pub(crate) fn strip(season: shared::goods::Season, now: Millis, words: String) -> Strip {
    Strip {
        main: season.main,
        minor: season.minor,
        now: now.vn_date().m,
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_differ_and_what_is_sold_out_comes_last() {
        let card = |name: &str, seller: &str, muted: bool| ProductCard {
            name: name.to_owned(),
            seller: seller.to_owned(),
            muted,
            ..ProductCard::default()
        };
        let cards = vec![
            card("Nhãn", "B", true),
            card("Cà phê hạt", "A", false),
            card("Cà phê bột", "A", false),
            card("Cà\u{a0}phê quả", "C", false),
            card("Na", "B", false),
        ];
        let names: Vec<String> = mixed(cards, 4).into_iter().map(|card| card.name).collect();
        assert_eq!(names, ["Cà phê hạt", "Na", "Cà phê bột", "Cà\u{a0}phê quả"]);
    }
}
