use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn today() -> VnDate {
    VnDate::new(2026, 11, 21).expect("a day")
}

fn lots() -> impl Strategy<Value = Vec<Lot>> {
    let one = (
        0_i64..20,
        prop::option::of(-5_i64..20),
        prop::option::of(0_i64..10),
        prop::bool::weighted(0.2),
    );
    prop::collection::vec(one, 0..12).prop_map(|rows| {
        (0_u128..)
            .zip(rows)
            .map(|(n, (rest, expires, harvested, on_hold))| Lot {
                id: Uuid::from_u128(n).into(),
                rest,
                harvested_on: harvested.map(|days| today().plus_days(-days)),
                expires_on: expires.map(|days| today().plus_days(days)),
                on_hold,
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_that_may_not_leave_is_taken(
        lots in lots(), quantity in 0_i64..120, first in prop::option::of(0_u128..12),
    ) {
        let first = first.map(|n| LotId::from(Uuid::from_u128(n)));
        let taken = take(&lots, quantity, first, today());
        let sum: i64 = taken.lots.iter().map(|(_, n)| n).sum();
        prop_assert_eq!(sum + taken.open, quantity);
        let of = |id: LotId| lots.iter().find(|lot| lot.id == id).expect("one of them");
        for (id, n) in &taken.lots {
            prop_assert!(of(*id).may_leave(today()) && *n > 0 && *n <= of(*id).rest);
        }
        if taken.open > 0 {
            let able: i64 = lots.iter().filter(|lot| lot.may_leave(today())).map(|lot| lot.rest).sum();
            prop_assert_eq!(sum, able, "open only when the lots are used up");
        }
    }

    #[test]
    fn a_lot_is_touched_only_when_all_that_expire_before_it_are_used_up(lots in lots(), quantity in 0_i64..120) {
        let taken = take(&lots, quantity, None, today());
        let n = |id: LotId| taken.lots.iter().find(|(lot, _)| *lot == id).map_or(0, |(_, n)| *n);
        for later in lots.iter().filter(|lot| n(lot.id) > 0) {
            for earlier in lots.iter().filter(|lot| lot.may_leave(today())) {
                let before = match (earlier.expires_on, later.expires_on) {
                    (Some(a), Some(b)) => a < b,
                    (Some(_), None) => true,
                    _ => false,
                };
                prop_assert!(!before || n(earlier.id) == earlier.rest);
            }
        }
    }

    #[test]
    fn the_order_in_which_they_are_listed_does_not_matter(lots in lots(), quantity in 0_i64..120) {
        let mut turned = lots.clone();
        turned.reverse();
        prop_assert_eq!(take(&lots, quantity, None, today()), take(&turned, quantity, None, today()));
    }
}
