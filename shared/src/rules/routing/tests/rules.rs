//! Every hard rule has its reason, with its numbers, in both languages.

use super::*;
use crate::rules::badge::CertificateKind;
use crate::rules::shipping::{Area, LaneRefusal};

/// The reason of the one candidate when a usual order is changed.
fn why(change: impl FnOnce(&mut Snapshot)) -> Reason {
    let mut snapshot = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a")],
        vec![offer("a", "na")],
    );
    change(&mut snapshot);
    let plan = plan(&snapshot);
    assert_eq!(plan.candidates.len(), 1);
    let reason = plan.candidates[0].reason;
    assert_eq!(plan.unallocated.is_empty(), reason.is_chosen());
    reason
}

fn ocop(to: Option<VnDate>) -> Proof {
    Proof {
        kind: CertificateKind::Ocop,
        stars: Some(4),
        mark: None,
        from: None,
        to,
        valid: true,
    }
}

fn four_stars() -> Claim {
    Claim {
        kind: CertificateKind::Ocop,
        stars: Some(4),
        mark: None,
    }
}

fn lot(quantity: i64, expires_on: Option<VnDate>, on_hold: bool) -> Lot {
    Lot {
        id: "1208-A".to_owned(),
        quantity,
        harvested_on: None,
        expires_on,
        on_hold,
    }
}

#[test]
fn who_may_sell_at_all() {
    assert_eq!(why(|_| {}), Reason::Chosen { quantity: 3000 });
    assert_eq!(
        why(|s| s.cooperatives[0].verified = false),
        Reason::NotVerified
    );
    assert_eq!(
        why(|s| s.offers[0].cooperative = "x".to_owned()),
        Reason::NotVerified
    );
    assert_eq!(why(|s| s.cooperatives[0].paused = true), Reason::Paused);
    assert_eq!(why(|s| s.offers[0].enabled = false), Reason::Disabled);
    for by in [Chooser::Buyer, Chooser::Operator] {
        let only = Some(Only {
            cooperative: "b".to_owned(),
            by,
        });
        assert_eq!(why(|s| s.lines[0].only = only), Reason::OtherChosen { by });
    }
    for (why_not, reason) in [
        (Absence::Declined, Reason::Declined),
        (Absence::TimedOut, Reason::TimedOut),
        (Absence::MovedAway, Reason::MovedAway),
    ] {
        let asked = Excluded {
            cooperative: "a".to_owned(),
            why: why_not,
        };
        assert_eq!(why(|s| s.lines[0].excluded.push(asked)), reason);
    }
    let floor = Vnd(80_001);
    assert_eq!(
        why(|s| s.offers[0].floor = Some(floor)),
        Reason::BelowFloor {
            net: Vnd(80_000),
            floor
        }
    );
    assert!(why(|s| s.offers[0].floor = Some(Vnd(80_000))).is_chosen());
    assert_eq!(
        why(|s| s.offers[0].step = 2000),
        Reason::Step { step: 2000 }
    );
}

