//! A plan while it is being made: what is taken of each offer, and the parcels with what they cost.

use super::facts::{Facts, Supply};
use super::parcel::Part;
use super::share::portion;
use super::weights::Strategy;

/// More than all other terms of a parcel's cost together, for the strategy that counts parcels first.
const PARCEL_FIRST: i64 = 1_000_000_000_000_000;

/// How good a plan is; less is better, the first difference decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    /// What is left unserved, added up over the lines; all of one is [`Facts::whole`].
    pub short: i64,
    /// Parcels, for the strategy that counts them first; else none.
    pub parcels: i64,
    /// Parts beyond the first of each line.
    pub splits: i64,
    /// The cost by the strategy.
    pub cost: i64,
    /// Positions of the offers, added up: the earlier in the list, the better.
    pub rank: i64,
}

/// What is left of a line, as a part of it, when `whole` is all of it.
pub(super) fn shortness(whole: i64, left: i64, ordered: i64) -> i64 {
    portion(left.max(0), whole, ordered)
}

/// What parcels count before the splits.
pub(super) fn counted(strategy: Strategy, parcels: usize) -> i64 {
    match strategy {
        Strategy::FewestParcels => i64::try_from(parcels).unwrap_or(i64::MAX),
        _ => 0,
    }
}

/// A parcel's cost by the strategy.
pub(super) fn by_strategy(strategy: Strategy, cost: i64) -> i64 {
    match strategy {
        Strategy::FewestParcels => cost.saturating_add(PARCEL_FIRST),
        _ => cost,
    }
}

#[derive(Clone, Debug, Default)]
struct Heap {
    parts: Vec<Part>,
    cost: i64,
    least: i64,
}

/// The parts taken so far.
#[derive(Clone, Debug)]
pub(super) struct Draft<'f, 's> {
    facts: &'f Facts<'s>,
    taken: Vec<i64>,
    heaps: Vec<Heap>,
    /// Cost by the strategy.
    pub cost: i64,
    /// The part of it that does not shrink when more is taken.
    pub least: i64,
}

impl<'f, 's> Draft<'f, 's> {
    pub fn new(facts: &'f Facts<'s>) -> Self {
        Self {
            facts,
            taken: vec![0; facts.snapshot.offers.len()],
            heaps: vec![Heap::default(); facts.snapshot.cooperatives.len()],
            cost: 0,
            least: 0,
        }
    }

    /// A plan of these parts; `None` when one of its parcels may not be sent.
    pub fn of_parts(facts: &'f Facts<'s>, parts: &[Part]) -> Option<Self> {
        let mut draft = Self::new(facts);
        for part in parts {
            let supply = facts.supplies.get(part.supply)?;
            draft.heaps.get_mut(supply.cooperative)?.parts.push(*part);
            *draft.taken.get_mut(supply.offer)? += part.quantity;
        }
        for (who, heap) in draft.heaps.iter_mut().enumerate() {
            (heap.cost, heap.least) = weigh(facts, who, &heap.parts)?;
            draft.cost = draft.cost.saturating_add(heap.cost);
            draft.least = draft.least.saturating_add(heap.least);
        }
        Some(draft)
    }

    /// What is left of a supply's offer.
    pub fn left(&self, supply: &Supply) -> i64 {
        let taken = self.taken.get(supply.offer).copied().unwrap_or(0);
        supply.raw.saturating_sub(taken).max(0)
    }

    /// The parts that a cooperative sends.
    pub fn of(&self, cooperative: usize) -> &[Part] {
        self.heaps
            .get(cooperative)
            .map_or(&[], |heap| heap.parts.as_slice())
    }

    /// Who sends something.
    pub fn senders(&self) -> impl Iterator<Item = usize> {
        let heaps = self.heaps.iter().enumerate();
        heaps
            .filter(|(_, heap)| !heap.parts.is_empty())
            .map(|(at, _)| at)
    }

    /// Takes a part, if the stock lasts and the parcel it then is in keeps the hard rules.
    pub fn take(&mut self, part: Part) -> bool {
        let Some(supply) = self.facts.supplies.get(part.supply) else {
            return false;
        };
        if part.quantity <= 0 || part.quantity > self.left(supply) {
            return false;
        }
        let (offer, owner) = (supply.offer, supply.cooperative);
        let Some(heap) = self.heaps.get_mut(owner) else {
            return false;
        };
        heap.parts.push(part);
        let Some((cost, least)) = weigh(self.facts, owner, &heap.parts) else {
            heap.parts.pop();
            return false;
        };
        self.cost = self.cost.saturating_sub(heap.cost).saturating_add(cost);
        self.least = self.least.saturating_sub(heap.least).saturating_add(least);
        (heap.cost, heap.least) = (cost, least);
        if let Some(taken) = self.taken.get_mut(offer) {
            *taken += part.quantity;
        }
        true
    }

