//! A snapshot out of JSON.

use serde_json::Value;

use super::FORMAT;
use super::claims::claim;
use super::fields::{Fields, Mistakes, day};
use super::moment;
use super::offers;
use super::place::place;
use super::whole;
use crate::money::Vnd;
use crate::quantity::Unit;
use crate::rules::routing::{
    Absence, Chooser, Cooperative, Excluded, Line, Only, Snapshot, Strategy, Weights,
};
use crate::say::Locale;
use crate::time::{Millis, VnDate};

/// The weekdays, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const SNAPSHOT: [&str; 10] = [
    "format",
    "note",
    "ordered_at",
    "strategy",
    "weights",
    "may_split",
    "destination",
    "lines",
    "cooperatives",
    "offers",
];

/// The snapshot, with empty values where there are mistakes.
pub(super) fn snapshot(value: &Value, mistakes: &mut Mistakes) -> Option<Snapshot> {
    let fields = Fields::of(value, "", &SNAPSHOT, mistakes)?;
    if !matches!(
        fields.required("format", mistakes).as_deref(),
        None | Some(FORMAT)
    ) {
        let message = format!("Định dạng phải là “{FORMAT}”");
        mistakes.add("format", "unknown_format", message);
    }
    fields.text("note", mistakes);
    let ordered_at = fields.required("ordered_at", mistakes).map(|text| {
        moment::parse(&text).unwrap_or_else(|| {
            let message = "Ở đây cần giờ như 2026-08-12T09:00:00+07:00";
            mistakes.add("ordered_at", "malformed", message);
            Millis(0)
        })
    });
    let destination = fields.get("destination");
    let lines = fields.list("lines", mistakes);
    let lines: Vec<Line> = (1..)
        .zip(lines)
        .filter_map(|(n, (path, value))| line(value, &path, n, mistakes))
        .collect();
    let cooperatives = fields.list("cooperatives", mistakes);
    let cooperatives = cooperatives
        .into_iter()
        .filter_map(|(path, value)| cooperative(value, &path, mistakes))
        .collect();
    let offers = fields.list("offers", mistakes);
    let offers = (1..)
        .zip(offers)
        .filter_map(|(n, (path, value))| offers::offer(value, &path, n, &lines, mistakes))
        .collect();
    let mut snapshot = Snapshot {
        ordered_at: ordered_at.unwrap_or(Millis(0)),
        strategy: strategy(&fields, mistakes),
        weights: weights(&fields, mistakes),
        may_split: fields.flag("may_split", true, mistakes),
        destination: destination.and_then(|value| place(value, "destination", mistakes)),
        lines,
        cooperatives,
        offers,
    };
    add_named(&mut snapshot);
    whole::check(&snapshot, mistakes);
    Some(snapshot)
}

/// A cooperative that only an offer names is added with what is usual.
fn add_named(snapshot: &mut Snapshot) {
    for offer in &snapshot.offers {
        if !snapshot
            .cooperatives
            .iter()
            .any(|known| known.id == offer.cooperative)
        {
            snapshot.cooperatives.push(usual(offer.cooperative.clone()));
        }
    }
}

fn usual(id: String) -> Cooperative {
    Cooperative {
        name: id.clone(),
        id,
        verified: true,
        paused: false,
        rests: None,
        place: None,
        pack_days: 0x7f,
        full_days: Vec::new(),
    }
}

fn strategy(fields: &Fields<'_>, mistakes: &mut Mistakes) -> Strategy {
    let Some(value) = fields.get("strategy") else {
        return Strategy::default();
    };
    serde_json::from_value(value.clone()).unwrap_or_else(|_| {
        let message =
            "Cách chọn là market, priority, nearest, highest_stock, fewest_parcels hoặc fair";
        mistakes.add("strategy", "unknown_strategy", message);
        Strategy::default()
    })
}

fn weights(fields: &Fields<'_>, mistakes: &mut Mistakes) -> Weights {
    const NAMES: [&str; 8] = [
        "version",
        "parcel",
        "shipping_percent",
        "day",
        "age_day",
        "share_point",
        "share_cap",
        "share_base",
    ];
    let usual = Weights::default();
    let Some(fields) = fields
        .get("weights")
        .and_then(|value| Fields::of(value, "weights", &NAMES, mistakes))
    else {
        return usual;
    };
    let mut weight = |name: &str, usual: i64| fields.not_negative(name, mistakes).unwrap_or(usual);
    let mut weights = Weights {
        parcel: weight("parcel", usual.parcel),
        shipping_percent: weight("shipping_percent", usual.shipping_percent),
        day: weight("day", usual.day),
        age_day: weight("age_day", usual.age_day),
        share_point: weight("share_point", usual.share_point),
        share_cap: weight("share_cap", usual.share_cap),
        share_base: weight("share_base", usual.share_base),
        version: usual.version.clone(),
    };
    if weights != usual {
        // Not the usual ones, whatever they are called.
        weights.version.push('+');
    }
    match fields.text("version", mistakes) {
        Some(version) if version != usual.version => Weights { version, ..weights },
        _ => weights,
    }
}

