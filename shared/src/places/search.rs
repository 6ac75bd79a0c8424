//! Finding communes by any of their names.

use std::collections::HashSet;

use super::index::{Entry, Index, Level};
use super::load::Places;
use super::query::{MISS, Query, typed};
use super::{ProvinceName, WardHit};

/// How well an entry matches; smaller is better. The order of the fields is the order of their weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// The worst match of any typed word: exact, without marks, prefix, slip.
    worst: u8,
    /// The whole name was typed, its beginning, its inside.
    part: Part,
    /// The kind typed before the name: the same, none, another.
    kind: u8,
    /// Words of the name nobody typed.
    missing: usize,
    level: Level,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Whole,
    Beginning,
    Inside,
}

/// The communes the text may mean, best first, each once. See [`Places::search`].
pub(super) fn search(places: &Places, index: &Index, text: &str, limit: usize) -> Vec<WardHit> {
    let typed = typed(index, text);
    let mut found = Found {
        places,
        limit,
        seen: HashSet::new(),
        hits: Vec::new(),
    };
    let mut best = found.take(index, &Query::read(index, &typed, false), Part::Inside);
    if best != Some(Part::Whole) {
        best = best.or(found.take(index, &Query::read(index, &typed, true), Part::Inside));
    }
    // A house number, a street or a name given up long ago may stand in front: what follows is still of use.
    let mut rest = typed.as_slice();
    while best.is_none() && rest.len() > 2 {
        rest = &rest[1..];
        best = found.take(index, &Query::read(index, rest, false), Part::Whole);
    }
    found.hits
}

struct Found<'a> {
    places: &'a Places,
    limit: usize,
    seen: HashSet<usize>,
    hits: Vec<WardHit>,
}

impl Found<'_> {
    /// Adds the query's communes whose names were typed to that part at least; the part of the best one.
    fn take(&mut self, index: &Index, query: &Query, least: Part) -> Option<Part> {
        let candidates = query.candidates(index).into_iter();
        let mut scored: Vec<(Score, u32)> = candidates
            .filter_map(|at| Some((score(index, query, &index.entries[at as usize])?, at)))
            .filter(|(score, _)| score.part <= least)
            .collect();
        scored.sort_unstable();
        for (_, at) in &scored {
            let entry = &index.entries[*at as usize];
            let several = entry.level != Level::Province && entry.target.wards.len() > 1;
            for &ward in &entry.target.wards {
                if self.hits.len() == self.limit {
                    break;
                }
                if self.seen.insert(ward) {
                    self.hits.extend(hit(
                        self.places,
                        ward,
                        entry.target.former.as_deref(),
                        several,
                    ));
                }
            }
        }
        scored.first().map(|(score, _)| score.part)
    }
}

fn hit(places: &Places, at: usize, former: Option<&str>, several: bool) -> Option<WardHit> {
    let ward = places.wards().get(at)?;
    let province = places.province_of(ward)?;
    Some(WardHit {
        code: ward.code.to_owned(),
        name: ward.name.to_owned(),
        kind: ward.kind,
        province: ProvinceName {
            code: province.code.to_owned(),
            name: province.name.to_owned(),
        },
        matched_old_name: former.map(str::to_owned),
        only_part: former.is_some() && several,
    })
}

/// The best way to read the query as this entry's name among its surroundings; none when a typed word finds no place.
fn score(index: &Index, query: &Query, entry: &Entry) -> Option<Score> {
    let name = index.name(entry);
    let mut best: Option<Score> = None;
    for from in 0..query.len() {
        for skipped in 0..name.len() {
            let run = name[skipped..].iter().zip(from..query.len());
            let length = run
                .take_while(|(word, at)| query.fit(*at, **word) != MISS)
                .count();
            if length == 0 {
                continue;
            }
            if let Some(score) = read_as(
                index,
                query,
                entry,
                Run {
                    from,
                    skipped,
                    length,
                },
            ) {
                best = Some(best.map_or(score, |best| best.min(score)));
            }
        }
    }
    best
}

/// `length` typed words from `from` on, read as the name's words after the first `skipped`.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    skipped: usize,
    length: usize,
}

fn read_as(index: &Index, query: &Query, entry: &Entry, run: Run) -> Option<Score> {
    let (name, around) = (index.name(entry), index.around(entry));
    let mut worst = 0;
    for at in 0..query.len() {
        let fit = match at
            .checked_sub(run.from)
            .filter(|offset| *offset < run.length)
        {
            Some(offset) => query.fit(at, name[run.skipped + offset]),
            None if query.optional(at) => continue,
            None => around
                .iter()
                .map(|word| query.fit(at, *word))
                .min()
                .unwrap_or(MISS),
        };
        if fit == MISS {
            return None;
        }
        worst = worst.max(fit);
    }
    let missing = name.len() - run.length;
    let kind = match query.kind_before(run.from) {
        Some(kind) if kind == entry.kind => 0,
        None => 1,
        // A number is nothing without its kind: "phường 3 quận 5" is not phường 5 of quận 3.
        Some(_) if index.is_number(name) => return None,
        Some(_) => 2,
    };
    Some(Score {
        worst,
        part: match (missing, run.skipped) {
            (0, _) => Part::Whole,
            (_, 0) => Part::Beginning,
            _ => Part::Inside,
        },
        kind,
        missing,
        level: entry.level,
    })
}
