//! Strategies that ask the cooperatives one after the other, line by line.

use super::draft::Draft;
use super::facts::{Facts, Supply};
use super::parcel::Part;
use super::weights::Strategy;

/// Fills the lines in the given order, asking for each the supplies in the order of the strategy.
pub(super) fn in_order<'f, 's>(
    facts: &'f Facts<'s>,
    strategy: Strategy,
    lines: &[usize],
) -> Draft<'f, 's> {
    let mut draft = Draft::new(facts);
    for at in lines {
        let Some(line) = facts.snapshot.lines.get(*at) else {
            continue;
        };
        let range = facts.of_line.get(*at).cloned().unwrap_or_default();
        let mut asked: Vec<usize> = range.collect();
        asked.sort_by(|a, b| before(facts, strategy, *a, *b));
        let split = facts.snapshot.may_split && line.may_split;
        let whole_first = !split || strategy == Strategy::Fair;
        if whole_first && take_whole(&mut draft, &asked, line.quantity) {
            continue;
        }
        take_parts(facts, &mut draft, &asked, line.quantity, split);
    }
    draft
}

/// From the first that has all of it.
fn take_whole(draft: &mut Draft<'_, '_>, asked: &[usize], quantity: i64) -> bool {
    asked.iter().any(|supply| {
        draft.take(Part {
            supply: *supply,
            quantity,
        })
    })
}

/// From each what it has; without splitting from the first that has something.
fn take_parts(
    facts: &Facts<'_>,
    draft: &mut Draft<'_, '_>,
    asked: &[usize],
    ordered: i64,
    split: bool,
) {
    let mut wanted = ordered;
    for at in asked {
        let Some(supply) = facts.supplies.get(*at) else {
            continue;
        };
        let left = draft.left(supply);
        let quantity = if wanted == ordered && left >= ordered {
            ordered
        } else {
            supply.part_of(left, wanted)
        };
        if draft.take(Part {
            supply: *at,
            quantity,
        }) {
            wanted -= quantity;
            if wanted <= 0 || !split {
                return;
            }
        }
    }
}

/// Which of two supplies of a line is asked first.
pub(super) fn before(
    facts: &Facts<'_>,
    strategy: Strategy,
    a: usize,
    b: usize,
) -> std::cmp::Ordering {
    let (Some(one), Some(two)) = (facts.supplies.get(a), facts.supplies.get(b)) else {
        return a.cmp(&b);
    };
    preferred(facts, strategy, one, two).then(a.cmp(&b))
}

/// Which of two supplies of a line the strategy prefers, wherever they stand in the list.
pub(super) fn preferred(
    facts: &Facts<'_>,
    strategy: Strategy,
    one: &Supply,
    two: &Supply,
) -> std::cmp::Ordering {
    let offer = |supply: &Supply| facts.snapshot.offers.get(supply.offer);
    match strategy {
        Strategy::Priority => {
            let place = |supply| {
                offer(supply)
                    .and_then(|o| o.priority)
                    .map_or((1, 0), |p| (0, p))
            };
            place(one).cmp(&place(two))
        }
        Strategy::Nearest => one.way.km.cmp(&two.way.km),
        Strategy::HighestStock => two.raw.cmp(&one.raw),
        Strategy::Fair => {
            // given ÷ share, compared crosswise; nobody is behind a share of nothing.
            let share = |supply: &Supply| {
                let share = offer(supply)
                    .map_or(0, |o| i128::from(facts.shares.weight(supply.line, o.share)));
                let given = offer(supply).map_or(0, |o| i128::from(o.given.dong().max(0)));
                (given, share)
            };
            let ((given_a, share_a), (given_b, share_b)) = (share(one), share(two));
            let none = (share_a == 0).cmp(&(share_b == 0));
            none.then((given_a * share_b).cmp(&(given_b * share_a)))
        }
        Strategy::Market | Strategy::FewestParcels => std::cmp::Ordering::Equal,
    }
}
