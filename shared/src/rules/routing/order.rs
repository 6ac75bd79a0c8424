//! Strategies that ask the cooperatives one after the other, line by line.

use super::facts::{Facts, Supply};
use super::parcel::Part;
use super::weights::Strategy;

/// What is taken so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub parts: Vec<Part>,
}

impl Draft {
    /// What is left of a supply's offer.
    pub fn left(&self, facts: &Facts<'_>, supply: &Supply) -> i64 {
        let taken = self.parts.iter().filter_map(|part| {
            let other = facts.supplies.get(part.supply)?;
            (other.offer == supply.offer).then_some(part.quantity)
        });
        supply.raw.saturating_sub(taken.sum::<i64>()).max(0)
    }

    /// Takes so much of a supply, if the parcel it then is in keeps the hard rules.
    pub fn take(&mut self, facts: &Facts<'_>, part: Part) -> bool {
        let owner = |part: &Part| facts.supplies.get(part.supply).map(|s| s.cooperative);
        let who = owner(&part);
        let mut parcel: Vec<Part> = self
            .parts
            .iter()
            .filter(|other| owner(other) == who)
            .copied()
            .collect();
        parcel.push(part);
        let fits = facts.sending(&parcel).is_ok();
        if fits {
            self.parts.push(part);
        }
        fits
    }
}

/// Fills the lines in order, asking for each the supplies in the order of the strategy.
pub(super) fn in_order(facts: &Facts<'_>, strategy: Strategy) -> Draft {
    let mut draft = Draft::default();
    for (at, line) in facts.snapshot.lines.iter().enumerate() {
        let range = facts.of_line.get(at).cloned().unwrap_or_default();
        let mut asked: Vec<usize> = range.collect();
        asked.sort_by(|a, b| before(facts, strategy, *a, *b));
        let split = facts.snapshot.may_split && line.may_split;
        fill(
            facts,
            &mut draft,
            &asked,
            line.quantity,
            split,
            !matches!(
                strategy,
                Strategy::Priority | Strategy::Nearest | Strategy::HighestStock
            ),
        );
    }
    draft
}

fn fill(
    facts: &Facts<'_>,
    draft: &mut Draft,
    asked: &[usize],
    ordered: i64,
    split: bool,
    whole_first: bool,
) {
    let offered = |draft: &Draft, at: usize, wanted: i64| {
        let supply = facts.supplies.get(at)?;
        let quantity = supply.gives(draft.left(facts, supply), wanted);
        (quantity > 0).then_some(Part {
            supply: at,
            quantity,
        })
    };
    if !split || whole_first {
        for at in asked {
            let part = offered(draft, *at, ordered).filter(|part| part.quantity == ordered);
            if part.is_some_and(|part| draft.take(facts, part)) {
                return;
            }
        }
    }
    let mut wanted = ordered;
    for at in asked {
        let Some(part) = offered(draft, *at, wanted) else {
            continue;
        };
        if draft.take(facts, part) {
            wanted -= part.quantity;
            if wanted <= 0 || !split {
                return;
            }
        }
    }
}

/// Which of two supplies of a line is asked first.
fn before(facts: &Facts<'_>, strategy: Strategy, a: usize, b: usize) -> std::cmp::Ordering {
    let (Some(one), Some(two)) = (facts.supplies.get(a), facts.supplies.get(b)) else {
        return a.cmp(&b);
    };
    let offer = |supply: &Supply| facts.snapshot.offers.get(supply.offer);
    let by = match strategy {
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
            let share = |supply| {
                let share = offer(supply).map_or(0, |o| i128::from(o.share.unwrap_or(1)));
                let given = offer(supply).map_or(0, |o| i128::from(o.given.dong().max(0)));
                (given, share)
            };
            let ((given_a, share_a), (given_b, share_b)) = (share(one), share(two));
            let none = (share_a == 0).cmp(&(share_b == 0));
            none.then((given_a * share_b).cmp(&(given_b * share_a)))
        }
        Strategy::Market | Strategy::FewestParcels => std::cmp::Ordering::Equal,
    };
    by.then(a.cmp(&b))
}
