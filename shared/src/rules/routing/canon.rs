//! An order of lines, cooperatives and supplies that does not depend on how the snapshot lists them, so that a search which
//! does not look at everything finds a plan of the same quality whatever the list.

use std::cmp::Reverse;

use super::facts::{Facts, Supply};
use super::parcel::Part;

/// The order. The supplies of each line lie in it until [`listed`] is called.
pub(super) struct Canon {
    /// The lines to be served.
    pub lines: Vec<usize>,
    /// The place of each line among them.
    pub place: Vec<usize>,
    /// The cooperatives.
    pub people: Vec<usize>,
}

impl Canon {
    /// Brings the supplies of all lines into an order of their own.
    pub fn of(facts: &mut Facts<'_>, lines: &[usize]) -> Self {
        let snapshot = facts.snapshot;
        let mut people: Vec<usize> = (0..snapshot.cooperatives.len()).collect();
        people.sort_by_key(|who| snapshot.cooperatives.get(*who).map(|c| c.id.as_str()));
        let mut rank = vec![0; people.len()];
        for (at, who) in people.iter().enumerate() {
            if let Some(rank) = rank.get_mut(*who) {
                *rank = at;
            }
        }
        let owner = |s: &Supply| rank.get(s.cooperative).copied();
        let id = |s: &Supply| snapshot.offers.get(s.offer).map(|offer| offer.id.as_str());
        for range in &facts.of_line {
            let supplies = facts.supplies.get_mut(range.clone()).unwrap_or_default();
            supplies.sort_by(|a, b| {
                let near = |s: &Supply| (owner(s), s.way.band, s.late, s.age, Reverse(s.raw));
                let rest = |s: &Supply| (s.grams, s.part, s.way.km, s.class);
                let days = |s: &Supply| (s.window.ship_by.days(), s.window.latest.days());
                let first = near(a).cmp(&near(b));
                first.then_with(|| (rest(a), days(a), id(a)).cmp(&(rest(b), days(b), id(b))))
            });
        }
        let raw = |line: &usize| {
            let supplies = facts
                .of_line
                .get(*line)
                .and_then(|of| facts.supplies.get(of.clone()));
            let raws = supplies.unwrap_or_default().iter().map(|s| s.raw);
            raws.fold(0, i64::saturating_add)
        };
        let mut lines = lines.to_vec();
        lines.sort_by_cached_key(|at| {
            let line = snapshot.lines.get(*at);
            line.map(|l| {
                let asked = (
                    l.quantity,
                    l.price.dong(),
                    l.step,
                    l.may_split,
                    l.claims.len(),
                );
                (l.item.as_str(), asked, raw(at), l.id.as_str())
            })
        });
        let mut place = vec![usize::MAX; snapshot.lines.len()];
        for (at, line) in lines.iter().enumerate() {
            if let Some(place) = place.get_mut(*line) {
                *place = at;
            }
        }
        Self {
            lines,
            place,
            people,
        }
    }

    /// The order of the list, once its supplies lie in it again.
    pub fn listed(facts: &Facts<'_>, lines: &[usize]) -> Self {
        Self {
            lines: lines.to_vec(),
            place: (0..facts.snapshot.lines.len()).collect(),
            people: (0..facts.snapshot.cooperatives.len()).collect(),
        }
    }

    /// Parts in this order.
    pub fn sorted(&self, facts: &Facts<'_>, mut parts: Vec<Part>) -> Vec<Part> {
        let line = |part: &Part| facts.supplies.get(part.supply).map(|s| s.line);
        parts.sort_by_key(|part| {
            let place = line(part).and_then(|line| self.place.get(line));
            (place.copied(), part.supply)
        });
        parts
    }
}

/// The same parts, each by its candidate, whatever the order of the supplies.
pub(super) fn named(facts: &Facts<'_>, parts: &[Part]) -> Vec<(usize, i64)> {
    let name = |part: &Part| Some((facts.supplies.get(part.supply)?.candidate, part.quantity));
    parts.iter().filter_map(name).collect()
}

/// The parts of candidates, in the order in which the supplies lie now.
pub(super) fn parts_of(facts: &Facts<'_>, named: &[(usize, i64)]) -> Vec<Part> {
    let part = |(candidate, quantity): &(usize, i64)| {
        let line = facts.candidates.get(*candidate)?.line;
        let mut range = facts.of_line.get(line)?.clone();
        let is = |at: &usize| {
            facts
                .supplies
                .get(*at)
                .is_some_and(|s| s.candidate == *candidate)
        };
        let supply = range.find(is)?;
        Some(Part {
            supply,
            quantity: *quantity,
        })
    };
    named.iter().filter_map(part).collect()
}

/// Brings the supplies back into the order of the list.
pub(super) fn listed(facts: &mut Facts<'_>) {
    facts.supplies.sort_by_key(|supply| supply.candidate);
}
