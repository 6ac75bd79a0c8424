//! The best plan of a small order by looking at every set of givers of every line, and at every amount they could give.

use super::draft::{Score, by_strategy, counted, rank, shortness};
use super::facts::Facts;
use super::loads::Loads;
use super::parcel::Part;
use super::rows::{Choice, Row, Rows, Set, WIDEST};

/// The best found, and whether everything was looked at.
pub(super) struct Best {
    pub score: Score,
    pub parts: Vec<Part>,
    pub complete: bool,
}

/// What is searched for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// A good plan among the amounts that come to mind.
    Natural,
    /// The best.
    Cost,
    /// The earliest in the list of what is as good as the best.
    Rank,
}

/// What was decided of a row, and of those before it, when an amount is sought.
struct Before {
    at: usize,
    given: i64,
    short: i64,
    splits: i64,
    wanted: i64,
    /// What the members after it can give.
    most: i64,
}

struct Exact<'f, 's> {
    facts: &'f Facts<'s>,
    rows: Vec<Row>,
    loads: Loads<'f, 's>,
    /// The least a supply's parcel costs, by supply.
    alone: Vec<i64>,
    /// The set of each row.
    sets: Vec<Set>,
    ranks: i64,
    aim: Aim,
    steps: usize,
    best: Best,
}

/// Searches for something better than `first`, in so many steps.
pub(super) fn exact<'f, 's>(
    facts: &'f Facts<'s>,
    lines: &[usize],
    first: (Score, Vec<Part>),
    aim: Aim,
    steps: usize,
) -> Best {
    let (score, parts) = first;
    let Rows { rows, steady } = Rows::of(facts, lines);
    let fine = |c: &Choice| c.natural != c.gift.step;
    if aim == Aim::Natural && !rows.iter().flat_map(|row| &row.choices).any(fine) {
        return Best {
            score,
            parts,
            complete: false,
        };
    }
    let mut search = Exact {
        facts,
        rows,
        loads: Loads::new(facts, steady),
        alone: Vec::with_capacity(facts.supplies.len()),
        sets: Vec::new(),
        ranks: 0,
        aim,
        steps,
        best: Best {
            score,
            parts,
            complete: true,
        },
    };
    for (at, supply) in facts.supplies.iter().enumerate() {
        let ordered = facts
            .snapshot
            .lines
            .get(supply.line)
            .map_or(0, |line| line.quantity);
        let part = Part {
            supply: at,
            quantity: supply.part.min(supply.raw).min(ordered),
        };
        let least = search.loads.floor_of(supply.cooperative, &[part]);
        search.alone.push(least);
    }
    if aim != Aim::Rank {
        search.best.score.rank = 0;
    }
    let served = |line: usize| lines.contains(&line);
    let lines = facts.snapshot.lines.iter().enumerate();
    let unserved = lines.filter(|(at, line)| line.quantity > 0 && !served(*at));
    let short = i64::try_from(unserved.count()).unwrap_or(i64::MAX);
    search.choose(0, short.saturating_mul(facts.whole), 0);
    search.best
}

impl Exact<'_, '_> {
    /// Nothing that could come of this is better than the best: `short` and `splits` are known of the rows before `at`.
    fn hopeless(&self, at: usize, short: i64, splits: i64) -> bool {
        let (mut short, mut splits) = (short, splits);
        let (mut extra, mut more) = (0, 0);
        for row in self.rows.get(at..).unwrap_or_default() {
            short = short.saturating_add(row.short);
            splits = splits.saturating_add(row.splits);
            if row.short < self.facts.whole
                && !row.choices.iter().any(|c| self.loads.sends(c.cooperative))
            {
                let alone = row.choices.iter().filter_map(|c| self.alone.get(c.supply));
                extra = extra.max(alone.min().copied().unwrap_or(0));
                more = 1;
            }
        }
        let score = Score {
            short,
            parcels: counted(self.facts.snapshot.strategy, self.loads.senders + more),
            splits,
            cost: self.loads.floor.saturating_add(extra),
            rank: self.rank(),
        };
        score >= self.best.score
    }

    fn rank(&self) -> i64 {
        if self.aim == Aim::Rank { self.ranks } else { 0 }
    }

    fn step(&mut self) -> bool {
        self.best.complete &= self.steps > 0;
        self.steps = self.steps.saturating_sub(1);
        self.best.complete
    }

    /// Every set of givers of the rows from `at` on, each giving the least it would give in it.
    fn choose(&mut self, at: usize, short: i64, splits: i64) {
        let Some(row) = self.rows.get(at) else {
            let sets = self.sets.iter().map(|set| set.short);
            self.amounts(0, short - sets.sum::<i64>(), splits);
            return;
        };
        for number in 0..row.sets.len() {
            let Some(row) = self.rows.get(at) else { return };
            let Some(set) = row.sets.get(number).copied() else {
                return;
            };
            let mut members = [None; WIDEST];
            for (slot, choice) in members.iter_mut().zip(row.members(set.members)) {
                *slot = Some((*choice, row.least(set.members, choice)));
            }
            if !self.step() {
                return;
            }
            let (ranks, mut fits) = (self.ranks, true);
            for (choice, least) in members.iter().flatten() {
                self.ranks = self.ranks.saturating_add(rank(self.facts, choice.supply));
                fits &= self.loads.set(choice, *least);
            }
            let (short, splits) = (short.saturating_add(set.short), splits + set.splits);
            if fits && !self.hopeless(at + 1, short, splits) {
                self.sets.push(set);
                self.choose(at + 1, short, splits);
                self.sets.pop();
            }
            for (choice, _) in members.iter().flatten() {
                self.loads.set(choice, 0);
            }
            self.ranks = ranks;
        }
    }

