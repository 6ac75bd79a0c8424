//! Tests of routing: every rule, every strategy, and what must hold for any snapshot.

mod amounts;
mod brute;
mod dice;
#[cfg(feature = "server")]
mod mistakes;
mod obeyed;
mod random;
mod reasons;
mod rules;
mod shares;
mod strategies;
#[cfg(feature = "server")]
mod wire;
mod words;

use super::*;
use crate::goods::{Season, ShippingClass};
use crate::money::Vnd;
use crate::places::Point;
use crate::quantity::Unit;
use crate::time::VnDate;

pub fn day(y: i32, m: u8, d: u8) -> VnDate {
    VnDate::new(y, m, d).expect("a day")
}

pub fn place(province: &str, lat: f64, lon: f64) -> Place {
    Place {
        ward_code: None,
        province_code: province.to_owned(),
        point: Point { lat, lon },
    }
}

pub fn ha_noi() -> Place {
    place("01", 21.03, 105.85)
}

pub fn lang_son() -> Place {
    place("20", 21.77, 106.73)
}

pub fn cooperative(id: &str) -> Cooperative {
    Cooperative {
        id: id.to_owned(),
        name: format!("HTX {id}"),
        verified: true,
        paused: false,
        rests: None,
        place: Some(lang_son()),
        pack_days: 0x7f,
        full_days: Vec::new(),
    }
}

/// Ten kilograms of dried goods.
pub fn offer(cooperative: &str, item: &str) -> Offer {
    Offer {
        id: format!("{cooperative}-{item}"),
        cooperative: cooperative.to_owned(),
        item: item.to_owned(),
        enabled: true,
        on_hand: 10_000,
        held: 0,
        allocated: 0,
        blocked: 0,
        step: 500,
        net: None,
        floor: None,
        season: Season::ALL_YEAR,
        certificates: Vec::new(),
        class: ShippingClass::P4,
        shelf_life_days: None,
        harvested_on: None,
        lots: Vec::new(),
        weight_g: 1100,
        priority: None,
        share: None,
        given: Vnd::ZERO,
        quota_left: None,
        distance_km: None,
        place: None,
    }
}

pub fn line(item: &str, quantity: i64) -> Line {
    Line {
        id: format!("line-{item}"),
        item: item.to_owned(),
        name: String::new(),
        unit: Unit::Kg,
        quantity,
        step: 500,
        price: Vnd(80_000),
        claims: Vec::new(),
        only: None,
        excluded: Vec::new(),
        may_split: true,
    }
}

/// On Wednesday 12/8/2026 in the morning, to Hà Nội.
pub fn snapshot(lines: Vec<Line>, cooperatives: Vec<Cooperative>, offers: Vec<Offer>) -> Snapshot {
    Snapshot {
        ordered_at: day(2026, 8, 12).start().plus_minutes(9 * 60),
        strategy: Strategy::Market,
        weights: Weights::default(),
        may_split: true,
        destination: Some(ha_noi()),
        lines,
        cooperatives,
        offers,
    }
}

/// The reasons of all candidates.
pub fn codes(snapshot: &Snapshot) -> Vec<&'static str> {
    plan(snapshot)
        .candidates
        .iter()
        .map(|c| c.reason.code())
        .collect()
}
