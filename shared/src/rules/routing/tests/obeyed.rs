//! The hard rules once more, written as plainly as they are said, to hold plans against.

use super::*;
use crate::rules::shipping::{Area, Band, Lane, LaneRequest, lane};
use crate::text::fold;

/// Fails when a part of the plan breaks a rule.
pub fn hard_rules(snapshot: &Snapshot, plan: &RoutingPlan) {
    for parcel in &plan.parcels {
        let who = &snapshot.cooperatives[parcel.cooperative];
        assert!(who.verified && !who.paused);
        let day = parcel.window.ship_by;
        assert!(
            who.pack_days & (1 << (day.weekday() - 1)) != 0,
            "packs on {day}"
        );
        assert!(!who.full_days.contains(&day));
        assert!(
            who.rests
                .is_none_or(|(from, to)| !(from..=to).contains(&day))
        );
        for sent in &parcel.lines {
            part(snapshot, parcel, sent, day);
        }
    }
}

fn part(snapshot: &Snapshot, parcel: &Parcel, sent: &ParcelLine, day: VnDate) {
    let (line, offer) = (&snapshot.lines[sent.line], &snapshot.offers[sent.offer]);
    let who = &snapshot.cooperatives[parcel.cooperative].id;
    assert_eq!(&offer.cooperative, who);
    assert_eq!(offer.item, line.item);
    assert!(offer.enabled && sent.quantity > 0);
    assert!(
        line.only
            .as_ref()
            .is_none_or(|only| &only.cooperative == who)
    );
    assert!(
        line.excluded
            .iter()
            .all(|excluded| &excluded.cooperative != who)
    );
    let net = offer.net.unwrap_or(line.price);
    assert!(offer.floor.is_none_or(|floor| net >= floor));
    assert_eq!(sent.quantity % offer.step.max(1), 0);
    assert_eq!(
        sent.quantity % line.step.max(1) * i64::from(sent.quantity != line.quantity),
        0
    );
    assert!(offer.harvested_on.is_none_or(|harvest| day >= harvest));
    assert!(offer.season.in_season(day.m), "season on {day}");
    for claim in &line.claims {
        assert!(
            offer
                .certificates
                .iter()
                .any(|proof| proves(claim, proof, day)),
            "{claim:?} on {day}"
        );
    }
    let to = snapshot
        .destination
        .as_ref()
        .map_or(Area::North, |to| Area::of(to.point.lat));
    let band = if offer.class == ShippingClass::P0 {
        Band::SameProvince
    } else {
        parcel.band
    };
    let request = LaneRequest {
        class: offer.class,
        shelf_life_days: offer.shelf_life_days,
        band,
        to,
    };
    let allowed = matches!(lane(request), Lane::Allowed { .. });
    assert!(allowed, "{:?} over {:?}", offer.class, parcel.band);
    let from_lots: i64 = sent.lots.iter().map(|(_, quantity)| quantity).sum();
    assert!(from_lots <= sent.quantity);
    for (at, _) in &sent.lots {
        let lot = &offer.lots[*at];
        assert!(
            !lot.on_hold
                && lot
                    .expires_on
                    .is_none_or(|last| last >= parcel.window.latest)
        );
    }
    let listed: i64 = offer.lots.iter().map(|lot| lot.quantity).sum();
    assert!(sent.quantity - from_lots <= (offer.on_hand - listed).max(0));
}

fn proves(claim: &Claim, proof: &Proof, day: VnDate) -> bool {
    let marked = |mark: &String| {
        proof
            .mark
            .as_ref()
            .is_some_and(|other| fold(mark) == fold(other))
    };
    proof.valid
        && proof.kind == claim.kind
        && claim.stars.is_none_or(|least| proof.stars >= Some(least))
        && claim.mark.as_ref().is_none_or(marked)
        && proof.from.is_none_or(|from| from <= day)
        && proof.to.is_none_or(|to| day <= to)
}

/// Fails when more is taken than there is, or the parts of a line are not the line.
pub fn quantities(snapshot: &Snapshot, plan: &RoutingPlan) {
    let mut taken = vec![0_i64; snapshot.offers.len()];
    let mut given = vec![0_i64; snapshot.lines.len()];
    let mut of_lots = vec![vec![0_i64; 8]; snapshot.offers.len()];
    for sent in plan.parcels.iter().flat_map(|parcel| &parcel.lines) {
        taken[sent.offer] += sent.quantity;
        given[sent.line] += sent.quantity;
        for (lot, quantity) in &sent.lots {
            of_lots[sent.offer][*lot] += quantity;
        }
    }
    for ((offer, taken), of_lots) in snapshot.offers.iter().zip(taken).zip(of_lots) {
        assert!(
            taken <= offer.free(),
            "{} has {} and gives {taken}",
            offer.id,
            offer.free()
        );
        assert!(taken == 0 || offer.quota_left.is_none_or(|left| taken <= left));
        for (lot, taken) in offer.lots.iter().zip(of_lots) {
            assert!(taken <= lot.quantity);
        }
    }
    for left in &plan.unallocated {
        assert!(left.quantity > 0 && !left.reason.is_chosen());
        given[left.line] += left.quantity;
    }
    for (line, given) in snapshot.lines.iter().zip(given) {
        assert_eq!(given, line.quantity, "{}", line.id);
    }
    let pairs = plan.candidates.iter().map(|c| (c.line, c.offer));
    let wanted = snapshot.lines.iter().enumerate().flat_map(|(at, line)| {
        let offers = snapshot.offers.iter().enumerate();
        offers
            .filter(|(_, offer)| offer.item == line.item)
            .map(move |(offer, _)| (at, offer))
    });
    assert!(pairs.eq(wanted), "every candidate once, in order");
}
