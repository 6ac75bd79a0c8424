//! A few cooperatives for a whole order of which some lines must be split: every set of so many is looked at.

use super::canon::Canon;
use super::draft::{Draft, by_strategy};
use super::facts::Facts;
use super::parcel::Part;
use super::tree::need;
use super::turn::next_set;

/// So many cooperatives at the most, and so many sets of them.
const MOST: usize = 4;
const SETS: usize = 5_000;
/// So often the lines are dealt out anew within the best set.
const ROUNDS: usize = 3;

/// A seller of a line: its supply, and what that could give as a part.
type Gift = (usize, i64);

struct Row {
    ordered: i64,
    /// In so many parts, the fewest that can serve it.
    parts: usize,
    /// By seller.
    gifts: Vec<Gift>,
}

/// The sets that are looked at: positions among the sellers, and for each row which of them give.
struct Sets<'f, 's> {
    facts: &'f Facts<'s>,
    rows: Vec<Row>,
    sellers: usize,
    parts: Vec<Part>,
}

/// A plan that serves all lines in full with the fewest splits, by as few cooperatives as can do that; `None` when there is
/// none or too much to look at.
pub(super) fn few<'f, 's>(facts: &'f Facts<'s>, canon: &Canon) -> Option<Draft<'f, 's>> {
    let mut sets = Sets::of(facts, canon)?;
    let fewest = sets.rows.iter().map(|row| row.parts).max()?;
    for size in fewest..=MOST.min(sets.sellers) {
        if choices(sets.sellers, size) > SETS {
            return None;
        }
        if let Some((cost, set)) = sets.cheapest(size) {
            let givers = sets.dealt(cost, &set)?;
            sets.fill(&set, &givers)?;
            let mut draft = Draft::new(facts);
            return draft.take_all(&sets.parts).then_some(draft);
        }
    }
    None
}

pub(super) fn choices(of: usize, size: usize) -> usize {
    (0..size).fold(1_usize, |sets, n| sets.saturating_mul(of - n) / (n + 1))
}

impl<'f, 's> Sets<'f, 's> {
    fn of(facts: &'f Facts<'s>, canon: &Canon) -> Option<Self> {
        let mut place = vec![usize::MAX; facts.snapshot.cooperatives.len()];
        let mut sellers = 0;
        for supply in &facts.supplies {
            *place.get_mut(supply.cooperative)? = 0;
        }
        for who in &canon.people {
            if let Some(place) = place.get_mut(*who).filter(|place| **place == 0) {
                *place = sellers;
                sellers += 1;
            }
        }
        let mut rows = Vec::with_capacity(canon.lines.len());
        for line in &canon.lines {
            let ordered = facts.snapshot.lines.get(*line)?;
            let need = need(facts, *line);
            if need.short > 0 {
                return None;
            }
            let mut gifts = vec![(usize::MAX, 0); sellers];
            for at in facts.of_line.get(*line)?.clone() {
                let supply = facts.supplies.get(at)?;
                let gift = supply.part_of(supply.raw, ordered.quantity);
                let slot = gifts.get_mut(*place.get(supply.cooperative)?)?;
                if gift > slot.1 {
                    *slot = (at, gift);
                }
            }
            rows.push(Row {
                ordered: ordered.quantity,
                parts: usize::try_from(need.splits).ok()? + 1,
                gifts,
            });
        }
        // A set that is not enough fails soonest where there is least.
        let gifts = |row: &Row| {
            row.gifts
                .iter()
                .fold(0_i64, |sum, g| sum.saturating_add(g.1))
        };
        rows.sort_by_key(|row| gifts(row).saturating_mul(100) / row.ordered.max(1));
        Some(Self {
            facts,
            rows,
            sellers,
            parts: Vec::new(),
        })
    }

    /// The cheapest set of a size, when those who have most of a line give it.
    fn cheapest(&mut self, size: usize) -> Option<(i64, Vec<usize>)> {
        let mut best: Option<(i64, Vec<usize>)> = None;
        let mut set: Vec<usize> = (0..size).collect();
        let mut givers = vec![0_u8; self.rows.len()];
        loop {
            if self.deal(&set, &mut givers) {
                let cost = self.cost(&set, &givers);
                let better = |cost: &i64| best.as_ref().is_none_or(|(least, _)| cost < least);
                if let Some(cost) = cost.filter(better) {
                    best = Some((cost, set.clone()));
                }
            }
            if !next_set(&mut set, self.sellers) {
                return best;
            }
        }
    }

