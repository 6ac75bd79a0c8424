//! A plan as JSON: who sends what, what is left over, and the reason of every candidate in both languages.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::money::Vnd;
use crate::quantity::{Quantity, Unit};
use crate::rules::routing::{Claim, Names, Parcel, Reason, RoutingPlan, Snapshot, Strategy};
use crate::rules::shipping::{Band, LaneRefusal};
use crate::say::Locale;
use crate::time::VnDate;

/// A plan with the names of its snapshot.
#[derive(Debug, serde::Serialize)]
pub struct PlanDocument<'a> {
    rule: &'static str,
    strategy: Strategy,
    weights: &'a str,
    exact: bool,
    gap: i64,
    cost: i64,
    parcels: Vec<ParcelOut<'a>>,
    unallocated: Vec<LeftOut<'a>>,
    candidates: Vec<CandidateOut<'a>>,
}

#[derive(Debug, serde::Serialize)]
struct Who<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, serde::Serialize)]
struct ParcelOut<'a> {
    cooperative: Who<'a>,
    lines: Vec<SentOut<'a>>,
    goods_total: Vnd,
    fee: Vnd,
    weight_g: i64,
    class: &'static str,
    band: Band,
    road_km: Option<u32>,
    pickup: bool,
    ship_by: VnDate,
    earliest: VnDate,
    latest: VnDate,
}

#[derive(Debug, serde::Serialize)]
struct SentOut<'a> {
    line: &'a str,
    item: &'a str,
    offer: &'a str,
    quantity: String,
    unit: Unit,
    lots: Vec<LotOut<'a>>,
}

#[derive(Debug, serde::Serialize)]
struct LotOut<'a> {
    id: &'a str,
    quantity: String,
}

#[derive(Debug, serde::Serialize)]
struct LeftOut<'a> {
    line: &'a str,
    item: &'a str,
    quantity: String,
    unit: Unit,
    code: &'static str,
    numbers: Numbers,
    vi: String,
    en: String,
}

#[derive(Debug, serde::Serialize)]
struct CandidateOut<'a> {
    line: &'a str,
    offer: &'a str,
    cooperative: &'a str,
    code: &'static str,
    numbers: Numbers,
    vi: String,
    en: String,
}

/// Named values in the order of their names, whatever a map would make of them.
#[derive(Debug)]
struct Numbers(Vec<(&'static str, Value)>);

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'a> PlanDocument<'a> {
    pub(super) fn of(plan: &'a RoutingPlan, snapshot: &'a Snapshot) -> Self {
        Self {
            rule: plan.rule,
            strategy: snapshot.strategy,
            weights: &snapshot.weights.version,
            exact: plan.exact,
            gap: plan.gap,
            cost: plan.cost,
            parcels: plan
                .parcels
                .iter()
                .filter_map(|p| parcel(p, snapshot))
                .collect(),
            unallocated: unallocated(plan, snapshot),
            candidates: candidates(plan, snapshot),
        }
    }
}

fn parcel<'a>(parcel: &'a Parcel, snapshot: &'a Snapshot) -> Option<ParcelOut<'a>> {
    let who = snapshot.cooperatives.get(parcel.cooperative)?;
    let sent = parcel.lines.iter().filter_map(|sent| {
        let line = snapshot.lines.get(sent.line)?;
        let offer = snapshot.offers.get(sent.offer)?;
        let lots = sent.lots.iter().filter_map(|(at, quantity)| {
            Some(LotOut {
                id: &offer.lots.get(*at)?.id,
                quantity: Quantity::of(*quantity, line.unit).decimal(),
            })
        });
        Some(SentOut {
            line: &line.id,
            item: &line.item,
            offer: &offer.id,
            quantity: Quantity::of(sent.quantity, line.unit).decimal(),
            unit: line.unit,
            lots: lots.collect(),
        })
    });
    Some(ParcelOut {
        cooperative: Who {
            id: &who.id,
            name: &who.name,
        },
        lines: sent.collect(),
        goods_total: parcel.goods_total,
        fee: parcel.fee,
        weight_g: parcel.weight_g,
        class: parcel.class.code(),
        band: parcel.band,
        road_km: parcel.road_km,
        pickup: parcel.pickup,
        ship_by: parcel.window.ship_by,
        earliest: parcel.window.earliest,
        latest: parcel.window.latest,
    })
}

fn unallocated<'a>(plan: &RoutingPlan, snapshot: &'a Snapshot) -> Vec<LeftOut<'a>> {
    let left = plan.unallocated.iter().filter_map(|left| {
        let line = snapshot.lines.get(left.line)?;
        Some(LeftOut {
            line: &line.id,
            item: &line.item,
            quantity: Quantity::of(left.quantity, line.unit).decimal(),
            unit: line.unit,
            code: left.reason.code(),
            numbers: Numbers(numbers(left.reason, &left.names(snapshot))),
            vi: left.say(snapshot, Locale::Vi),
            en: left.say(snapshot, Locale::En),
        })
    });
    left.collect()
}

