use proptest::prelude::*;

use super::*;
use crate::say::Locale;

fn day(n: i64) -> VnDate {
    VnDate::from_days(20_000 + n)
}

fn floor(amount: i64, from: i64, to: Option<i64>) -> Floor {
    Floor {
        amount: Vnd(amount),
        from: day(from),
        to: to.map(day),
        set_at: Millis(0),
        overrides: Vec::new(),
    }
}

fn permit(amount: i64, from: i64, to: i64) -> Override {
    Override {
        amount: Vnd(amount),
        from: day(from),
        to: day(to),
    }
}

#[test]
fn stacked_reductions_are_taken_in_order() {
    let taken = [
        Reduction::platform(),
        Reduction::amount(Rule::Voucher, Vnd(10_000)),
        Reduction {
            rule: Rule::ChannelPromotion,
            take: Take::Percent100(1_000),
        },
        Reduction::amount(Rule::LivePrice, Vnd(20_000)),
        Reduction {
            rule: Rule::ChannelFee,
            take: Take::Percent100(550),
        },
        Reduction::amount(Rule::CoFunded, Vnd(1_000)),
    ];
    let net = net(Vnd(200_000), &taken);
    let cuts: Vec<(Rule, i64)> = net.cuts.iter().map(|c| (c.rule, c.amount.0)).collect();
    // 200,000 − 20,000 − 10 % of 180,000 − 10,000 − 1,000 = 151,000; the fees are 3 % and 5.5 % of that.
    assert_eq!(
        cuts,
        [
            (Rule::LivePrice, 20_000),
            (Rule::ChannelPromotion, 18_000),
            (Rule::Voucher, 10_000),
            (Rule::CoFunded, 1_000),
            (Rule::PlatformFee, 4_530),
            (Rule::ChannelFee, 8_305),
        ]
    );
    assert_eq!(net.net, Vnd(138_165));
}

#[test]
fn the_fee_is_rounded_to_the_nearest_dong() {
    for (goods, fee) in [(0, 0), (16, 0), (17, 1), (50, 2), (185_000, 5_550)] {
        assert_eq!(platform_fee(Vnd(goods)), Vnd(fee), "{goods}");
        assert_eq!(
            net(Vnd(goods), &[Reduction::platform()]).net,
            Vnd(goods - fee)
        );
    }
}

#[test]
fn the_refusal_says_what_took_how_much() {
    let net = net(Vnd(185_000), &[Reduction::platform()]);
    let Verdict::Below(below) = check(&[floor(180_000, 0, None)], &net, day(0)) else {
        panic!("below the floor");
    };
    assert_eq!((below.net, below.by), (Vnd(179_450), Vnd(550)));
    assert_eq!(below.worst, Some(Rule::PlatformFee));
    assert_eq!(
        below.say(Locale::Vi).replace('\u{a0}', " "),
        "Giá 185.000 ₫ trừ phí chợ 5.550 ₫ còn 179.450 ₫, thấp hơn giá sàn 180.000 ₫, thiếu 550 ₫. \
         Bán từ 185.567 ₫ trở lên, hoặc nhờ giám đốc hợp tác xã cho bán dưới giá sàn"
    );
    assert!(below.say(Locale::En).contains("market fee"));
    assert_eq!(check(&[floor(179_450, 0, None)], &net, day(0)), Verdict::Ok);
}

#[test]
fn a_floor_holds_on_its_days_and_the_last_begun_counts() {
    let year = floor(50_000, 0, None);
    let season = floor(60_000, 10, Some(20));
    let all = [year.clone(), season];
    let least = |n| standing(&all, day(n)).map(|floor| floor.least(day(n)).0);
    assert_eq!(
        [-1, 0, 9, 10, 20, 21].map(least),
        [
            None,
            Some(50_000),
            Some(50_000),
            Some(60_000),
            Some(60_000),
            Some(50_000)
        ]
    );
    let mut newer = year.clone();
    (newer.amount, newer.set_at) = (Vnd(45_000), Millis(1));
    assert_eq!(
        standing(&[newer, year], day(3)).map(|floor| floor.amount),
        Some(Vnd(45_000))
    );
}

#[test]
fn a_permission_lowers_only_its_own_floor() {
    let net = net(Vnd(40_000), &[]);
    let mut own = floor(50_000, 0, None);
    assert!(matches!(
        check(std::slice::from_ref(&own), &net, day(5)),
        Verdict::Below(_)
    ));
    own.overrides = vec![permit(40_000, 3, 7)];
    for (n, ok) in [(2, false), (3, true), (7, true), (8, false)] {
        let verdict = check(std::slice::from_ref(&own), &net, day(n));
        assert_eq!(verdict == Verdict::Ok, ok, "{n}");
    }
    let brand = floor(45_000, 0, None);
    let Verdict::Below(below) = check(&[own, brand], &net, day(5)) else {
        panic!("the brand's floor holds");
    };
    assert_eq!((below.floor, below.by), (Vnd(45_000), Vnd(5_000)));
}

