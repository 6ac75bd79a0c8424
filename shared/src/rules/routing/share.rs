//! The agreed shares, and what being above them costs.

use super::facts::{Facts, Groups};
use super::names::Index;
use super::weights::Weights;

/// No single term of the cost is larger, so that sums always fit.
const MOST: i64 = 100_000_000_000_000;

/// The weights as they are used: none is below zero.
pub(super) fn aims(weights: &Weights) -> Weights {
    let held = |weight: i64| weight.clamp(0, MOST);
    Weights {
        version: String::new(),
        parcel: held(weights.parcel),
        shipping_percent: held(weights.shipping_percent),
        day: held(weights.day),
        age_day: held(weights.age_day),
        share_point: held(weights.share_point),
        share_cap: held(weights.share_cap),
        share_base: held(weights.share_base),
    }
}

/// `a × b`, held within what a term of the cost may be.
pub(super) fn times(a: i64, b: i64) -> i64 {
    a.saturating_mul(b).clamp(0, MOST)
}

/// `a × b ÷ by` for numbers that are not below zero, exact as long as it fits.
pub(super) fn portion(a: i64, b: i64, by: i64) -> i64 {
    let by = by.max(1);
    match a.checked_mul(b) {
        Some(product) => product / by,
        None => i64::try_from(i128::from(a) * i128::from(b) / i128::from(by)).unwrap_or(i64::MAX),
    }
}

/// What one cooperative was given and what was agreed, over all ordered items it offers.
#[derive(Clone, Copy, Debug, Default)]
struct Account {
    given: i64,
    agreed: i64,
    total: i64,
}

/// The accounts of all cooperatives.
#[derive(Debug, Default)]
pub(super) struct Shares {
    accounts: Vec<Account>,
}

impl Shares {
    pub fn of(
        facts: &Facts<'_>,
        items: &Index<'_>,
        groups: &Groups,
        owners: &[Option<usize>],
    ) -> Self {
        let snapshot = facts.snapshot;
        let mut accounts = vec![Account::default(); snapshot.cooperatives.len()];
        let mut seen = vec![usize::MAX; snapshot.cooperatives.len()];
        let offer = |at: &usize| snapshot.offers.get(*at);
        let mut values = vec![0_i64; snapshot.lines.len()];
        for (line, value) in snapshot.lines.iter().zip(&facts.values) {
            let sum = items.find(&line.item).and_then(|item| values.get_mut(item));
            if let Some(sum) = sum {
                *sum = sum.saturating_add(*value).min(MOST);
            }
        }
        for item in 0..snapshot.lines.len() {
            let group = groups.of(Some(item));
            let named = group.iter().filter_map(offer).any(|o| o.share.is_some());
            let weight = |share: Option<u32>| {
                if named {
                    i64::from(share.unwrap_or(0))
                } else {
                    1
                }
            };
            let given = |at: &usize| offer(at).map_or(0, |o| o.given.dong().clamp(0, MOST));
            let mut total = values.get(item).copied().unwrap_or(0);
            let mut weights = 0_i64;
            for at in group {
                total = total.saturating_add(given(at)).min(MOST);
                weights = weights.saturating_add(weight(offer(at).and_then(|o| o.share)));
            }
            for at in group {
                let owner = owners.get(*at).copied().flatten();
                let Some((owner, account)) =
                    owner.and_then(|owner| Some((owner, accounts.get_mut(owner)?)))
                else {
                    continue;
                };
                let share = weight(offer(at).and_then(|o| o.share));
                account.given = account.given.saturating_add(given(at)).min(MOST);
                let agreed = portion(total, share, weights);
                account.agreed = account.agreed.saturating_add(agreed).min(MOST);
                if let Some(last) = seen.get_mut(owner).filter(|last| **last != item) {
                    *last = item;
                    account.total = account.total.saturating_add(total).min(MOST);
                }
            }
        }
        for account in &mut accounts {
            account.total = account.total.max(facts.aims.share_base).max(1);
        }
        Self { accounts }
    }

    /// What a parcel worth `value` costs by what it brings the cooperative above its share.
    pub fn cost(&self, aims: &Weights, cooperative: usize, value: i64) -> i64 {
        let account = self.accounts.get(cooperative).copied().unwrap_or_default();
        let over = account
            .given
            .saturating_add(value)
            .saturating_sub(account.agreed);
        if over <= 0 || aims.share_cap == 0 {
            return 0;
        }
        portion(over, times(aims.share_point, 100), account.total).min(aims.share_cap)
    }

    /// The part of the sales the cooperative would have with a parcel worth `value`, and the agreed part, in percent.
    pub fn percent(&self, cooperative: usize, value: i64) -> (i64, i64) {
        let account = self.accounts.get(cooperative).copied().unwrap_or_default();
        let has = account.given.saturating_add(value).clamp(0, MOST);
        (
            portion(has, 100, account.total),
            portion(account.agreed, 100, account.total),
        )
    }
}