fn candidates<'a>(plan: &RoutingPlan, snapshot: &'a Snapshot) -> Vec<CandidateOut<'a>> {
    let candidates = plan.candidates.iter().filter_map(|candidate| {
        let line = snapshot.lines.get(candidate.line)?;
        let offer = snapshot.offers.get(candidate.offer)?;
        let names = candidate.names(snapshot);
        Some(CandidateOut {
            line: &line.id,
            offer: &offer.id,
            cooperative: &offer.cooperative,
            code: candidate.reason.code(),
            numbers: Numbers(numbers(candidate.reason, &names)),
            vi: candidate.reason.say(Locale::Vi, &names),
            en: candidate.reason.say(Locale::En, &names),
        })
    });
    candidates.collect()
}

/// The numbers of a reason, named and in the unit people count in.
fn numbers(reason: Reason, names: &Names<'_>) -> Vec<(&'static str, Value)> {
    let quantity = |steps| Value::String(Quantity::of(steps, names.unit).decimal());
    let claim = |at| Value::String(claimed(names.claims, at));
    match reason {
        Reason::Chosen { quantity: steps } => vec![("quantity", quantity(steps))],
        Reason::BelowFloor { net, floor } => vec![("floor", json!(floor)), ("net", json!(net))],
        Reason::Step { step } => vec![("step", quantity(step))],
        Reason::Lane(LaneRefusal::TooFar { days, .. }) => vec![("days", json!(days))],
        Reason::Lane(LaneRefusal::ShelfLife { keeps, days }) => {
            vec![("days", json!(days)), ("keeps", json!(keeps))]
        }
        Reason::Resting { until } => vec![("until", json!(until))],
        Reason::NoCapacity { day } => vec![("day", json!(day))],
        Reason::OutOfSeason { month, next } => {
            vec![("month", json!(month)), ("next", json!(next))]
        }
        Reason::NoCertificate { claim: at } => vec![("claim", claim(at))],
        Reason::CertificateExpired { claim: at, until } => {
            vec![("claim", claim(at)), ("until", json!(until))]
        }
        Reason::CertificateNotYet { claim: at, from } => {
            vec![("claim", claim(at)), ("from", json!(from))]
        }
        Reason::QuotaUsed { left } => vec![("left", quantity(left))],
        Reason::LotExpires { on } | Reason::LotNotYet { on } => vec![("on", json!(on))],
        Reason::NoStock { free } => vec![("free", quantity(free))],
        Reason::NotEnough { has } | Reason::NotSplit { has } | Reason::LessStock { has } => {
            vec![("has", quantity(has))]
        }
        Reason::Dearer { by } => vec![("by", json!(by))],
        Reason::Later { days } | Reason::LessFresh { days } => vec![("days", json!(days))],
        Reason::ShareFull {
            has,
            would_have,
            agreed,
        } => {
            let mut numbers = vec![("agreed", json!(agreed)), ("has", json!(has))];
            numbers.extend(would_have.map(|with| ("would_have", json!(with))));
            numbers
        }
        Reason::Farther { km } => vec![("km", json!(km))],
        _ => Vec::new(),
    }
}

/// `ocop:4`, `mark:Chi Lăng`.
fn claimed(claims: &[Claim], at: usize) -> String {
    let Some(claim) = claims.get(at) else {
        return String::new();
    };
    let mut text = claim.kind.code().to_owned();
    if let Some(stars) = claim.stars {
        text.push_str(&format!(":{stars}"));
    }
    if let Some(mark) = &claim.mark {
        text.push_str(&format!(":{mark}"));
    }
    text
}
