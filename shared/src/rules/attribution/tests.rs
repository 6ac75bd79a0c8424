use super::*;
use crate::say::Locale;
use proptest::prelude::*;

const NOW: Millis = Millis(1_000 * DAY_MS);

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A click on link `n` of seller `n`, so many minutes before the order, for goods of cooperative 1.
fn click(n: u128, minutes: i64) -> Click {
    Click {
        id: id(100 + n),
        link: id(200 + n),
        seller: id(n),
        live: false,
        at: Millis(NOW.0 - minutes * 60_000),
        listings: vec![id(10)],
        cooperatives: vec![id(1)],
        ended: false,
        stopped: false,
        own: false,
    }
}

fn line(total: i64) -> Line {
    Line {
        id: id(50),
        listing: id(10),
        cooperative: id(1),
        base: Vnd(total),
    }
}

fn rate(n: u128, listing: Option<u128>, seller: Option<u128>, rate_bp: u32) -> Rate {
    Rate {
        id: id(300 + n),
        cooperative: id(1),
        listing: listing.map(id),
        seller: seller.map(id),
        rate_bp,
    }
}

fn case(clicks: Vec<Click>) -> Case {
    Case {
        at: NOW,
        clicks,
        lines: vec![line(195_000)],
        rates: vec![rate(1, None, None, 500)],
    }
}

fn outcomes(case: &Case) -> Vec<Outcome> {
    attribute(case)
        .into_iter()
        .map(|found| found.outcome)
        .collect()
}

#[test]
fn the_last_click_wins_and_the_others_hear_why() {
    use Outcome::{Earned, LaterClick, LiveFirst, TooOld};
    let clicks = vec![click(1, 60), click(2, 30), click(3, 7 * 24 * 60 + 1)];
    assert_eq!(outcomes(&case(clicks)), [LaterClick, Earned, TooOld]);
    let live = Click {
        live: true,
        ..click(1, 60)
    };
    assert_eq!(
        outcomes(&case(vec![live, click(2, 30)])),
        [Earned, LiveFirst]
    );
    assert_eq!(outcomes(&case(vec![click(1, 7 * 24 * 60)])), [Earned]);
}

#[test]
fn an_agreed_rate_goes_before_an_open_one() {
    let mut case = case(vec![click(1, 5)]);
    case.rates.push(rate(2, Some(10), None, 800));
    case.rates.push(rate(3, None, Some(1), 700));
    case.rates.push(rate(4, None, Some(2), 900));
    let found = attribute(&case);
    assert_eq!(
        (found[0].rate, found[0].targeted, found[0].amount),
        (Some(id(303)), true, Vnd(13_650))
    );
    case.rates.retain(|rate| rate.seller.is_none());
    assert_eq!(attribute(&case)[0].amount, Vnd(15_600));
}

#[test]
fn what_stands_in_the_way_is_named() {
    let cases = [
        (
            Click {
                ended: true,
                ..click(1, 5)
            },
            Outcome::LinkEnded,
        ),
        (
            Click {
                stopped: true,
                ..click(1, 5)
            },
            Outcome::SellerStopped,
        ),
        (
            Click {
                own: true,
                ..click(1, 5)
            },
            Outcome::OwnPurchase,
        ),
        (
            Click {
                listings: vec![],
                cooperatives: vec![id(2)],
                ..click(1, 5)
            },
            Outcome::OtherGoods,
        ),
    ];
    for (click, outcome) in cases {
        let found = attribute(&case(vec![click]));
        assert_eq!((found[0].outcome, found[0].amount), (outcome, Vnd::ZERO));
    }
    let mut without = case(vec![click(1, 5)]);
    without.rates.clear();
    assert_eq!(outcomes(&without), [Outcome::NoRate]);
}

#[test]
fn four_links_within_ten_seconds_are_stuffing() {
    let quick = |n: u128| Click {
        at: Millis(NOW.0 - 60_000 + i64::try_from(n).unwrap_or(0) * 2_000),
        ..click(n, 0)
    };
    let mut clicks: Vec<Click> = (1..=4).map(quick).collect();
    assert_eq!(outcomes(&case(clicks.clone())), [Outcome::Stuffed; 4]);
    clicks.push(click(9, 30));
    assert_eq!(outcomes(&case(clicks.clone()))[4], Outcome::Earned);
    clicks.remove(0);
    assert!(!outcomes(&case(clicks)).contains(&Outcome::Stuffed));
}

