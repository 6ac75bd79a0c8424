use super::*;
use crate::quantity::Unit;
use crate::say::Locale;
use proptest::prelude::*;

fn ahead(quantity: i64, confidence: i64, promised: i64) -> Ahead {
    Ahead {
        quantity,
        confidence,
        promised,
        ..Ahead::default()
    }
}

#[test]
fn forecast_times_confidence_less_what_is_promised() {
    assert_eq!(ahead(100, 80, 0).sellable(1), 80);
    assert_eq!(ahead(100, 80, 75).sellable(1), 5);
    assert_eq!(ahead(100, 80, 80).sellable(1), 0);
    assert_eq!(ahead(100, 80, 90).sellable(1), 0, "the confidence fell");
    assert_eq!(ahead(3, 50, 0).sellable(1), 1, "rounded down");
    assert_eq!(
        ahead(10_000, 80, 500).sellable(1_000),
        7_000,
        "in whole kilos"
    );
    let capped = Ahead {
        cap: Some(30),
        served: 10,
        ..ahead(100, 80, 15)
    };
    assert_eq!(capped.sellable(1), 5);
    let half_in = Ahead {
        harvested: 60,
        served: 40,
        ..ahead(100, 80, 0)
    };
    assert_eq!(half_in.sellable(1), 32, "of what is still to come");
}

fn waiting(paid_at: i64, quantity: i64) -> Waiting {
    Waiting {
        paid_at,
        quantity,
        secured: 0,
    }
}

#[test]
fn first_paid_is_first_served_and_nobody_overtakes() {
    let queue = [waiting(30, 1), waiting(10, 4), waiting(20, 3)];
    let shared = share_out(&queue, 6);
    assert_eq!(shared[1].outcome, Outcome::Served);
    assert_eq!((shared[2].outcome, shared[2].secured), (Outcome::Partly, 2));
    assert_eq!((shared[0].outcome, shared[0].given), (Outcome::Waits, 0));
    let next = [
        waiting(30, 1),
        Waiting {
            secured: 2,
            ..queue[2]
        },
    ];
    let shared = share_out(&next, 1);
    assert_eq!((shared[1].outcome, shared[1].given), (Outcome::Served, 1));
    assert_eq!(shared[0].outcome, Outcome::Waits);
}

#[test]
fn everybody_is_told_why() {
    let queue = [waiting(1, 4), waiting(2, 3), waiting(3, 1)];
    let shared = share_out(&queue, 6);
    assert_eq!(
        shared[0]
            .say(Unit::Thung, Locale::Vi)
            .replace('\u{a0}', " "),
        "Thu về 6 thùng, đủ cho đơn này."
    );
    assert_eq!(
        shared[1]
            .say(Unit::Thung, Locale::Vi)
            .replace('\u{a0}', " "),
        "Thu về 6 thùng, chia theo thứ tự trả tiền: đơn trước lấy 4 thùng, đơn này đã có 2 thùng trong 3 thùng, chờ lô sau."
    );
    for given in shared {
        for l in Locale::ALL {
            assert!(!given.say(Unit::Thung, l).is_empty());
        }
        let kept = serde_json::to_string(&given).expect("json");
        assert_eq!(serde_json::from_str::<Given>(&kept).expect("json"), given);
    }
}

fn queue() -> impl Strategy<Value = Vec<Waiting>> {
    let one = (0_i64..20, 1_i64..50, 0_i64..50).prop_map(|(paid_at, quantity, secured)| Waiting {
        paid_at,
        quantity,
        secured: secured.min(quantity - 1),
    });
    prop::collection::vec(one, 0..30)
}

proptest! {
    #[test]
    fn a_harvest_is_never_given_out_twice(queue in queue(), harvested in 0_i64..600) {
        let shared = share_out(&queue, harvested);
        prop_assert_eq!(shared.len(), queue.len());
        let given: i64 = shared.iter().map(|one| one.given).sum();
        let missing: i64 = queue.iter().map(|one| one.quantity - one.secured).sum();
        prop_assert_eq!(given, harvested.min(missing), "all that is there, and no more");
        for (one, got) in queue.iter().zip(&shared) {
            prop_assert!(got.given >= 0 && got.secured <= one.quantity);
            prop_assert_eq!(got.secured, one.secured + got.given);
            prop_assert_eq!(got.outcome == Outcome::Served, got.secured == one.quantity);
        }
    }

    #[test]
    fn who_paid_earlier_is_never_behind(queue in queue(), harvested in 0_i64..600) {
        let shared = share_out(&queue, harvested);
        for (a, first) in queue.iter().zip(&shared) {
            for (b, later) in queue.iter().zip(&shared) {
                if a.paid_at < b.paid_at && first.outcome != Outcome::Served {
                    prop_assert_eq!(later.given, 0);
                }
            }
        }
        prop_assert_eq!(shared, share_out(&queue, harvested), "the same again");
    }

    #[test]
    fn more_is_never_promised_than_the_forecast_allows(
        quantity in 0_i64..10_000, confidence in 0_i64..=100, cap in prop::option::of(0_i64..10_000),
        step in 1_i64..50, asks in prop::collection::vec(1_i64..200, 0..60),
    ) {
        let mut of = Ahead { quantity, confidence, cap, ..Ahead::default() };
        for ask in asks {
            let ask = ask * step;
            if ask <= of.sellable(step) {
                of.promised += ask;
            }
        }
        prop_assert!(of.promised * 100 <= quantity * confidence);
        prop_assert!(cap.is_none_or(|cap| of.promised <= cap));
        prop_assert_eq!(of.sellable(step) % step, 0);
    }
}