    /// Takes all of the parts or none.
    pub fn take_all(&mut self, parts: &[Part]) -> bool {
        for (at, part) in parts.iter().enumerate() {
            if !self.take(*part) {
                self.give_back(parts.get(..at).unwrap_or_default());
                return false;
            }
        }
        true
    }

    /// Gives parts back, the last taken first.
    pub fn give_back(&mut self, parts: &[Part]) {
        for part in parts.iter().rev() {
            self.release(*part);
        }
    }

    /// Gives a part back, if what stays can go without it.
    pub fn release(&mut self, part: Part) -> bool {
        let Some(supply) = self.facts.supplies.get(part.supply) else {
            return false;
        };
        let Some(heap) = self.heaps.get_mut(supply.cooperative) else {
            return false;
        };
        let Some(at) = heap.parts.iter().rposition(|other| *other == part) else {
            return false;
        };
        heap.parts.remove(at);
        let Some((cost, least)) = weigh(self.facts, supply.cooperative, &heap.parts) else {
            heap.parts.insert(at, part);
            return false;
        };
        self.cost = self.cost.saturating_sub(heap.cost).saturating_add(cost);
        self.least = self.least.saturating_sub(heap.least).saturating_add(least);
        (heap.cost, heap.least) = (cost, least);
        if let Some(taken) = self.taken.get_mut(supply.offer) {
            *taken -= part.quantity;
        }
        true
    }

    /// All parts, line by line.
    pub fn parts(&self) -> Vec<Part> {
        let heaps = self.heaps.iter();
        let mut parts: Vec<Part> = heaps.flat_map(|heap| heap.parts.iter().copied()).collect();
        parts.sort_unstable_by_key(|part| part.supply);
        parts
    }

    /// The parts of a line.
    pub fn of_line(&self, line: usize) -> Vec<Part> {
        let range = self.facts.of_line.get(line).cloned().unwrap_or_default();
        let heaps = self.heaps.iter();
        let parts = heaps.flat_map(|heap| heap.parts.iter().copied());
        let mut parts: Vec<Part> = parts.filter(|part| range.contains(&part.supply)).collect();
        parts.sort_unstable_by_key(|part| part.supply);
        parts
    }

    /// How good it is.
    pub fn score(&self) -> Score {
        let parts = self.parts();
        let mut score = Score {
            parcels: counted(self.facts.snapshot.strategy, self.senders().count()),
            cost: self.cost,
            ..Score::default()
        };
        for (line, ordered) in self.facts.snapshot.lines.iter().enumerate() {
            let range = self.facts.of_line.get(line).cloned().unwrap_or_default();
            let of_line = || parts.iter().filter(|part| range.contains(&part.supply));
            let given: i64 = of_line().map(|part| part.quantity).sum();
            score.short = score.short.saturating_add(shortness(
                self.facts.whole,
                ordered.quantity.saturating_sub(given),
                ordered.quantity,
            ));
            let count = i64::try_from(of_line().count()).unwrap_or(i64::MAX);
            score.splits += (count - 1).max(0);
        }
        score.rank = parts.iter().map(|part| rank(self.facts, part.supply)).sum();
        score
    }
}

/// The position of a supply's offer.
pub(super) fn rank(facts: &Facts<'_>, supply: usize) -> i64 {
    let offer = facts.supplies.get(supply).map_or(0, |supply| supply.offer);
    i64::try_from(offer).unwrap_or(i64::MAX)
}

fn weigh(facts: &Facts<'_>, cooperative: usize, parts: &[Part]) -> Option<(i64, i64)> {
    if parts.is_empty() {
        return Some((0, 0));
    }
    let sending = facts.sending(parts).ok()?;
    let cost = facts.cost(cooperative, &sending);
    let strategy = facts.snapshot.strategy;
    Some((
        by_strategy(strategy, cost.sum()),
        by_strategy(strategy, cost.least()),
    ))
}
