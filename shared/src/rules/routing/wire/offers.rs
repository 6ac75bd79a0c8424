//! Offers out of JSON.

use serde_json::Value;

use super::fields::{Fields, Mistakes};
use super::place::place;
use crate::goods::{Season, ShippingClass};
use crate::quantity::{Measure, Unit};
use crate::rules::badge::CertificateKind;
use crate::rules::routing::{Line, Lot, Offer, Proof};

const OFFER: [&str; 24] = [
    "id",
    "cooperative",
    "item",
    "quantity",
    "held",
    "allocated",
    "blocked",
    "enabled",
    "step",
    "net",
    "floor",
    "season",
    "certificates",
    "class",
    "shelf_life_days",
    "harvested_on",
    "lots",
    "weight_g",
    "priority",
    "share",
    "given",
    "quota_left",
    "distance_km",
    "location",
];

/// The unit an offer of an item is counted in: that of the line that orders it.
pub(super) fn unit_of(lines: &[Line], item: &str) -> Unit {
    let line = lines.iter().find(|line| line.item == item);
    line.map_or(Unit::Kg, |line| line.unit)
}

/// What one unit weighs when nobody says so: what it measures, or a kilogram.
pub(super) const fn usual_weight_g(unit: Unit) -> i64 {
    match unit.measure() {
        Measure::Weight => unit.steps_per_unit(),
        Measure::Volume | Measure::Count => 1000,
    }
}

pub(super) fn offer(
    value: &Value,
    path: &str,
    n: usize,
    lines: &[Line],
    mistakes: &mut Mistakes,
) -> Option<Offer> {
    let fields = Fields::of(value, path, &OFFER, mistakes)?;
    let item = fields.required("item", mistakes).unwrap_or_default();
    let unit = unit_of(lines, &item);
    let quantity = |name: &str, mistakes: &mut Mistakes| {
        fields.quantity(name, unit, false, mistakes).unwrap_or(0)
    };
    fields.needs("quantity", mistakes);
    let (on_hand, held) = (quantity("quantity", mistakes), quantity("held", mistakes));
    let (allocated, blocked) = (
        quantity("allocated", mistakes),
        quantity("blocked", mistakes),
    );
    let proofs = fields.list("certificates", mistakes);
    let lots = fields.list("lots", mistakes);
    Some(Offer {
        id: fields
            .text("id", mistakes)
            .unwrap_or_else(|| format!("offer-{n}")),
        cooperative: fields.required("cooperative", mistakes).unwrap_or_default(),
        item,
        enabled: fields.flag("enabled", true, mistakes),
        on_hand,
        held,
        allocated,
        blocked,
        step: fields.some_quantity("step", unit, mistakes).unwrap_or(1),
        net: fields.money("net", mistakes),
        floor: fields.money("floor", mistakes),
        season: season(&fields, mistakes),
        certificates: proofs
            .into_iter()
            .filter_map(|(path, value)| proof(value, &path, mistakes))
            .collect(),
        class: class(&fields, mistakes),
        shelf_life_days: fields.number("shelf_life_days", mistakes),
        harvested_on: fields.day("harvested_on", mistakes),
        lots: (1..)
            .zip(lots)
            .filter_map(|(n, (path, value))| lot(value, &path, n, unit, mistakes))
            .collect(),
        weight_g: fields
            .not_negative("weight_g", mistakes)
            .unwrap_or(usual_weight_g(unit)),
        priority: fields.number("priority", mistakes),
        share: fields.number("share", mistakes),
        given: fields.money("given", mistakes).unwrap_or_default(),
        quota_left: fields.quantity("quota_left", unit, true, mistakes),
        distance_km: fields.number("distance_km", mistakes),
        place: fields
            .get("location")
            .and_then(|value| place(value, &fields.at("location"), mistakes)),
    })
}

fn class(fields: &Fields<'_>, mistakes: &mut Mistakes) -> ShippingClass {
    let Some(text) = fields.text("class", mistakes) else {
        return ShippingClass::P4;
    };
    text.parse().unwrap_or_else(|_| {
        mistakes.add(
            fields.at("class"),
            "unknown_class",
            "Nhóm hàng là P0, P1, P2, P3 hoặc P4",
        );
        ShippingClass::P4
    })
}

fn season(fields: &Fields<'_>, mistakes: &mut Mistakes) -> Season {
    let path = fields.at("season");
    let season = fields
        .get("season")
        .and_then(|value| Fields::of(value, &path, &["main", "minor"], mistakes));
    let Some(season) = season else {
        return Season::ALL_YEAR;
    };
    let mut months = |name: &str| -> Vec<u8> {
        let entries = season.list(name, mistakes);
        let month = |(path, value): (String, &Value)| {
            let month = value.as_u64().and_then(|n| u8::try_from(n).ok());
            let month = month.filter(|month| (1..=12).contains(month));
            if month.is_none() {
                mistakes.add(path, "unknown_month", "Tháng là số từ 1 đến 12");
            }
            month
        };
        entries.into_iter().filter_map(month).collect()
    };
    let (main, minor) = (months("main"), months("minor"));
    Season::of_months(&main, &minor)
}

/// A kind of certificate by its code.
pub(super) fn kind(text: &str, path: &str, mistakes: &mut Mistakes) -> Option<CertificateKind> {
    let kind = text.parse().ok();
    if kind.is_none() {
        let codes: Vec<&str> = CertificateKind::ALL
            .iter()
            .map(|kind| kind.code())
            .collect();
        let message = format!("Loại giấy là một trong: {}", codes.join(", "));
        mistakes.add(path, "unknown_certificate", message);
    }
    kind
}

fn proof(value: &Value, path: &str, mistakes: &mut Mistakes) -> Option<Proof> {
    let known = ["kind", "stars", "mark", "from", "to", "verified", "revoked"];
    let fields = Fields::of(value, path, &known, mistakes)?;
    let code = fields.required("kind", mistakes)?;
    let verified = fields.flag("verified", true, mistakes);
    let revoked = fields.flag("revoked", false, mistakes);
    let (from, to) = (fields.day("from", mistakes), fields.day("to", mistakes));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        mistakes.add(fields.at("to"), "before_start", "to không được trước from");
    }
    Some(Proof {
        stars: fields.number("stars", mistakes),
        mark: fields.text("mark", mistakes),
        from,
        to,
        valid: verified && !revoked,
        kind: kind(&code, &fields.at("kind"), mistakes)?,
    })
}

fn lot(value: &Value, path: &str, n: usize, unit: Unit, mistakes: &mut Mistakes) -> Option<Lot> {
    let known = ["id", "quantity", "harvested_on", "expires_on", "on_hold"];
    let fields = Fields::of(value, path, &known, mistakes)?;
    fields.needs("quantity", mistakes);
    Some(Lot {
        id: fields
            .text("id", mistakes)
            .unwrap_or_else(|| format!("lot-{n}")),
        quantity: fields
            .quantity("quantity", unit, false, mistakes)
            .unwrap_or(0),
        harvested_on: fields.day("harvested_on", mistakes),
        expires_on: fields.day("expires_on", mistakes),
        on_hold: fields.flag("on_hold", false, mistakes),
    })
}
