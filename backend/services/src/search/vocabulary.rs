//! The words of all goods, kept in memory to correct slips of the finger.

use crate::core::Core;
use crate::error::Result;
use shared::time::Millis;
use std::collections::HashMap;
use std::sync::Arc;
use store::fts;
use tokio::sync::Mutex;

/// The words are read again when they are older than this.
const MAX_AGE_MS: i64 = 30_000;

/// Words and when they were read.
type Dated = (Millis, Arc<Words>);

/// The words by their length. Cheap to clone; all clones share the words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    kept: Arc<Mutex<Option<Dated>>>,
}

/// Words without marks, by how many letters they have and by their lengths' neighbours.
#[derive(Debug, Default)]
pub(crate) struct Words {
    near: HashMap<usize, Vec<String>>,
}

impl Vocabulary {
    /// The words, at most half a minute old. Whoever comes while they are read waits for them.
    pub(crate) async fn words(&self, core: &Core) -> Result<Arc<Words>> {
        let now = core.clock.now();
        let mut kept = self.kept.lock().await;
        if let Some((at, words)) = kept.as_ref()
            && now.0 - at.0 < MAX_AGE_MS
        {
            return Ok(words.clone());
        }
        let words = Arc::new(Words::of(fts::words(core.db.read()).await?));
        *kept = Some((now, words.clone()));
        Ok(words)
    }
}

impl Words {
    fn of(all: Vec<String>) -> Self {
        let mut near: HashMap<usize, Vec<String>> = HashMap::new();
        for word in all {
            let letters = word.chars().count();
            for length in [letters.saturating_sub(1), letters, letters + 1] {
                near.entry(length).or_default().push(word.clone());
            }
        }
        Self { near }
    }

    /// Words about as long as this one: at most a letter more or less.
    pub(crate) fn near(&self, word: &str) -> &[String] {
        self.near
            .get(&word.chars().count())
            .map_or(&[], Vec::as_slice)
    }
}
