//! What everybody sends while amounts are tried, with what it costs at the least.

use super::draft::by_strategy;
use super::facts::Facts;
use super::parcel::{Load, Part};
use super::rows::Choice;

/// What a cooperative sends.
#[derive(Clone, Default)]
pub(super) struct Parcel {
    pub parts: Vec<Part>,
    /// It costs no less than this, whatever more it sends.
    floor: i64,
}

/// All parcels.
pub(super) struct Loads<'f, 's> {
    facts: &'f Facts<'s>,
    steady: Vec<bool>,
    /// By cooperative.
    pub parcels: Vec<Parcel>,
    /// By offer.
    taken: Vec<i128>,
    /// What they cost at the least.
    pub floor: i64,
    /// How many send something.
    pub senders: usize,
}

impl<'f, 's> Loads<'f, 's> {
    pub fn new(facts: &'f Facts<'s>, steady: Vec<bool>) -> Self {
        Self {
            facts,
            steady,
            parcels: vec![Parcel::default(); facts.snapshot.cooperatives.len()],
            taken: vec![0; facts.snapshot.offers.len()],
            floor: 0,
            senders: 0,
        }
    }

    /// What the parts cost at the least, with whatever else goes along.
    pub fn floor_of(&self, cooperative: usize, parts: &[Part]) -> i64 {
        let mut load: Option<Load> = None;
        for part in parts {
            let Some(supply) = self.facts.supplies.get(part.supply) else {
                continue;
            };
            match &mut load {
                Some(load) => load.add(self.facts, supply, part.quantity),
                None => load = Some(Load::of(self.facts, supply, part.quantity)),
            }
        }
        let Some(load) = load else {
            return 0;
        };
        let cost = self.facts.cost(cooperative, &load.roughly());
        let steady = self.steady.get(cooperative).copied().unwrap_or(false);
        let cost = if steady { cost.sum() } else { cost.least() };
        by_strategy(self.facts.snapshot.strategy, cost)
    }

    /// Sets what a supply gives; zero takes it out. False when the offer has not so much.
    pub fn set(&mut self, choice: &Choice, quantity: i64) -> bool {
        let raw = self.facts.supplies.get(choice.supply).map_or(0, |s| s.raw);
        let Some(mut parcel) = self.parcels.get_mut(choice.cooperative).map(std::mem::take) else {
            return false;
        };
        let before = parcel.parts.len();
        let old = parcel
            .parts
            .iter()
            .position(|part| part.supply == choice.supply);
        let old = old.map_or(0, |at| parcel.parts.remove(at).quantity);
        let part = Part {
            supply: choice.supply,
            quantity,
        };
        let mut enough = true;
        if let Some(taken) = self.taken.get_mut(choice.offer) {
            *taken += i128::from(quantity) - i128::from(old);
            enough = *taken <= i128::from(raw);
        }
        if quantity > 0 {
            parcel.parts.push(part);
        }
        let now = parcel.parts.len();
        let floor = self.floor_of(choice.cooperative, &parcel.parts);
        self.floor = self
            .floor
            .saturating_sub(parcel.floor)
            .saturating_add(floor);
        parcel.floor = floor;
        self.senders = self.senders + usize::from(now > 0) - usize::from(before > 0);
        if let Some(slot) = self.parcels.get_mut(choice.cooperative) {
            *slot = parcel;
        }
        enough
    }

    /// It sends something.
    pub fn sends(&self, cooperative: usize) -> bool {
        let parcel = self.parcels.get(cooperative);
        parcel.is_some_and(|parcel| !parcel.parts.is_empty())
    }
}
