//! A better plan by letting the lines take turns in every order, leaving out what cannot be better than the best so far.

use super::draft::{Draft, Score, counted, shortness};
use super::facts::Facts;
use super::parcel::Part;
use super::turn::turn;

/// So many sets of cooperatives are tried for one split.
const SETS: usize = 2_000;

/// What a line needs at the very least, whatever the others take.
#[derive(Clone, Copy, Default)]
pub(super) struct Need {
    pub short: i64,
    pub splits: i64,
}

struct Tree<'f, 's> {
    facts: &'f Facts<'s>,
    draft: Draft<'f, 's>,
    best: Score,
    parts: Vec<Part>,
    needs: Vec<Need>,
    /// Lines do not get in each other's way, so that they can take turns in any order.
    any_order: bool,
    nodes: usize,
}

/// Searches for something better than `first`, in `nodes` steps at the most.
pub(super) fn tree<'f, 's>(
    facts: &'f Facts<'s>,
    lines: &[usize],
    first: (Score, Vec<Part>),
    nodes: usize,
) -> (Score, Vec<Part>) {
    let mut tree = Tree {
        facts,
        draft: Draft::new(facts),
        // Positions in the list are left to others: what a search in so many steps finds does not depend on them.
        best: Score { rank: 0, ..first.0 },
        parts: first.1,
        needs: facts
            .snapshot
            .lines
            .iter()
            .enumerate()
            .map(|(at, _)| need(facts, at))
            .collect(),
        any_order: any_order(facts, lines),
        nodes,
    };
    let unserved = facts.snapshot.lines.iter().enumerate();
    let unserved = unserved.filter(|(at, line)| line.quantity > 0 && !lines.contains(at));
    let short = unserved
        .count()
        .try_into()
        .unwrap_or(i64::MAX)
        .saturating_mul(facts.whole);
    let mut open = lines.to_vec();
    tree.grow(
        &mut open,
        Score {
            short,
            ..Score::default()
        },
    );
    (tree.best, tree.parts)
}

impl Tree<'_, '_> {
    fn grow(&mut self, open: &mut Vec<usize>, so_far: Score) {
        if self.nodes == 0 {
            return;
        }
        self.nodes -= 1;
        let needs = || open.iter().filter_map(|line| self.needs.get(*line));
        let bound = Score {
            short: needs().fold(so_far.short, |sum, need| sum.saturating_add(need.short)),
            splits: needs().fold(so_far.splits, |sum, need| sum.saturating_add(need.splits)),
            parcels: counted(self.facts.snapshot.strategy, self.draft.senders().count()),
            cost: self.draft.least,
            rank: 0,
        };
        if bound >= self.best {
            return;
        }
        if open.is_empty() {
            let score = Score {
                parcels: bound.parcels,
                cost: self.draft.cost,
                ..so_far
            };
            if score < self.best {
                self.best = score;
                self.parts = self.draft.parts();
            }
            return;
        }
        let turns = if self.any_order { 1 } else { open.len() };
        for next in 0..turns {
            let line = open.remove(next);
            self.branch(line, open, so_far);
            open.insert(next, line);
        }
    }

    fn branch(&mut self, line: usize, open: &mut Vec<usize>, so_far: Score) {
        let ordered = self
            .facts
            .snapshot
            .lines
            .get(line)
            .map_or(0, |line| line.quantity);
        let ways = turn(self.facts, &mut self.draft, line, SETS);
        if ways.is_empty() {
            let short = so_far.short.saturating_add(self.facts.whole);
            self.grow(open, Score { short, ..so_far });
            return;
        }
        for way in ways {
            let given: i64 = way.iter().map(|part| part.quantity).sum();
            let splits = i64::try_from(way.len()).unwrap_or(i64::MAX) - 1;
            let score = Score {
                short: so_far.short.saturating_add(shortness(
                    self.facts.whole,
                    ordered - given,
                    ordered,
                )),
                splits: so_far.splits + splits,
                ..so_far
            };
            if self.draft.take_all(&way) {
                self.grow(open, score);
                self.draft.give_back(&way);
            }
        }
    }
}

/// What a line needs at the very least.
pub(super) fn need(facts: &Facts<'_>, line: usize) -> Need {
    let Some(ordered) = facts.snapshot.lines.get(line) else {
        return Need::default();
    };
    let range = facts.of_line.get(line).cloned().unwrap_or_default();
    let supplies = facts.supplies.get(range).unwrap_or_default();
    if supplies.iter().any(|supply| supply.raw >= ordered.quantity) {
        return Need::default();
    }
    let parts = supplies.iter().map(|s| s.part_of(s.raw, ordered.quantity));
    let mut parts: Vec<i64> = parts.collect();
    parts.sort_unstable_by_key(|part| std::cmp::Reverse(*part));
    if !(facts.snapshot.may_split && ordered.may_split) {
        parts.truncate(1);
    }
    let (mut sum, mut splits) = (0_i64, 0);
    for (count, part) in (0_i64..).zip(parts) {
        sum = sum.saturating_add(part);
        if sum >= ordered.quantity {
            splits = count;
            break;
        }
    }
    Need {
        short: shortness(
            facts.whole,
            ordered.quantity.saturating_sub(sum),
            ordered.quantity,
        ),
        splits,
    }
}

/// No two lines want the same stock, and no two supplies of a cooperative would leave on different days.
fn any_order(facts: &Facts<'_>, lines: &[usize]) -> bool {
    let mut items: Vec<&str> = lines
        .iter()
        .filter_map(|line| facts.snapshot.lines.get(*line))
        .map(|line| line.item.as_str())
        .collect();
    items.sort_unstable();
    if items.windows(2).any(|pair| pair.first() == pair.last()) {
        return false;
    }
    let mut first = vec![None; facts.snapshot.cooperatives.len()];
    facts.supplies.iter().all(|supply| {
        let days = (supply.window, supply.way.band);
        let first = first.get_mut(supply.cooperative);
        first.is_some_and(|first| *first.get_or_insert(days) == days)
    })
}