#[test]
fn no_price_is_enough_when_everything_is_taken() {
    let all = Reduction {
        rule: Rule::ChannelFee,
        take: Take::Percent100(10_000),
    };
    assert_eq!(least_price(Vnd(1), &[all]), None);
    assert_eq!(least_price(Vnd(180_000), &[]), Some(Vnd(180_000)));
}

fn reductions() -> impl Strategy<Value = Vec<Reduction>> {
    let rules = [
        Rule::LivePrice,
        Rule::ChannelPromotion,
        Rule::Voucher,
        Rule::CoFunded,
        Rule::PlatformFee,
        Rule::ChannelFee,
    ];
    let take = prop_oneof![
        (-5_000_i64..60_000).prop_map(|n| Take::Amount(Vnd(n))),
        (0_u32..12_000).prop_map(Take::Percent100),
    ];
    let one = (prop::sample::select(rules.to_vec()), take)
        .prop_map(|(rule, take)| Reduction { rule, take });
    prop::collection::vec(one, 0..7)
}

fn floors() -> impl Strategy<Value = Vec<Floor>> {
    let permits = prop::collection::vec(
        (1_i64..200_000, -5_i64..5, 0_i64..8).prop_map(|(a, from, n)| permit(a, from, from + n)),
        0..3,
    );
    let one = (
        1_i64..200_000,
        -5_i64..5,
        prop::option::of(0_i64..8),
        permits,
    )
        .prop_map(|(amount, from, length, overrides)| Floor {
            overrides,
            ..floor(amount, from, length.map(|n| from + n))
        });
    prop::collection::vec(one, 0..4)
}

proptest! {
    #[test]
    fn price_less_cuts_is_the_net(price in 0_i64..1_000_000, taken in reductions()) {
        let net = net(Vnd(price), &taken);
        let cuts: i64 = net.cuts.iter().map(|cut| cut.amount.0).sum();
        prop_assert_eq!(net.net.0, price - cuts);
        prop_assert!(net.cuts.iter().all(|cut| cut.amount.0 >= 0));
        prop_assert!(net.cuts.is_sorted_by_key(|cut| cut.rule));
        prop_assert_eq!(net.cuts.len(), taken.len());
    }

    #[test]
    fn a_higher_price_never_nets_less(price in 0_i64..1_000_000, more in 0_i64..50, taken in reductions()) {
        prop_assert!(net(Vnd(price + more), &taken).net >= net(Vnd(price), &taken).net);
    }

    #[test]
    fn a_further_discount_never_nets_more(price in 0_i64..1_000_000, taken in reductions(), amount in 0_i64..9_000) {
        let mut more = taken.clone();
        more.push(Reduction::amount(Rule::Voucher, Vnd(amount)));
        prop_assert!(net(Vnd(price), &more).net <= net(Vnd(price), &taken).net);
    }

    #[test]
    fn the_order_of_different_rules_does_not_matter(price in 0_i64..1_000_000, mut taken in reductions()) {
        taken.sort_by_key(|one| one.rule);
        taken.dedup_by_key(|one| one.rule);
        let there = net(Vnd(price), &taken);
        taken.reverse();
        prop_assert_eq!(net(Vnd(price), &taken), there);
    }

    #[test]
    fn nothing_below_a_floor_passes_without_a_permission(price in 0_i64..300_000, taken in reductions(),
        floors in floors(), n in -8_i64..14) {
        let net = net(Vnd(price), &taken);
        match check(&floors, &net, day(n)) {
            Verdict::Ok => for floor in floors.iter().filter(|floor| floor.holds(day(n))) {
                let permitted = floor.overrides.iter()
                    .any(|o| o.from <= day(n) && day(n) <= o.to && o.amount <= net.net);
                prop_assert!(net.net >= floor.amount || permitted);
            },
            Verdict::Below(below) => {
                prop_assert!(below.by.0 > 0 && below.net.0 + below.by.0 == below.floor.0);
                prop_assert!(floors.iter().any(|floor| floor.holds(day(n)) && floor.least(day(n)) == below.floor));
                prop_assert!(!below.say(Locale::Vi).is_empty() && !below.say(Locale::En).is_empty());
                if let Some(enough) = below.enough {
                    let again = super::net(enough, &taken);
                    prop_assert_eq!(check(&floors, &again, day(n)), Verdict::Ok);
                    prop_assert!(super::net(Vnd(enough.0 - 1), &taken).net < below.floor);
                }
            }
        }
    }
}
