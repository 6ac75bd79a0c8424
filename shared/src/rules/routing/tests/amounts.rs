//! How much each gives: what an outside tester found to be left over, or dearer than it needs to be.

use super::*;

/// Kilograms of an item from a cooperative that sells it by so many.
fn stock(who: &str, item: &str, kilos: i64, step: i64) -> Offer {
    Offer {
        id: format!("{who}-{item}-{kilos}"),
        on_hand: kilos * 1000,
        step: step * 1000,
        weight_g: 1000,
        ..offer(who, item)
    }
}

fn kilos(item: &str, kilos: i64) -> Line {
    Line {
        step: 1,
        price: Vnd(75_000),
        ..line(item, kilos * 1000)
    }
}

fn of(lines: Vec<Line>, offers: Vec<Offer>) -> Snapshot {
    let mut ids: Vec<&str> = offers.iter().map(|o| o.cooperative.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let cooperatives = ids.into_iter().map(cooperative).collect();
    snapshot(lines, cooperatives, offers)
}

/// What each sends of the first line, in kilograms.
fn sent(snapshot: &Snapshot) -> Vec<(&str, i64)> {
    let plan = plan(snapshot);
    obeyed::quantities(snapshot, &plan);
    let parcels = plan.parcels.iter();
    let sent = parcels.flat_map(|parcel| {
        let who = snapshot.cooperatives[parcel.cooperative].id.as_str();
        let lines = parcel.lines.iter().filter(|sent| sent.line == 0);
        lines.map(move |sent| (who, sent.quantity / 1000))
    });
    sent.collect()
}

#[test]
fn boxes_of_five_and_of_two_kilograms_serve_twenty() {
    let boxes = of(
        vec![kilos("na", 20)],
        vec![stock("a", "na", 15, 5), stock("b", "na", 10, 2)],
    );
    assert_eq!(sent(&boxes), [("a", 10), ("b", 10)]);
    let plan = plan(&boxes);
    assert!(plan.exact && plan.gap == 0 && plan.unallocated.is_empty());
}

#[test]
fn the_one_with_the_larger_part_may_give_less() {
    let eight = of(
        vec![kilos("na", 8)],
        vec![stock("c", "na", 5, 1), stock("d", "na", 5, 2)],
    );
    assert_eq!(sent(&eight), [("c", 4), ("d", 4)]);
    // The same when there is too much to look at everything.
    let mut lines: Vec<Line> = (0..14).map(|n| kilos(&format!("m{n}"), 1)).collect();
    lines.insert(0, kilos("na", 8));
    let mut offers = eight.offers.clone();
    offers.extend((0..14).map(|n| stock("c", &format!("m{n}"), 3, 1)));
    let many = of(lines, offers);
    assert_eq!(sent(&many), [("c", 4), ("d", 4)]);
}

#[test]
fn amounts_that_fit_the_weight_bands_are_cheaper() {
    // 3 and 3 kilograms go in the band up to three; 5 and 1 do not.
    let six = of(
        vec![kilos("na", 6)],
        vec![stock("a", "na", 5, 1), stock("b", "na", 5, 1)],
    );
    let plan = plan(&six);
    let fees: Vec<i64> = plan.parcels.iter().map(|p| p.fee.dong()).collect();
    let best = (1..6).map(|a| fee(a) + fee(6 - a)).min();
    assert!(plan.exact);
    assert_eq!(Some(fees.iter().sum()), best);
    assert!(fees.iter().sum::<i64>() < fee(5) + fee(1));
}

/// What a parcel from Lạng Sơn to Hà Nội costs.
fn fee(kilos: i64) -> i64 {
    let one = of(vec![self::kilos("na", kilos)], vec![stock("a", "na", 9, 1)]);
    plan(&one).parcels[0].fee.dong()
}

#[test]
fn what_another_line_could_have_elsewhere_is_given_to_the_one_that_cannot() {
    let mut lines = vec![
        kilos("na", 8),
        Line {
            id: "again".to_owned(),
            ..kilos("na", 1)
        },
    ];
    let mut offers = vec![stock("a", "na", 8, 1), stock("b", "na", 24, 2)];
    for n in 3..10 {
        let item = format!("m{n}");
        lines.push(kilos(&item, 1));
        offers.push(stock("a", &item, 20, 1));
    }
    let nine = of(lines, offers);
    assert!(plan(&nine).unallocated.is_empty());
    assert_eq!(sent(&nine), [("b", 8)]);
}

#[test]
fn the_nearer_of_two_places_of_a_cooperative_is_found_wherever_it_is_listed() {
    let lines: Vec<Line> = (0..9).map(|n| kilos(&format!("m{n}"), 1)).collect();
    let at = |km: u32, n: usize| Offer {
        id: format!("m{n}-{km}"),
        distance_km: Some(km),
        ..stock("a", &format!("m{n}"), 20, 1)
    };
    let far: Vec<Offer> = (0..9).map(|n| at(500, n)).collect();
    let near: Vec<Offer> = (0..9).map(|n| at(80, n)).collect();
    let cost = |offers: Vec<Offer>| plan(&of(lines.clone(), offers)).cost;
    let least = cost(near.clone());
    assert_eq!(cost([far.clone(), near.clone()].concat()), least);
    assert_eq!(cost([near, far].concat()), least);
}

#[test]
fn the_fewest_parcels_come_before_the_fewest_splits() {
    let mut lines = vec![kilos("na", 15)];
    let mut offers = vec![stock("a", "na", 14, 1), stock("b", "na", 1, 1)];
    for who in ["c", "d", "e"] {
        lines.push(kilos(who, 1));
        offers.extend([stock(who, "na", 5, 1), stock(who, who, 20, 1)]);
    }
    let mut few = of(lines, offers);
    few.strategy = Strategy::FewestParcels;
    let made = plan(&few);
    assert!(made.exact && made.unallocated.is_empty());
    assert_eq!(made.parcels.len(), 3);
    few.strategy = Strategy::Market;
    assert_eq!(plan(&few).parcels.len(), 4, "one split less");
}

#[test]
fn a_split_saves_a_parcel_when_parcels_come_first() {
    // Whole lines need three; half of the third from each of the others needs two.
    let offers = vec![
        stock("a", "x", 9, 1),
        stock("b", "y", 9, 1),
        stock("c", "z", 9, 1),
        stock("a", "z", 1, 1),
        stock("b", "z", 1, 1),
    ];
    let mut three = of(vec![kilos("x", 2), kilos("y", 2), kilos("z", 2)], offers);
    assert_eq!(plan(&three).parcels.len(), 3);
    three.strategy = Strategy::FewestParcels;
    let made = plan(&three);
    assert!(made.exact);
    assert_eq!(made.parcels.len(), 2);
}

#[test]
fn what_is_missing_is_missing_of_one_line() {
    let again = Line {
        id: "again".to_owned(),
        ..kilos("na", 3)
    };
    let short = of(vec![kilos("na", 3), again], vec![stock("a", "na", 5, 1)]);
    let mut grams = short.clone();
    grams.offers[0].step = 1;
    for case in [short, grams] {
        let left = plan(&case).unallocated;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].quantity, 1000);
    }
}
