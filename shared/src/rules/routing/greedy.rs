//! A good plan fast: the cooperative that serves most for its cost first, then moves that make it cheaper.

use std::cmp::Ordering;

use super::canon::Canon;
use super::draft::{Draft, by_strategy};
use super::facts::{Facts, Supply};
use super::parcel::{Load, Part};
use super::repair::repair;
use super::turn::turn;
use super::weights::Strategy;

/// So many rounds of moves are made.
const ROUNDS: usize = 4;
/// So many sets of cooperatives are tried for a split.
const SETS: usize = 48;

/// What a cooperative could serve whole.
struct Seller {
    who: usize,
    /// Its supplies, line by line.
    supplies: Vec<usize>,
    /// It has several for a line.
    several: bool,
}

fn sellers(facts: &Facts<'_>, canon: &Canon) -> Vec<Seller> {
    let seller = |who| Seller {
        who,
        supplies: Vec::new(),
        several: false,
    };
    let mut of: Vec<Seller> = (0..facts.snapshot.cooperatives.len()).map(seller).collect();
    for line in &canon.lines {
        let range = facts.of_line.get(*line).cloned().unwrap_or_default();
        for (at, supply) in range
            .clone()
            .zip(facts.supplies.get(range).unwrap_or_default())
        {
            let ordered = quantity(facts, at);
            let seller = of.get_mut(supply.cooperative);
            if let Some(seller) = seller.filter(|_| ordered > 0 && supply.raw >= ordered) {
                let last = seller.supplies.last();
                seller.several |= last.is_some_and(|last| line_of(facts, *last) == *line);
                seller.supplies.push(at);
            }
        }
    }
    let mut place = vec![0; of.len()];
    for (at, who) in canon.people.iter().enumerate() {
        if let Some(place) = place.get_mut(*who) {
            *place = at;
        }
    }
    of.sort_by_key(|seller| place.get(seller.who).copied());
    of
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

/// Makes a plan; the cooperative `first` is asked before the others.
pub(super) fn greedy<'f, 's>(
    facts: &'f Facts<'s>,
    canon: &Canon,
    first: Option<usize>,
) -> Draft<'f, 's> {
    let sellers = sellers(facts, canon);
    let mut first = sellers.iter().position(|seller| Some(seller.who) == first);
    let mut draft = Draft::new(facts);
    let mut open = vec![false; facts.snapshot.lines.len()];
    for line in &canon.lines {
        if let Some(open) = open.get_mut(*line) {
            *open = true;
        }
    }
    let mut asked = vec![false; sellers.len()];
    while let Some(next) = first
        .take()
        .or_else(|| next_seller(facts, &sellers, &open, &asked))
    {
        if let Some(asked) = asked.get_mut(next) {
            *asked = true;
        }
        for supply in sellers.get(next).into_iter().flat_map(|s| &s.supplies) {
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
    for line in &canon.lines {
        if open.get(*line).copied().unwrap_or(false) {
            serve(facts, &mut draft, *line);
        }
    }
    repair(facts, canon, &mut draft);
    improve(facts, canon, &sellers, &mut draft);
    draft
}

/// The same plan with less left over where that is in reach, then with fewer splits, then cheaper.
pub(super) fn improved<'f, 's>(
    facts: &'f Facts<'s>,
    canon: &Canon,
    mut draft: Draft<'f, 's>,
) -> Draft<'f, 's> {
    repair(facts, canon, &mut draft);
    improve(facts, canon, &sellers(facts, canon), &mut draft);
    draft
}

/// The seller whose parcel of all open lines it has is the cheapest for a line.
fn next_seller(
    facts: &Facts<'_>,
    sellers: &[Seller],
    open: &[bool],
    asked: &[bool],
) -> Option<usize> {
    let mut best: Option<(i64, usize)> = None;
    for (at, seller) in sellers.iter().enumerate() {
        if asked.get(at).copied().unwrap_or(true) {
            continue;
        }
        let (mut load, mut count) = (None::<Load>, 0_i64);
        let mut last = usize::MAX;
        for part in &seller.supplies {
            let Some(supply) = facts.supplies.get(*part) else {
                continue;
            };
            // Of several offers for a line the first will do.
            if supply.line == last || !open.get(supply.line).copied().unwrap_or(false) {
                continue;
            }
            last = supply.line;
            count += 1;
            let ordered = quantity(facts, *part);
            match &mut load {
                Some(load) => load.add(facts, supply, ordered),
                None => load = Some(Load::of(facts, supply, ordered)),
            }
        }
        let Some(load) = load else {
            continue;
        };
        let cost = facts.cost(seller.who, &load.roughly());
        let cost = by_strategy(facts.snapshot.strategy, cost.sum());
        let each = cost / count.max(1);
        if best.is_none_or(|(least, _)| each < least) {
            best = Some((each, at));
        }
    }
    best.map(|(_, at)| at)
}

/// Serves a line in the cheapest way there is now.
pub(super) fn serve(facts: &Facts<'_>, draft: &mut Draft<'_, '_>, line: usize) {
    let ways = turn(facts, draft, line, SETS);
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
fn improve(facts: &Facts<'_>, canon: &Canon, sellers: &[Seller], draft: &mut Draft<'_, '_>) {
    for _ in 0..ROUNDS {
        let before = draft.cost;
        replace_parcels(facts, canon, sellers, draft);
        empty_parcels(facts, canon, draft);
        move_lines(facts, canon, draft);
        split_again(facts, canon, draft);
        if draft.cost >= before {
            break;
        }
    }
}

/// Lines in parts once more, now that it is known who sends what.
fn split_again(facts: &Facts<'_>, canon: &Canon, draft: &mut Draft<'_, '_>) {
    let first = facts.snapshot.strategy == Strategy::FewestParcels;
    for line in &canon.lines {
        let parts = draft.of_line(*line);
        if parts.len() < 2 {
            continue;
        }
        let saved = draft.clone();
        let gives = |parts: &[Part]| parts.iter().map(|part| part.quantity).sum::<i64>();
        draft.give_back(&parts);
        if draft.of_line(*line).is_empty() {
            serve(facts, draft, *line);
        }
        let again = draft.of_line(*line);
        let cheaper = draft.cost < saved.cost;
        let better = match again.len().cmp(&parts.len()) {
            Ordering::Less => cheaper || !first,
            Ordering::Equal => cheaper,
            Ordering::Greater => false,
        };
        if gives(&again) < gives(&parts) || !better {
            *draft = saved;
        }
    }
}

/// A whole line to another parcel that is sent anyway.
fn move_lines(facts: &Facts<'_>, canon: &Canon, draft: &mut Draft<'_, '_>) {
    for part in canon.sorted(facts, draft.parts()) {
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
        let stays = to == here && (!only_better || supply == part.supply);
        if stays || (to != here && draft.of(to).is_empty()) || !draft.take(other) {
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
fn empty_parcels(facts: &Facts<'_>, canon: &Canon, draft: &mut Draft<'_, '_>) {
    for who in canon.people.iter().copied() {
        let parts = draft.of(who).to_vec();
        let whole = |part: &Part| part.quantity == quantity(facts, part.supply);
        if parts.is_empty() || !parts.iter().all(whole) {
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

/// Another cooperative for a whole parcel, or other goods of the same one.
fn replace_parcels(
    facts: &Facts<'_>,
    canon: &Canon,
    sellers: &[Seller],
    draft: &mut Draft<'_, '_>,
) {
    for who in canon.people.iter().copied() {
        let parts = canon.sorted(facts, draft.of(who).to_vec());
        let whole = |part: &Part| part.quantity == quantity(facts, part.supply);
        if parts.is_empty() || !parts.iter().all(whole) {
            continue;
        }
        let lines: Vec<usize> = parts
            .iter()
            .map(|part| line_of(facts, part.supply))
            .collect();
        let saved = draft.clone();
        draft.give_back(&parts);
        // What cannot go without a part keeps it.
        let free = draft.of(who).is_empty();
        let mut best: Option<(i64, Vec<Part>)> = None;
        for seller in sellers.iter().filter(|_| free) {
            let few = seller.supplies.len() < lines.len();
            if few || (seller.who == who && !seller.several) || !draft.of(seller.who).is_empty() {
                continue;
            }
            for leader in leaders(facts, seller, lines.first()) {
                let supplies = &seller.supplies;
                let Some((instead, cost)) = instead(facts, canon, supplies, &lines, leader) else {
                    continue;
                };
                let cost = draft.cost.saturating_add(cost);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, instead));
                }
            }
        }
        match best {
            Some((cost, instead))
                if cost < saved.cost && draft.take_all(&instead) && draft.cost < saved.cost => {}
            _ => *draft = saved,
        }
    }
}

/// Where and when the goods of a parcel could all go: as each of the supplies of its first line does.
fn leaders(facts: &Facts<'_>, seller: &Seller, line: Option<&usize>) -> Vec<Option<usize>> {
    if !seller.several {
        return vec![None];
    }
    let of_line = |at: &&usize| line.is_some_and(|line| line_of(facts, **at) == *line);
    let leaders = seller.supplies.iter().filter(of_line);
    leaders.map(|at| Some(*at)).collect()
}

/// The same lines, in order, from one other cooperative, like the leader where it can, and what its parcel would cost if its
/// parts are alike.
fn instead(
    facts: &Facts<'_>,
    canon: &Canon,
    supplies: &[usize],
    lines: &[usize],
    leader: Option<usize>,
) -> Option<(Vec<Part>, i64)> {
    let leader = leader.and_then(|at| facts.supplies.get(at));
    let like = |s: &Supply| {
        leader.is_none_or(|leader| s.window == leader.window && s.way.band == leader.way.band)
    };
    let place = |line: &usize| canon.place.get(*line).copied().unwrap_or(usize::MAX);
    let mut parts = Vec::with_capacity(lines.len());
    let mut load: Option<Load> = None;
    let mut rest = supplies.iter().copied().peekable();
    for line in lines {
        let mut found: Option<(usize, &Supply)> = None;
        while let Some(at) = rest.peek().copied() {
            let supply = facts.supplies.get(at)?;
            if supply.line == *line {
                let better = found.is_none_or(|(_, first)| !like(first) && like(supply));
                if better {
                    found = Some((at, supply));
                }
            } else if place(&supply.line) > place(line) {
                break;
            }
            rest.next();
            if leader.is_none() && found.is_some() {
                break;
            }
        }
        let (at, supply) = found?;
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
