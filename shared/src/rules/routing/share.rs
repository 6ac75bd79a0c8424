//! The agreed shares, and what being above them costs.

use super::facts::{Facts, Groups};
use super::names::Index;
use super::reason::Reason;
use super::snapshot::{Line, Offer};
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
    /// All that was given of these items before this order, and with it.
    before: i64,
    total: i64,
    /// What being above the share is measured against.
    measure: i64,
}

/// The accounts of all cooperatives.
#[derive(Debug, Default)]
pub(super) struct Shares {
    accounts: Vec<Account>,
    /// For each line whether somebody names a share of its item.
    named: Vec<bool>,
}

/// All that is known of the shares of an item.
struct Pot {
    named: bool,
    weights: i64,
    before: i64,
    total: i64,
}

/// A share counts as it is named; when nobody names one, all count equal.
fn weight(named: bool, share: Option<u32>) -> u32 {
    if named { share.unwrap_or(0) } else { 1 }
}

fn given(offer: &Offer) -> i64 {
    offer.given.dong().clamp(0, MOST)
}

impl Pot {
    fn of<'o>(offers: impl Iterator<Item = &'o Offer> + Clone, ordered: i64) -> Self {
        let named = offers.clone().any(|offer| offer.share.is_some());
        let (mut weights, mut before) = (0_i64, 0_i64);
        for offer in offers {
            before = before.saturating_add(given(offer)).min(MOST);
            weights = weights.saturating_add(weight(named, offer.share).into());
        }
        Self {
            named,
            weights,
            before,
            total: before.saturating_add(ordered).min(MOST),
        }
    }
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
        let mut named = vec![false; snapshot.lines.len()];
        let mut values = vec![0_i64; snapshot.lines.len()];
        for (line, value) in snapshot.lines.iter().zip(&facts.values) {
            let sum = items.find(&line.item).and_then(|item| values.get_mut(item));
            if let Some(sum) = sum {
                *sum = sum.saturating_add(*value).min(MOST);
            }
        }
        for (item, (ordered, named)) in values.iter().zip(&mut named).enumerate() {
            let group = groups.of(Some(item)).iter();
            let offers = group.filter_map(|at| Some((at, snapshot.offers.get(*at)?)));
            let pot = Pot::of(offers.clone().map(|(_, offer)| offer), *ordered);
            *named = pot.named;
            for (at, offer) in offers {
                let owner = owners.get(*at).copied().flatten();
                let account = owner.and_then(|owner| accounts.get_mut(owner));
                let Some((account, seen)) =
                    account.zip(owner.and_then(|owner| seen.get_mut(owner)))
                else {
                    continue;
                };
                let share = weight(pot.named, offer.share).into();
                account.given = account.given.saturating_add(given(offer)).min(MOST);
                let agreed = portion(pot.total, share, pot.weights);
                account.agreed = account.agreed.saturating_add(agreed).min(MOST);
                if *seen != item {
                    *seen = item;
                    account.before = account.before.saturating_add(pot.before).min(MOST);
                    account.total = account.total.saturating_add(pot.total).min(MOST);
                }
            }
        }
        for account in &mut accounts {
            account.measure = account.total.max(facts.aims.share_base).max(1);
        }
        let of_line = |line: &Line| items.find(&line.item).and_then(|item| named.get(item));
        let named = snapshot.lines.iter().map(|l| of_line(l) == Some(&true));
        Self {
            named: named.collect(),
            accounts,
        }
    }

    /// What a share of a line's item counts: when nobody names one, all count equal; when some do, the others have none.
    pub fn weight(&self, line: usize, share: Option<u32>) -> u32 {
        weight(self.named.get(line).copied().unwrap_or(false), share)
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
        portion(over, times(aims.share_point, 100), account.measure).min(aims.share_cap)
    }

    /// The cooperative would be above its share with a parcel worth `value`.
    pub fn full_with(&self, cooperative: usize, value: i64) -> Reason {
        let account = self.accounts.get(cooperative).copied().unwrap_or_default();
        let with = account.given.saturating_add(value);
        account.full(Some(percent(with, account.total)))
    }

    /// The cooperative is less far behind its share than another.
    pub fn full_now(&self, cooperative: usize) -> Reason {
        let account = self.accounts.get(cooperative).copied().unwrap_or_default();
        account.full(None)
    }
}

impl Account {
    fn full(&self, would_have: Option<i64>) -> Reason {
        Reason::ShareFull {
            has: percent(self.given, self.before),
            would_have,
            agreed: percent(self.agreed, self.total),
        }
    }
}

/// The part of a whole in percent, rounded.
fn percent(part: i64, whole: i64) -> i64 {
    portion(part.clamp(0, MOST), 200, whole).saturating_add(1) / 2
}