#[test]
fn own_vouchers_lower_what_a_commission_is_of_and_the_markets_do_not() {
    let off = |own, market| Share {
        own: Vnd(own),
        market: Vnd(market),
    };
    assert_eq!(base(Vnd(100_000), off(10_000, 0)), Vnd(90_000));
    assert_eq!(base(Vnd(100_000), off(0, 10_000)), Vnd(100_000));
    assert_eq!(base(Vnd(100_000), off(10_000, 20_000)), Vnd(90_000));
    assert_eq!(base(Vnd(2), off(3, 0)), Vnd(0));
    // Half of what he paid comes back: half of the base is left; all of it: nothing.
    let both = off(10_000, 20_000);
    assert_eq!(base_left(Vnd(100_000), both, Vnd(35_000)), Vnd(45_000));
    assert_eq!(base_left(Vnd(100_000), both, Vnd(70_000)), Vnd(0));
    assert_eq!(base_left(Vnd(100_000), both, Vnd(0)), Vnd(90_000));
    // The market paid all of it: there is nothing to give back.
    assert_eq!(base_left(Vnd(100), off(0, 100), Vnd(0)), Vnd(100));
}

#[test]
fn outcomes_are_found_by_their_names_and_said_in_both_languages() {
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::parse(outcome.code()), Some(outcome));
        assert_ne!(outcome.say(Locale::Vi), outcome.say(Locale::En));
    }
}

fn any_click() -> impl Strategy<Value = Click> {
    (
        1_u128..6,
        any::<bool>(),
        -1_000_i64..12_000,
        1_u128..4,
        any::<[bool; 3]>(),
    )
        .prop_map(
            |(n, live, minutes, cooperative, [ended, own, stopped])| Click {
                live,
                cooperatives: vec![id(cooperative)],
                listings: vec![id(10 * cooperative)],
                ended: ended && own,
                own: own && stopped,
                stopped: ended && stopped,
                id: id(1_000 + n + u128::try_from(minutes + 1_000).unwrap_or(0) * 10),
                ..click(n, minutes)
            },
        )
}

fn any_case() -> impl Strategy<Value = Case> {
    let clicks = prop::collection::vec(any_click(), 0..8);
    let lines = prop::collection::vec((1_u128..4, 0_i64..5_000_000), 1..8);
    let rates = prop::collection::vec(
        (
            1_u128..4,
            any::<bool>(),
            prop::option::of(1_u128..6),
            1_u32..5_000,
        ),
        0..6,
    );
    (clicks, lines, rates).prop_map(|(clicks, lines, rates)| {
        let line = |(n, (cooperative, total)): (u128, (u128, i64))| Line {
            id: id(50 + n),
            listing: id(10 * cooperative),
            cooperative: id(cooperative),
            base: Vnd(total),
        };
        let rate = |(n, (cooperative, listing, seller, rate_bp)): (
            u128,
            (u128, bool, Option<u128>, u32),
        )| Rate {
            cooperative: id(cooperative),
            ..rate(n, listing.then_some(10 * cooperative), seller, rate_bp)
        };
        Case {
            at: NOW,
            clicks,
            lines: (0..).zip(lines).map(line).collect(),
            rates: (0..).zip(rates).map(rate).collect(),
        }
    })
}

proptest! {
    #[test]
    fn at_most_one_click_earns_a_line_and_replay_is_identical(case in any_case()) {
        let found = attribute(&case);
        prop_assert_eq!(&found, &attribute(&case));
        prop_assert_eq!(found.len(), case.lines.len() * case.clicks.len());
        for line in &case.lines {
            let earned: Vec<&Found> =
                found.iter().filter(|one| one.line == line.id && one.outcome == Outcome::Earned).collect();
            prop_assert!(earned.len() <= 1);
            let sum: i64 = found.iter().filter(|one| one.line == line.id).map(|one| one.amount.0).sum();
            let expected = earned.first().map_or(0, |one| commission(line.base, one.rate_bp).0);
            prop_assert_eq!(sum, expected);
            prop_assert!(sum <= line.base.0);
        }
    }

    #[test]
    fn giving_everything_back_takes_everything_back(
        amount in 0_i64..10_000_000, steps in prop::collection::vec(1_i64..100_000, 1..20),
    ) {
        let base: i64 = steps.iter().sum();
        let (mut back, mut taken) = (0, 0);
        for step in steps {
            back += step;
            let now = reversed(Vnd(amount), Vnd(base), Vnd(back)).0;
            prop_assert!(now >= taken && now <= amount);
            taken = now;
        }
        prop_assert_eq!(taken, amount);
    }
}
