//! Serves what was left over, by giving other lines what they have from somebody else.

use super::canon::Canon;
use super::draft::{Draft, shortness};
use super::facts::Facts;
use super::greedy::serve;

/// So many exchanges are tried at the most.
const TRIALS: usize = 60;

/// Lets lines that are left over take their turn before another that takes from the same cooperatives, as long as less is
/// left over then.
pub(super) fn repair(facts: &Facts<'_>, canon: &Canon, draft: &mut Draft<'_, '_>) {
    let mut trials = TRIALS;
    let mut again = true;
    while again {
        again = false;
        for line in &canon.lines {
            if left(facts, draft, *line) > 0 {
                again |= exchange(facts, canon, draft, *line, &mut trials);
            }
        }
    }
}

/// What is left of a line, as a part of it.
fn left(facts: &Facts<'_>, draft: &Draft<'_, '_>, line: usize) -> i64 {
    let ordered = facts
        .snapshot
        .lines
        .get(line)
        .map_or(0, |line| line.quantity);
    let parts = draft.of_line(line);
    let given = parts.iter().map(|part| part.quantity).sum::<i64>();
    shortness(facts.whole, ordered.saturating_sub(given), ordered)
}

/// Serves the line anew, alone and then before each of the others; true when less is left over.
fn exchange(
    facts: &Facts<'_>,
    canon: &Canon,
    draft: &mut Draft<'_, '_>,
    line: usize,
    trials: &mut usize,
) -> bool {
    let owners = |line: usize| {
        let range = facts.of_line.get(line).cloned().unwrap_or_default();
        facts
            .supplies
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|s| s.cooperative)
    };
    let mut near = vec![false; facts.snapshot.cooperatives.len()];
    for owner in owners(line) {
        if let Some(near) = near.get_mut(owner) {
            *near = true;
        }
    }
    let meets = |other: &usize| {
        let mut sent = draft.of_line(*other).into_iter();
        let sends = sent.any(|part| {
            let owner = facts.supplies.get(part.supply).map(|s| s.cooperative);
            owner.is_some_and(|owner| near.get(owner).copied().unwrap_or(false))
        });
        *other != line && sends
    };
    let others: Vec<usize> = canon.lines.iter().copied().filter(meets).collect();
    for other in std::iter::once(line).chain(others) {
        if *trials == 0 {
            return false;
        }
        *trials -= 1;
        let saved = draft.clone();
        let both = [line, other];
        let lines = if other == line { &both[..1] } else { &both[..] };
        let over =
            |draft: &Draft<'_, '_>| lines.iter().map(|l| left(facts, draft, *l)).sum::<i64>();
        let before = over(draft);
        for line in lines {
            let parts = draft.of_line(*line);
            draft.give_back(&parts);
        }
        // What cannot go without a part keeps it.
        if lines.iter().all(|line| draft.of_line(*line).is_empty()) {
            for line in lines {
                serve(facts, draft, *line);
            }
        }
        if over(draft) < before {
            return true;
        }
        *draft = saved;
    }
    false
}