    /// Every amount that the chosen sets of the rows from `at` on could give; `short` is what the rows before leave over.
    fn amounts(&mut self, at: usize, short: i64, splits: i64) {
        let (Some(row), Some(set)) = (self.rows.get(at), self.sets.get(at)) else {
            if at == self.rows.len() {
                self.note(short, splits);
            }
            return;
        };
        let members: Vec<Choice> = row.members(set.members).copied().collect();
        if members.is_empty() || (row.plain && members.len() == 1) {
            let short = short.saturating_add(set.short);
            self.amounts(at + 1, short, splits);
            return;
        }
        self.spread(at, &members, 0, short, splits);
    }

    /// Every amount of the first of the members, `given` being what those before it give.
    fn spread(&mut self, at: usize, members: &[Choice], given: i64, short: i64, splits: i64) {
        let (Some(row), Some(set)) = (self.rows.get(at), self.sets.get(at).copied()) else {
            return;
        };
        let (ordered, plain) = (row.ordered, row.plain);
        let Some((choice, later)) = members.split_first() else {
            let left = shortness(self.facts.whole, ordered - given, ordered);
            self.amounts(at + 1, short.saturating_add(left), splits);
            return;
        };
        let sum = |sum: i64, more: i64| sum.saturating_add(more);
        let least = row.least(set.members, choice);
        let wanted = if plain { row.most } else { ordered } - given;
        let before = Before {
            at,
            given,
            short,
            splits,
            wanted,
            most: later.iter().map(|c| c.gift.most).fold(0, sum),
        };
        let others = later.iter().map(|c| row.least(set.members, c)).fold(0, sum);
        if choice.all && set.members.count_ones() == 1 {
            self.between(&before, choice, later, (ordered, ordered));
        }
        let step = self.unit(choice);
        let lowest = if plain {
            wanted.saturating_sub(before.most)
        } else {
            0
        };
        let lowest = lowest.max(choice.gift.step);
        let (low, high) = (
            lowest.saturating_add(step - 1) / step * step,
            choice.gift.most.min(wanted - others),
        );
        if low <= high {
            self.between(&before, choice, later, (low, high - high % step));
        }
        self.loads.set(choice, least);
    }

    fn unit(&self, choice: &Choice) -> i64 {
        match self.aim {
            Aim::Natural => choice.natural,
            Aim::Cost | Aim::Rank => choice.gift.step,
        }
    }

    /// The amounts from the lower to the higher, halved until nothing better can be among them.
    fn between(&mut self, before: &Before, choice: &Choice, later: &[Choice], of: (i64, i64)) {
        let (low, high) = of;
        if low > high || !self.step() || !self.loads.set(choice, low) {
            return;
        }
        let (Some(row), Some(set)) = (self.rows.get(before.at), self.sets.get(before.at)) else {
            return;
        };
        let ordered = row.ordered;
        // The last one gives the rest.
        let last = later.first().filter(|_| row.plain && later.len() == 1);
        let last = last.map(|last| (*last, row.least(set.members, last)));
        if let Some((last, least)) = &last {
            self.loads.set(last, (before.wanted - high).max(*least));
        }
        let left = ordered - before.given - high - before.most;
        let short = before
            .short
            .saturating_add(shortness(self.facts.whole, left, ordered));
        let hopeless = self.worse(before.at, short, before.splits);
        if let Some((last, least)) = &last {
            self.loads.set(last, *least);
        }
        if hopeless {
            return;
        }
        if low == high {
            self.spread(
                before.at,
                later,
                before.given + low,
                before.short,
                before.splits,
            );
            return;
        }
        let step = self.unit(choice);
        let middle = low + (high - low) / step / 2 * step;
        self.between(before, choice, later, (middle + step, high));
        self.between(before, choice, later, (low, middle));
    }

    /// Nothing better can come of these amounts. `short` is what the rows up to `at` leave over.
    fn worse(&self, at: usize, short: i64, splits: i64) -> bool {
        let later = self.sets.iter().skip(at + 1).map(|set| set.short);
        let score = Score {
            short: later.fold(short, i64::saturating_add),
            parcels: counted(self.facts.snapshot.strategy, self.loads.senders),
            splits,
            cost: self.loads.floor,
            rank: self.rank(),
        };
        score >= self.best.score
    }

    /// A plan: kept when its parcels may be sent and it is better.
    fn note(&mut self, short: i64, splits: i64) {
        let mut cost = 0_i64;
        for (who, parcel) in self.loads.parcels.iter().enumerate() {
            if parcel.parts.is_empty() {
                continue;
            }
            let Ok(sending) = self.facts.sending(&parcel.parts) else {
                return;
            };
            let costs = self.facts.cost(who, &sending).sum();
            cost = cost.saturating_add(by_strategy(self.facts.snapshot.strategy, costs));
        }
        let score = Score {
            short,
            parcels: counted(self.facts.snapshot.strategy, self.loads.senders),
            splits,
            cost,
            rank: self.rank(),
        };
        if score < self.best.score {
            self.best.score = score;
            let parcels = self.loads.parcels.iter();
            self.best.parts = parcels
                .flat_map(|parcel| parcel.parts.iter().copied())
                .collect();
            self.best.parts.sort_unstable_by_key(|part| part.supply);
        }
    }
}
