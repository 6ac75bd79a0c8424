//! The words of a text, with and without marks, and how phrases are found among them.

use super::list::{HARMLESS_AFTER, HARMLESS_BEFORE, INSIDE};
use crate::text::{fold, has_marks};

/// Words that may stand inside a protected name, at most.
const MOST_INSIDE: usize = 3;

/// The words of a text.
pub(super) struct Words<'a> {
    pub toned: Vec<&'a str>,
    /// The whole text is written without marks.
    pub unmarked: bool,
    folded: Vec<String>,
    clean: &'a str,
    starts: Vec<usize>,
}

/// A phrase to look for.
struct Phrase<'p> {
    words: Vec<(&'p str, String)>,
    /// All words in one, with and without marks: `#nachilang`.
    glued: (String, String),
    /// A single short word without its marks may be another word ("thuoc", "tri").
    strict: bool,
}

impl<'p> Phrase<'p> {
    fn new(phrase: &'p str) -> Self {
        let words: Vec<(&str, String)> = phrase.split(' ').map(|word| (word, fold(word))).collect();
        Self {
            glued: (phrase.replace(' ', ""), fold(phrase).replace(' ', "")),
            strict: words.len() == 1,
            words,
        }
    }
}

impl<'a> Words<'a> {
    pub(super) fn new(clean: &'a str) -> Self {
        let toned: Vec<&str> = clean.split(' ').collect();
        let folded = toned.iter().map(|word| fold(word)).collect();
        let starts = toned
            .iter()
            .scan(0, |next, word| {
                let start = *next;
                *next += word.len() + 1;
                Some(start)
            })
            .collect();
        Self {
            toned,
            unmarked: !has_marks(clean),
            folded,
            clean,
            starts,
        }
    }

    pub(super) fn text(&self, at: usize, length: usize) -> &'a str {
        let start = self.starts.get(at).copied().unwrap_or_default();
        let end = self
            .starts
            .get(at + length)
            .map_or(self.clean.len(), |next| next - 1);
        self.clean.get(start..end).unwrap_or_default()
    }

    fn is(&self, at: usize, (toned, folded): &(&str, String), strict: bool) -> bool {
        match (self.toned.get(at), self.folded.get(at)) {
            (Some(word), Some(bare)) => {
                word == toned || (!strict && *word == bare && bare == folded)
            }
            _ => false,
        }
    }

    /// How many words from `at` on are the phrase: word by word, all in one, or letter by letter.
    fn length(&self, at: usize, phrase: &Phrase<'_>) -> Option<usize> {
        let mut pairs = phrase.words.iter().enumerate();
        if pairs.all(|(n, word)| self.is(at + n, word, phrase.strict)) {
            return Some(phrase.words.len());
        }
        let wanted = phrase.glued.0.chars().count();
        let letters = self.toned.iter().skip(at);
        let letters = letters.take_while(|word| word.chars().count() == 1).count();
        let length = match letters >= wanted && wanted > 2 {
            true => wanted,
            false => 1,
        };
        let here: String = self.toned.get(at..at + length)?.concat();
        let bare = !phrase.strict && !has_marks(&here) && here == phrase.glued.1;
        (here == phrase.glued.0 || bare).then_some(length)
    }

    /// Calls `found` wherever the words of `phrase` stand. A word typed without marks counts as the one with marks.
    pub(super) fn each(&self, phrase: &str, mut found: impl FnMut(usize, &'a str)) {
        let wanted = Phrase::new(phrase);
        for at in 0..self.toned.len() {
            if let Some(length) = self.length(at, &wanted)
                && !self.harmless(at, length, phrase)
            {
                found(at, self.text(at, length));
            }
        }
    }

    /// Calls `found` wherever consecutive words, put together, are `word`: `o c o p`, `oc op`, `viet gap`.
    pub(super) fn spelled(&self, word: &str, mut found: impl FnMut(usize, &'a str)) {
        for at in 0..self.toned.len() {
            let mut rest = word;
            let mut length = 0;
            for part in self.toned.iter().skip(at) {
                match rest.strip_prefix(part).filter(|_| !part.is_empty()) {
                    Some(after) => (rest, length) = (after, length + 1),
                    None => break,
                }
            }
            if rest.is_empty() && !self.harmless(at, length, word) {
                found(at, self.text(at, length));
            }
        }
        // Hashtags: `#ocop4sao`, `#naocop`.
        for (at, text) in self.toned.iter().enumerate() {
            if *text != word && text.contains(word) {
                found(at, text);
            }
        }
    }

    /// Where a protected name stands, also with words inside that change nothing: `na dai loại 1 Chi Lăng`.
    pub(super) fn name(&self, name: &str, place: &str) -> Option<(usize, &'a str)> {
        let whole = Phrase::new(name);
        let parts = name
            .strip_suffix(place)
            .map(|goods| (Phrase::new(goods.trim()), Phrase::new(place)));
        (0..self.toned.len()).find_map(|at| {
            if let Some(length) = self.length(at, &whole).or_else(|| self.plural(at, &whole)) {
                return Some((at, self.text(at, length)));
            }
            let (goods, place) = parts.as_ref()?;
            let mut goods_words = goods.words.iter().enumerate();
            if !goods_words.all(|(n, word)| self.is(at + n, word, false)) {
                return None;
            }
            let after = at + goods.words.len();
            let inside = self.folded.iter().skip(after).take(MOST_INSIDE);
            let inside = inside
                .take_while(|word| INSIDE.iter().any(|known| fold(known) == **word))
                .count();
            let start = after + inside;
            let mut place_words = place.words.iter().enumerate();
            let here = place_words.all(|(n, word)| self.is(start + n, word, false));
            here.then(|| (at, self.text(at, start + place.words.len() - at)))
        })
    }

    /// The phrase with an English plural at its end.
    fn plural(&self, at: usize, phrase: &Phrase<'_>) -> Option<usize> {
        let (last, before) = phrase.words.split_last()?;
        let word = self.toned.get(at + before.len())?;
        let many = ["s", "es"]
            .iter()
            .any(|end| word.strip_suffix(end).is_some_and(|one| one == last.1));
        let mut pairs = before.iter().enumerate();
        (many && pairs.all(|(n, word)| self.is(at + n, word, false))).then_some(phrase.words.len())
    }

    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1)
            .and_then(|at| self.toned.get(at))
            .copied()
            .unwrap_or_default()
    }

    fn harmless(&self, at: usize, length: usize, phrase: &str) -> bool {
        let before = self.before(at);
        let after = self.toned.get(at + length).copied().unwrap_or_default();
        HARMLESS_BEFORE.iter().any(|(word, harmless)| {
            *harmless == phrase && (*word == before || fold(word) == before)
        }) || HARMLESS_AFTER
            .iter()
            .any(|(harmless, word)| *harmless == phrase && *word == after)
    }

    pub(super) fn alone(
        &self,
        word: &str,
        not_after: &[&str],
        not_before: &[&str],
    ) -> Vec<(usize, &'a str)> {
        let mut places = Vec::new();
        self.each(word, |at, text| {
            let after = self.toned.get(at + 1).copied().unwrap_or_default();
            if !not_after.contains(&self.before(at)) && !not_before.contains(&after) {
                places.push((at, text));
            }
        });
        places
    }
}
