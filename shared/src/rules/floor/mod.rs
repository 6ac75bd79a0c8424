//! The price floor: what a seller has to receive for one unit at least, after everything that is taken off the price.
//!
//! Reductions are taken in the order of [`Rule`], whatever order they are given in; of several of one rule, in the given
//! order. The rules that lower the price come first, and a percentage among them is of what the ones before left (stacked
//! discounts do not add up). The fees come last, and their percentages are all of the price as sold. Whole đồng; a
//! percentage is rounded to the nearest đồng, a half up, as the market's fee of an order is. Several percentage fees are
//! rounded as one sum and told apart after, so that a higher price never nets less.
//!
//! A floor holds from its first to its last day. Of several that one owner set for the same stock, the one that began
//! last counts. A permission to go below ([`Override`]) lowers its own floor and no other.

mod net;
mod say;

use serde::{Deserialize, Serialize};

pub use net::{Cut, Net, PLATFORM_PERCENT, least_price, net, platform_fee};

use crate::money::Vnd;
use crate::time::{Millis, VnDate};

/// What takes something off the price. The order is the order of taking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A lower price during a live stream.
    LivePrice,
    /// A promotion of a channel that the seller bears.
    ChannelPromotion,
    /// A voucher that the seller bears.
    Voucher,
    /// The seller's share of a discount that others pay a part of.
    CoFunded,
    /// What this market keeps.
    PlatformFee,
    /// What a channel keeps.
    ChannelFee,
}

/// How much is taken off. Less than nothing counts as nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// So many đồng of each unit.
    Amount(Vnd),
    /// So many hundredths of a percent, at most 10,000.
    Percent100(u32),
}

/// One thing that is taken off the price of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reduction {
    /// Why.
    pub rule: Rule,
    /// How much.
    pub take: Take,
}

/// A floor that somebody with the right set for a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// The least to be netted for one unit.
    pub amount: Vnd,
    /// Its first day.
    pub from: VnDate,
    /// Its last day; none when it holds until it is ended.
    pub to: Option<VnDate>,
    /// When it was set: of two that begin on one day the later one counts.
    pub set_at: Millis,
    /// Permissions to go below it.
    pub overrides: Vec<Override>,
}

/// A permission to go below a floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// The least to be netted while it holds.
    pub amount: Vnd,
    /// Its first day.
    pub from: VnDate,
    /// Its last day.
    pub to: VnDate,
}

/// What the check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The seller nets enough.
    Ok,
    /// The seller nets less than the floor.
    Below(Below),
}

/// By how much a price is too low, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Below {
    /// The price the reductions were taken off.
    pub price: Vnd,
    /// The least allowed, a permission included.
    pub floor: Vnd,
    /// What the seller would net.
    pub net: Vnd,
    /// What is missing.
    pub by: Vnd,
    /// What each rule took.
    pub cuts: Vec<Cut>,
    /// The rule that took most.
    pub worst: Option<Rule>,
    /// The lowest price that would do with the same reductions, if any does.
    pub enough: Option<Vnd>,
}

impl Reduction {
    /// What this market keeps of every sale.
    #[must_use]
    pub const fn platform() -> Self {
        Self {
            rule: Rule::PlatformFee,
            take: Take::Percent100(PLATFORM_PERCENT * 100),
        }
    }

    /// So many đồng.
    #[must_use]
    pub const fn amount(rule: Rule, amount: Vnd) -> Self {
        Self {
            rule,
            take: Take::Amount(amount),
        }
    }
}

impl Rule {
    /// It is taken of the price as sold, after everything that lowers the price.
    #[must_use]
    pub const fn is_fee(self) -> bool {
        matches!(self, Self::PlatformFee | Self::ChannelFee)
    }
}

impl Floor {
    /// It holds on `day`.
    #[must_use]
    pub fn holds(&self, day: VnDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// The least to be netted on `day`, the permissions of that day included.
    #[must_use]
    pub fn least(&self, day: VnDate) -> Vnd {
        self.overrides
            .iter()
            .filter(|one| one.from <= day && day <= one.to)
            .map(|one| one.amount)
            .fold(self.amount, Ord::min)
    }
}

/// Of the floors that one owner set for the same stock, the one that counts on `day`: the one that began last.
#[must_use]
pub fn standing(floors: &[Floor], day: VnDate) -> Option<&Floor> {
    floors
        .iter()
        .filter(|floor| floor.holds(day))
        .max_by_key(|floor| (floor.from, floor.set_at))
}

/// The least to be netted on `day` under all of the `floors`, permissions included; none without a floor that day.
#[must_use]
pub fn least(floors: &[Floor], day: VnDate) -> Option<Vnd> {
    let in_force = floors.iter().filter(|floor| floor.holds(day));
    in_force.map(|floor| floor.least(day)).max()
}

/// Whether `net` may be sold for on `day` under every one of the `floors`, each with its own permissions. Floors of other
/// days are ignored.
#[must_use]
pub fn check(floors: &[Floor], net: &Net, day: VnDate) -> Verdict {
    match least(floors, day) {
        Some(least) if net.net < least => Verdict::Below(net.below(least)),
        _ => Verdict::Ok,
    }
}

#[cfg(test)]
mod tests;
