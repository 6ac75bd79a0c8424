//! From chosen parts to a plan.

use super::compare::compare;
use super::facts::Facts;
use super::parcel::Part;
use super::reason::Reason;
use super::result::{Candidate, Parcel, ParcelLine, RoutingPlan, Unallocated};
use super::search::Found;
use super::snapshot::{Lot, Offer};
use super::weights::RULE;
use crate::money::Vnd;
use crate::rules::shipping::Window;

/// The parts of a plan, one cooperative after the other, in the order in which the lines first name them.
pub(super) fn by_cooperative(facts: &Facts<'_>, parts: &[Part]) -> Vec<(usize, Vec<Part>)> {
    let mut sorted: Vec<(usize, Vec<Part>)> = Vec::new();
    let mut parts: Vec<Part> = parts.to_vec();
    parts.sort_by_key(|part| part.supply);
    for part in parts {
        let Some(supply) = facts.supplies.get(part.supply) else {
            continue;
        };
        match sorted
            .iter_mut()
            .find(|(who, _)| *who == supply.cooperative)
        {
            Some((_, parts)) => parts.push(part),
            None => sorted.push((supply.cooperative, vec![part])),
        }
    }
    sorted
}

/// Takes from the lots of an offer, the first to expire first. `taken` is what other lines took of each already.
fn from_lots(
    offer: &Offer,
    window: &Window,
    quantity: i64,
    taken: &mut [i64],
) -> Vec<(usize, i64)> {
    let mut usable: Vec<(usize, &Lot)> = offer
        .lots
        .iter()
        .enumerate()
        .filter(|(_, lot)| lot.is_usable(window))
        .collect();
    usable.sort_by_key(|(at, lot)| (lot.expires_on.is_none(), lot.expires_on, *at));
    let (mut wanted, mut lots) = (quantity, Vec::new());
    for (at, lot) in usable {
        let Some(taken) = taken.get_mut(at) else {
            continue;
        };
        let takes = wanted.min(lot.quantity.saturating_sub(*taken));
        if takes > 0 {
            *taken += takes;
            wanted -= takes;
            lots.push((at, takes));
        }
    }
    lots
}

fn parcel(facts: &Facts<'_>, cooperative: usize, parts: &[Part]) -> Option<(Parcel, i64)> {
    let sending = facts.sending(parts).ok()?;
    let mut lines = Vec::with_capacity(parts.len());
    let mut taken: Vec<(usize, Vec<i64>)> = Vec::new();
    for part in parts {
        let supply = facts.supplies.get(part.supply)?;
        let offer = facts.snapshot.offers.get(supply.offer)?;
        let lots = if offer.lots.is_empty() {
            Vec::new()
        } else {
            let known = taken.iter().position(|(at, _)| *at == supply.offer);
            let known = known.unwrap_or_else(|| {
                taken.push((supply.offer, vec![0; offer.lots.len()]));
                taken.len() - 1
            });
            let (_, taken) = taken.get_mut(known)?;
            from_lots(offer, &sending.window, part.quantity, taken)
        };
        lines.push(ParcelLine {
            line: supply.line,
            offer: supply.offer,
            quantity: part.quantity,
            lots,
        });
    }
    let parcel = Parcel {
        cooperative,
        lines,
        goods_total: Vnd(sending.goods_total),
        weight_g: sending.weight_g,
        class: sending.class,
        band: sending.way.band,
        road_km: sending.way.known_km(),
        fee: sending.fee,
        window: sending.window,
        pickup: sending.pickup,
    };
    Some((parcel, facts.cost(cooperative, &sending).sum()))
}

/// The plan of these parts.
pub(super) fn build(mut facts: Facts<'_>, found: &Found) -> RoutingPlan {
    let parts = &found.parts;
    let (mut parcels, mut cost) = (Vec::new(), 0_i64);
    for (cooperative, parts) in by_cooperative(&facts, parts) {
        if let Some((parcel, costs)) = parcel(&facts, cooperative, &parts) {
            parcels.push(parcel);
            cost = cost.saturating_add(costs);
        }
    }
    for (candidate, reason) in compare(&facts, parts) {
        if let Some(candidate) = facts.candidates.get_mut(candidate) {
            candidate.reason = reason;
        }
    }
    for part in parts {
        let supply = facts.supplies.get(part.supply);
        let candidate = supply.and_then(|supply| facts.candidates.get_mut(supply.candidate));
        if let Some(candidate) = candidate {
            candidate.reason = Reason::Chosen {
                quantity: part.quantity,
            };
        }
    }
    RoutingPlan {
        rule: RULE,
        exact: found.exact,
        cost,
        gap: found.gap.min(cost),
        unallocated: unallocated(&facts, &parcels),
        parcels,
        candidates: facts.candidates,
    }
}

fn unallocated(facts: &Facts<'_>, parcels: &[Parcel]) -> Vec<Unallocated> {
    let mut given = vec![0_i64; facts.snapshot.lines.len()];
    for sent in parcels.iter().flat_map(|parcel| &parcel.lines) {
        if let Some(given) = given.get_mut(sent.line) {
            *given = given.saturating_add(sent.quantity);
        }
    }
    let mut left = Vec::new();
    for (at, (line, given)) in facts.snapshot.lines.iter().zip(given).enumerate() {
        let quantity = line.quantity.saturating_sub(given);
        if quantity <= 0 {
            continue;
        }
        let (reason, offer) = if given > 0 {
            (rest_of(facts, at, given), None)
        } else {
            nearest(facts, at).map_or((Reason::NoOffer, None), |near| {
                (near.reason, Some(near.offer))
            })
        };
        left.push(Unallocated {
            line: at,
            quantity,
            reason,
            offer,
        });
    }
    left
}

/// Of the candidates for a line the one that came furthest through the rules, the first of several.
fn nearest<'f>(facts: &'f Facts<'_>, line: usize) -> Option<&'f Candidate> {
    let of_line = facts.candidates.iter().filter(|c| c.line == line);
    of_line.reduce(|best, next| {
        if next.reason.stage() > best.reason.stage() {
            next
        } else {
            best
        }
    })
}

/// Why no more than a part of a line is sent.
fn rest_of(facts: &Facts<'_>, at: usize, given: i64) -> Reason {
    let of_line = facts.of_line.get(at).cloned().unwrap_or_default();
    let supplies = || facts.supplies.get(of_line.clone()).into_iter().flatten();
    let candidate = |at: usize| facts.candidates.get(at).map(|candidate| candidate.reason);
    let chosen = |at: usize| candidate(at).is_some_and(Reason::is_chosen);
    let could = |at: usize| candidate(at).is_some_and(could_send);
    let line = facts.snapshot.lines.get(at);
    let split = facts.snapshot.may_split && line.is_some_and(|line| line.may_split);
    if !split && supplies().any(|supply| could(supply.candidate)) {
        return Reason::NotSplit { has: given };
    }
    if supplies().all(|supply| chosen(supply.candidate) && supply.by_quota) {
        return Reason::QuotaUsed { left: given };
    }
    Reason::NotEnough { has: given }
}

/// It has something for the line.
fn could_send(reason: Reason) -> bool {
    match reason {
        Reason::NotEnough { has } => has > 0,
        Reason::QuotaUsed { left } => left > 0,
        reason => reason.is_eligible() && !reason.is_chosen(),
    }
}
