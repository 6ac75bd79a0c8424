//! Why those who could have been chosen were not: each against what was chosen in its place.

use super::facts::{Facts, Supply};
use super::order::before;
use super::parcel::{Cost, Part, Sending};
use super::reason::Reason;
use super::weights::Strategy;
use crate::money::Vnd;

/// A parcel of the plan.
struct Sent {
    parts: Vec<Part>,
    sending: Option<Sending>,
    cost: Cost,
}

/// A finished choice.
struct Choice<'f, 's> {
    facts: &'f Facts<'s>,
    sent: Vec<Option<Sent>>,
    taken: Vec<i64>,
    /// The parts of each line.
    of_line: Vec<Vec<Part>>,
}

/// The reasons of all supplies that are not among the parts, with their positions among the candidates.
pub(super) fn compare(facts: &Facts<'_>, parts: &[Part]) -> Vec<(usize, Reason)> {
    let choice = Choice::of(facts, parts);
    let mut chosen = vec![false; facts.supplies.len()];
    for part in parts {
        if let Some(chosen) = chosen.get_mut(part.supply) {
            *chosen = true;
        }
    }
    let supplies = facts.supplies.iter().enumerate().zip(chosen);
    let others = supplies.filter(|(_, chosen)| !chosen);
    others
        .map(|((at, supply), _)| (supply.candidate, choice.reason(at, supply)))
        .collect()
}

impl<'f, 's> Choice<'f, 's> {
    fn of(facts: &'f Facts<'s>, parts: &[Part]) -> Self {
        let mut choice = Self {
            facts,
            sent: Vec::new(),
            taken: vec![0; facts.snapshot.offers.len()],
            of_line: vec![Vec::new(); facts.snapshot.lines.len()],
        };
        choice
            .sent
            .resize_with(facts.snapshot.cooperatives.len(), || None);
        for part in parts {
            let Some(supply) = facts.supplies.get(part.supply) else {
                continue;
            };
            if let Some(taken) = choice.taken.get_mut(supply.offer) {
                *taken += part.quantity;
            }
            if let Some(of_line) = choice.of_line.get_mut(supply.line) {
                of_line.push(*part);
            }
            if let Some(slot) = choice.sent.get_mut(supply.cooperative) {
                let empty = || Sent {
                    parts: Vec::new(),
                    sending: None,
                    cost: Cost::default(),
                };
                slot.get_or_insert_with(empty).parts.push(*part);
            }
        }
        for (who, sent) in choice.sent.iter_mut().enumerate() {
            if let Some(sent) = sent {
                sent.sending = facts.sending(&sent.parts).ok();
                let cost = sent
                    .sending
                    .as_ref()
                    .map(|sending| facts.cost(who, sending));
                sent.cost = cost.unwrap_or_default();
            }
        }
        choice
    }

    fn sent_by(&self, cooperative: usize) -> Option<&Sent> {
        self.sent.get(cooperative).and_then(Option::as_ref)
    }

    fn reason(&self, at: usize, supply: &Supply) -> Reason {
        let ordered = self
            .facts
            .snapshot
            .lines
            .get(supply.line)
            .map_or(0, |l| l.quantity);
        let chosen = self.of_line.get(supply.line).map_or(&[][..], Vec::as_slice);
        let taken = self.taken.get(supply.offer).copied().unwrap_or(0);
        let left = supply.raw.saturating_sub(taken).max(0);
        if ordered <= 0 {
            return Reason::Equal;
        }
        let has = if left >= ordered {
            ordered
        } else {
            supply.part_of(left, ordered)
        };
        // Of a line in parts the smallest part is the one it could have stood in for.
        let Some(part) = chosen.iter().min_by_key(|part| part.quantity) else {
            return self.left_out(at, supply, has);
        };
        let Some(instead) = self.facts.supplies.get(part.supply) else {
            return Reason::Equal;
        };
        match self.facts.snapshot.strategy {
            Strategy::Market | Strategy::FewestParcels if has < part.quantity => {
                Reason::NotEnough { has }
            }
            Strategy::Market | Strategy::FewestParcels => self.cheaper(at, supply, *part, instead),
            strategy => self.earlier(strategy, at, supply, part.supply, instead, has),
        }
    }

    /// Nobody sends the line.
    fn left_out(&self, at: usize, supply: &Supply, has: i64) -> Reason {
        let mut parts = self
            .sent_by(supply.cooperative)
            .map_or_else(Vec::new, |s| s.parts.clone());
        parts.push(Part {
            supply: at,
            quantity: has.max(1),
        });
        match self.facts.sending(&parts) {
            Err((_, reason)) if has > 0 => reason,
            _ => Reason::NotEnough { has },
        }
    }

