//! A line's turn: the ways in which it can be served from what is left.
//!
//! Whole by one cooperative if any has all of it; else split over as few as possible, the ones with most left giving all
//! they have and the last the rest; else what there is.

use super::draft::Draft;
use super::facts::Facts;
use super::parcel::Part;

/// The ways of one line, and whether they are all there are.
pub(super) struct Turn {
    pub ways: Vec<Vec<Part>>,
    pub complete: bool,
}

/// The ways in which a line can be served; for a split `most_sets` sets of cooperatives are tried.
pub(super) fn turn(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    line: usize,
    most_sets: usize,
) -> Turn {
    let Some(ordered) = facts.snapshot.lines.get(line) else {
        return Turn {
            ways: Vec::new(),
            complete: true,
        };
    };
    let whole = whole(facts, draft, line, ordered.quantity);
    if !whole.is_empty() {
        return Turn {
            ways: whole,
            complete: true,
        };
    }
    let giving = giving(facts, draft, line, ordered.quantity);
    if !(facts.snapshot.may_split && ordered.may_split) {
        let most = giving.iter().map(|part| part.quantity).max();
        let ways = giving
            .into_iter()
            .filter(|part| Some(part.quantity) == most);
        return Turn {
            ways: ways.map(|part| vec![part]).collect(),
            complete: true,
        };
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

/// The parts of a set in the order in which they give: all they have, and the last the rest.
fn filled(
    facts: &Facts<'_>,
    draft: &Draft<'_, '_>,
    set: &[Part],
    ordered: i64,
) -> (Vec<Part>, i64) {
    let (mut rest, mut parts) = (ordered, Vec::with_capacity(set.len()));
    for part in set {
        let supply = facts.supplies.get(part.supply);
        // An offer gives once: a second part of it finds less left, which `take_all` would refuse.
        let quantity = supply.map_or(0, |supply| supply.part_of(draft.left(supply), rest));
        if quantity > 0 {
            rest -= quantity;
            parts.push(Part {
                supply: part.supply,
                quantity,
            });
        }
    }
    (parts, rest)
}

fn split(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    giving: &[Part],
    ordered: i64,
    most_sets: usize,
) -> Turn {
    let mut tried = 0;
    let (mut most, mut fewest) = (0_i64, giving.len());
    for (count, part) in giving.iter().enumerate() {
        most = most.saturating_add(part.quantity);
        if most >= ordered {
            fewest = count + 1;
            break;
        }
    }
    for size in fewest.max(2)..=giving.len() {
        if most < ordered {
            break;
        }
        let (mut ways, mut set) = (Vec::new(), (0..size).collect::<Vec<_>>());
        loop {
            tried += 1;
            if tried > most_sets {
                return Turn {
                    complete: false,
                    ways: if ways.is_empty() {
                        everything(facts, draft, giving, ordered)
                    } else {
                        ways
                    },
                };
            }
            let members: Vec<Part> = set
                .iter()
                .filter_map(|at| giving.get(*at).copied())
                .collect();
            let (parts, rest) = filled(facts, draft, &members, ordered);
            if rest == 0 && draft.take_all(&parts) {
                draft.give_back(&parts);
                ways.push(parts);
            }
            if !next_set(&mut set, giving.len()) {
                break;
            }
        }
        if !ways.is_empty() {
            return Turn {
                ways,
                complete: true,
            };
        }
    }
    Turn {
        ways: everything(facts, draft, giving, ordered),
        complete: true,
    }
}

/// The next choice of as many positions below `of`, in order; false after the last.
fn next_set(set: &mut [usize], of: usize) -> bool {
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
