//! The lines of a small order made ready for looking at every amount: who could give how much, and in which sets.

use super::draft::shortness;
use super::eligible::common_multiple;
use super::facts::{Facts, Supply};
use super::fill::{Gift, divisor, fill};
use super::weights::Strategy;

/// So many supplies of a line can be told apart.
pub(super) const WIDEST: usize = 8;

/// A supply of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub supply: usize,
    pub cooperative: usize,
    pub offer: usize,
    /// What it can give as one of several parts, and in multiples of what.
    pub gift: Gift,
    /// It has all of the line.
    pub all: bool,
    /// Amounts that come to mind are multiples of this: what is ordered and what all have are.
    pub natural: i64,
}

/// A set of the supplies of a line that send it together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub members: u8,
    /// At the least so much of the line is left over.
    pub short: i64,
    /// Parts beyond the first.
    pub splits: i64,
}

/// A line.
#[derive(Debug)]
pub(super) struct Row {
    pub ordered: i64,
    /// No other line wants its stock and no other goods change its days, so that it is always served as far as can be.
    pub plain: bool,
    /// The most of it that can be served.
    pub most: i64,
    /// What it needs at the very least.
    pub short: i64,
    pub splits: i64,
    pub choices: Vec<Choice>,
    /// The smallest first.
    pub sets: Vec<Set>,
}

/// The rows, and which cooperatives send everything on the same days the same way.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub steady: Vec<bool>,
}

impl Rows {
    /// All lines, none of which has more than [`WIDEST`] supplies; those with the fewest sets first.
    pub fn of(facts: &Facts<'_>, lines: &[usize]) -> Self {
        let steady = steady(facts);
        let rows = lines
            .iter()
            .filter_map(|line| row(facts, lines, *line, &steady));
        let mut rows: Vec<Row> = rows.collect();
        rows.sort_by_key(|row| row.sets.len());
        Self { rows, steady }
    }
}

/// Cooperatives all of whose supplies would leave on the same days and go equally far.
fn steady(facts: &Facts<'_>) -> Vec<bool> {
    let people = facts.snapshot.cooperatives.len();
    let (mut steady, mut first) = (vec![true; people], vec![None; people]);
    for supply in &facts.supplies {
        let days = (supply.window, supply.way.band);
        let known = first.get_mut(supply.cooperative);
        let same = known.is_some_and(|first| *first.get_or_insert(days) == days);
        if let Some(steady) = steady.get_mut(supply.cooperative) {
            *steady &= same;
        }
    }
    steady
}

fn row(facts: &Facts<'_>, lines: &[usize], line: usize, steady: &[bool]) -> Option<Row> {
    let ordered = facts.snapshot.lines.get(line)?;
    let range = facts.of_line.get(line)?.clone();
    let supplies = facts.supplies.get(range.clone())?;
    let raws = supplies.iter().map(|s| s.part_of(s.raw, s.raw));
    let unit = raws.fold(ordered.quantity, divisor);
    let choice = |(at, supply): (usize, &Supply)| Choice {
        natural: match common_multiple(supply.part, unit) {
            natural if natural % supply.part == 0 => natural,
            _ => supply.part,
        },
        supply: at,
        cooperative: supply.cooperative,
        offer: supply.offer,
        gift: Gift {
            most: supply.part_of(supply.raw, ordered.quantity),
            step: supply.part,
        },
        all: supply.raw >= ordered.quantity,
    };
    let choices: Vec<Choice> = range.zip(supplies).map(choice).collect();
    let same = |other: &&usize| {
        let other = facts.snapshot.lines.get(**other);
        other.is_some_and(|other| other.item == ordered.item)
    };
    let calm = |c: &Choice| steady.get(c.cooperative).copied().unwrap_or(false);
    let mut row = Row {
        ordered: ordered.quantity,
        plain: lines.iter().filter(same).count() == 1 && choices.iter().all(calm),
        most: 0,
        short: 0,
        splits: 0,
        choices,
        sets: Vec::new(),
    };
    row.find_sets(
        facts.whole,
        facts.snapshot.may_split && ordered.may_split,
        facts.snapshot.strategy,
    );
    Some(row)
}