    /// By the order in which they were asked.
    fn earlier(
        &self,
        strategy: Strategy,
        at: usize,
        supply: &Supply,
        other: usize,
        instead: &Supply,
        has: i64,
    ) -> Reason {
        if before(self.facts, strategy, at, other).is_lt() {
            return Reason::NotEnough { has };
        }
        match strategy {
            Strategy::Nearest if supply.way.km > instead.way.km => Reason::Farther {
                km: supply.way.km - instead.way.km,
            },
            Strategy::HighestStock if supply.raw < instead.raw => Reason::LessStock { has },
            Strategy::Priority => Reason::LowerPriority,
            Strategy::Fair => {
                let (has, agreed) = self.facts.shares.percent(supply.cooperative, 0);
                if has > agreed {
                    Reason::ShareFull { has, agreed }
                } else {
                    Reason::LowerPriority
                }
            }
            _ => Reason::Equal,
        }
    }

    /// By what the plan would cost with it in the place of the part.
    fn cheaper(&self, at: usize, supply: &Supply, part: Part, instead: &Supply) -> Reason {
        let facts = self.facts;
        let (here, there) = (instead.cooperative, supply.cooperative);
        let Some(old) = self.sent_by(here) else {
            return Reason::Equal;
        };
        let joined = self.sent_by(there);
        if joined.is_none() && old.parts.len() > 1 {
            return Reason::MoreParcels;
        }
        let stays = |other: &&Part| **other != part;
        let mut rest: Vec<Part> = old.parts.iter().filter(stays).copied().collect();
        let swapped = Part { supply: at, ..part };
        let mut before = Sum::default();
        before.add(old.sending.as_ref(), &old.cost);
        let mut after = Sum::default();
        let mut parcel = if here == there {
            std::mem::take(&mut rest)
        } else {
            if let Some(joined) = joined {
                before.add(joined.sending.as_ref(), &joined.cost);
            }
            joined.map_or_else(Vec::new, |joined| joined.parts.clone())
        };
        parcel.push(swapped);
        for (who, parts) in [(there, &parcel), (here, &rest)] {
            if parts.is_empty() {
                continue;
            }
            match facts.sending(parts) {
                Err((_, reason)) => return reason,
                Ok(sending) => after.add(Some(&sending), &facts.cost(who, &sending)),
            }
        }
        let value = facts
            .sending(&parcel)
            .map_or(0, |sending| sending.goods_total);
        self.largest(&before, &after, there, value)
    }

    /// The term that speaks most against it.
    fn largest(&self, before: &Sum, after: &Sum, who: usize, value: i64) -> Reason {
        if after.cost.sum() <= before.cost.sum() {
            return Reason::Equal;
        }
        let (has, agreed) = self.facts.shares.percent(who, value);
        let terms = [
            (
                after.cost.shipping - before.cost.shipping,
                Reason::Dearer {
                    by: Vnd(after.fee.saturating_sub(before.fee)),
                },
            ),
            (
                after.cost.days - before.cost.days,
                Reason::Later {
                    days: after.days - before.days,
                },
            ),
            (
                after.cost.age - before.cost.age,
                Reason::LessFresh {
                    days: after.age - before.age,
                },
            ),
            (
                after.cost.share - before.cost.share,
                Reason::ShareFull { has, agreed },
            ),
            (after.cost.parcel - before.cost.parcel, Reason::MoreParcels),
        ];
        let first = (0, Reason::Equal);
        let largest = |best: (i64, Reason), next: (i64, Reason)| {
            if next.0 > best.0 { next } else { best }
        };
        terms.into_iter().fold(first, largest).1
    }
}

/// Costs and days of several parcels.
#[derive(Clone, Copy, Default)]
struct Sum {
    cost: Cost,
    fee: i64,
    days: i64,
    age: i64,
}

impl Sum {
    fn add(&mut self, sending: Option<&Sending>, cost: &Cost) {
        self.cost.parcel += cost.parcel;
        self.cost.shipping += cost.shipping;
        self.cost.days += cost.days;
        self.cost.age += cost.age;
        self.cost.share += cost.share;
        if let Some(sending) = sending {
            self.fee = self.fee.saturating_add(sending.fee.dong());
            self.days += sending.late;
            self.age += sending.age;
        }
    }
}