fn line(value: &Value, path: &str, n: usize, mistakes: &mut Mistakes) -> Option<Line> {
    let known = [
        "id",
        "item",
        "name",
        "quantity",
        "unit",
        "step",
        "price",
        "claims",
        "cooperative",
        "chosen_by",
        "excluded",
        "may_split",
    ];
    let fields = Fields::of(value, path, &known, mistakes)?;
    let unit = unit(&fields, mistakes);
    fields.needs("quantity", mistakes);
    let quantity = fields.some_quantity("quantity", unit, mistakes);
    let claims = fields.list("claims", mistakes);
    let excluded = fields.list("excluded", mistakes);
    let by = chooser(&fields, mistakes);
    Some(Line {
        id: fields
            .text("id", mistakes)
            .unwrap_or_else(|| format!("line-{n}")),
        item: fields.required("item", mistakes).unwrap_or_default(),
        name: fields.text("name", mistakes).unwrap_or_default(),
        unit,
        quantity: quantity.unwrap_or(0),
        step: fields.some_quantity("step", unit, mistakes).unwrap_or(1),
        price: Vnd(fields.not_negative("price", mistakes).unwrap_or(0)),
        claims: claims
            .into_iter()
            .filter_map(|(path, value)| claim(value, &path, mistakes))
            .collect(),
        only: fields
            .text("cooperative", mistakes)
            .map(|cooperative| Only { cooperative, by }),
        excluded: excluded
            .into_iter()
            .filter_map(|(path, value)| exclusion(value, &path, mistakes))
            .collect(),
        may_split: fields.flag("may_split", true, mistakes),
    })
}

fn unit(fields: &Fields<'_>, mistakes: &mut Mistakes) -> Unit {
    let Some(text) = fields.text("unit", mistakes) else {
        return Unit::Kg;
    };
    let named = |unit: &&Unit| unit.code() == text || unit.word(Locale::Vi) == text;
    Unit::ALL.iter().find(named).copied().unwrap_or_else(|| {
        let codes: Vec<&str> = Unit::ALL.iter().map(|unit| unit.code()).collect();
        let message = format!("Đơn vị là một trong: {}", codes.join(", "));
        mistakes.add(fields.at("unit"), "unknown_unit", message);
        Unit::Kg
    })
}

fn chooser(fields: &Fields<'_>, mistakes: &mut Mistakes) -> Chooser {
    match fields.text("chosen_by", mistakes).as_deref() {
        None | Some("buyer") => Chooser::Buyer,
        Some("operator") => Chooser::Operator,
        Some(_) => {
            mistakes.add(
                fields.at("chosen_by"),
                "malformed",
                "Ở đây cần buyer hoặc operator",
            );
            Chooser::Buyer
        }
    }
}

fn exclusion(value: &Value, path: &str, mistakes: &mut Mistakes) -> Option<Excluded> {
    if let Some(cooperative) = value.as_str() {
        return Some(Excluded {
            cooperative: cooperative.to_owned(),
            why: Absence::Declined,
        });
    }
    let fields = Fields::of(value, path, &["cooperative", "why"], mistakes)?;
    let told = fields.text("why", mistakes);
    let told = told.as_deref().unwrap_or(Absence::Declined.code());
    let why = Absence::ALL.into_iter().find(|why| why.code() == told);
    if why.is_none() {
        mistakes.add(
            fields.at("why"),
            "malformed",
            "Ở đây cần declined, timed_out hoặc moved_away",
        );
    }
    Some(Excluded {
        cooperative: fields.required("cooperative", mistakes)?,
        why: why.unwrap_or(Absence::Declined),
    })
}

fn cooperative(value: &Value, path: &str, mistakes: &mut Mistakes) -> Option<Cooperative> {
    let known = [
        "id",
        "name",
        "verified",
        "paused",
        "rests",
        "location",
        "pack_days",
        "full_days",
    ];
    let fields = Fields::of(value, path, &known, mistakes)?;
    let usual = usual(fields.required("id", mistakes).unwrap_or_default());
    let full_days = fields.list("full_days", mistakes);
    let full_days = full_days.into_iter().filter_map(|(path, value)| {
        let day = day(value);
        if day.is_none() {
            mistakes.add(path, "malformed", "Ở đây cần ngày như 2026-08-15");
        }
        day
    });
    Some(Cooperative {
        full_days: full_days.collect(),
        name: fields.text("name", mistakes).unwrap_or(usual.name),
        verified: fields.flag("verified", true, mistakes),
        paused: fields.flag("paused", false, mistakes),
        rests: rests(&fields, mistakes),
        place: fields
            .get("location")
            .and_then(|value| place(value, &fields.at("location"), mistakes)),
        pack_days: pack_days(&fields, mistakes),
        id: usual.id,
    })
}

fn rests(fields: &Fields<'_>, mistakes: &mut Mistakes) -> Option<(VnDate, VnDate)> {
    let path = fields.at("rests");
    let rest = Fields::of(fields.get("rests")?, &path, &["from", "to"], mistakes)?;
    let days = rest.day("from", mistakes).zip(rest.day("to", mistakes));
    if days.is_none_or(|(from, to)| from > to) {
        mistakes.add(path, "malformed", "Cho biết from và to, from không sau to");
    }
    days
}

fn pack_days(fields: &Fields<'_>, mistakes: &mut Mistakes) -> u8 {
    if fields.get("pack_days").is_none() {
        return 0x7f;
    }
    let mut days = 0;
    for (path, value) in fields.list("pack_days", mistakes) {
        match WEEKDAYS.iter().position(|day| Some(*day) == value.as_str()) {
            Some(at) => days |= 1 << at,
            None => {
                let message = format!("Thứ trong tuần là {}", WEEKDAYS.join(", "));
                mistakes.add(path, "unknown_weekday", message);
            }
        }
    }
    days
}
