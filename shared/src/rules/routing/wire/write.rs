//! A snapshot as JSON. What is usual is left out, so that the same facts are always the same text.

use serde::Serialize;

use super::FORMAT;
use super::offers::{unit_of, usual_weight_g};
use super::read::WEEKDAYS;
use crate::goods::{Season, ShippingClass};
use crate::money::Vnd;
use crate::places::places;
use crate::quantity::{Quantity, Unit};
use crate::rules::badge::CertificateKind;
use crate::rules::routing::{
    Chooser, Claim, Cooperative, Excluded, Line, Lot, Offer, Place, Proof, Snapshot, Strategy,
    Weights,
};
use crate::time::VnDate;

fn is_true(flag: &bool) -> bool {
    *flag
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_nothing(quantity: &str) -> bool {
    quantity == "0"
}

#[derive(Serialize)]
pub(super) struct SnapshotOut<'a> {
    format: &'static str,
    ordered_at: String,
    strategy: Strategy,
    weights: &'a Weights,
    #[serde(skip_serializing_if = "is_true")]
    may_split: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination: Option<PlaceOut<'a>>,
    lines: Vec<LineOut<'a>>,
    cooperatives: Vec<CooperativeOut<'a>>,
    offers: Vec<OfferOut<'a>>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    ward_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    province_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
}

#[derive(Serialize)]
struct LineOut<'a> {
    id: &'a str,
    item: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    quantity: String,
    unit: Unit,
    step: String,
    price: Vnd,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<ClaimOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cooperative: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    excluded: Vec<ExcludedOut<'a>>,
    #[serde(skip_serializing_if = "is_true")]
    may_split: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ClaimOut<'a> {
    Short(String),
    Long {
        kind: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        stars: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mark: Option<&'a str>,
    },
}

#[derive(Serialize)]
struct ExcludedOut<'a> {
    cooperative: &'a str,
    why: &'static str,
}

#[derive(Serialize)]
struct CooperativeOut<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "is_true")]
    verified: bool,
    #[serde(skip_serializing_if = "is_false")]
    paused: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    rests: Option<RestOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<PlaceOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pack_days: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "<[VnDate]>::is_empty")]
    full_days: &'a [VnDate],
}

#[derive(Serialize)]
struct RestOut {
    from: VnDate,
    to: VnDate,
}

#[derive(Serialize)]
struct OfferOut<'a> {
    id: &'a str,
    cooperative: &'a str,
    item: &'a str,
    quantity: String,
    #[serde(skip_serializing_if = "is_nothing")]
    held: String,
    #[serde(skip_serializing_if = "is_nothing")]
    allocated: String,
    #[serde(skip_serializing_if = "is_nothing")]
    blocked: String,
    #[serde(skip_serializing_if = "is_true")]
    enabled: bool,
    step: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    net: Option<Vnd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    floor: Option<Vnd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<SeasonOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    certificates: Vec<ProofOut<'a>>,
    class: ShippingClass,
    #[serde(skip_serializing_if = "Option::is_none")]
    shelf_life_days: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    harvested_on: Option<VnDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lots: Vec<LotOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight_g: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<Vnd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quota_left: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_km: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct SeasonOut {
    main: Vec<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    minor: Vec<u8>,
}

#[derive(Serialize)]
struct ProofOut<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stars: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<VnDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<VnDate>,
    #[serde(skip_serializing_if = "is_true")]
    verified: bool,
}

#[derive(Serialize)]
struct LotOut<'a> {
    id: &'a str,
    quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    harvested_on: Option<VnDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_on: Option<VnDate>,
    #[serde(skip_serializing_if = "is_false")]
    on_hold: bool,
}

impl<'a> SnapshotOut<'a> {
    pub fn of(snapshot: &'a Snapshot) -> Self {
        let known = snapshot.cooperatives.iter().map(cooperative);
        Self {
            format: FORMAT,
            ordered_at: snapshot.ordered_at.rfc3339(),
            strategy: snapshot.strategy,
            weights: &snapshot.weights,
            may_split: snapshot.may_split,
            destination: snapshot.destination.as_ref().map(place),
            lines: snapshot.lines.iter().map(line).collect(),
            cooperatives: known.chain(unknown(snapshot)).collect(),
            offers: snapshot
                .offers
                .iter()
                .map(|o| offer(o, unit_of(&snapshot.lines, &o.item)))
                .collect(),
        }
    }
}

/// Cooperatives that only offers name: nobody verified them.
fn unknown(snapshot: &Snapshot) -> Vec<CooperativeOut<'_>> {
    let mut unknown: Vec<CooperativeOut<'_>> = Vec::new();
    for offer in &snapshot.offers {
        let id = offer.cooperative.as_str();
        let listed = snapshot.cooperatives.iter().any(|known| known.id == id);
        if !listed && !unknown.iter().any(|known| known.id == id) {
            unknown.push(CooperativeOut {
                id,
                name: id,
                verified: false,
                paused: false,
                rests: None,
                location: None,
                pack_days: None,
                full_days: &[],
            });
        }
    }
    unknown
}

