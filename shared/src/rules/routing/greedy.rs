//! A good plan fast: the cooperative that serves most for its cost first, then moves that make it cheaper.

use super::draft::{Draft, by_strategy};
use super::facts::Facts;
use super::parcel::{Load, Part};
use super::turn::turn;

/// So many rounds of moves are made.
const ROUNDS: usize = 4;
/// So many sets of cooperatives are tried for a split.
const SETS: usize = 48;

/// The supplies that could serve a line whole, by cooperative.
struct Sellers {
    of: Vec<Vec<usize>>,
}

impl Sellers {
    fn of(facts: &Facts<'_>) -> Self {
        let mut of = vec![Vec::new(); facts.snapshot.cooperatives.len()];
        for (at, supply) in facts.supplies.iter().enumerate() {
            let ordered = quantity(facts, at);
            let list = of.get_mut(supply.cooperative);
            if let Some(list) = list.filter(|_| ordered > 0 && supply.raw >= ordered) {
                list.push(at);
            }
        }
        Self { of }
    }
}

fn quantity(facts: &Facts<'_>, supply: usize) -> i64 {
    let line = facts.supplies.get(supply).map(|supply| supply.line);
    let line = line.and_then(|line| facts.snapshot.lines.get(line));
    line.map_or(0, |line| line.quantity)
}

fn line_of(facts: &Facts<'_>, supply: usize) -> usize {
    facts
        .supplies
        .get(supply)
        .map_or(usize::MAX, |supply| supply.line)
}

fn owner(facts: &Facts<'_>, supply: usize) -> usize {
    let supply = facts.supplies.get(supply);
    supply.map_or(usize::MAX, |supply| supply.cooperative)
}

/// Makes a plan.
pub(super) fn greedy<'f, 's>(facts: &'f Facts<'s>, lines: &[usize]) -> Draft<'f, 's> {
    let sellers = Sellers::of(facts);
    let mut draft = Draft::new(facts);
    let mut open = vec![false; facts.snapshot.lines.len()];
    for line in lines {
        if let Some(open) = open.get_mut(*line) {
            *open = true;
        }
    }
    let mut asked = vec![false; sellers.of.len()];
    while let Some(who) = next_seller(facts, &sellers, &open, &asked) {
        if let Some(asked) = asked.get_mut(who) {
            *asked = true;
        }
        for supply in sellers.of.get(who).into_iter().flatten() {
            let part = Part {
                supply: *supply,
                quantity: quantity(facts, *supply),
            };
            let wanted = open.get_mut(line_of(facts, *supply)).filter(|open| **open);
            if let Some(wanted) = wanted {
                *wanted = !draft.take(part);
            }
        }
    }
    for line in lines {
        if open.get(*line).copied().unwrap_or(false) {
            serve(facts, &mut draft, *line);
        }
    }
    improve(facts, &sellers, &mut draft);
    draft
}

/// The cooperative whose parcel of all open lines it has is the cheapest for a line.
fn next_seller(
    facts: &Facts<'_>,
    sellers: &Sellers,
    open: &[bool],
    asked: &[bool],
) -> Option<usize> {
    let mut best: Option<(i64, i64, usize)> = None;
    for (who, supplies) in sellers.of.iter().enumerate() {
        if asked.get(who).copied().unwrap_or(true) {
            continue;
        }
        let (mut load, mut count) = (None::<Load>, 0_i64);
        let mut last = usize::MAX;
        for at in supplies {
            let Some(supply) = facts.supplies.get(*at) else {
                continue;
            };
            // Of several offers for a line the first will do.
            if supply.line == last || !open.get(supply.line).copied().unwrap_or(false) {
                continue;
            }
            last = supply.line;
            count += 1;
            let ordered = quantity(facts, *at);
            match &mut load {
                Some(load) => load.add(facts, supply, ordered),
                None => load = Some(Load::of(facts, supply, ordered)),
            }
        }
        let Some(load) = load else {
            continue;
        };
        let cost = facts.cost(who, &load.roughly());
        let cost = by_strategy(facts.snapshot.strategy, cost.sum());
        let each = cost / count.max(1);
        if best.is_none_or(|(least, ..)| each < least) {
            best = Some((each, count, who));
        }
    }
    best.map(|(.., who)| who)
}

/// Serves a line in the cheapest way there is now.
fn serve(facts: &Facts<'_>, draft: &mut Draft<'_, '_>, line: usize) {
    let ways = turn(facts, draft, line, SETS).ways;
    let mut best: Option<(i64, Vec<Part>)> = None;
    for way in ways {
        if draft.take_all(&way) {
            let cost = draft.cost;
            draft.give_back(&way);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, way));
            }
        }
    }
    if let Some((_, way)) = best {
        draft.take_all(&way);
    }
}

/// Moves lines, and whole parcels, as long as it becomes cheaper.
fn improve(facts: &Facts<'_>, sellers: &Sellers, draft: &mut Draft<'_, '_>) {
    for _ in 0..ROUNDS {
        let before = draft.cost;
        replace_parcels(facts, sellers, draft);
        empty_parcels(facts, draft);
        move_lines(facts, draft);
        split_again(facts, draft);
        if draft.cost >= before {
            break;
        }
    }
}

