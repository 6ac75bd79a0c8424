//! What each strategy chooses, and what it says of the others.

use super::*;
use crate::places::Point;

/// Who sends how much of the first line.
fn senders(snapshot: &Snapshot) -> Vec<(&str, i64)> {
    let plan = plan(snapshot);
    let sent = plan.parcels.iter().flat_map(|parcel| {
        let who = snapshot.cooperatives[parcel.cooperative].id.as_str();
        parcel
            .lines
            .iter()
            .filter(|sent| sent.line == 0)
            .map(move |sent| (who, sent.quantity))
    });
    sent.collect()
}

/// Three cooperatives with 2, 6 and 4 kilograms; c is the nearest, b is preferred.
fn three(ordered: i64, strategy: Strategy) -> Snapshot {
    let stocks = [
        ("a", 2000, 300, None),
        ("b", 6000, 200, Some(1)),
        ("c", 4000, 100, Some(2)),
    ];
    let offers = stocks.map(|(who, on_hand, km, priority)| Offer {
        on_hand,
        distance_km: Some(km),
        priority,
        ..offer(who, "na")
    });
    let cooperatives = stocks.map(|(who, ..)| cooperative(who));
    Snapshot {
        strategy,
        ..snapshot(
            vec![line("na", ordered)],
            cooperatives.to_vec(),
            offers.to_vec(),
        )
    }
}

#[test]
fn in_a_given_order_each_gives_what_it_has() {
    let mut priority = three(9000, Strategy::Priority);
    assert_eq!(senders(&priority), [("b", 6000), ("c", 3000)]);
    assert_eq!(codes(&priority), ["lower_priority", "chosen", "chosen"]);
    assert_eq!(
        senders(&three(9000, Strategy::Nearest)),
        [("b", 5000), ("c", 4000)]
    );
    assert_eq!(
        codes(&three(3000, Strategy::Nearest)),
        ["farther", "farther", "chosen"]
    );
    assert_eq!(
        senders(&three(7000, Strategy::HighestStock)),
        [("b", 6000), ("c", 1000)]
    );
    assert_eq!(
        codes(&three(5000, Strategy::HighestStock)),
        ["less_stock", "chosen", "less_stock"]
    );
    assert_eq!(
        codes(&three(2000, Strategy::HighestStock)),
        ["less_stock", "chosen", "less_stock"]
    );
    // Without splitting: the first that has it all, else the first.
    priority.may_split = false;
    assert_eq!(senders(&priority), [("b", 6000)]);
    let mut nearest = three(5000, Strategy::Nearest);
    nearest.lines[0].may_split = false;
    assert_eq!(senders(&nearest), [("b", 5000)]);
    assert_eq!(codes(&nearest), ["farther", "chosen", "not_enough"]);
}

#[test]
fn the_one_furthest_behind_its_share_comes_first() {
    let mut fair = three(2000, Strategy::Fair);
    for (offer, given) in fair.offers.iter_mut().zip([300_000, 100_000, 500_000]) {
        (offer.given, offer.share) = (Vnd(given), Some(30));
    }
    assert_eq!(senders(&fair), [("b", 2000)]);
    fair.offers[1].share = Some(5);
    assert_eq!(senders(&fair), [("a", 2000)]);
    fair.offers[0].share = Some(0);
    assert_eq!(senders(&fair), [("c", 2000)]);
}

#[test]
fn a_line_is_split_only_when_nobody_has_all_of_it() {
    assert_eq!(senders(&three(6000, Strategy::Market)), [("b", 6000)]);
    let split = three(9000, Strategy::Market);
    assert_eq!(senders(&split), [("b", 6000), ("c", 3000)]);
    let all = three(20_000, Strategy::Market);
    assert_eq!(senders(&all), [("a", 2000), ("b", 6000), ("c", 4000)]);
    assert_eq!(plan(&all).unallocated[0].quantity, 8000);
    let mut whole = three(9000, Strategy::Market);
    whole.may_split = false;
    assert_eq!(senders(&whole), [("b", 6000)]);
    assert_eq!(plan(&whole).unallocated[0].quantity, 3000);
}

#[test]
fn two_lines_never_share_the_same_kilogram() {
    let mut two = three(5000, Strategy::Market);
    two.lines.push(Line {
        id: "again".to_owned(),
        ..line("na", 5000)
    });
    let plan = plan(&two);
    obeyed::quantities(&two, &plan);
    assert!(plan.exact && plan.unallocated.is_empty());
}

