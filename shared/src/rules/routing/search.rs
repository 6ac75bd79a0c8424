//! The search for the best plan: every set of lines when there are few, else a good plan, made exact when that is in reach.

use super::bound::bound;
use super::canon::{Canon, listed, named, parts_of};
use super::draft::{Draft, Score};
use super::exact::{Aim, exact};
use super::facts::{Facts, Supply};
use super::few::few;
use super::fewest::surely;
use super::greedy::{greedy, improved, serve};
use super::order::in_order;
use super::parcel::Part;
use super::tree::{need, tree};
use super::weights::Strategy;
use super::whole::{Outcome, whole};

/// Up to so many lines, with so many supplies each, the amounts are looked at for longest.
const SMALL: (usize, usize) = (4, 6);
/// Up to so many lines with as many supplies each they are looked at too.
const LINES: usize = 12;
/// So many steps are taken: with lines in turn, and with amounts for a small order and for others.
const TURNS: usize = 250;
const AMOUNTS: (usize, usize) = (12_000, 2_000);
/// With so many supplies at the most a good plan is sought from several starts, with each of so many cooperatives first.
const MOST: usize = 600;
const FIRSTS: usize = 24;
/// The strategies that ask one after the other: none of them may leave less over.
const OTHERS: [Strategy; 4] = [
    Strategy::Priority,
    Strategy::Nearest,
    Strategy::HighestStock,
    Strategy::Fair,
];

/// The chosen parts.
pub(super) struct Found {
    pub parts: Vec<Part>,
    pub exact: bool,
    pub gap: i64,
}

/// A plan and how good it is.
type Plan = (Score, Vec<Part>);

/// Finds the parts with the least left unserved, the fewest splits and the least cost, in this order.
pub(super) fn search(facts: &mut Facts<'_>) -> Found {
    let lines: Vec<usize> = facts
        .snapshot
        .lines
        .iter()
        .zip(&facts.of_line)
        .enumerate()
        .filter(|(_, (line, supplies))| line.quantity > 0 && !supplies.is_empty())
        .map(|(at, _)| at)
        .collect();
    let unsplit = match whole(facts, &lines) {
        Outcome::Found(parts) if surely(facts, &lines, &parts) => {
            return Found {
                parts,
                exact: true,
                gap: 0,
            };
        }
        Outcome::Found(parts) => Some(named(facts, &parts)),
        Outcome::None | Outcome::TooMany => None,
    };
    let canon = Canon::of(facts, &lines);
    let unsplit = unsplit.map(|named| parts_of(facts, &named));
    let (best, exact) = searched(facts, &canon, unsplit);
    let chosen = named(facts, &best.1);
    listed(facts);
    let mut best = (best.0, parts_of(facts, &chosen));
    let least = least(facts, &lines);
    if !exact && best.0.short > least.short {
        best = less_left(facts, &lines, best);
    }
    let (score, parts) = best;
    let gap = if exact { 0 } else { gap(facts, &lines, &score) };
    let proven = gap == 0 && score.short == least.short && score.splits == least.splits;
    Found {
        parts,
        exact: exact || proven,
        gap,
    }
}

/// Other plans to start from: those of the strategies that ask one after the other, and the cheapest for each line, the
/// smallest lines first, since a kilogram is most of them.
fn starts<'f, 's>(facts: &'f Facts<'s>, canon: &Canon) -> Vec<Draft<'f, 's>> {
    let mut lines = canon.lines.clone();
    lines.sort_by_key(|line| facts.snapshot.lines.get(*line).map(|line| line.quantity));
    let mut first = Draft::new(facts);
    for line in &lines {
        serve(facts, &mut first, *line);
    }
    let others = OTHERS.iter().map(|other| in_order(facts, *other, &lines));
    std::iter::once(first).chain(others).collect()
}

/// A plan that leaves no more over than any other strategy would.
fn less_left(facts: &Facts<'_>, lines: &[usize], mut best: Plan) -> Plan {
    let canon = Canon::listed(facts, lines);
    let mut others: Vec<Draft<'_, '_>> = OTHERS
        .iter()
        .map(|other| in_order(facts, *other, lines))
        .collect();
    if facts.snapshot.strategy == Strategy::Market {
        let mut snapshot = facts.snapshot.clone();
        snapshot.strategy = Strategy::FewestParcels;
        let mut other = Facts::of(&snapshot);
        let found = search(&mut other);
        let parts = parts_of(facts, &named(&other, &found.parts));
        others.extend(Draft::of_parts(facts, &parts));
    }
    for draft in others {
        if draft.score().short < best.0.short {
            best = of(&improved(facts, &canon, draft));
        }
    }
    best
}