#[test]
fn how_far_it_may_go_and_when_it_leaves() {
    let south = |s: &mut Snapshot| {
        s.destination = Some(place("79", 10.78, 106.7));
        s.offers[0].class = ShippingClass::P1;
    };
    let too_far = LaneRefusal::TooFar {
        days: 4,
        to: Area::South,
    };
    assert_eq!(why(south), Reason::Lane(too_far));
    let live = |s: &mut Snapshot| s.offers[0].class = ShippingClass::P0;
    assert_eq!(why(live), Reason::Lane(LaneRefusal::LiveOtherProvince));
    let short = LaneRefusal::ShelfLife { keeps: 3, days: 3 };
    assert_eq!(
        why(|s| s.offers[0].shelf_life_days = Some(3)),
        Reason::Lane(short)
    );
    let rests = |to| move |s: &mut Snapshot| s.cooperatives[0].rests = Some((day(2026, 8, 10), to));
    assert!(why(rests(day(2026, 8, 21))).is_chosen());
    let until = day(2026, 8, 23);
    assert_eq!(why(rests(day(2026, 8, 22))), Reason::Resting { until });
    let never = Reason::NoCapacity {
        day: day(2026, 8, 22),
    };
    assert_eq!(why(|s| s.cooperatives[0].pack_days = 0), never);
    let full = |s: &mut Snapshot| {
        s.cooperatives[0].full_days = (12..=22).map(|d| day(2026, 8, d)).collect()
    };
    assert_eq!(why(full), never);
    // Mondays only: Wednesday's order leaves on Monday the 17th.
    let mut mondays = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a")],
        vec![offer("a", "na")],
    );
    mondays.cooperatives[0].pack_days = 1;
    assert_eq!(plan(&mondays).parcels[0].window.ship_by, day(2026, 8, 17));
    mondays.cooperatives[0].full_days = vec![day(2026, 8, 17)];
    assert_eq!(codes(&mondays), ["no_capacity"]);
}

#[test]
fn what_is_in_season_and_proven() {
    let gone = |s: &mut Snapshot| s.offers[0].season = Season::of_months(&[9, 10], &[]);
    assert_eq!(
        why(gone),
        Reason::OutOfSeason {
            month: 8,
            next: Some(9)
        }
    );
    let claimed = |proofs: Vec<Proof>| {
        why(|s| {
            s.lines[0].claims = vec![four_stars()];
            s.offers[0].certificates = proofs;
        })
    };
    assert_eq!(claimed(Vec::new()), Reason::NoCertificate { claim: 0 });
    assert_eq!(
        claimed(vec![Proof {
            stars: Some(3),
            ..ocop(None)
        }]),
        Reason::NoCertificate { claim: 0 }
    );
    assert_eq!(
        claimed(vec![Proof {
            valid: false,
            ..ocop(None)
        }]),
        Reason::NoCertificate { claim: 0 }
    );
    assert!(
        claimed(vec![Proof {
            stars: Some(5),
            ..ocop(None)
        }])
        .is_chosen()
    );
    assert!(claimed(vec![ocop(Some(day(2026, 8, 12)))]).is_chosen());
    let until = day(2026, 8, 11);
    assert_eq!(
        claimed(vec![ocop(Some(until))]),
        Reason::CertificateExpired { claim: 0, until }
    );
    let from = day(2026, 8, 13);
    let early = Proof {
        from: Some(from),
        ..ocop(None)
    };
    assert_eq!(
        claimed(vec![early.clone()]),
        Reason::CertificateNotYet { claim: 0, from }
    );
    assert!(claimed(vec![early, ocop(Some(until)), ocop(None)]).is_chosen());
    let marked = |mark: &str| {
        let mark = Some(mark.to_owned());
        why(|s| {
            let kind = CertificateKind::Mark;
            s.lines[0].claims = vec![Claim {
                kind,
                stars: None,
                mark: Some("Chi Lăng".to_owned()),
            }];
            s.offers[0].certificates = vec![Proof {
                kind,
                stars: None,
                mark,
                ..ocop(None)
            }];
        })
    };
    assert!(marked("CHI LANG").is_chosen());
    assert_eq!(marked("Lạc Thủy"), Reason::NoCertificate { claim: 0 });
}

