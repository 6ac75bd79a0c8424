//! Finding goods by what people type.
//!
//! Better hits come first because they are asked for first: with the typed marks before without, in the name before
//! elsewhere, whole words before beginnings, and slips of the finger last. The page `/cach-xep` tells this order; who
//! changes it here changes it there.

mod vocabulary;

use crate::core::Core;
use crate::error::Result;
use shared::search::{Query, Slot};
use std::collections::HashSet;
use store::fts::{self, Column, Part};
use uuid::Uuid;
pub use vocabulary::Vocabulary;

/// The most listings a search looks at.
pub const MOST_HITS: usize = 500;
/// The beginning of a word counts beside whole words when it has so many letters; a shorter one only when nothing fits.
const PREFIX_LETTERS: usize = 3;

/// The visible listings that fit the text, best first, at most `limit`. Any text is allowed; one without a letter or
/// digit finds nothing.
pub async fn find(core: &Core, text: &str, limit: usize) -> Result<Vec<Uuid>> {
    let query = Query::read(text);
    let mut found = Found {
        core,
        limit: limit.min(MOST_HITS),
        seen: HashSet::new(),
        ids: Vec::new(),
    };
    if query.is_empty() {
        return Ok(found.ids);
    }
    for (column, slots) in [
        (Column::Toned, &query.toned),
        (Column::Folded, &query.folded),
    ] {
        found.take(column, Part::Name, vec![whole(slots)]).await?;
        found
            .take(column, Part::Name, words(slots, Part::Name))
            .await?;
        found
            .take(column, Part::All, words(slots, Part::All))
            .await?;
    }
    let exact = found.ids.len();
    if query.last_letters() >= PREFIX_LETTERS || exact == 0 {
        for part in [Part::Name, Part::All] {
            found
                .take(Column::Folded, part, begun(&query.folded, part))
                .await?;
        }
    }
    if exact == 0 {
        let vocabulary = core.vocabulary.words(core).await?;
        if let Some(slots) = query.corrected(|word| vocabulary.near(word)) {
            for part in [Part::Name, Part::All] {
                found
                    .take(Column::Folded, part, words(&slots, part))
                    .await?;
            }
        }
    }
    Ok(found.ids)
}

struct Found<'a> {
    core: &'a Core,
    limit: usize,
    seen: HashSet<Uuid>,
    ids: Vec<Uuid>,
}

impl Found<'_> {
    async fn take(&mut self, column: Column, part: Part, slots: Vec<fts::Slot>) -> Result<()> {
        let nothing = slots
            .iter()
            .any(|slot| slot.phrases.iter().all(Vec::is_empty));
        if nothing || self.ids.len() >= self.limit {
            return Ok(());
        }
        for id in fts::find(self.core.db.read(), column, part, &slots, self.limit as u64).await? {
            if self.ids.len() < self.limit && self.seen.insert(id) {
                self.ids.push(id);
            }
        }
        Ok(())
    }
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