/// Lines in parts once more, now that it is known who sends what.
fn split_again(facts: &Facts<'_>, draft: &mut Draft<'_, '_>) {
    for line in 0..facts.snapshot.lines.len() {
        let range = facts.of_line.get(line).cloned().unwrap_or_default();
        let of_line = |part: &Part| range.contains(&part.supply);
        let parts: Vec<Part> = draft.parts().into_iter().filter(of_line).collect();
        if parts.len() < 2 {
            continue;
        }
        let saved = draft.clone();
        let (before, given) = (
            draft.cost,
            parts.iter().map(|part| part.quantity).sum::<i64>(),
        );
        draft.give_back(&parts);
        serve(facts, draft, line);
        let again: Vec<Part> = draft.parts().into_iter().filter(of_line).collect();
        let gives: i64 = again.iter().map(|part| part.quantity).sum();
        if gives < given || again.len() > parts.len() || draft.cost >= before {
            *draft = saved;
        }
    }
}

/// A whole line to another parcel that is sent anyway.
fn move_lines(facts: &Facts<'_>, draft: &mut Draft<'_, '_>) {
    for part in draft.parts() {
        if part.quantity == quantity(facts, part.supply) {
            move_line(facts, draft, part, true);
        }
    }
}

/// The same, to the cheapest; with `only_better` only when it costs less than now. Says whether it moved.
fn move_line(facts: &Facts<'_>, draft: &mut Draft<'_, '_>, part: Part, only_better: bool) -> bool {
    let here = owner(facts, part.supply);
    let before = draft.cost;
    if !draft.release(part) {
        return false;
    }
    let range = facts.of_line.get(line_of(facts, part.supply));
    let mut best: Option<(i64, Part)> = None;
    for supply in range.cloned().into_iter().flatten() {
        let to = owner(facts, supply);
        let other = Part { supply, ..part };
        if to == here || draft.of(to).is_empty() || !draft.take(other) {
            continue;
        }
        if best.is_none_or(|(least, _)| draft.cost < least) {
            best = Some((draft.cost, other));
        }
        draft.release(other);
    }
    match best {
        Some((cost, other)) if !only_better || cost < before => draft.take(other),
        _ => {
            draft.take(part);
            false
        }
    }
}

/// A parcel less, its lines in the others.
fn empty_parcels(facts: &Facts<'_>, draft: &mut Draft<'_, '_>) {
    let senders: Vec<usize> = draft.senders().collect();
    for who in senders {
        let parts = draft.of(who).to_vec();
        if parts
            .iter()
            .any(|part| part.quantity != quantity(facts, part.supply))
        {
            continue;
        }
        let saved = draft.clone();
        let moved = parts
            .iter()
            .all(|part| move_line(facts, draft, *part, false));
        if !moved || draft.cost >= saved.cost {
            *draft = saved;
        }
    }
}

/// Another cooperative for a whole parcel.
fn replace_parcels(facts: &Facts<'_>, sellers: &Sellers, draft: &mut Draft<'_, '_>) {
    let senders: Vec<usize> = draft.senders().collect();
    for who in senders {
        let parts = draft.of(who).to_vec();
        if parts
            .iter()
            .any(|part| part.quantity != quantity(facts, part.supply))
        {
            continue;
        }
        let lines = parts.iter().map(|part| line_of(facts, part.supply));
        let mut lines: Vec<usize> = lines.collect();
        lines.sort_unstable();
        let saved = draft.clone();
        draft.give_back(&parts);
        let mut best: Option<(i64, Vec<Part>)> = None;
        for (other, supplies) in sellers.of.iter().enumerate() {
            if other == who || supplies.len() < lines.len() || !draft.of(other).is_empty() {
                continue;
            }
            let Some((instead, cost)) = instead(facts, supplies, &lines) else {
                continue;
            };
            let cost = draft.cost.saturating_add(cost);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, instead));
            }
        }
        match best {
            Some((cost, instead))
                if cost < saved.cost && draft.take_all(&instead) && draft.cost < saved.cost => {}
            _ => *draft = saved,
        }
    }
}

/// The same lines, in order, from one other cooperative, and what its parcel would cost if its parts are alike.
fn instead(facts: &Facts<'_>, supplies: &[usize], lines: &[usize]) -> Option<(Vec<Part>, i64)> {
    let mut parts = Vec::with_capacity(lines.len());
    let mut load: Option<Load> = None;
    let mut rest = supplies.iter();
    for line in lines {
        let (at, supply) = loop {
            let at = *rest.next()?;
            let supply = facts.supplies.get(at)?;
            if supply.line == *line {
                break (at, supply);
            }
            if supply.line > *line {
                return None;
            }
        };
        let quantity = quantity(facts, at);
        parts.push(Part {
            supply: at,
            quantity,
        });
        match &mut load {
            Some(load) => load.add(facts, supply, quantity),
            None => load = Some(Load::of(facts, supply, quantity)),
        }
    }
    let owner = parts
        .first()
        .map_or(usize::MAX, |part| owner(facts, part.supply));
    let cost = facts.cost(owner, &load?.roughly()).sum();
    Some((parts, by_strategy(facts.snapshot.strategy, cost)))
}
