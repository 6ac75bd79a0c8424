//! What another way to send a line would change, and the reason that follows.

use super::facts::Facts;
use super::parcel::{Cost, Sending};
use super::reason::Reason;
use super::weights::Strategy;
use crate::money::Vnd;

/// What another plan changes.
#[derive(Clone, Copy, Default)]
pub(super) struct Swap {
    pub before: Sum,
    pub after: Sum,
    /// How much later the line's goods arrive, and how much older they are.
    pub days: i64,
    pub age: i64,
}

impl Swap {
    /// The term that speaks most against it, of those that are true of its own goods.
    pub fn largest(&self, facts: &Facts<'_>, who: usize, value: i64, as_good: bool) -> Reason {
        let (before, after) = (&self.before, &self.after);
        let more_parcels = after.parcels > before.parcels;
        if more_parcels && facts.snapshot.strategy == Strategy::FewestParcels {
            return Reason::MoreParcels;
        }
        if after.cost.sum() == before.cost.sum() && after.parcels == before.parcels && as_good {
            return Reason::Equal;
        }
        if after.cost.sum() <= before.cost.sum() {
            return Reason::WholeOrder;
        }
        let by = after.fee.saturating_sub(before.fee);
        let terms = [
            (
                after.cost.shipping - before.cost.shipping,
                by > 0,
                Reason::Dearer { by: Vnd(by) },
            ),
            (
                after.cost.days - before.cost.days,
                self.days > 0,
                Reason::Later { days: self.days },
            ),
            (
                after.cost.age - before.cost.age,
                self.age > 0,
                Reason::LessFresh { days: self.age },
            ),
            (
                after.cost.share - before.cost.share,
                true,
                facts.shares.full_with(who, value),
            ),
            (
                after.cost.parcel - before.cost.parcel,
                more_parcels,
                Reason::MoreParcels,
            ),
        ];
        let mut largest = (0, Reason::WholeOrder);
        for (cost, is_true, reason) in terms {
            if is_true && cost > largest.0 {
                largest = (cost, reason);
            }
        }
        largest.1
    }
}

/// Costs of several parcels.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    parcels: i64,
    cost: Cost,
    fee: i64,
}

impl Sum {
    pub fn add(&mut self, sending: Option<&Sending>, cost: &Cost) {
        self.parcels += 1;
        self.cost.parcel += cost.parcel;
        self.cost.shipping += cost.shipping;
        self.cost.days += cost.days;
        self.cost.age += cost.age;
        self.cost.share += cost.share;
        if let Some(sending) = sending {
            self.fee = self.fee.saturating_add(sending.fee.dong());
        }
    }
}
