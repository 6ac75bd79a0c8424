//! The best plan by trying every amount of everything, without any cleverness.

use super::*;
use crate::rules::routing::draft::{Score, by_strategy, counted, shortness};
use crate::rules::routing::facts::Facts;
use crate::rules::routing::parcel::Part;

struct Brute<'f, 's> {
    facts: &'f Facts<'s>,
    best: Option<Score>,
    left: usize,
}

/// The best score there is, or nothing when there is too much to try: every amount of every offer for every line, in
/// multiples of what both sell by, or all of the line.
pub fn best(snapshot: &Snapshot, patience: usize) -> Option<Score> {
    let facts = Facts::of(snapshot);
    let ways: Vec<Vec<Vec<Part>>> = (0..snapshot.lines.len())
        .map(|line| ways(&facts, line, patience))
        .collect::<Option<_>>()?;
    let mut brute = Brute {
        facts: &facts,
        best: None,
        left: patience,
    };
    brute.serve(&ways, &[], (0, 0));
    (brute.left > 0).then_some(brute.best).flatten()
}

/// Every way to serve a line, and not to serve it; nothing when there are too many.
fn ways(facts: &Facts<'_>, line: usize, most: usize) -> Option<Vec<Vec<Part>>> {
    let ordered = &facts.snapshot.lines[line];
    let split = ordered.may_split && facts.snapshot.may_split;
    let mut ways = vec![Vec::new()];
    for supply in facts.of_line[line].clone() {
        let (raw, step) = (facts.supplies[supply].raw, facts.supplies[supply].part);
        let mut more = Vec::new();
        for way in &ways {
            let given: i64 = way.iter().map(|part: &Part| part.quantity).sum();
            let amounts = (1..)
                .map(|n| n * step)
                .take_while(|q| *q <= raw.min(ordered.quantity - given));
            for quantity in amounts.filter(|_| split || way.is_empty()) {
                more.push([way.as_slice(), &[Part { supply, quantity }]].concat());
            }
        }
        ways.append(&mut more);
        if raw >= ordered.quantity && ordered.quantity % step != 0 {
            let quantity = ordered.quantity;
            ways.push(vec![Part { supply, quantity }]);
        }
        if ways.len() > most {
            return None;
        }
    }
    // A line sent whole as it is takes nothing more of others.
    ways.retain(|way| way.iter().map(|part| part.quantity).sum::<i64>() <= ordered.quantity);
    Some(ways)
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
        if line.quantity <= 0 {
            continue;
        }
        score.short += shortness(facts.whole, line.quantity - given, line.quantity);
        score.splits += i64::try_from(of_line().count())
            .expect("few")
            .saturating_sub(1)
            .max(0);
    }
    let mut senders = 0;
    for who in 0..facts.snapshot.cooperatives.len() {
        let parcel = of(facts, parts, who);
        if !parcel.is_empty() {
            senders += 1;
            let sending = facts.sending(&parcel).ok()?;
            score.cost += by_strategy(facts.snapshot.strategy, facts.cost(who, &sending).sum());
        }
    }
    score.parcels = counted(facts.snapshot.strategy, senders);
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
    /// Every way of the lines that are left, with every way of the others; `so_far` is what those leave over, and their
    /// splits, which more lines only add to.
    fn serve(&mut self, ways: &[Vec<Vec<Part>>], parts: &[Part], so_far: (i64, i64)) {
        self.left = self.left.saturating_sub(1);
        let counts = self.facts.snapshot.strategy != Strategy::FewestParcels;
        let worse =
            |best: &Score| so_far.0 > best.short || (counts && so_far > (best.short, best.splits));
        if self.left == 0 || self.best.as_ref().is_some_and(worse) || !self.enough(parts) {
            return;
        }
        let line = self.facts.snapshot.lines.len() - ways.len();
        let Some((here, rest)) = ways.split_first() else {
            if let Some(score) = score(self.facts, parts) {
                self.best = Some(self.best.map_or(score, |best| best.min(score)));
            }
            return;
        };
        let ordered = self.facts.snapshot.lines[line].quantity;
        for way in here {
            let given: i64 = way.iter().map(|part| part.quantity).sum();
            let short = shortness(self.facts.whole, ordered - given, ordered);
            let splits = i64::try_from(way.len())
                .expect("few")
                .saturating_sub(1)
                .max(0);
            let so_far = (so_far.0 + short, so_far.1 + splits);
            self.serve(rest, &[parts, way].concat(), so_far);
        }
    }

    /// No offer gives more than it has.
    fn enough(&self, parts: &[Part]) -> bool {
        let offer = |part: &Part| self.facts.supplies[part.supply].offer;
        parts.iter().all(|part| {
            let same = parts.iter().filter(|other| offer(other) == offer(part));
            let taken: i64 = same.map(|part| part.quantity).sum();
            taken <= self.facts.supplies[part.supply].raw
        })
    }
}
