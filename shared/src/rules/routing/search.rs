//! The search for the best plan: every set of lines when there are few, else a good plan, made exact when that is in reach.

use super::bound::bound;
use super::facts::Facts;
use super::few::few;
use super::greedy::greedy;
use super::parcel::Part;
use super::tree::tree;
use super::whole::{Outcome, whole};

/// Up to so many lines, with so many supplies each, the search always goes to its end.
const SMALL: (usize, usize) = (4, 6);
/// Up to so many lines with as many supplies each it takes so many steps at the most; beyond that the ways of one line alone
/// would use them up.
const LINES: usize = 12;
const STEPS: usize = 250;

/// The chosen parts.
pub(super) struct Found {
    pub parts: Vec<Part>,
    pub exact: bool,
    pub gap: i64,
}

/// Finds the parts with the least left unserved, the fewest splits and the least cost, in this order.
pub(super) fn search(facts: &Facts<'_>) -> Found {
    let lines: Vec<usize> = facts
        .snapshot
        .lines
        .iter()
        .zip(&facts.of_line)
        .enumerate()
        .filter(|(_, (line, supplies))| line.quantity > 0 && !supplies.is_empty())
        .map(|(at, _)| at)
        .collect();
    if let Outcome::Found(parts) = whole(facts, &lines) {
        return Found {
            parts,
            exact: true,
            gap: 0,
        };
    }
    let most = lines.iter().filter_map(|line| facts.of_line.get(*line));
    let narrow = most.map(|range| range.len()).max().unwrap_or(0) <= SMALL.1;
    let small = narrow && lines.len() <= SMALL.0;
    let dealt = if small { None } else { few(facts, &lines) };
    let first = dealt.unwrap_or_else(|| greedy(facts, &lines));
    if narrow && lines.len() <= LINES {
        let steps = if small { usize::MAX } else { STEPS };
        let best = tree(facts, &lines, &first, steps);
        let gap = if best.complete {
            0
        } else {
            gap(facts, &lines, best.score.short, best.score.cost)
        };
        return Found {
            parts: best.parts,
            exact: best.complete,
            gap,
        };
    }
    let score = first.score();
    let gap = gap(facts, &lines, score.short, score.cost);
    Found {
        parts: first.parts(),
        exact: gap == 0 && score.short == 0 && score.splits == 0,
        gap,
    }
}

/// How much less a better plan could cost.
fn gap(facts: &Facts<'_>, lines: &[usize], short: i64, cost: i64) -> i64 {
    // A plan that leaves something out may be compared with one that leaves out something else: then nothing is certain.
    let least = if short == 0 { bound(facts, lines) } else { 0 };
    cost.saturating_sub(least).max(0)
}
