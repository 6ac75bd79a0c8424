use super::*;
use proptest::prelude::*;

const DAILY: u8 = 0x7f;

fn day(d: u8) -> VnDate {
    VnDate::new(2026, 8, d).expect("a day")
}

fn at(d: u8, hour: i64, minute: i64) -> Millis {
    day(d).start().plus_minutes(hour * 60 + minute)
}

fn terms(class: ShippingClass, ship_on: VnDate) -> Terms {
    Terms {
        class,
        weekdays: DAILY,
        rests: None,
        ship_on,
    }
}

fn due(placed: Millis, terms: &Terms) -> (Millis, Millis) {
    let answer = answer(placed, terms);
    (answer.remind_at, answer.respond_by)
}

#[test]
fn the_class_decides_how_long() {
    let later = day(20);
    let placed = at(15, 9, 12);
    for (class, remind, by) in [
        (ShippingClass::P0, at(15, 10, 12), at(15, 11, 12)),
        (ShippingClass::P1, at(15, 10, 12), at(15, 11, 12)),
        (ShippingClass::P2, at(15, 10, 42), at(15, 12, 12)),
        (ShippingClass::P3, at(15, 11, 12), at(15, 13, 12)),
        (ShippingClass::P4, at(15, 11, 12), at(15, 13, 12)),
    ] {
        assert_eq!(due(placed, &terms(class, later)), (remind, by), "{class:?}");
    }
}

#[test]
fn nights_do_not_count() {
    let slow = terms(ShippingClass::P4, day(20));
    assert_eq!(due(at(15, 17, 0), &slow), (at(15, 19, 0), at(15, 21, 0)));
    assert_eq!(due(at(15, 18, 30), &slow), (at(15, 20, 30), at(16, 7, 30)));
    assert_eq!(due(at(15, 20, 0), &slow), (at(16, 7, 0), at(16, 9, 0)));
    assert_eq!(due(at(15, 23, 0), &slow), (at(16, 8, 0), at(16, 10, 0)));
    assert_eq!(due(at(16, 2, 0), &slow), (at(16, 8, 0), at(16, 10, 0)));
    assert_eq!(due(at(16, 6, 0), &slow), (at(16, 8, 0), at(16, 10, 0)));
}

#[test]
fn days_without_packing_and_rests_do_not_count() {
    // Saturday the 15th; packs from Monday to Friday.
    let mut of = terms(ShippingClass::P4, day(20));
    of.weekdays = 0x1f;
    assert_eq!(due(at(15, 9, 12), &of), (at(17, 8, 0), at(17, 10, 0)));
    of.rests = Some((day(16), day(18)));
    assert_eq!(due(at(15, 9, 12), &of), (at(19, 8, 0), at(19, 10, 0)));
    // Friday evening: an hour today, the rest on Wednesday.
    assert_eq!(due(at(14, 20, 0), &of), (at(19, 7, 0), at(19, 9, 0)));
}

#[test]
fn the_answer_comes_before_the_parcel_leaves() {
    // Sent today, ordered at 11:00: three hours to the cut-off.
    let today = terms(ShippingClass::P4, day(15));
    assert_eq!(due(at(15, 11, 0), &today), (at(15, 12, 30), at(15, 14, 0)));
    // Twenty minutes are no time: the four hours stay.
    assert_eq!(
        due(at(15, 13, 40), &today),
        (at(15, 15, 40), at(15, 17, 40))
    );
    // The cut-off lies behind.
    assert_eq!(due(at(15, 15, 0), &today), (at(15, 17, 0), at(15, 19, 0)));
    // Ordered in the evening for tomorrow: due before tomorrow's cut-off anyway.
    let tomorrow = terms(ShippingClass::P4, day(16));
    assert_eq!(due(at(15, 22, 0), &tomorrow), (at(16, 8, 0), at(16, 10, 0)));
}

#[test]
fn somebody_who_never_packs_answers_too() {
    let mut never = terms(ShippingClass::P4, day(20));
    never.weekdays = 0;
    let (remind, by) = due(at(1, 9, 0), &never);
    assert_eq!((remind, by), (at(12, 8, 0), at(12, 10, 0)));
}

fn any_terms() -> impl Strategy<Value = Terms> {
    (
        0..ShippingClass::ALL.len(),
        0_u8..128,
        proptest::option::of((0_i64..20, 0_i64..20)),
        -2_i64..20,
    )
        .prop_map(|(class, weekdays, rests, ship)| {
            let first = day(10);
            Terms {
                class: ShippingClass::ALL
                    .get(class)
                    .copied()
                    .unwrap_or(ShippingClass::P4),
                weekdays,
                rests: rests.map(|(from, n)| (first.plus_days(from), first.plus_days(from + n))),
                ship_on: first.plus_days(ship),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn answers_are_due_by_day_in_time_and_reminded_before(of in any_terms(), minute in 0_i64..(5 * 1440)) {
        let placed = day(10).start().plus_minutes(minute);
        let Answer { remind_at, respond_by } = answer(placed, &of);
        prop_assert!(placed < remind_at && remind_at < respond_by);
        // Never at night.
        for moment in [remind_at, respond_by] {
            prop_assert!((WAKES_MINUTE..=SLEEPS_MINUTE).contains(&moment.vn_minute_of_day()));
        }
        // What counts adds up: all of it, or what there is before the cut-off.
        let counted = of.waking_between(placed, respond_by);
        let cut_off = of.ship_on.start().plus_minutes(CUT_OFF_MINUTE);
        let before = of.waking_between(placed, cut_off);
        prop_assert!(counted <= minutes(of.class) * MINUTE_MS);
        prop_assert!(counted >= (LEAST_MINUTES * MINUTE_MS).min(minutes(of.class) * MINUTE_MS));
        if before >= LEAST_MINUTES * MINUTE_MS {
            prop_assert!(respond_by <= cut_off);
        } else {
            prop_assert_eq!(counted, minutes(of.class) * MINUTE_MS);
        }
        // Half of it, to the millisecond.
        prop_assert_eq!(of.waking_between(placed, remind_at), counted / 2);
        // Later orders are never due earlier, the day of sending being the same, unless the cut-off came in between.
        let next = answer(placed.plus_minutes(1), &of);
        prop_assert!(next.respond_by >= respond_by);
    }
}
