//! Whether fewer parcels could do when a plan splits nothing.

use super::facts::Facts;
use super::few::choices;
use super::parcel::Part;
use super::turn::next_set;
use super::weights::Strategy;

/// So many sets of cooperatives are looked at.
const SETS: usize = 5_000;

/// No split could make the best plan that splits nothing better: parcels come after splits, or fewer cooperatives than it
/// has do not have enough of every line.
pub(super) fn surely(facts: &Facts<'_>, lines: &[usize], parts: &[Part]) -> bool {
    if facts.snapshot.strategy != Strategy::FewestParcels {
        return true;
    }
    let owner = |part: &Part| facts.supplies.get(part.supply).map(|s| s.cooperative);
    let mut owners: Vec<Option<usize>> = parts.iter().map(owner).collect();
    owners.sort_unstable();
    owners.dedup();
    if owners.len() < 2 {
        return true;
    }
    let mut people: Vec<usize> = facts.supplies.iter().map(|s| s.cooperative).collect();
    people.sort_unstable();
    people.dedup();
    let size = owners.len() - 1;
    if choices(people.len(), size) > SETS {
        return false;
    }
    let mut set: Vec<usize> = (0..size).collect();
    loop {
        let members: Vec<usize> = set
            .iter()
            .filter_map(|at| people.get(*at).copied())
            .collect();
        if lines.iter().all(|line| enough(facts, *line, &members)) {
            return false;
        }
        if !next_set(&mut set, people.len()) {
            return true;
        }
    }
}

/// Together they have all of a line, as far as stock goes.
fn enough(facts: &Facts<'_>, line: usize, members: &[usize]) -> bool {
    let Some(ordered) = facts.snapshot.lines.get(line) else {
        return true;
    };
    let range = facts.of_line.get(line).cloned().unwrap_or_default();
    let of = facts.supplies.get(range).unwrap_or_default().iter();
    let theirs = of.filter(|s| members.contains(&s.cooperative));
    let split = facts.snapshot.may_split && ordered.may_split;
    let mut sum = 0_i64;
    for supply in theirs {
        if supply.raw >= ordered.quantity {
            return true;
        }
        if split {
            sum = sum.saturating_add(supply.part_of(supply.raw, ordered.quantity));
        }
    }
    sum >= ordered.quantity
}
