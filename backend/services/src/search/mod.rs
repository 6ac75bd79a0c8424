//! Finding goods by what people type.
//!
//! Better hits come first because they are asked for first: with the typed marks before without, in the name before
//! elsewhere, whole words before beginnings, and slips of the finger last. The page `/cach-xep` tells this order; who
//! changes it here changes it there.

mod vocabulary;

use crate::core::Core;
use crate::error::Result;
use sea_orm::{FromQueryResult, Value};
use shared::search::{Query, Slot};
use std::collections::HashSet;
use store::fts::{self, Column, Hit, Part, Pass};
use uuid::Uuid;
pub use vocabulary::Vocabulary;

/// The most listings a search looks at.
pub const MOST_HITS: usize = 500;
/// So few hits are mostly found by the best way to look alone; it is tried by itself first.
const FEW_HITS: usize = 100;
/// The beginning of a word counts beside whole words when it has so many letters; a shorter one only when nothing fits.
const PREFIX_LETTERS: usize = 3;
/// The name before everything.
const PARTS: [Part; 2] = [Part::Name, Part::All];

/// The columns of a listing that a search gives, and the values of the places in them.
pub(crate) struct Asked<'a> {
    /// Of `listing l`, with `$1` and so on.
    pub columns: &'a str,
    /// What stands at those places.
    pub values: &'a [Value],
}

/// A row that knows which listing it is of.
pub(crate) trait OfListing: FromQueryResult {
    fn listing(&self) -> Uuid;
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

impl OfListing for Id {
    fn listing(&self) -> Uuid {
        self.id
    }
}

/// The visible listings that fit the text, best first, at most `limit`. Any text is allowed; one without a letter or
/// digit finds nothing.
pub async fn find(core: &Core, text: &str, limit: usize) -> Result<Vec<Uuid>> {
    let asked = Asked {
        columns: "l.id",
        values: &[],
    };
    let found: Vec<Id> = find_with(core, text, &asked, limit).await?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// As [`find`], with what is asked of each listing.
pub(crate) async fn find_with<T: OfListing>(
    core: &Core,
    text: &str,
    asked: &Asked<'_>,
    limit: usize,
) -> Result<Vec<T>> {
    let query = Query::read(text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let limit = limit.min(MOST_HITS);
    let mut groups = vec![exact(&query)];
    let exact = groups.iter().map(Vec::len).sum();
    let long = query.last_letters() >= PREFIX_LETTERS;
    if long {
        groups.push(cut_short(&query));
    }
    let first = groups.first().and_then(|group| group.first());
    if let Some(first) = first.filter(|_| limit <= FEW_HITS) {
        let best: Vec<Hit<T>> = look(core, &[vec![first.clone()]], asked, limit).await?;
        if best.len() >= limit {
            return Ok(best.into_iter().map(|hit| hit.row).collect());
        }
    }
    let mut found: Vec<Hit<T>> = look(core, &groups, asked, limit).await?;
    if found.first().is_none_or(|hit| hit.pass >= exact) {
        let mut groups = Vec::new();
        if !long {
            groups.push(cut_short(&query));
        }
        let vocabulary = core.vocabulary.words(core).await?;
        if let Some(slots) = query.corrected(|word| vocabulary.near(word)) {
            let corrected = |part| pass(Column::Folded, part, words(&slots, part));
            groups.push(PARTS.map(corrected).into());
        }
        let seen: HashSet<Uuid> = found.iter().map(|hit| hit.row.listing()).collect();
        let more: Vec<Hit<T>> = look(core, &groups, asked, limit).await?;
        let new = more
            .into_iter()
            .filter(|hit| !seen.contains(&hit.row.listing()));
        found.extend(new.take(limit.saturating_sub(seen.len())));
    }
    Ok(found.into_iter().map(|hit| hit.row).collect())
}

async fn look<T: OfListing>(
    core: &Core,
    groups: &[Vec<Pass>],
    asked: &Asked<'_>,
    limit: usize,
) -> Result<Vec<Hit<T>>> {
    let columns = (asked.columns, asked.values);
    Ok(fts::find(core.db.read(), groups, columns, limit).await?)
}

fn pass(column: Column, part: Part, slots: Vec<fts::Slot>) -> Pass {
    Pass {
        column,
        part,
        slots,
    }
}

/// With marks before without, side by side before apart, in the name before elsewhere. What fits with marks fits without.
fn exact(query: &Query) -> Vec<Pass> {
    let mut passes = Vec::new();
    for (column, slots) in [
        (Column::Toned, &query.toned),
        (Column::Folded, &query.folded),
    ] {
        if slots.is_empty() {
            continue;
        }
        let side_by_side = pass(column, Part::Name, vec![whole(slots)]);
        let apart = pass(column, Part::Name, words(slots, Part::Name));
        if side_by_side != apart {
            passes.push(side_by_side);
        }
        passes.push(apart);
        passes.push(pass(column, Part::All, words(slots, Part::All)));
    }
    passes
}

/// The last word possibly cut short.
fn cut_short(query: &Query) -> Vec<Pass> {
    PARTS
        .map(|part| pass(Column::Folded, part, begun(&query.folded, part)))
        .into()
}

/// The typed words side by side.
fn whole(slots: &[Slot]) -> fts::Slot {
    let typed = slots.iter().filter_map(|slot| slot.phrases.first());
    fts::Slot {
        phrases: vec![typed.flatten().cloned().collect()],
        prefix: false,
    }
}

/// All words of the query, in any order. Names of places are not looked for in the names of goods: there they stand
/// word by word.
fn words(slots: &[Slot], part: Part) -> Vec<fts::Slot> {
    let slot = |slot: &Slot| fts::Slot {
        phrases: with_places(slot.phrases.clone(), slot, part),
        prefix: false,
    };
    slots.iter().map(slot).collect()
}

/// As [`words`], the last one possibly cut short.
fn begun(slots: &[Slot], part: Part) -> Vec<fts::Slot> {
    let mut begun = words(slots, part);
    if let (Some(last), Some(slot)) = (begun.last_mut(), slots.last()) {
        let typed = slot.phrases.iter().take(1).cloned().collect();
        *last = fts::Slot {
            phrases: with_places(typed, slot, part),
            prefix: true,
        };
    }
    begun
}

fn with_places(mut phrases: Vec<Vec<String>>, slot: &Slot, part: Part) -> Vec<Vec<String>> {
    if part == Part::All {
        phrases.extend(slot.places.iter().map(|name| vec![name.clone()]));
    }
    phrases
}