impl Row {
    fn find_sets(&mut self, whole: i64, split: bool, strategy: Strategy) {
        let largest = if split { self.choices.len() } else { 1 };
        let all = 1_u8.checked_shl(u32::try_from(self.choices.len()).unwrap_or(u32::MAX));
        let all = all.map_or(u8::MAX, |above| above - 1);
        let size = |members: u8| members.count_ones() as usize;
        let sets = (0..=all).filter(|members| size(*members) <= largest);
        let mut sets: Vec<(u8, i64)> = sets
            .filter_map(|members| Some((members, self.reach(members)?)))
            .collect();
        sets.sort_by_key(|(members, _)| (size(*members), *members));
        let most = sets.iter().map(|(_, reach)| *reach).max().unwrap_or(0);
        let fewest = sets.iter().find(|(_, reach)| *reach == most);
        let fewest = fewest.map_or(0, |(members, _)| size(*members));
        // Fewer splits come before everything but what is left over, and the parcels where those are counted first.
        let exact = self.plain && strategy != Strategy::FewestParcels;
        sets.retain(|(members, reach)| {
            !self.plain || (*reach == most && (!exact || size(*members) == fewest))
        });
        if !self.plain {
            // None at all comes last.
            sets.rotate_left(1);
        }
        let splits = |size: usize| {
            i64::try_from(size)
                .unwrap_or(i64::MAX)
                .saturating_sub(1)
                .max(0)
        };
        self.sets = sets
            .into_iter()
            .map(|(members, reach)| Set {
                members,
                short: shortness(whole, self.ordered.saturating_sub(reach), self.ordered),
                splits: splits(size(members)),
            })
            .collect();
        self.most = most;
        self.short = shortness(whole, self.ordered.saturating_sub(most), self.ordered);
        self.splits = splits(fewest);
    }

    /// How much the members give together when each gives something; `None` when they cannot.
    fn reach(&self, members: u8) -> Option<i64> {
        let chosen = || self.members(members);
        if let (1, Some(choice)) = (members.count_ones(), chosen().next()) {
            let most = if choice.all {
                self.ordered
            } else {
                choice.gift.most
            };
            return (most > 0).then_some(most);
        }
        let least = chosen().fold(0_i64, |sum, c| sum.saturating_add(c.gift.step));
        if least > self.ordered || chosen().any(|c| c.gift.most < c.gift.step) {
            return None;
        }
        let beyond = chosen().map(|c| Gift {
            most: c.gift.most - c.gift.step,
            ..c.gift
        });
        let beyond: Vec<Gift> = beyond.collect();
        let more = fill(&beyond, self.ordered - least);
        Some(least + more.iter().sum::<i64>())
    }

    /// The members of a set.
    pub fn members(&self, members: u8) -> impl Iterator<Item = &Choice> {
        let choices = self.choices.iter().enumerate();
        choices
            .filter(move |(at, _)| members & (1 << at) != 0)
            .map(|(_, choice)| choice)
    }

    /// The least that a member gives in a set, when the others give all they can.
    pub fn least(&self, members: u8, choice: &Choice) -> i64 {
        if !self.plain {
            let part = choice.gift.most >= choice.gift.step;
            return if part { choice.gift.step } else { self.ordered };
        }
        if members.count_ones() == 1 {
            return self.most;
        }
        let others = self.members(members).filter(|c| c.supply != choice.supply);
        let others = others.fold(0_i64, |sum, c| sum.saturating_add(c.gift.most));
        let step = choice.gift.step;
        let least = self.most.saturating_sub(others).max(step);
        least.saturating_add(step - 1) / step * step
    }
}
