//! The best plan that splits nothing, by trying every set of lines for every cooperative: exact, for a few lines.

use super::draft::by_strategy;
use super::facts::Facts;
use super::parcel::{Load, Part};

/// So many lines at the most.
const LINES: usize = 8;
/// So many sets of lines are looked at over all cooperatives, and so many pairs of sets.
const MOST_SETS: usize = 20_000;
const MOST_PAIRS: usize = 200_000;
/// So many ways to serve the same lines from one cooperative.
const MOST_WAYS: usize = 1_024;

type Key = (i64, i64);
const NEVER: Key = (i64::MAX, i64::MAX);

fn plus(a: Key, b: Key) -> Key {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

/// What a cooperative would send, for a set of lines.
#[derive(Clone, Copy)]
struct Bid {
    lines: usize,
    key: Key,
    supplies: [u32; LINES],
}

/// The supplies of one cooperative, line by line.
struct Seller {
    choices: Vec<Vec<usize>>,
}

/// What came of it.
pub(super) enum Outcome {
    /// The best plan that serves all of these lines whole.
    Found(Vec<Part>),
    /// There is none.
    None,
    /// There is too much to look at.
    TooMany,
}

/// Serves all of the lines, each by one cooperative, at the least cost.
pub(super) fn whole(facts: &Facts<'_>, lines: &[usize]) -> Outcome {
    let count = lines.len();
    if count == 0 {
        return Outcome::Found(Vec::new());
    }
    if count > LINES {
        return Outcome::TooMany;
    }
    let sellers = sellers(facts, lines);
    let sets = 1_usize << count;
    let pairs = 3_usize.pow(u32::try_from(count).unwrap_or(0));
    if sellers.len() * sets > MOST_SETS || sellers.len() * pairs > MOST_PAIRS {
        return Outcome::TooMany;
    }
    let mut bids: Vec<Vec<Bid>> = Vec::with_capacity(sellers.len());
    for seller in &sellers {
        let ways = seller
            .choices
            .iter()
            .fold(1_usize, |ways, c| ways.saturating_mul(c.len().max(1)));
        if ways > MOST_WAYS {
            return Outcome::TooMany;
        }
        bids.push(bids_of(facts, lines, seller));
    }
    prune(&mut bids, sets - 1);
    best(&bids, sets).map_or(Outcome::None, |chosen| {
        let mut parts = Vec::with_capacity(count);
        for bid in chosen {
            for (at, line) in lines.iter().enumerate() {
                let ordered = facts.snapshot.lines.get(*line).map_or(0, |l| l.quantity);
                let supply = bid.supplies.get(at).map_or(0, |s| *s as usize);
                if bid.lines & (1 << at) != 0 {
                    parts.push(Part {
                        supply,
                        quantity: ordered,
                    });
                }
            }
        }
        Outcome::Found(parts)
    })
}

fn sellers(facts: &Facts<'_>, lines: &[usize]) -> Vec<Seller> {
    let mut sellers: Vec<Seller> = Vec::new();
    let mut place = vec![usize::MAX; facts.snapshot.cooperatives.len()];
    for (at, line) in lines.iter().enumerate() {
        let ordered = facts.snapshot.lines.get(*line).map_or(0, |l| l.quantity);
        let range = facts.of_line.get(*line).cloned().unwrap_or_default();
        for supply in range {
            let Some(what) = facts.supplies.get(supply).filter(|s| s.raw >= ordered) else {
                continue;
            };
            let Some(place) = place.get_mut(what.cooperative) else {
                continue;
            };
            if *place == usize::MAX {
                *place = sellers.len();
                sellers.push(Seller {
                    choices: vec![Vec::new(); lines.len()],
                });
            }
            let choices = sellers.get_mut(*place).and_then(|s| s.choices.get_mut(at));
            if let Some(choices) = choices {
                choices.push(supply);
            }
        }
    }
    sellers
}

/// Every set of lines a cooperative could send, each in its best way.
fn bids_of(facts: &Facts<'_>, lines: &[usize], seller: &Seller) -> Vec<Bid> {
    let mut found: Vec<Option<Bid>> = vec![None; 1 << lines.len()];
    let mut search = Search {
        facts,
        lines,
        seller,
        found: &mut found,
        parts: Vec::with_capacity(lines.len()),
        chosen: [0; LINES],
        contested: contested(facts, lines),
    };
    search.from(0, 0, None, 0);
    found.into_iter().flatten().collect()
}

fn contested(facts: &Facts<'_>, lines: &[usize]) -> bool {
    let item = |line: &usize| {
        facts
            .snapshot
            .lines
            .get(*line)
            .map(|line| line.item.as_str())
    };
    let twice = |(at, line): (usize, &usize)| {
        lines
            .iter()
            .skip(at + 1)
            .any(|other| item(other) == item(line))
    };
    lines.iter().enumerate().any(twice)
}

struct Search<'a, 's> {
    facts: &'a Facts<'s>,
    lines: &'a [usize],
    seller: &'a Seller,
    found: &'a mut Vec<Option<Bid>>,
    parts: Vec<Part>,
    chosen: [u32; LINES],
    /// Two lines may want the same stock.
    contested: bool,
}

impl Search<'_, '_> {
    /// Adds lines from `at` on to the set, in every way.
    fn from(&mut self, at: usize, set: usize, load: Option<Load>, rank: i64) {
        let facts = self.facts;
        for next in at..self.lines.len() {
            let choices = self.seller.choices.get(next).map_or(0, Vec::len);
            for choice in 0..choices {
                let supply = self
                    .seller
                    .choices
                    .get(next)
                    .and_then(|c| c.get(choice))
                    .copied();
                let Some((at_supply, supply)) =
                    supply.and_then(|s| Some((s, facts.supplies.get(s)?)))
                else {
                    continue;
                };
                let ordered = self
                    .lines
                    .get(next)
                    .and_then(|line| facts.snapshot.lines.get(*line));
                let quantity = ordered.map_or(0, |line| line.quantity);
                let part = Part {
                    supply: at_supply,
                    quantity,
                };
                if !self.has(supply.offer, supply.raw, quantity) {
                    continue;
                }
                let load = match load {
                    None => Load::of(facts, supply, quantity),
                    Some(mut load) => {
                        load.add(facts, supply, quantity);
                        load
                    }
                };
                self.parts.push(part);
                if let Some(slot) = self.chosen.get_mut(next) {
                    *slot = u32::try_from(at_supply).unwrap_or(u32::MAX);
                }
                let rank = rank.saturating_add(i64::try_from(supply.offer).unwrap_or(i64::MAX));
                let set = set | 1 << next;
                self.note(set, &load, rank, supply.cooperative);
                self.from(next + 1, set, Some(load), rank);
                self.parts.pop();
            }
        }
    }

    /// The offer has so much beside what the set takes of it already.
    fn has(&self, offer: usize, raw: i64, quantity: i64) -> bool {
        if !self.contested {
            return quantity <= raw;
        }
        let same = self.parts.iter().filter(|part| {
            let other = self.facts.supplies.get(part.supply);
            other.is_some_and(|other| other.offer == offer)
        });
        let taken = same.fold(quantity, |sum, part| sum.saturating_add(part.quantity));
        taken <= raw
    }

    fn note(&mut self, set: usize, load: &Load, rank: i64, cooperative: usize) {
        let facts = self.facts;
        let sending = load.alike().or_else(|| facts.sending(&self.parts).ok());
        let Some(sending) = sending else {
            return;
        };
        let cost = facts.cost(cooperative, &sending).sum();
        let bid = Bid {
            lines: set,
            key: (by_strategy(facts.snapshot.strategy, cost), rank),
            supplies: self.chosen,
        };
        let better = |slot: &&mut Option<Bid>| slot.is_none_or(|old| bid.key < old.key);
        if let Some(slot) = self.found.get_mut(set).filter(better) {
            *slot = Some(bid);
        }
    }
}

/// Leaves out what cannot be in the best plan: with the cheapest of all beside it, it costs more than one cooperative that
/// sends everything.
fn prune(bids: &mut [Vec<Bid>], all: usize) {
    let cheapest = bids
        .iter()
        .flatten()
        .map(|bid| bid.key.0)
        .min()
        .unwrap_or(0);
    let alone = bids.iter().flatten().filter(|bid| bid.lines == all);
    let Some(best) = alone.map(|bid| bid.key).min() else {
        return;
    };
    for bids in bids {
        bids.retain(|bid| {
            if bid.lines == all {
                bid.key == best
            } else {
                bid.key.0.saturating_add(cheapest) <= best.0
            }
        });
    }
}

/// The cheapest choice of bids that covers every line once, at most one of each cooperative.
fn best(bids: &[Vec<Bid>], sets: usize) -> Option<Vec<Bid>> {
    let mut table = vec![NEVER; sets];
    *table.first_mut()? = (0, 0);
    let mut taken: Vec<Vec<u16>> = Vec::with_capacity(bids.len());
    for bids in bids {
        let mut choice = vec![u16::MAX; sets];
        let old = table.clone();
        for (number, bid) in (0_u16..).zip(bids) {
            let rest = (sets - 1) & !bid.lines;
            let mut before = rest;
            loop {
                let key = old.get(before).copied().unwrap_or(NEVER);
                if key != NEVER {
                    let (key, at) = (plus(key, bid.key), before | bid.lines);
                    let slot = table.get_mut(at).filter(|slot| key < **slot);
                    if let (Some(slot), Some(choice)) = (slot, choice.get_mut(at)) {
                        (*slot, *choice) = (key, number);
                    }
                }
                if before == 0 {
                    break;
                }
                before = (before - 1) & rest;
            }
        }
        taken.push(choice);
    }
    let mut set = sets - 1;
    if table.get(set).is_none_or(|key| *key == NEVER) {
        return None;
    }
    let mut chosen = Vec::new();
    for (choice, bids) in taken.iter().zip(bids).rev() {
        let number = choice.get(set).copied().unwrap_or(u16::MAX);
        if let Some(bid) = bids.get(usize::from(number)) {
            set &= !bid.lines;
            chosen.push(*bid);
        }
    }
    Some(chosen)
}
