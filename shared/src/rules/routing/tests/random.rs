//! What must hold for any snapshot.

use proptest::prelude::*;

use super::brute;
use super::dice::{Dice, STRATEGIES};
use super::obeyed;
use super::{RoutingPlan, Snapshot, Strategy, plan};
use crate::rules::routing::bound::bound;
use crate::rules::routing::canon::Canon;
use crate::rules::routing::draft::Score;
use crate::rules::routing::facts::Facts;
use crate::rules::routing::few::few;
use crate::rules::routing::parcel::Part;

fn score_of(snapshot: &Snapshot, plan: &RoutingPlan) -> Score {
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

/// What each strategy but the market's leaves over.
fn others(snapshot: &mut Snapshot) -> Vec<i64> {
    let was = snapshot.strategy;
    let strategies = STRATEGIES
        .into_iter()
        .filter(|strategy| *strategy != Strategy::Market);
    let short = |strategy| {
        snapshot.strategy = strategy;
        score_of(snapshot, &plan(snapshot)).short
    };
    let short = strategies.map(short).collect();
    snapshot.strategy = was;
    short
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
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_is_better(seed: u64, lines in 1_i64..5, offers in 1_i64..7) {
        let mut snapshot = Dice::new(seed).coarse(lines, offers);
        snapshot.strategy = if seed % 4 == 0 { Strategy::FewestParcels } else { Strategy::Market };
        let plan = plan(&snapshot);
        obeyed::quantities(&snapshot, &plan);
        if let Some(best) = brute::best(&snapshot, 4_000) {
            let score = score_of(&snapshot, &plan);
            prop_assert!(plan.exact, "what can be tried out is exact");
            prop_assert_eq!(score, best);
            let facts = Facts::of(&snapshot);
            let served = facts.of_line.iter().enumerate();
            let served: Vec<usize> = served.filter(|(_, of)| !of.is_empty()).map(|(at, _)| at).collect();
            prop_assert!(best.short > 0 || bound(&facts, &served) <= best.cost, "what nothing is cheaper than");
        }
    }

    #[test]
    fn a_plan_that_is_not_exact_says_how_far_it_may_be(seed: u64, lines in 1_i64..9, offers in 1_i64..7) {
        let mut snapshot = Dice::new(seed).snapshot(lines, offers);
        snapshot.strategy = if seed % 4 == 0 { Strategy::FewestParcels } else { Strategy::Market };
        let plan = plan(&snapshot);
        if let Some(best) = brute::best(&snapshot, 4_000) {
            let score = score_of(&snapshot, &plan);
            let aim = |s: &Score| (s.short, s.parcels, s.splits, s.cost);
            prop_assert!(!plan.exact || aim(&score) <= aim(&best), "{score:?} is called exact beside {best:?}");
            let comparable = score.short == 0 && score.parcels == best.parcels;
            prop_assert!(!comparable || score.cost - plan.gap <= best.cost, "{score:?} and {best:?}: {}", plan.gap);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_few_cooperatives_split_no_more_than_they_must(seed: u64, lines in 1_i64..5, offers in 1_i64..7) {
        let mut snapshot = Dice::new(seed).snapshot(lines, offers);
        snapshot.strategy = if seed % 4 == 0 { Strategy::FewestParcels } else { Strategy::Market };
        let mut facts = Facts::of(&snapshot);
        let all: Vec<usize> = (0..snapshot.lines.len()).collect();
        let canon = Canon::of(&mut facts, &all);
        if let Some(draft) = few(&facts, &canon) {
            let score = brute::score(&facts, &draft.parts()).expect("the rules hold");
            prop_assert_eq!(score.cost, draft.cost);
            prop_assert_eq!(score.short, 0);
            // The exact search may cost less, and never splits less unless parcels come first.
            let made = plan(&snapshot);
            let best = score_of(&snapshot, &made);
            prop_assert_eq!(best.short, 0);
            prop_assert!(score.splits <= best.splits || best.parcels < score.parcels);
            prop_assert!(!made.exact || best <= score);
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_other_strategy_leaves_less_over(seed: u64, lines in 2_i64..13, offers in 1_i64..13) {
        let mut dice = Dice::new(seed);
        let mut snapshot = if seed % 2 == 0 { dice.coarse(lines, offers) } else { dice.snapshot(lines, offers) };
        snapshot.strategy = Strategy::Market;
        let least = score_of(&snapshot, &plan(&snapshot)).short;
        let others = others(&mut snapshot);
        prop_assert!(others.iter().all(|short| least <= *short), "{least} is not the least of {others:?}");
    }

    #[test]
    fn the_order_of_the_lists_decides_nothing_that_counts(seed: u64, lines in 2_i64..13, offers in 1_i64..13) {
        let mut dice = Dice::new(seed);
        let mut snapshot = dice.snapshot(lines, offers);
        snapshot.strategy = if seed % 4 == 0 { Strategy::FewestParcels } else { Strategy::Market };
        let first = plan(&snapshot);
        let before = score_of(&snapshot, &first);
        dice.shuffle(&mut snapshot.offers);
        dice.shuffle(&mut snapshot.lines);
        dice.shuffle(&mut snapshot.cooperatives);
        let second = plan(&snapshot);
        let after = score_of(&snapshot, &second);
        // What the other strategies leave over depends on the list, and sets how much may be left over.
        if before.short > 0 && others(&mut snapshot).contains(&after.short) {
            return Ok(());
        }
        let what = |s: Score| (s.short, s.splits, s.cost);
        prop_assert_eq!(what(before), what(after));
        prop_assert_eq!(first.parcels.len(), second.parcels.len());
        prop_assert_eq!((first.exact, first.gap), (second.exact, second.gap));
    }
}
