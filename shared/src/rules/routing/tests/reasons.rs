//! What is said of an offer is true of its own goods, with the right numbers.

use super::*;
use crate::rules::badge::CertificateKind;
use crate::say::Locale;

fn two_lines() -> Vec<Line> {
    vec![line("mật ong", 3000), line("chè", 3000)]
}

fn ready(on: VnDate, offer: Offer) -> Offer {
    Offer {
        harvested_on: Some(on),
        ..offer
    }
}

fn reasons(snapshot: &Snapshot) -> Vec<Reason> {
    plan(snapshot).candidates.iter().map(|c| c.reason).collect()
}

/// What is said of the first line that is left over.
fn left(snapshot: &Snapshot) -> (Reason, String, String) {
    let plan = plan(snapshot);
    let left = &plan.unallocated[0];
    let said = |l| left.say(snapshot, l).replace('\u{a0}', " ");
    (left.reason, said(Locale::Vi), said(Locale::En))
}

#[test]
fn what_hinders_one_line_is_not_said_of_another() {
    let honey = Offer {
        season: Season::of_months(&[8], &[]),
        ..offer("a", "mật ong")
    };
    let tea = ready(day(2026, 9, 1), offer("a", "chè"));
    let both = vec![cooperative("a"), cooperative("b")];
    let seasonal = snapshot(
        two_lines(),
        both.clone(),
        vec![honey, tea.clone(), offer("b", "chè")],
    );
    assert_eq!(codes(&seasonal), ["chosen", "not_together", "chosen"]);
    // Nor is the day of the other line said of it: alone it would leave in August.
    let mut turned = seasonal;
    turned.cooperatives.push(cooperative("c"));
    turned.offers.truncate(2);
    turned.offers.push(offer("c", "mật ong"));
    turned.lines.reverse();
    let codes = codes(&turned);
    assert_eq!(codes.iter().filter(|code| **code == "chosen").count(), 2);
    assert!(codes.contains(&"not_together") && !codes.contains(&"out_of_season"));
    let four = Claim {
        kind: CertificateKind::Ocop,
        stars: Some(4),
        mark: None,
    };
    let ends = Proof {
        kind: CertificateKind::Ocop,
        stars: Some(4),
        mark: None,
        from: None,
        to: Some(day(2026, 8, 20)),
        valid: true,
    };
    let proven = Offer {
        certificates: vec![ends],
        ..offer("a", "mật ong")
    };
    let mut claimed = snapshot(two_lines(), both, vec![proven, tea]);
    claimed.lines[0].claims = vec![four];
    let [first, second] = reasons(&claimed)[..] else {
        panic!("two candidates");
    };
    assert!(first.is_chosen());
    assert_eq!(second, Reason::NotTogether);
    let (reason, vi, _) = left(&claimed);
    assert_eq!(reason, Reason::NotTogether);
    assert_eq!(
        vi,
        "chè của HTX a không đi chung kiện với món khác trong đơn được"
    );
}

#[test]
fn what_another_item_lacks_is_not_said_of_this_one() {
    let on = |last| Lot {
        id: "x".to_owned(),
        quantity: 10_000,
        harvested_on: None,
        expires_on: Some(last),
        on_hold: false,
    };
    let fresh = Offer {
        lots: vec![on(day(2026, 8, 16))],
        ..offer("a", "mật ong")
    };
    let later = ready(day(2026, 8, 20), offer("a", "chè"));
    let apart = snapshot(two_lines(), vec![cooperative("a")], vec![fresh, later]);
    let said = reasons(&apart);
    assert!(said.contains(&Reason::NotTogether), "{said:?}");
}

/// The shares 50 and 50, or others, of which the first was given something.
fn shared(shares: [u32; 2], given: i64, quantity: i64) -> Snapshot {
    let mut both = snapshot(
        vec![line("na", quantity)],
        vec![cooperative("a"), cooperative("b")],
        vec![offer("a", "na"), offer("b", "na")],
    );
    for (offer, share) in both.offers.iter_mut().zip(shares) {
        offer.share = Some(share);
    }
    both.offers[0].given = Vnd(given);
    both
}

