//! What a new good probably is, from its name and from what the cooperative listed before. A proposal to be corrected,
//! never a decision: nothing here is stored unless a person sent the form.

mod words;

use serde::{Deserialize, Serialize};

use crate::goods::{Season, ShippingClass};
use crate::money::Vnd;
use crate::quantity::{Measure, Unit};
use crate::text::{fold, has_marks, toned};

/// A pack that the cooperative has listed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Name of the good.
    pub name: String,
    /// What is proposed when the names agree.
    pub facts: Facts,
    /// What one unit costs there.
    pub price: Vnd,
}

/// What can be proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Slug of the category.
    pub category: String,
    /// The unit it is sold in.
    pub unit: Unit,
    /// Net weight of one unit, in grams.
    pub net_weight_g: Option<i64>,
    /// Net volume of one unit, in millilitres.
    pub net_volume_ml: Option<i64>,
    /// Weight of one unit as a parcel, in grams.
    pub gross_weight_g: i64,
    /// How it travels.
    pub shipping_class: ShippingClass,
    /// Days it keeps from harvest or packing.
    pub shelf_life_days: i32,
    /// When there is a crop.
    pub season: Season,
}

/// Where a proposal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The cooperative sells something of that name.
    History,
    /// The words of the name.
    Words,
    /// What the cooperative listed last.
    Last,
    /// Nothing is known.
    Nothing,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// What is proposed.
    pub facts: Facts,
    /// Why.
    pub origin: Origin,
    /// What one unit usually costs, when anybody knows.
    pub usual: Option<Vnd>,
}

/// Proposes the facts of a good called `name`; `history` is the cooperative's own, the newest first.
#[must_use]
pub fn guess(name: &str, history: &[Past]) -> Guess {
    let known = words::find(name);
    if let Some(past) = alike(name, history) {
        let usual = median(
            history
                .iter()
                .filter(|p| same_pack(&p.facts, &past.facts) && shares(name, &p.name) > 0),
        );
        return Guess {
            facts: past.facts.clone(),
            origin: Origin::History,
            usual,
        };
    }
    if let Some(known) = known {
        return Guess {
            facts: known.facts(),
            origin: Origin::Words,
            usual: Some(Vnd(known.price)),
        };
    }
    match history.first() {
        Some(past) => Guess {
            facts: past.facts.clone(),
            origin: Origin::Last,
            usual: None,
        },
        None => Guess {
            facts: Facts {
                category: "trai-cay".to_owned(),
                unit: Unit::Kg,
                net_weight_g: None,
                net_volume_ml: None,
                gross_weight_g: 1_100,
                shipping_class: ShippingClass::P3,
                shelf_life_days: 14,
                season: Season::ALL_YEAR,
            },
            origin: Origin::Nothing,
            usual: None,
        },
    }
}

/// What was probably meant when a price is outside 0.3 to 3 times the usual one: a nought too many or too few. `None`
/// when the price is plausible, or when no such slip explains it.
#[must_use]
pub fn slip(price: Vnd, usual: Option<Vnd>) -> Option<Vnd> {
    let usual = i128::from(usual?.0);
    let fits = |price: i64| i128::from(price) * 10 >= usual * 3 && i128::from(price) <= usual * 3;
    if usual <= 0 || price.0 <= 0 || fits(price.0) {
        return None;
    }
    let more = [10, 100, 1000].map(|times| price.0.checked_mul(times));
    let less = [10, 100, 1000].map(|by| Some(price.0 / by));
    more.into_iter()
        .chain(less)
        .flatten()
        .find(|other| *other > 0 && fits(*other))
        .map(Vnd)
}

/// The weight of a parcel of one unit with its wrapping, in grams, when only the net weight is known.
#[must_use]
pub fn packed_weight(unit: Unit, net_weight_g: Option<i64>, net_volume_ml: Option<i64>) -> i64 {
    let net = match unit.measure() {
        Measure::Weight | Measure::Volume => unit.steps_per_unit(),
        // A litre of most drinks and of honey weighs up to 1.4 kg.
        Measure::Count => net_weight_g
            .or(net_volume_ml.map(|ml| ml * 14 / 10))
            .unwrap_or(500),
    };
    let wrapping = (net / 10).max(30);
    (net + wrapping + 9) / 10 * 10
}

fn same_pack(a: &Facts, b: &Facts) -> bool {
    a.unit == b.unit && a.net_weight_g == b.net_weight_g && a.net_volume_ml == b.net_volume_ml
}

/// The newest good that shares most words with `name`; it must share the first word or two others.
fn alike<'a>(name: &str, history: &'a [Past]) -> Option<&'a Past> {
    let mut best: Option<(usize, &Past)> = None;
    for past in history {
        let score = shares(name, &past.name);
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, past));
        }
    }
    best.map(|(_, past)| past)
}

/// How many words two names share; 0 when neither the first word agrees nor two words do.
fn shares(name: &str, other: &str) -> usize {
    let clean = |text: &str| {
        if has_marks(name) && has_marks(other) {
            toned(text)
        } else {
            fold(text)
        }
    };
    let (name, other) = (clean(name), clean(other));
    let telling = |text: &str| -> Vec<String> {
        text.split(' ')
            .filter(|word| !word.is_empty() && !is_filler(word))
            .map(str::to_owned)
            .collect()
    };
    let (mine, theirs) = (telling(&name), telling(&other));
    let common = mine.iter().filter(|word| theirs.contains(word)).count();
    let first = !mine.is_empty() && mine.first() == theirs.first();
    // "Trà hoa hồng" and "trà tô mộc" are both tea; "mật ong" and "mận" are not alike.
    if first || common >= 2 { common } else { 0 }
}

fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 12] = [
        "loại", "loai", "tại", "tai", "xã", "xa", "trồng", "trong", "của", "cua", "hái", "mới",
    ];
    FILLERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
}

fn median<'a>(past: impl Iterator<Item = &'a Past>) -> Option<Vnd> {
    let mut prices: Vec<Vnd> = past.map(|p| p.price).collect();
    prices.sort_unstable();
    prices.get(prices.len() / 2).copied()
}

#[cfg(test)]
mod tests;
