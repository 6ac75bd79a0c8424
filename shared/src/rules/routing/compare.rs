//! Why those who could have been chosen were not: each against what was chosen in its place.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::eligible::stock;
use super::facts::{Facts, Supply};
use super::order::{before, preferred};
use super::parcel::{Cost, Part, Sending, days_old};
use super::reason::Reason;
use super::swap::Swap;
use super::weights::Strategy;
use crate::rules::shipping::Window;

/// A parcel of the plan.
struct Sent {
    parts: Vec<Part>,
    sending: Option<Sending>,
    cost: Cost,
}

/// What another way changes, and the parcel that the line would be in.
type Change = (Swap, Sending);

/// A finished choice.
struct Choice<'f, 's> {
    facts: &'f Facts<'s>,
    sent: Vec<Option<Sent>>,
    taken: Vec<i64>,
    /// The parts of each line.
    of_line: Vec<Vec<Part>>,
    /// What was worked out by [`Choice::moved`].
    moves: RefCell<HashMap<(usize, usize), Option<Change>>>,
    /// The supplies of each cooperative, when [`Choice::moved`] asked for them.
    of_cooperative: OnceCell<Vec<Vec<usize>>>,
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

/// The supplies of each cooperative, in the order of the lines.
fn by_cooperative(facts: &Facts<'_>) -> Vec<Vec<usize>> {
    let mut of = vec![Vec::new(); facts.snapshot.cooperatives.len()];
    for (at, supply) in facts.supplies.iter().enumerate() {
        if let Some(of) = of.get_mut(supply.cooperative) {
            of.push(at);
        }
    }
    of
}

impl<'f, 's> Choice<'f, 's> {
    fn of(facts: &'f Facts<'s>, parts: &[Part]) -> Self {
        let mut choice = Self {
            facts,
            sent: Vec::new(),
            taken: vec![0; facts.snapshot.offers.len()],
            of_line: vec![Vec::new(); facts.snapshot.lines.len()],
            moves: RefCell::default(),
            of_cooperative: OnceCell::new(),
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
        let facts = self.facts;
        let ordered = facts.snapshot.lines.get(supply.line);
        let ordered = ordered.map_or(0, |line| line.quantity);
        if ordered <= 0 {
            return Reason::WholeOrder;
        }
        let left = self.left(supply);
        let has = if left >= ordered {
            ordered
        } else {
            supply.part_of(left, ordered)
        };
        let chosen = self.of_line.get(supply.line).map_or(&[][..], Vec::as_slice);
        match facts.snapshot.strategy {
            Strategy::Market | Strategy::FewestParcels => {
                // Of a line in parts the smallest part is the one it could have stood in for.
                let Some(part) = chosen.iter().min_by_key(|part| part.quantity) else {
                    return self.left_out(at, supply, has);
                };
                if has < part.quantity {
                    return self.short(supply, has);
                }
                self.cheaper(at, supply, *part)
            }
            strategy => {
                let asked = |a: &usize, b: &usize| before(facts, strategy, *a, *b);
                match chosen.iter().map(|part| part.supply).max_by(asked) {
                    Some(last) => self.earlier(strategy, (at, supply), last, has),
                    None => self.left_out(at, supply, has),
                }
            }
        }
    }

    /// What the plan leaves of a supply's offer.
    fn left(&self, supply: &Supply) -> i64 {
        let taken = self.taken.get(supply.offer).copied().unwrap_or(0);
        supply.raw.saturating_sub(taken).max(0)
    }

    /// It has less than is asked of it.
    fn short(&self, supply: &Supply, has: i64) -> Reason {
        match self.left(supply) {
            left if left > 0 && supply.by_quota => Reason::QuotaUsed { left },
            _ => Reason::NotEnough { has },
        }
    }

    /// Nobody sends the line, or it was passed over: what it has cannot go along with the rest of its parcel.
    fn left_out(&self, at: usize, supply: &Supply, has: i64) -> Reason {
        if has <= 0 {
            return self.short(supply, has);
        }
        let sent = self.sent_by(supply.cooperative);
        let mut parts = sent.map_or_else(Vec::new, |sent| sent.parts.clone());
        parts.push(Part {
            supply: at,
            quantity: has,
        });
        match self.facts.sending(&parts) {
            Err(why) => self.apart(supply, why),
            Ok(_) => Reason::WholeOrder,
        }
    }

    /// Why it cannot go along: on the parcel's days there is less of it, or the parcel's other goods want other days.
    fn apart(&self, supply: &Supply, (which, why): (usize, Reason)) -> Reason {
        let hindered = self.facts.supplies.get(which);
        match why {
            Reason::NotEnough { has } if hindered.is_some_and(|h| h.offer == supply.offer) => {
                let taken = self.taken.get(supply.offer).copied().unwrap_or(0);
                match supply.part_of(has.saturating_sub(taken), has) {
                    0 => Reason::NotTogether,
                    has => Reason::NotEnough { has },
                }
            }
            // Alone it could leave, by every rule.
            _ => Reason::NotTogether,
        }
    }

    /// By the order in which they were asked: `last` is the chosen one that was asked last.
    fn earlier(
        &self,
        strategy: Strategy,
        (at, supply): (usize, &Supply),
        last: usize,
        has: i64,
    ) -> Reason {
        let facts = self.facts;
        let (Some(instead), Some(line)) = (
            facts.supplies.get(last),
            facts.snapshot.lines.get(supply.line),
        ) else {
            return Reason::WholeOrder;
        };
        if before(facts, strategy, at, last).is_lt() {
            let split = facts.snapshot.may_split && line.may_split;
            let whole = !split || strategy == Strategy::Fair;
            return if has < line.quantity && whole {
                self.short(supply, has)
            } else {
                self.left_out(at, supply, has)
            };
        }
        if preferred(facts, strategy, supply, instead).is_eq() {
            return Reason::Equal;
        }
        match strategy {
            Strategy::Nearest => {
                let both = supply.way.known_km().zip(instead.way.known_km());
                Reason::Farther {
                    km: both.map(|(farther, near)| farther.saturating_sub(near)),
                }
            }
            Strategy::HighestStock => Reason::LessStock { has: supply.raw },
            Strategy::Fair => facts.shares.full_now(supply.cooperative),
            _ => Reason::LowerPriority,
        }
    }

    /// By what the plan would cost with it in the place of the part.
    fn cheaper(&self, at: usize, supply: &Supply, part: Part) -> Reason {
        let facts = self.facts;
        let Some((instead, old)) = facts
            .supplies
            .get(part.supply)
            .and_then(|instead| Some((instead, self.sent_by(instead.cooperative)?)))
        else {
            return Reason::WholeOrder;
        };
        let (here, there) = (instead.cooperative, supply.cooperative);
        let joined = self.sent_by(there);
        let changed = if joined.is_none() && old.parts.len() > 1 {
            // One line alone would be one more parcel; the whole parcel may come from there too.
            match self.moved(here, there) {
                Some(changed) => Ok(changed),
                None => return Reason::MoreParcels,
            }
        } else {
            let stays = |other: &&Part| **other != part;
            let mut rest: Vec<Part> = old.parts.iter().filter(stays).copied().collect();
            let mut parcel = if here == there {
                std::mem::take(&mut rest)
            } else {
                joined.map_or_else(Vec::new, |joined| joined.parts.clone())
            };
            parcel.push(Part { supply: at, ..part });
            self.swap(here, there, &parcel, &rest)
        };
        match changed {
            Ok((mut swap, sending)) => {
                if let Some(sent) = &old.sending {
                    swap.days = sending.late - sent.late;
                    swap.age = self.age(supply, &sending.window) - self.age(instead, &sent.window);
                }
                let as_good = supply.offer > instead.offer && !self.serves_rest(supply);
                swap.largest(facts, there, sending.goods_total, as_good)
            }
            Err((who, why)) if who == there => self.apart(supply, why),
            Err(_) => Reason::WholeOrder,
        }
    }

    /// What changes when another that sends nothing yet sends all that one cooperative does, if it can.
    fn moved(&self, here: usize, there: usize) -> Option<Change> {
        if let Some(known) = self.moves.borrow().get(&(here, there)) {
            return *known;
        }
        let parts = self.move_all(self.sent_by(here)?, there);
        let moved = parts.and_then(|parts| self.swap(here, there, &parts, &[]).ok());
        self.moves.borrow_mut().insert((here, there), moved);
        moved
    }

    fn move_all(&self, sent: &Sent, there: usize) -> Option<Vec<Part>> {
        let facts = self.facts;
        let own = self.of_cooperative.get_or_init(|| by_cooperative(facts));
        let own = own.get(there)?;
        let mut moved: Vec<Part> = Vec::with_capacity(sent.parts.len());
        let taken = |moved: &[Part], offer: usize| -> i64 {
            let of = |part: &&Part| facts.supplies.get(part.supply).map(|s| s.offer) == Some(offer);
            moved.iter().filter(of).map(|part| part.quantity).sum()
        };
        for part in &sent.parts {
            let line = facts.supplies.get(part.supply)?.line;
            let of_line = facts.of_line.get(line)?;
            let from = own.partition_point(|at| *at < of_line.start);
            let own = own.get(from..)?.iter().copied();
            let mut own = own.take_while(|at| of_line.contains(at));
            let supply = own.find(|at| {
                let supply = facts.supplies.get(*at);
                supply.is_some_and(|s| s.raw - taken(&moved, s.offer) >= part.quantity)
            })?;
            moved.push(Part { supply, ..*part });
        }
        Some(moved)
    }

    /// What changes when `there` sends the parcel and `here` the rest; else which of them cannot, and why.
    fn swap(
        &self,
        here: usize,
        there: usize,
        parcel: &[Part],
        rest: &[Part],
    ) -> Result<Change, (usize, (usize, Reason))> {
        let facts = self.facts;
        let mut swap = Swap::default();
        let other = (here != there).then_some(there);
        for sent in [Some(here), other].into_iter().flatten() {
            if let Some(sent) = self.sent_by(sent) {
                swap.before.add(sent.sending.as_ref(), &sent.cost);
            }
        }
        let sending = facts.sending(parcel).map_err(|why| (there, why))?;
        swap.after.add(Some(&sending), &facts.cost(there, &sending));
        if !rest.is_empty() {
            let stays = facts.sending(rest).map_err(|why| (here, why))?;
            swap.after.add(Some(&stays), &facts.cost(here, &stays));
        }
        Ok((swap, sending))
    }

    /// How old its goods are in a parcel of these days.
    fn age(&self, supply: &Supply, window: &Window) -> i64 {
        if *window == supply.window {
            return supply.age;
        }
        let offer = self.facts.snapshot.offers.get(supply.offer);
        let ready = offer.and_then(|offer| stock(offer, window, self.facts.day).ok());
        days_old(ready.and_then(|ready| ready.harvested), window.ship_by)
    }

    /// A part of the line is left over that it could serve.
    fn serves_rest(&self, supply: &Supply) -> bool {
        let (Some(line), Some(parts)) = (
            self.facts.snapshot.lines.get(supply.line),
            self.of_line.get(supply.line),
        ) else {
            return false;
        };
        if !self.facts.snapshot.may_split || !line.may_split {
            return false;
        }
        let given: i64 = parts.iter().map(|part| part.quantity).sum();
        supply.part_of(self.left(supply), line.quantity.saturating_sub(given)) > 0
    }
}
