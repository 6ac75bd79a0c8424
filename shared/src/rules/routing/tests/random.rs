//! What must hold for any snapshot.

use proptest::prelude::*;

use super::brute;
use super::dice::Dice;
use super::obeyed;
use super::{RoutingPlan, Snapshot, Strategy, plan};
use crate::rules::routing::bound::bound;
use crate::rules::routing::facts::Facts;
use crate::rules::routing::few::few;
use crate::rules::routing::parcel::Part;

fn score_of(snapshot: &Snapshot, plan: &RoutingPlan) -> crate::rules::routing::draft::Score {
    let facts = Facts::of(snapshot);
    let sent = plan.parcels.iter().flat_map(|parcel| &parcel.lines);
    let supply = |line, offer| {
        facts
            .supplies
            .iter()
            .position(|s| s.line == line && s.offer == offer)
    };
    let parts: Vec<Part> = sent
        .map(|s| Part {
            supply: supply(s.line, s.offer).expect("eligible"),
            quantity: s.quantity,
        })
        .collect();
    brute::score(&facts, &parts).expect("the rules hold")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_sent_twice_and_the_rules_hold(seed: u64) {
        let snapshot = Dice::new(seed).snapshot(5, 6);
        let plan = plan(&snapshot);
        obeyed::quantities(&snapshot, &plan);
        obeyed::hard_rules(&snapshot, &plan);
        prop_assert_eq!(&plan, &super::plan(&snapshot));
        prop_assert!(!plan.exact || plan.gap == 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_is_better(seed: u64, lines in 1_i64..5, offers in 1_i64..7) {
        let mut snapshot = Dice::new(seed).snapshot(lines, offers);
        snapshot.strategy = if seed % 4 == 0 { Strategy::FewestParcels } else { Strategy::Market };
        let plan = plan(&snapshot);
        prop_assert!(plan.exact, "up to 4 lines of 6 offers the search is exact");
        if let Some(best) = brute::best(&snapshot, 3_000) {
            prop_assert!(score_of(&snapshot, &plan) <= best, "{:?} is worse than {best:?}", score_of(&snapshot, &plan));
            let facts = Facts::of(&snapshot);
            let served = facts.of_line.iter().enumerate();
            let served: Vec<usize> = served.filter(|(_, of)| !of.is_empty()).map(|(at, _)| at).collect();
            prop_assert!(best.short > 0 || bound(&facts, &served) <= best.cost, "what nothing is cheaper than");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_few_cooperatives_split_no_more_than_they_must(seed: u64, lines in 1_i64..5, offers in 1_i64..7) {
        let mut snapshot = Dice::new(seed).snapshot(lines, offers);
        snapshot.strategy = if seed % 4 == 0 { Strategy::FewestParcels } else { Strategy::Market };
        let facts = Facts::of(&snapshot);
        let all: Vec<usize> = (0..snapshot.lines.len()).collect();
        if let Some(draft) = few(&facts, &all) {
            let score = brute::score(&facts, &draft.parts()).expect("the rules hold");
            prop_assert_eq!(score.cost, draft.cost);
            prop_assert_eq!(score.short, 0);
            // The exact search may cost less, and never splits less.
            let best = score_of(&snapshot, &plan(&snapshot));
            prop_assert_eq!(best.short, 0);
            prop_assert_eq!(best.splits, score.splits);
            prop_assert!(best.cost <= score.cost);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn large_orders_keep_the_rules_too(seed: u64) {
        let mut snapshot = Dice::new(seed).snapshot(30, 30);
        snapshot.strategy = if seed % 4 == 0 { Strategy::FewestParcels } else { Strategy::Market };
        let plan = plan(&snapshot);
        obeyed::quantities(&snapshot, &plan);
        obeyed::hard_rules(&snapshot, &plan);
        prop_assert!(plan.gap >= 0 && plan.gap <= plan.cost);
        prop_assert_eq!(&plan, &super::plan(&snapshot));
    }
}

/// Moving a line after another was split may leave parts of sizes that no order of turns gives: cheaper, and welcome.
#[test]
fn a_split_may_be_better_than_any_order_of_turns() {
    let mut snapshot = Dice::new(4_569_825_772_230_744_144).snapshot(3, 3);
    snapshot.strategy = Strategy::FewestParcels;
    let plan = plan(&snapshot);
    obeyed::quantities(&snapshot, &plan);
    obeyed::hard_rules(&snapshot, &plan);
    let best = brute::best(&snapshot, 3_000).expect("few ways");
    assert!(score_of(&snapshot, &plan) < best);
}
