//! Giving a harvest out.

use crate::quantity::{Quantity, Unit};
use crate::say::Locale;
use serde::{Deserialize, Serialize};

/// A pre-order that waits, as far as it counts here. Quantities in smallest steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// When it was paid, in epoch milliseconds; cash on delivery counts from the order.
    pub paid_at: i64,
    /// What was ordered.
    pub quantity: i64,
    /// What of it is kept for it already, from an earlier harvest.
    pub secured: i64,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All of it is there.
    Served,
    /// A part is there and is kept.
    Partly,
    /// Nothing was left for it.
    Waits,
}

/// What a pre-order was given of one harvest, with the numbers that explain it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// What became of it.
    pub outcome: Outcome,
    /// What it was given this time, in smallest steps.
    pub given: i64,
    /// What is kept for it now in all.
    pub secured: i64,
    /// What it ordered.
    pub quantity: i64,
    /// What came in.
    pub harvested: i64,
    /// What went to those who had paid earlier.
    pub before: i64,
}

impl Given {
    /// Why, for its buyer and for the cooperative.
    #[must_use]
    pub fn say(&self, unit: Unit, l: Locale) -> String {
        let words = |steps: i64| Quantity::of(steps, unit).words(l);
        let (came, before) = (words(self.harvested), words(self.before));
        let (kept, asked) = (words(self.secured), words(self.quantity));
        match (self.outcome, l) {
            (Outcome::Served, Locale::Vi) => format!("Thu về {came}, đủ cho đơn này."),
            (Outcome::Served, Locale::En) => {
                format!("{came} came in, enough for this order.")
            }
            (Outcome::Partly, Locale::Vi) => format!(
                "Thu về {came}, chia theo thứ tự trả tiền: đơn trước lấy {before}, đơn này đã có {kept} trong {asked}, chờ lô sau."
            ),
            (Outcome::Partly, Locale::En) => format!(
                "{came} came in, shared in order of payment: {before} went to earlier orders, this one has {kept} of {asked} and waits for the next lot."
            ),
            (Outcome::Waits, Locale::Vi) => format!(
                "Thu về {came}, chia theo thứ tự trả tiền: các đơn trước lấy hết {before}, đơn này chờ lô sau."
            ),
            (Outcome::Waits, Locale::En) => format!(
                "{came} came in, shared in order of payment: earlier orders took {before}, this one waits for the next lot."
            ),
        }
    }
}

/// Gives `harvested` out, first paid, first served; of equals the one that stands earlier in `queue`. One answer for each, in
/// the order of `queue`. Nobody overtakes: once somebody is given less than is missing, all later ones wait.
#[must_use]
pub fn share_out(queue: &[Waiting], harvested: i64) -> Vec<Given> {
    let harvested = harvested.max(0);
    let mut turns: Vec<usize> = (0..queue.len()).collect();
    turns.sort_by_key(|at| (queue.get(*at).map(|one| one.paid_at), *at));
    let mut answers: Vec<Option<Given>> = vec![None; queue.len()];
    let mut left = harvested;
    for at in turns {
        let (Some(one), Some(answer)) = (queue.get(at), answers.get_mut(at)) else {
            continue;
        };
        let missing = one.quantity.saturating_sub(one.secured).max(0);
        let given = missing.min(left);
        let secured = one.secured.saturating_add(given);
        *answer = Some(Given {
            outcome: match (given == missing, secured > 0) {
                (true, _) => Outcome::Served,
                (false, true) => Outcome::Partly,
                (false, false) => Outcome::Waits,
            },
            given,
            secured,
            quantity: one.quantity,
            harvested,
            before: harvested - left,
        });
        left -= given;
    }
    answers.into_iter().flatten().collect()
}