/// A commune that stands where the table says needs only its code.
fn place(place: &Place) -> PlaceOut<'_> {
    let ward_code = place.ward_code.as_deref();
    let known = ward_code
        .and_then(|code| places().ward(code))
        .is_some_and(|ward| ward.province_code == place.province_code && ward.point == place.point);
    PlaceOut {
        ward_code,
        province_code: (!known).then_some(place.province_code.as_str()),
        lat: (!known).then_some(place.point.lat),
        lon: (!known).then_some(place.point.lon),
    }
}

fn line(line: &Line) -> LineOut<'_> {
    let quantity = |steps| Quantity::of(steps, line.unit).decimal();
    LineOut {
        id: &line.id,
        item: &line.item,
        name: &line.name,
        quantity: quantity(line.quantity),
        unit: line.unit,
        step: quantity(line.step),
        price: line.price,
        claims: line.claims.iter().map(claim).collect(),
        cooperative: line.only.as_ref().map(|only| only.cooperative.as_str()),
        chosen_by: line.only.as_ref().map(|only| match only.by {
            Chooser::Buyer => "buyer",
            Chooser::Operator => "operator",
        }),
        excluded: line.excluded.iter().map(excluded).collect(),
        may_split: line.may_split,
    }
}

fn claim(claim: &Claim) -> ClaimOut<'_> {
    let kind = claim.kind.code();
    let is_ocop = claim.kind == CertificateKind::Ocop;
    let is_name = matches!(
        claim.kind,
        CertificateKind::Mark | CertificateKind::GeographicalIndication
    );
    match (claim.stars, claim.mark.as_deref()) {
        (None, None) => ClaimOut::Short(kind.to_owned()),
        (Some(stars), None) if is_ocop => ClaimOut::Short(format!("{kind}:{stars}")),
        (None, Some(mark)) if is_name && !mark.is_empty() => {
            ClaimOut::Short(format!("{kind}:{mark}"))
        }
        (stars, mark) => ClaimOut::Long { kind, stars, mark },
    }
}

fn excluded(excluded: &Excluded) -> ExcludedOut<'_> {
    ExcludedOut {
        cooperative: &excluded.cooperative,
        why: excluded.why.code(),
    }
}

fn cooperative(cooperative: &Cooperative) -> CooperativeOut<'_> {
    let days = cooperative.pack_days & 0x7f;
    let weekdays = WEEKDAYS.into_iter().enumerate();
    let packs = weekdays
        .filter(|(at, _)| days & (1 << at) != 0)
        .map(|(_, day)| day);
    CooperativeOut {
        id: &cooperative.id,
        name: &cooperative.name,
        verified: cooperative.verified,
        paused: cooperative.paused,
        rests: cooperative.rests.map(|(from, to)| RestOut { from, to }),
        location: cooperative.place.as_ref().map(place),
        pack_days: (days != 0x7f).then(|| packs.collect()),
        full_days: &cooperative.full_days,
    }
}

fn offer(offer: &Offer, unit: Unit) -> OfferOut<'_> {
    let quantity = |steps| Quantity::of(steps, unit).decimal();
    OfferOut {
        id: &offer.id,
        cooperative: &offer.cooperative,
        item: &offer.item,
        quantity: quantity(offer.on_hand),
        held: quantity(offer.held),
        allocated: quantity(offer.allocated),
        blocked: quantity(offer.blocked),
        enabled: offer.enabled,
        step: quantity(offer.step),
        net: offer.net,
        floor: offer.floor,
        season: (offer.season != Season::ALL_YEAR).then(|| season(offer.season)),
        certificates: offer.certificates.iter().map(proof).collect(),
        class: offer.class,
        shelf_life_days: offer.shelf_life_days,
        harvested_on: offer.harvested_on,
        lots: offer.lots.iter().map(|l| lot(l, unit)).collect(),
        weight_g: (offer.weight_g != usual_weight_g(unit)).then_some(offer.weight_g),
        priority: offer.priority,
        share: offer.share,
        given: (offer.given != Vnd::ZERO).then_some(offer.given),
        quota_left: offer.quota_left.map(quantity),
        distance_km: offer.distance_km,
        location: offer.place.as_ref().map(place),
    }
}

fn season(season: Season) -> SeasonOut {
    let months = |bits: u16| {
        (1..=12)
            .filter(|month| bits & (1 << (month - 1)) != 0)
            .collect()
    };
    SeasonOut {
        main: months(season.main),
        minor: months(season.minor),
    }
}

fn proof(proof: &Proof) -> ProofOut<'_> {
    ProofOut {
        kind: proof.kind.code(),
        stars: proof.stars,
        mark: proof.mark.as_deref(),
        from: proof.from,
        to: proof.to,
        verified: proof.valid,
    }
}

fn lot(lot: &Lot, unit: Unit) -> LotOut<'_> {
    LotOut {
        id: &lot.id,
        quantity: Quantity::of(lot.quantity, unit).decimal(),
        harvested_on: lot.harvested_on,
        expires_on: lot.expires_on,
        on_hold: lot.on_hold,
    }
}
