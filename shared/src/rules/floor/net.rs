//! What is left of a price.

use serde::{Deserialize, Serialize};

use super::{Below, Reduction, Rule, Take};
use crate::money::Vnd;

/// What this market keeps of the goods' price, in percent.
pub const PLATFORM_PERCENT: u32 = 3;

/// A whole, in hundredths of a percent.
const WHOLE: u32 = 10_000;

/// What one rule took of a unit's price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The rule.
    pub rule: Rule,
    /// How much.
    pub amount: Vnd,
}

/// What the seller nets for one unit, and what was taken before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Net {
    /// The price of the unit.
    pub price: Vnd,
    /// What is left; below zero when more is taken than the price.
    pub net: Vnd,
    /// What each reduction took, in the order of taking. Price less cuts is the net.
    pub cuts: Vec<Cut>,
    reductions: Vec<Reduction>,
}

impl Net {
    pub(super) fn below(&self, floor: Vnd) -> Below {
        let most = self.cuts.iter().rev().max_by_key(|cut| cut.amount);
        Below {
            price: self.price,
            floor,
            net: self.net,
            by: Vnd(floor.0.saturating_sub(self.net.0)),
            worst: most.filter(|cut| cut.amount.0 > 0).map(|cut| cut.rule),
            cuts: self.cuts.clone(),
            enough: least_price(floor, &self.reductions),
        }
    }
}

/// What this market keeps of goods sold for `goods`: rounded to the nearest đồng, a half up.
#[must_use]
pub fn platform_fee(goods: Vnd) -> Vnd {
    part(goods, PLATFORM_PERCENT * 100)
}

/// The seller's net of one unit sold for `price`.
#[must_use]
pub fn net(price: Vnd, reductions: &[Reduction]) -> Net {
    let mut ordered = reductions.to_vec();
    ordered.sort_by_key(|one| one.rule);
    let mut cuts = Vec::with_capacity(ordered.len());
    let mut sold = price;
    for one in ordered.iter().filter(|one| !one.rule.is_fee()) {
        let amount = match one.take {
            Take::Amount(amount) => amount.max(Vnd::ZERO),
            Take::Percent100(rate) => part(sold, rate),
        };
        sold = less(sold, amount);
        cuts.push(Cut {
            rule: one.rule,
            amount,
        });
    }
    let (mut left, mut rates) = (sold, 0_u32);
    for one in ordered.iter().filter(|one| one.rule.is_fee()) {
        let amount = match one.take {
            Take::Amount(amount) => amount.max(Vnd::ZERO),
            Take::Percent100(rate) => {
                let before = part(sold, rates);
                rates = rates.saturating_add(rate).min(WHOLE);
                less(part(sold, rates), before)
            }
        };
        left = less(left, amount);
        cuts.push(Cut {
            rule: one.rule,
            amount,
        });
    }
    Net {
        price,
        net: left,
        cuts,
        reductions: ordered,
    }
}

/// The lowest price that nets `floor` after the reductions; none when no price does.
#[must_use]
pub fn least_price(floor: Vnd, reductions: &[Reduction]) -> Option<Vnd> {
    let enough = |price: i64| net(Vnd(price), reductions).net >= floor;
    let (mut low, mut high) = (0_i64, floor.0.max(1));
    while !enough(high) {
        low = high;
        high = high.checked_mul(2).filter(|price| *price < 1 << 50)?;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(Vnd(high))
}

fn less(from: Vnd, amount: Vnd) -> Vnd {
    Vnd(from.0.saturating_sub(amount.0))
}

/// So many hundredths of a percent of `of`, to the nearest đồng, a half up; nothing of nothing or less.
fn part(of: Vnd, rate: u32) -> Vnd {
    let (of, rate) = (i128::from(of.0.max(0)), i128::from(rate.min(WHOLE)));
    let whole = i128::from(WHOLE);
    let part = (of * rate + whole / 2) / whole;
    Vnd(i64::try_from(part).unwrap_or(i64::MAX))
}
