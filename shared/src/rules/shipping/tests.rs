use proptest::prelude::*;

use super::*;
use crate::goods::ShippingClass::{self, P0, P1, P2, P3, P4};
use crate::money::Vnd;
use crate::places::{Point, distance_km};
use crate::say::Locale;
use crate::time::{Millis, VnDate};

const HA_NOI: [f64; 2] = [21.03, 105.85];
const LANG_SON: [f64; 2] = [21.77, 106.73];
const SON_LA: [f64; 2] = [21.19, 104.07];
const DA_NANG: [f64; 2] = [16.07, 108.2];
const SAI_GON: [f64; 2] = [10.78, 106.7];

fn day(y: i32, m: u8, d: u8) -> VnDate {
    VnDate::new(y, m, d).expect("a day")
}

/// About a third more than the straight line.
fn road(from: [f64; 2], to: [f64; 2]) -> u32 {
    let point = |[lat, lon]: [f64; 2]| Point { lat, lon };
    distance_km(point(from), point(to)) * 135 / 100
}

fn ask(class: ShippingClass, from: [f64; 2], to: [f64; 2], keeps: Option<u16>) -> Lane {
    let band = Band::of(from == to, road(from, to));
    lane(LaneRequest {
        class,
        shelf_life_days: keeps,
        band,
        to: Area::of(to[0]),
    })
}

fn refusal(lane: Lane) -> Option<LaneRefusal> {
    match lane {
        Lane::Refused(refusal) => Some(refusal),
        Lane::Allowed { .. } => None,
    }
}

#[test]
fn a_distance_falls_into_one_band() {
    let band = |from, to| Band::of(false, road(from, to));
    assert_eq!(band(LANG_SON, HA_NOI), Band::Region);
    assert_eq!(band(SON_LA, HA_NOI), Band::Region);
    assert_eq!(band(LANG_SON, DA_NANG), Band::Far);
    assert_eq!(band(LANG_SON, SAI_GON), Band::Beyond);
    assert_eq!(Band::of(true, 300), Band::SameProvince);
    assert_eq!(
        [150, 151, 400, 401, 900, 901].map(|km| Band::of(false, km)),
        [
            Band::Near,
            Band::Region,
            Band::Region,
            Band::Far,
            Band::Far,
            Band::Beyond
        ]
    );
}

#[test]
fn ripe_fruit_reaches_ha_noi_and_not_the_south() {
    assert_eq!(
        ask(P1, LANG_SON, HA_NOI, Some(4)),
        Lane::Allowed {
            handover: Handover::Parcel,
            transit: Transit {
                min_days: 1,
                max_days: 1
            }
        }
    );
    let south = refusal(ask(P1, LANG_SON, SAI_GON, Some(4))).expect("refused");
    assert_eq!(south.code(), "too_far");
    assert_eq!(
        south.say(Locale::Vi, "Na chín").replace('\u{a0}', " "),
        "Na chín không chịu được 4 ngày đường nên không gửi vào Nam"
    );
    assert!(refusal(ask(P1, LANG_SON, DA_NANG, Some(4))).is_some());
    assert!(refusal(ask(P2, SON_LA, HA_NOI, Some(7))).is_none());
    let longan = refusal(ask(P2, SON_LA, SAI_GON, Some(7))).expect("refused");
    assert_eq!(
        longan,
        LaneRefusal::TooFar {
            days: 4,
            to: Area::South
        }
    );
    assert!(refusal(ask(P2, SON_LA, DA_NANG, Some(7))).is_some());
    assert!(refusal(ask(P3, SON_LA, SAI_GON, Some(30))).is_none());
    assert!(refusal(ask(P4, SON_LA, SAI_GON, None)).is_none());
}

#[test]
fn live_animals_stay_in_their_province() {
    assert!(matches!(
        ask(P0, LANG_SON, LANG_SON, None),
        Lane::Allowed {
            handover: Handover::Pickup,
            ..
        }
    ));
    assert_eq!(
        refusal(ask(P0, LANG_SON, HA_NOI, None)),
        Some(LaneRefusal::LiveOtherProvince)
    );
}

#[test]
fn one_day_is_no_days() {
    use crate::say::Locale;
    let said = LaneRefusal::ShelfLife { keeps: 1, days: 2 }.say(Locale::En, "Na");
    assert_eq!(
        said.replace('\u{a0}', " "),
        "Na keeps 1 day and the way takes 2 days, so it is not sent here"
    );
}

#[test]
fn nobody_is_sent_to_the_third_he_is_in() {
    assert_eq!(Area::towards(21.4, 21.5), Area::Same);
    assert_eq!(Area::towards(21.4, 10.8), Area::South);
    assert_eq!(Area::towards(10.8, 21.4), Area::North);
}

#[test]
fn a_day_to_eat_must_be_left() {
    assert_eq!(
        refusal(ask(P2, SON_LA, HA_NOI, Some(3))),
        Some(LaneRefusal::ShelfLife { keeps: 3, days: 3 })
    );
    assert_eq!(refusal(ask(P2, SON_LA, HA_NOI, Some(4))), None);
    assert_eq!(refusal(ask(P2, SON_LA, HA_NOI, None)), None);
    assert!(refusal(ask(P3, SON_LA, SAI_GON, Some(7))).is_some());
}

