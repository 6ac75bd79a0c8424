//! A line's turn: the ways in which it can be served from what is left.
//!
//! Whole by one cooperative if any has all of it; else split over as few as possible, the ones with most left giving all
//! they have and the last the rest, or less when only other amounts serve all of it; else what there is.

use super::draft::Draft;
use super::facts::Facts;
use super::fill::{Gift, fill};
use super::parcel::Part;

/// The ways in which a line can be served; for a split `most_sets` sets of cooperatives are tried.
pub(super) fn turn(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    line: usize,
    most_sets: usize,
) -> Vec<Vec<Part>> {
    let Some(ordered) = facts.snapshot.lines.get(line) else {
        return Vec::new();
    };
    let whole = whole(facts, draft, line, ordered.quantity);
    if !whole.is_empty() {
        return whole;
    }
    let giving = giving(facts, draft, line, ordered.quantity);
    if !(facts.snapshot.may_split && ordered.may_split) {
        let most = giving.iter().map(|part| part.quantity).max();
        let ways = giving
            .into_iter()
            .filter(|part| Some(part.quantity) == most);
        return ways.map(|part| vec![part]).collect();
    }
    split(facts, draft, &giving, ordered.quantity, most_sets)
}

fn whole(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    line: usize,
    ordered: i64,
) -> Vec<Vec<Part>> {
    let range = facts.of_line.get(line).cloned().unwrap_or_default();
    let mut ways = Vec::new();
    for at in range {
        let part = Part {
            supply: at,
            quantity: ordered,
        };
        if draft.take(part) {
            draft.give_back(&[part]);
            ways.push(vec![part]);
        }
    }
    ways
}

/// What each could give as a part, the most first.
fn giving(facts: &Facts<'_>, draft: &mut Draft<'_, '_>, line: usize, ordered: i64) -> Vec<Part> {
    let range = facts.of_line.get(line).cloned().unwrap_or_default();
    let mut giving = Vec::new();
    for at in range {
        let Some(supply) = facts.supplies.get(at) else {
            continue;
        };
        let part = Part {
            supply: at,
            quantity: supply.part_of(draft.left(supply), ordered),
        };
        if draft.take(part) {
            draft.give_back(&[part]);
            giving.push(part);
        }
    }
    giving.sort_by_key(|part| (std::cmp::Reverse(part.quantity), part.supply));
    giving
}

/// The parts of a set: the earlier ones give all they have, unless another could then not give the rest.
fn filled(
    facts: &Facts<'_>,
    draft: &Draft<'_, '_>,
    set: &[Part],
    ordered: i64,
) -> (Vec<Part>, i64) {
    let gift = |part: &Part| {
        let supply = facts.supplies.get(part.supply);
        let most = supply.map_or(0, |supply| draft.left(supply));
        let step = supply.map_or(1, |supply| supply.part);
        Gift { most, step }
    };
    let gifts: Vec<Gift> = set.iter().map(gift).collect();
    let given = fill(&gifts, ordered);
    let rest = ordered - given.iter().sum::<i64>();
    let parts = set.iter().zip(given);
    let parts = parts.filter(|(_, quantity)| *quantity > 0);
    let parts = parts.map(|(part, quantity)| Part { quantity, ..*part });
    (parts.collect(), rest)
}

fn split(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    giving: &[Part],
    ordered: i64,
    most_sets: usize,
) -> Vec<Vec<Part>> {
    let (mut most, mut fewest) = (0_i64, giving.len() + 1);
    for (count, part) in giving.iter().enumerate() {
        most = most.saturating_add(part.quantity);
        if most >= ordered {
            fewest = count + 1;
            break;
        }
    }
    for size in fewest.max(2)..=giving.len() {
        let asked = shortlist(facts, draft, giving, size, most_sets);
        let ways = complete_sets(facts, draft, &asked, size, ordered, most_sets);
        if !ways.is_empty() {
            return ways;
        }
    }
    everything(facts, draft, giving, ordered)
}

/// As many as can be looked at in sets of a size: those who send something anyway, then those who give most.
fn shortlist(
    facts: &Facts<'_>,
    draft: &Draft<'_, '_>,
    giving: &[Part],
    size: usize,
    most_sets: usize,
) -> Vec<Part> {
    let sets = |of: usize| {
        let factors = (0..size.min(of)).map(|n| (of - n, n + 1));
        factors.fold(1_usize, |sets, (times, by)| sets.saturating_mul(times) / by)
    };
    let mut room = giving.len();
    while room > size && sets(room) > most_sets {
        room -= 1;
    }
    if room == giving.len() {
        return giving.to_vec();
    }
    let sends = |part: &Part| {
        let owner = facts
            .supplies
            .get(part.supply)
            .map(|supply| supply.cooperative);
        owner.is_some_and(|owner| !draft.of(owner).is_empty())
    };
    let (mut asked, others): (Vec<Part>, Vec<Part>) = giving.iter().partition(|part| sends(part));
    asked.extend(others);
    asked.truncate(room);
    asked.sort_by_key(|part| (std::cmp::Reverse(part.quantity), part.supply));
    asked
}

/// The sets of a size that serve the whole line.
fn complete_sets(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    asked: &[Part],
    size: usize,
    ordered: i64,
    most_sets: usize,
) -> Vec<Vec<Part>> {
    let (mut ways, mut set) = (Vec::new(), (0..size).collect::<Vec<_>>());
    if asked.len() < size {
        return ways;
    }
    for _ in 0..most_sets {
        let members = set.iter().filter_map(|at| asked.get(*at).copied());
        let members: Vec<Part> = members.collect();
        let (parts, rest) = filled(facts, draft, &members, ordered);
        if rest == 0 && draft.take_all(&parts) {
            draft.give_back(&parts);
            ways.push(parts);
        }
        if !next_set(&mut set, asked.len()) {
            break;
        }
    }
    ways
}

/// The next choice of as many positions below `of`, in order; false after the last.
pub(super) fn next_set(set: &mut [usize], of: usize) -> bool {
    let size = set.len();
    for at in (0..size).rev() {
        let Some(here) = set.get(at).copied() else {
            return false;
        };
        if here + size - at < of {
            for (slot, value) in set.iter_mut().skip(at).zip(here + 1..) {
                *slot = value;
            }
            return true;
        }
    }
    false
}

/// What there is, from everybody.
fn everything(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    giving: &[Part],
    ordered: i64,
) -> Vec<Vec<Part>> {
    let (together, _) = filled(facts, draft, giving, ordered);
    if draft.take_all(&together) {
        draft.give_back(&together);
        return if together.is_empty() {
            Vec::new()
        } else {
            vec![together]
        };
    }
    // Some cannot go along with the others: one after the other.
    let (mut rest, mut parts) = (ordered, Vec::new());
    for part in giving {
        let supply = facts.supplies.get(part.supply);
        let part = Part {
            supply: part.supply,
            quantity: supply.map_or(0, |supply| supply.part_of(draft.left(supply), rest)),
        };
        if draft.take(part) {
            rest -= part.quantity;
            parts.push(part);
        }
    }
    draft.give_back(&parts);
    if parts.is_empty() {
        Vec::new()
    } else {
        vec![parts]
    }
}