#[test]
fn what_is_left() {
    assert_eq!(
        why(|s| s.offers[0].quota_left = Some(0)),
        Reason::QuotaUsed { left: 0 }
    );
    assert_eq!(
        why(|s| s.offers[0].quota_left = Some(-5)),
        Reason::QuotaUsed { left: 0 }
    );
    let mut short = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a")],
        vec![offer("a", "na")],
    );
    short.offers[0].quota_left = Some(1500);
    let short = plan(&short);
    assert_eq!(
        short.candidates[0].reason,
        Reason::Chosen { quantity: 1500 }
    );
    assert_eq!(
        short.unallocated[0].reason,
        Reason::QuotaUsed { left: 1500 }
    );
    assert_eq!(
        why(|s| s.offers[0].held = 9700),
        Reason::NoStock { free: 300 }
    );
    assert_eq!(
        why(|s| s.offers[0].allocated = i64::MAX),
        Reason::NoStock { free: 0 }
    );
    let lots = |lots: Vec<Lot>| why(|s| s.offers[0].lots = lots);
    assert_eq!(lots(vec![lot(10_000, None, true)]), Reason::LotOnHold);
    let on = day(2026, 8, 14);
    assert_eq!(
        lots(vec![lot(10_000, Some(on), false)]),
        Reason::LotExpires { on }
    );
    assert!(lots(vec![lot(10_000, Some(day(2026, 8, 15)), false)]).is_chosen());
    // Seven kilograms belong to no lot.
    assert!(lots(vec![lot(3000, None, true)]).is_chosen());
}

#[test]
fn the_first_to_expire_goes_first() {
    let mut snapshot = snapshot(
        vec![line("na", 4000)],
        vec![cooperative("a")],
        vec![offer("a", "na")],
    );
    snapshot.offers[0].lots = vec![
        lot(2000, None, false),
        lot(2500, Some(day(2026, 9, 1)), false),
        lot(1000, Some(day(2026, 8, 20)), false),
        lot(4000, Some(day(2026, 8, 19)), true),
    ];
    snapshot.lines.push(line("na", 1500));
    let plan = plan(&snapshot);
    let sent: Vec<_> = plan
        .parcels
        .iter()
        .flat_map(|p| &p.lines)
        .map(|l| l.lots.clone())
        .collect();
    assert_eq!(
        sent,
        [vec![(2, 1000), (1, 2500), (0, 500)], vec![(0, 1500)]]
    );
}

#[test]
fn the_step_of_the_line_holds_too() {
    assert_eq!(
        why(|s| s.lines[0].quantity = 3300),
        Reason::Step { step: 500 }
    );
    let own = |s: &mut Snapshot| (s.lines[0].step, s.offers[0].step) = (1, 2000);
    assert_eq!(why(own), Reason::Step { step: 2000 });
}

#[test]
fn what_others_hold_is_not_sold_again() {
    let with = |held: i64, allocated: i64, blocked: i64, lots: Vec<Lot>| {
        why(|s| {
            let offer = &mut s.offers[0];
            (offer.held, offer.allocated, offer.blocked) = (held, allocated, blocked);
            offer.lots = lots;
        })
    };
    let soon = day(2026, 8, 13);
    let fine = || lot(4000, None, false);
    assert_eq!(
        with(4000, 0, 0, vec![lot(6000, None, true), fine()]),
        Reason::LotOnHold
    );
    let ends = |on| vec![lot(6000, Some(on), false), fine()];
    assert_eq!(
        with(4000, 0, 0, ends(soon)),
        Reason::LotExpires { on: soon }
    );
    // What was promised to orders leaves before, out of the lot that ends first.
    assert!(with(0, 6000, 0, ends(soon)).is_chosen());
    let over = day(2026, 8, 11);
    assert_eq!(
        with(0, 4000, 0, ends(over)),
        Reason::LotExpires { on: over }
    );
    // What is blocked lies in the lot that is on hold.
    assert!(with(0, 0, 6000, vec![lot(6000, None, true), fine()]).is_chosen());
    assert_eq!(
        with(
            0,
            0,
            6000,
            vec![lot(1000, None, true), lot(9000, None, false)]
        ),
        Reason::Chosen { quantity: 3000 }
    );
}

#[test]
fn a_lot_of_tomorrow_is_there_and_not_sent_today() {
    let on = day(2026, 8, 13);
    let early = Lot {
        harvested_on: Some(on),
        ..lot(10_000, None, false)
    };
    assert_eq!(
        why(|s| s.offers[0].lots = vec![early]),
        Reason::LotNotYet { on }
    );
}
