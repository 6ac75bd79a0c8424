//! From chosen parts to a plan.

use super::compare::compare;
use super::facts::Facts;
use super::parcel::Part;
use super::reason::Reason;
use super::result::{Parcel, ParcelLine, RoutingPlan, Unallocated};
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
        road_km: sending.way.km,
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
        let of_line = facts.candidates.iter().filter(|c| c.line == at);
        let nearest = of_line
            .map(|candidate| candidate.reason)
            .filter(|reason| !reason.is_chosen())
            .reduce(|best, next| {
                if next.stage() > best.stage() {
                    next
                } else {
                    best
                }
            });
        let reason = if given > 0 {
            Reason::NotEnough { has: given }
        } else {
            nearest.unwrap_or(Reason::NoOffer)
        };
        left.push(Unallocated {
            line: at,
            quantity,
            reason,
        });
    }
    left
}