#[test]
fn fees_follow_weight_band_and_class() {
    let dong = |band, grams, class| fee(band, grams, class).map(Vnd::dong);
    assert_eq!(dong(Band::Region, 3000, P4), Some(35_000));
    assert_eq!(dong(Band::Region, 3001, P4), Some(45_000));
    assert_eq!(dong(Band::Region, 3000, P1), Some(50_000));
    assert_eq!(dong(Band::Region, 3000, P2), Some(40_000));
    assert_eq!(dong(Band::Near, 20_001, P3), Some(92_000));
    assert_eq!(dong(Band::Near, 21_001, P3), Some(96_000));
    assert_eq!(dong(Band::SameProvince, 2000, P0), Some(0));
    assert_eq!(dong(Band::Near, 0, P4), None);
    assert_eq!(dong(Band::Beyond, i64::MAX, P1), None);
    assert_eq!(chargeable_weight(1000, Some([30, 30, 20])), 3000);
    assert_eq!(chargeable_weight(4000, Some([30, 30, 20])), 4000);
    assert_eq!(chargeable_weight(4000, Some([i64::MAX, 2, 2])), 4000);
    assert_eq!(chargeable_weight(4000, None), 4000);
    assert!(is_heavy(Vnd(35_000), Vnd(69_999)) && !is_heavy(Vnd(35_000), Vnd(70_000)));
}

#[test]
fn the_cut_off_is_two_in_the_afternoon() {
    let stable = transit(Band::Region, P4);
    let at = |minute| {
        window(
            day(2026, 8, 12).start().plus_minutes(minute),
            None,
            P4,
            stable,
        )
    };
    let same_day = Window {
        ship_by: day(2026, 8, 12),
        earliest: day(2026, 8, 14),
        latest: day(2026, 8, 15),
    };
    assert_eq!(at(0), same_day);
    assert_eq!(at(CUT_OFF_MINUTE - 1), same_day);
    assert_eq!(at(CUT_OFF_MINUTE).ship_by, day(2026, 8, 13));
    let harvest = window(day(2026, 8, 12).start(), Some(day(2026, 8, 20)), P4, stable);
    assert_eq!(harvest.ship_by, day(2026, 8, 20));
    let past = window(day(2026, 8, 12).start(), Some(day(2026, 8, 1)), P4, stable);
    assert_eq!(past, same_day);
}

#[test]
fn very_fresh_goods_leave_from_sunday_to_thursday() {
    let night_coach = transit(Band::Region, P1);
    // 2026-08-13 is a Thursday.
    for (ordered, ship_by) in [(13, 13), (14, 16), (15, 16), (16, 16), (17, 17)] {
        let promised = window(day(2026, 8, ordered).start(), None, P1, night_coach);
        assert_eq!(promised.ship_by, day(2026, 8, ship_by), "{ordered}");
        assert_eq!(
            (promised.earliest, promised.latest),
            (day(2026, 8, ship_by + 1), day(2026, 8, ship_by + 1))
        );
    }
}

#[test]
fn nothing_waits_on_the_road_over_tet() {
    // Tết 2026 is 17/2; carriers rest from 15/2 (28 tháng Chạp) to 21/2 (mùng 5).
    let order = |d| day(2026, 2, d).start();
    assert_eq!(
        window(order(16), None, P4, transit(Band::Beyond, P4)).ship_by,
        day(2026, 2, 22)
    );
    let dried = window(order(13), None, P4, transit(Band::Region, P4));
    assert_eq!(
        (dried.ship_by, dried.earliest, dried.latest),
        (day(2026, 2, 13), day(2026, 2, 22), day(2026, 2, 23))
    );
    let fresh = window(order(13), None, P2, transit(Band::Region, P2));
    assert_eq!(fresh.ship_by, day(2026, 2, 22));
}

proptest! {
    #[test]
    fn heavier_and_farther_never_costs_less(weight in 1_i64..200_000, more in 0_i64..50_000, class in prop::sample::select(&[P1, P2, P3, P4])) {
        for bands in Band::ALL.windows(2) {
            let [near, far] = bands else { continue };
            prop_assert!(fee(*near, weight, class) < fee(*far, weight, class));
            prop_assert!(fee(*near, weight, class) <= fee(*near, weight + more, class));
        }
    }

    #[test]
    fn what_is_allowed_far_is_allowed_near(keeps in prop::option::of(0_u16..60), class in prop::sample::select(&ShippingClass::ALL)) {
        let allowed = Band::ALL.map(|band| {
            matches!(lane(LaneRequest { class, shelf_life_days: keeps, band, to: Area::South }), Lane::Allowed { .. })
        });
        prop_assert!(allowed.windows(2).all(|pair| pair[0] || !pair[1]));
    }

    #[test]
    fn a_promise_lies_ahead(ms in 1_750_000_000_000_i64..2_000_000_000_000, ready in prop::option::of(0_i64..60),
        class in prop::sample::select(&ShippingClass::ALL), band in prop::sample::select(&Band::ALL)) {
        let ordered = Millis(ms);
        let ready = ready.map(|n| ordered.vn_date().plus_days(n));
        let promised = window(ordered, ready, class, transit(band, class));
        prop_assert!(promised.ship_by >= ordered.vn_date() && ready.is_none_or(|r| promised.ship_by >= r));
        prop_assert!(promised.ship_by <= promised.earliest && promised.earliest <= promised.latest);
        prop_assert!(class != P1 || !matches!(promised.ship_by.weekday(), 5 | 6));
        if matches!(class, P1 | P2) {
            let days = promised.latest.days() - promised.ship_by.days();
            prop_assert_eq!(days, i64::from(transit(band, class).max_days));
        }
    }
}