#[test]
fn the_market_weighs_parcels_shipping_days_and_freshness() {
    // One parcel, although each line alone would be cheaper elsewhere.
    let far = place("48", 16.07, 108.2);
    let cooperatives = vec![
        cooperative("a"),
        cooperative("b"),
        Cooperative {
            place: Some(far),
            ..cooperative("c")
        },
    ];
    let offers = vec![
        offer("a", "na"),
        offer("b", "hồi"),
        offer("c", "na"),
        offer("c", "hồi"),
    ];
    let mut both = snapshot(
        vec![line("na", 3000), line("hồi", 3000)],
        cooperatives,
        offers,
    );
    assert_eq!(
        codes(&both),
        ["more_parcels", "chosen", "more_parcels", "chosen"]
    );
    both.lines.truncate(1);
    assert_eq!(codes(&both), ["chosen", "dearer"]);
    let mut fresh = three(2000, Strategy::Market);
    for (offer, harvested) in fresh.offers.iter_mut().zip([1, 9, 3]) {
        offer.distance_km = None;
        offer.harvested_on = VnDate::new(2026, 8, harvested);
    }
    assert_eq!(codes(&fresh), ["less_fresh", "chosen", "less_fresh"]);
    let mut soon = three(2000, Strategy::Market);
    soon.cooperatives[0].rests = Some((day(2026, 8, 12), day(2026, 8, 14)));
    soon.cooperatives[1].rests = Some((day(2026, 8, 12), day(2026, 8, 13)));
    soon.offers
        .iter_mut()
        .for_each(|offer| offer.distance_km = None);
    assert_eq!(codes(&soon), ["later", "later", "chosen"]);
    let mut same = three(2000, Strategy::Market);
    same.offers
        .iter_mut()
        .for_each(|offer| offer.distance_km = None);
    assert_eq!(codes(&same), ["chosen", "equal", "equal"]);
    same.offers[0].given = Vnd(5_000_000);
    assert_eq!(codes(&same), ["share_full", "chosen", "equal"]);
}

#[test]
fn the_fewest_parcels_may_cost_more() {
    let cooperatives = vec![cooperative("a"), cooperative("b"), cooperative("c")];
    let offers = vec![
        offer("a", "na"),
        offer("b", "hồi"),
        offer("c", "na"),
        offer("c", "hồi"),
    ];
    let mut few = snapshot(
        vec![line("na", 3000), line("hồi", 3000)],
        cooperatives,
        offers,
    );
    few.destination = Some(place("01", 21.0, 105.8));
    few.offers[2].distance_km = Some(1500);
    few.offers[3].distance_km = Some(1500);
    few.weights.parcel = 0;
    (few.offers[0].distance_km, few.offers[1].distance_km) = (Some(20), Some(20));
    assert_eq!(plan(&few).parcels.len(), 2);
    few.strategy = Strategy::FewestParcels;
    let plan = plan(&few);
    assert!(plan.exact);
    assert_eq!(plan.parcels.len(), 1);
}

#[test]
fn live_animals_go_beside_the_parcel() {
    let home = Some(lang_son());
    let mut farm = snapshot(
        vec![line("gà", 2000), line("hồi", 3000)],
        vec![cooperative("a")],
        vec![
            Offer {
                class: ShippingClass::P0,
                ..offer("a", "gà")
            },
            offer("a", "hồi"),
        ],
    );
    farm.destination = home;
    let both = plan(&farm);
    let [parcel] = both.parcels.as_slice() else {
        panic!("one parcel");
    };
    assert_eq!(
        (parcel.class, parcel.weight_g, parcel.pickup),
        (ShippingClass::P4, 3300, false)
    );
    farm.lines.truncate(1);
    let alone = &plan(&farm).parcels[0];
    assert_eq!(
        (alone.class, alone.pickup, alone.fee),
        (ShippingClass::P0, true, Vnd::ZERO)
    );
}

#[test]
fn any_numbers_give_a_plan() {
    use proptest::prelude::*;
    let numbers = prop::collection::vec(any::<i64>(), 24);
    proptest!(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() }, |(n in numbers, lat: f64, seed: u64)| {
        let mut any = dice::Dice::new(seed).snapshot(4, 5);
        any.ordered_at = crate::time::Millis(n[0]);
        let w = &mut any.weights;
        (w.parcel, w.shipping_percent, w.day, w.age_day) = (n[1], n[2], n[3], n[4]);
        (w.share_point, w.share_cap, w.share_base) = (n[5], n[6], n[7]);
        any.destination = Some(Place { point: Point { lat, lon: f64::NAN }, ..ha_noi() });
        for (at, line) in any.lines.iter_mut().enumerate() {
            (line.quantity, line.step, line.price) = (n[8 + at], n[9 + at], Vnd(n[10 + at]));
        }
        for (at, offer) in any.offers.iter_mut().enumerate() {
            let n = |k: usize| n[(at + k) % n.len()];
            (offer.on_hand, offer.held, offer.allocated, offer.blocked) = (n(0), n(1) >> 8, n(2) >> 9, n(3) >> 10);
            (offer.step, offer.weight_g, offer.given) = (n(4) >> 50, n(5), Vnd(n(6)));
            offer.quota_left = Some(n(7));
            offer.net = Some(Vnd(n(8)));
            offer.harvested_on = Some(VnDate::from_days(n(9)));
            for lot in &mut offer.lots {
                (lot.quantity, lot.expires_on) = (n(10), Some(VnDate::from_days(n(11) >> 40)));
            }
        }
        let made = plan(&any);
        prop_assert_eq!(&made, &plan(&any));
        for (at, line) in any.lines.iter().enumerate() {
            let sent = made.parcels.iter().flat_map(|p| &p.lines).filter(|sent| sent.line == at);
            let left = made.unallocated.iter().filter(|left| left.line == at).map(|left| left.quantity);
            let total: i128 = sent.map(|sent| sent.quantity).chain(left).map(i128::from).sum();
            prop_assert_eq!(total, i128::from(line.quantity.max(0)));
        }
    });
}
