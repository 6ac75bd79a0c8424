//! The best plan by trying everything, without any cleverness.

use super::*;
use crate::rules::routing::draft::{Score, by_strategy};
use crate::rules::routing::facts::Facts;
use crate::rules::routing::parcel::Part;

struct Brute<'f, 's> {
    facts: &'f Facts<'s>,
    best: Option<Score>,
    left: usize,
}

/// The best score there is, or nothing when there is too much to try.
pub fn best(snapshot: &Snapshot, patience: usize) -> Option<Score> {
    let facts = Facts::of(snapshot);
    let mut brute = Brute {
        facts: &facts,
        best: None,
        left: patience,
    };
    let open = (0..snapshot.lines.len()).collect();
    brute.serve(open, &[]);
    (brute.left > 0).then_some(brute.best).flatten()
}

/// How good a choice of parts is; nothing when a parcel breaks a rule.
pub fn score(facts: &Facts<'_>, parts: &[Part]) -> Option<Score> {
    let mut score = Score::default();
    for (at, line) in facts.snapshot.lines.iter().enumerate() {
        let of_line = || {
            parts
                .iter()
                .filter(|part| facts.supplies[part.supply].line == at)
        };
        let given: i64 = of_line().map(|part| part.quantity).sum();
        score.short += (line.quantity - given) * 1_000_000 / line.quantity;
        score.splits += i64::try_from(of_line().count())
            .expect("few")
            .saturating_sub(1)
            .max(0);
    }
    for who in 0..facts.snapshot.cooperatives.len() {
        let parcel = of(facts, parts, who);
        if !parcel.is_empty() {
            let sending = facts.sending(&parcel).ok()?;
            score.cost += by_strategy(facts.snapshot.strategy, facts.cost(who, &sending).sum());
        }
    }
    for part in parts {
        score.rank += i64::try_from(facts.supplies[part.supply].offer).expect("few");
    }
    Some(score)
}

fn of(facts: &Facts<'_>, parts: &[Part], who: usize) -> Vec<Part> {
    let same = |part: &&Part| facts.supplies[part.supply].cooperative == who;
    parts.iter().filter(same).copied().collect()
}

impl Brute<'_, '_> {
    /// Lets every open line have the next turn.
    fn serve(&mut self, open: Vec<usize>, parts: &[Part]) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return;
        }
        if open.is_empty() {
            let score = score(self.facts, parts).expect("every step kept the rules");
            self.best = Some(self.best.map_or(score, |best| best.min(score)));
        }
        for line in &open {
            let rest: Vec<usize> = open
                .iter()
                .filter(|other| *other != line)
                .copied()
                .collect();
            let ways = self.ways(*line, parts);
            if ways.is_empty() {
                self.serve(rest.clone(), parts);
            }
            for way in ways {
                self.serve(rest.clone(), &[parts, &way].concat());
            }
        }
    }

    fn left_of(&self, supply: usize, parts: &[Part]) -> i64 {
        let offer = self.facts.supplies[supply].offer;
        let taken = parts
            .iter()
            .filter(|part| self.facts.supplies[part.supply].offer == offer);
        self.facts.supplies[supply].raw - taken.map(|part| part.quantity).sum::<i64>()
    }

    fn goes(&self, parts: &[Part], more: &[Part]) -> bool {
        // One after the other, as they are taken.
        (1..=more.len()).all(|count| {
            let who = self.facts.supplies[more[count - 1].supply].cooperative;
            let parcel = of(self.facts, &[parts, &more[..count]].concat(), who);
            self.facts.sending(&parcel).is_ok()
        })
    }

    fn ways(&self, line: usize, parts: &[Part]) -> Vec<Vec<Part>> {
        let ordered = &self.facts.snapshot.lines[line];
        let supplies = self.facts.of_line[line].clone();
        let mut whole = Vec::new();
        let mut some = Vec::new();
        for supply in supplies {
            let left = self.left_of(supply, parts);
            let all = Part {
                supply,
                quantity: ordered.quantity,
            };
            if left >= ordered.quantity && self.goes(parts, &[all]) {
                whole.push(vec![all]);
            }
            let step = self.facts.supplies[supply].part;
            let quantity = left.min(ordered.quantity) / step * step;
            let part = Part { supply, quantity };
            if quantity > 0 && self.goes(parts, &[part]) {
                some.push(part);
            }
        }
        if !whole.is_empty() {
            return whole;
        }
        some.sort_by_key(|part| (-part.quantity, part.supply));
        if !(ordered.may_split && self.facts.snapshot.may_split) {
            let most = some.first().map(|part| part.quantity);
            return some
                .into_iter()
                .filter(|p| Some(p.quantity) == most)
                .map(|p| vec![p])
                .collect();
        }
        for size in 2..=some.len() {
            let sets = (0_u32..1 << some.len()).filter(|set| set.count_ones() as usize == size);
            let filled = sets.filter_map(|set| {
                let members = some
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| set & (1 << at) != 0);
                self.fill(members.map(|(_, part)| *part), ordered.quantity, parts)
            });
            let complete: Vec<Vec<Part>> = filled.filter(|way| self.goes(parts, way)).collect();
            if !complete.is_empty() {
                return complete;
            }
        }
        let (mut rest, mut all) = (ordered.quantity, Vec::new());
        for part in some {
            let step = self.facts.supplies[part.supply].part;
            let taken = [parts, &all].concat();
            let quantity = self.left_of(part.supply, &taken).min(rest) / step * step;
            let part = Part { quantity, ..part };
            if quantity > 0 && self.goes(&taken, &[part]) {
                rest -= quantity;
                all.push(part);
            }
        }
        if all.is_empty() {
            Vec::new()
        } else {
            vec![all]
        }
    }

    /// Each gives what it has, the last the rest; nothing when that is not the whole line.
    fn fill(
        &self,
        members: impl Iterator<Item = Part>,
        ordered: i64,
        parts: &[Part],
    ) -> Option<Vec<Part>> {
        let (mut rest, mut way) = (ordered, Vec::new());
        for part in members {
            let step = self.facts.supplies[part.supply].part;
            let quantity = self.left_of(part.supply, parts).min(rest) / step * step;
            if quantity > 0 {
                rest -= quantity;
                way.push(Part { quantity, ..part });
            }
        }
        (rest == 0).then_some(way)
    }
}