#[test]
fn shares_are_those_that_were_agreed() {
    let full = |has, with, agreed| Reason::ShareFull {
        has,
        would_have: with,
        agreed,
    };
    assert_eq!(
        reasons(&shared([50, 50], 300_000, 3000))[0],
        full(100, Some(100), 50)
    );
    let first = shared([1, 9], 0, 10_000);
    assert_eq!(reasons(&first)[0], full(0, Some(100), 10));
    let said = |l| {
        plan(&first).candidates[0]
            .reason
            .say(l, &plan(&first).candidates[0].names(&first))
    };
    assert_eq!(
        said(Locale::Vi).replace('\u{a0}', " "),
        "Nhận đơn này thì HTX a có 100 % phần bán, thoả thuận là 10 %"
    );
    assert_eq!(
        said(Locale::En).replace('\u{a0}', " "),
        "With this order HTX a would have 100 % of the sales; 10 % was agreed"
    );
    let mut three = shared([1, 1], 240_000, 3000);
    three.cooperatives.push(cooperative("c"));
    three.offers.push(Offer {
        share: Some(1),
        given: Vnd(240_000),
        ..offer("c", "na")
    });
    // 480,000 so far and 720,000 with this order, a third each.
    assert_eq!(reasons(&three)[0], full(50, Some(67), 33));
    let mut fair = shared([50, 50], 300_000, 3000);
    fair.strategy = Strategy::Fair;
    assert_eq!(reasons(&fair)[0], full(100, None, 50));
}

#[test]
fn who_names_no_share_beside_others_has_none() {
    let mut fair = shared([100, 0], 100, 3000);
    fair.offers[1].share = None;
    fair.strategy = Strategy::Fair;
    assert!(reasons(&fair)[0].is_chosen());
}

#[test]
fn a_distance_counts_without_a_destination() {
    let mut nowhere = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a"), cooperative("b"), cooperative("c")],
        vec![offer("a", "na"), offer("b", "na"), offer("c", "na")],
    );
    nowhere.destination = None;
    nowhere.offers[0].distance_km = Some(500);
    nowhere.offers[1].distance_km = Some(20);
    for strategy in [Strategy::Nearest, Strategy::FewestParcels, Strategy::Market] {
        nowhere.strategy = strategy;
        let plan = plan(&nowhere);
        if strategy == Strategy::Nearest {
            assert_eq!(plan.candidates[0].reason, Reason::Farther { km: Some(480) });
            assert_eq!(plan.candidates[2].reason, Reason::Farther { km: None });
            assert_eq!(plan.parcels[0].road_km, Some(20));
        }
        assert!(!plan.candidates[0].reason.is_chosen());
    }
}

#[test]
fn a_distance_that_nobody_knows_is_not_said() {
    let mut far = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a"), cooperative("b")],
        vec![offer("a", "na"), offer("b", "na")],
    );
    far.strategy = Strategy::Nearest;
    far.cooperatives[0].place = None;
    assert_eq!(reasons(&far)[0], Reason::Farther { km: None });
    far.cooperatives[1].paused = true;
    assert_eq!(plan(&far).parcels[0].road_km, None);
}

#[test]
fn what_a_quota_ends_is_said_to_be_the_quota() {
    let mut two = snapshot(
        vec![line("na", 10_000)],
        vec![cooperative("a"), cooperative("b")],
        vec![offer("a", "na"), offer("b", "na")],
    );
    two.offers[0].quota_left = Some(5000);
    assert_eq!(reasons(&two)[0], Reason::QuotaUsed { left: 5000 });
    two.offers[0].quota_left = Some(9999);
    assert_eq!(reasons(&two)[0], Reason::QuotaUsed { left: 9999 });
    two.offers.truncate(1);
    two.offers[0].quota_left = Some(5000);
    let (reason, vi, en) = left(&two);
    assert_eq!(reason, Reason::QuotaUsed { left: 5000 });
    assert_eq!(vi, "Hạn mức chỉ còn cho bán 5 kg món này");
    assert_eq!(en, "The quotas allow only 5 kg more");
}

