//! First expired, first out: from which lots a quantity is taken.
//!
//! Lots that are on hold or past their last day are never taken. Among the others the one that expires first goes
//! first; one without an expiry goes after those that have one; of equals the earlier harvest, then the lesser id.
//! What the lots do not give stays open: it is taken from stock that belongs to no lot.

use crate::id::LotId;
use crate::time::VnDate;

/// A lot as far as it counts here. Quantities in smallest steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its id.
    pub id: LotId,
    /// What can be taken: in the store, neither packed nor kept from the sale.
    pub rest: i64,
    /// The day it was harvested or made.
    pub harvested_on: Option<VnDate>,
    /// The last day on which it is good.
    pub expires_on: Option<VnDate>,
    /// It may not leave.
    pub on_hold: bool,
}

impl Lot {
    /// It may be packed on this day.
    #[must_use]
    pub fn may_leave(&self, today: VnDate) -> bool {
        !self.on_hold && self.rest > 0 && self.expires_on.is_none_or(|day| day >= today)
    }
}

/// What is taken, and what no lot gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// From which lot how much, first expired first.
    pub lots: Vec<(LotId, i64)>,
    /// What is left to take from stock without a lot.
    pub open: i64,
}

/// The lots that may leave, in the order in which they do.
#[must_use]
pub fn order(lots: &[Lot], today: VnDate) -> Vec<&Lot> {
    let mut able: Vec<&Lot> = lots.iter().filter(|lot| lot.may_leave(today)).collect();
    able.sort_by_key(|lot| {
        (
            lot.expires_on.is_none(),
            lot.expires_on,
            lot.harvested_on.is_none(),
            lot.harvested_on,
            lot.id,
        )
    });
    able
}

/// Takes `quantity`, from `first` before all others when it may leave.
#[must_use]
pub fn take(lots: &[Lot], quantity: i64, first: Option<LotId>, today: VnDate) -> Taken {
    let mut able = order(lots, today);
    able.sort_by_key(|lot| Some(lot.id) != first);
    let mut taken = Taken {
        lots: Vec::new(),
        open: quantity.max(0),
    };
    for lot in able {
        let some = lot.rest.min(taken.open);
        if some > 0 {
            taken.lots.push((lot.id, some));
            taken.open -= some;
        }
    }
    taken
}

#[cfg(test)]
mod tests;