    /// Those who have most give each row; false when that is not enough for one.
    fn deal(&self, set: &[usize], givers: &mut [u8]) -> bool {
        self.rows.iter().zip(givers).all(|(row, giving)| {
            let most = row.most(set);
            *giving = most.unwrap_or(0);
            most.is_some()
        })
    }

    /// Who of a set gives each row, dealt out anew as long as it becomes cheaper.
    fn dealt(&mut self, mut least: i64, set: &[usize]) -> Option<Vec<u8>> {
        let mut givers = vec![0; self.rows.len()];
        self.deal(set, &mut givers);
        for _ in 0..ROUNDS {
            let before = least;
            for row in 0..self.rows.len() {
                let parts = self.rows.get(row)?.parts;
                for others in 1_u8..(1 << set.len()) {
                    let now = *givers.get(row)?;
                    if others == now || usize::try_from(others.count_ones()).ok()? != parts {
                        continue;
                    }
                    *givers.get_mut(row)? = others;
                    match self.cost(set, &givers) {
                        Some(cost) if cost < least => least = cost,
                        _ => *givers.get_mut(row)? = now,
                    }
                }
            }
            if least == before {
                break;
            }
        }
        Some(givers)
    }

    /// What the parcels cost; `None` when something is missing or cannot go together.
    fn cost(&mut self, set: &[usize], givers: &[u8]) -> Option<i64> {
        self.fill(set, givers)?;
        let facts = self.facts;
        let owner = |part: &Part| facts.supplies.get(part.supply).map(|s| s.cooperative);
        let mut sum = 0_i64;
        for parcel in self.parts.chunk_by(|a, b| owner(a) == owner(b)) {
            let sending = facts.sending(parcel).ok()?;
            let cost = facts.cost(owner(parcel.first()?)?, &sending).sum();
            sum = sum.saturating_add(by_strategy(facts.snapshot.strategy, cost));
        }
        Some(sum)
    }

    /// The parts, seller by seller: of each row those with most give all they have, the last gives the rest.
    fn fill(&mut self, set: &[usize], givers: &[u8]) -> Option<()> {
        self.parts.clear();
        for (row, giving) in self.rows.iter().zip(givers) {
            let mut rest = row.ordered;
            let mut order = [(0_i64, usize::MAX); MOST];
            let mut count = 0;
            for (at, seller) in set.iter().enumerate() {
                if giving & (1 << at) != 0 {
                    let (supply, gift) = *row.gifts.get(*seller)?;
                    *order.get_mut(count)? = (-gift, supply);
                    count += 1;
                }
            }
            let order = order.get_mut(..count)?;
            order.sort_unstable();
            for (_, at) in order {
                let supply = self.facts.supplies.get(*at)?;
                let quantity = supply.part_of(supply.raw, rest);
                if quantity == 0 {
                    return None;
                }
                rest -= quantity;
                self.parts.push(Part {
                    supply: *at,
                    quantity,
                });
            }
            if rest > 0 {
                return None;
            }
        }
        let facts = self.facts;
        self.parts
            .sort_by_key(|part| facts.supplies.get(part.supply).map(|s| s.cooperative));
        Some(())
    }
}

impl Row {
    /// Those of the set that have most, as many as it has parts; `None` when that is not enough.
    fn most(&self, set: &[usize]) -> Option<u8> {
        let mut most = [(0_i64, 0_u8); MOST];
        for (at, seller) in set.iter().enumerate() {
            let mut gift = (self.gifts.get(*seller)?.1, 1_u8 << at);
            for slot in most.iter_mut().take(self.parts) {
                if gift.0 > slot.0 {
                    std::mem::swap(slot, &mut gift);
                }
            }
        }
        let sum: i64 = most.iter().map(|(gift, _)| gift).sum();
        let who = most.iter().fold(0, |who, (_, member)| who | member);
        (sum >= self.ordered).then_some(who)
    }
}