fn of(draft: &Draft<'_, '_>) -> Plan {
    (draft.score(), draft.parts())
}

/// A good plan: dealt out among a few, or greedy, from several starts when that may be worth it and there are not too many
/// supplies. For a `small` order better ones are searched for afterwards.
fn good(facts: &Facts<'_>, canon: &Canon, small: bool) -> Plan {
    let dealt = if small { None } else { few(facts, canon) };
    // Of several supplies of a cooperative the deal looks at one.
    let twice = |pair: &[Supply]| {
        let of = |s: &Supply| (s.line, s.cooperative);
        pair.first().map(of) == pair.last().map(of)
    };
    let rough = !small && (dealt.is_none() || facts.supplies.windows(2).any(twice));
    let mut best = of(&dealt.unwrap_or_else(|| greedy(facts, canon, None)));
    let again = rough || best.0.short > least(facts, &canon.lines).short;
    if again && facts.supplies.len() <= MOST {
        let firsts = canon.people.iter().filter(|_| rough).take(FIRSTS);
        let firsts = firsts.map(|who| greedy(facts, canon, Some(*who)));
        let starts = starts(facts, canon).into_iter();
        let starts = starts.map(|draft| improved(facts, canon, draft));
        for draft in starts.chain(firsts) {
            if draft.score() < best.0 {
                best = of(&draft);
            }
        }
    }
    best
}

/// The best plan found, and whether it is surely the best there is. `unsplit` is the best that splits nothing.
fn searched(facts: &Facts<'_>, canon: &Canon, unsplit: Option<Vec<Part>>) -> (Plan, bool) {
    let lines = &canon.lines;
    let most = lines.iter().filter_map(|line| facts.of_line.get(*line));
    let narrow = most.map(|range| range.len()).max().unwrap_or(0) <= SMALL.1;
    let small = narrow && lines.len() <= SMALL.0;
    let mut best = good(facts, canon, small);
    if let Some(parts) = unsplit {
        let draft = Draft::of_parts(facts, &parts);
        if let Some(draft) = draft.filter(|draft| draft.score() < best.0) {
            best = of(&draft);
        }
    }
    if !narrow || lines.len() > LINES {
        return (best, false);
    }
    let steps = if small { AMOUNTS.0 } else { AMOUNTS.1 };
    let turns = tree(facts, lines, best, TURNS);
    let natural = exact(facts, lines, turns, Aim::Natural, steps / 4);
    let found = exact(
        facts,
        lines,
        (natural.score, natural.parts),
        Aim::Cost,
        steps,
    );
    if !found.complete {
        return ((found.score, found.parts), false);
    }
    // As good, and earlier in the list.
    let rank = Draft::of_parts(facts, &found.parts).map_or(i64::MAX, |draft| draft.score().rank);
    let score = Score {
        rank,
        ..found.score
    };
    let first = exact(facts, lines, (score, found.parts), Aim::Rank, steps);
    ((first.score, first.parts), true)
}

/// What is left over, and the splits, at the very least.
fn least(facts: &Facts<'_>, lines: &[usize]) -> Score {
    let needs = lines.iter().map(|line| need(facts, *line));
    let mut least = Score::default();
    for need in needs {
        least.short = least.short.saturating_add(need.short);
        least.splits = least.splits.saturating_add(need.splits);
    }
    let lines_of = facts.snapshot.lines.iter().enumerate();
    let unserved = lines_of.filter(|(at, line)| line.quantity > 0 && !lines.contains(at));
    let unserved = i64::try_from(unserved.count()).unwrap_or(i64::MAX);
    least.short = least
        .short
        .saturating_add(unserved.saturating_mul(facts.whole));
    least
}

/// How much less a better plan could cost.
fn gap(facts: &Facts<'_>, lines: &[usize], score: &Score) -> i64 {
    // A plan that leaves something out may be compared with one that leaves out something else: then nothing is certain.
    let least = if score.short == 0 {
        bound(facts, lines)
    } else {
        0
    };
    score.cost.saturating_sub(least).max(0)
}