#[test]
fn what_may_not_be_split_is_said_to_be_so() {
    let mut two = snapshot(
        vec![line("na", 12_000)],
        vec![cooperative("a"), cooperative("b")],
        vec![offer("a", "na"), offer("b", "na")],
    );
    two.may_split = false;
    let (reason, vi, en) = left(&two);
    assert_eq!(reason, Reason::NotSplit { has: 10_000 });
    assert_eq!(
        vi,
        "Món này không chia cho nhiều nơi gửi, nên chỉ gửi được 10 kg"
    );
    assert_eq!(
        en,
        "This line may not be split over several, so only 10 kg is sent"
    );
    two.offers.truncate(1);
    assert_eq!(left(&two).0, Reason::NotEnough { has: 10_000 });
}

#[test]
fn the_stock_that_decided_is_named() {
    let mut two = snapshot(
        vec![line("na", 5000)],
        vec![cooperative("a"), cooperative("b")],
        vec![offer("a", "na"), offer("b", "na")],
    );
    two.strategy = Strategy::HighestStock;
    two.offers[0].on_hand = 30_000;
    two.offers[1].on_hand = 20_000;
    assert_eq!(reasons(&two)[1], Reason::LessStock { has: 20_000 });
}

#[test]
fn a_whole_parcel_from_elsewhere_is_only_dearer() {
    let both = vec![cooperative("a"), cooperative("b")];
    let offers = ["a", "b"].map(|who| [offer(who, "mật ong"), offer(who, "chè")]);
    let mut two = snapshot(two_lines(), both, offers.concat());
    two.offers[2].distance_km = Some(500);
    two.offers[3].distance_km = Some(500);
    assert_eq!(codes(&two), ["chosen", "dearer", "chosen", "dearer"]);
    two.offers[2].on_hand = 0;
    assert_eq!(
        codes(&two),
        ["chosen", "no_stock", "chosen", "more_parcels"]
    );
}

#[test]
fn equal_is_only_what_is_equal() {
    let mut two = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a"), cooperative("b")],
        vec![offer("a", "na"), offer("b", "na")],
    );
    assert_eq!(codes(&two), ["chosen", "equal"]);
    // Cheaper in đồng, but a parcel more.
    two.strategy = Strategy::FewestParcels;
    two.weights.parcel = 0;
    two.lines.push(line("chè", 3000));
    two.offers.push(offer("a", "chè"));
    two.offers[0].distance_km = Some(1000);
    two.offers[2].distance_km = Some(1000);
    assert_eq!(codes(&two), ["chosen", "more_parcels", "chosen"]);
}

#[test]
fn the_nearest_miss_is_named() {
    let mut three = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a"), cooperative("b"), cooperative("c")],
        vec![offer("a", "na"), offer("b", "na"), offer("c", "na")],
    );
    three.offers[0].enabled = false;
    three.offers[1].on_hand = 0;
    three.cooperatives[2].verified = false;
    let (reason, vi, en) = left(&three);
    assert_eq!(reason, Reason::NoStock { free: 0 });
    assert_eq!(vi, "HTX b hết na; 2 nơi khác cũng không gửi được");
    assert_eq!(en, "HTX b has no na left; 2 others cannot send it either");
    three.offers.truncate(1);
    let (_, vi, en) = left(&three);
    assert_eq!(
        (vi.as_str(), en.as_str()),
        ("HTX a đang tạm ngừng bán na", "HTX a has paused na")
    );
    three.offers.clear();
    assert_eq!(left(&three).1, "Chưa hợp tác xã nào bán na");
}

#[test]
fn where_it_goes_is_said_from_where_it_starts() {
    let mut north = snapshot(
        vec![line("na", 3000)],
        vec![cooperative("a")],
        vec![Offer {
            class: ShippingClass::P1,
            ..offer("a", "na")
        }],
    );
    north.cooperatives[0].place = Some(place("11", 21.4, 103.0));
    north.destination = Some(place("22", 21.5, 107.9));
    assert_eq!(
        left(&north).1,
        "na không chịu được 3 ngày đường nên không gửi tới đó"
    );
    north.destination = Some(place("79", 10.78, 106.7));
    assert!(left(&north).1.ends_with("không gửi vào Nam"));
}
