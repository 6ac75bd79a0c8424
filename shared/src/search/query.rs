//! From typed text to slots: places of a query, each with the phrases that fill it.

use std::ops::Range;

use super::alias::names_at;
use crate::text::{fold, has_marks, toned, within_one_slip};

/// Words beyond these are not looked at; nobody types so many.
const MOST_WORDS: usize = 10;
/// Letters of a word beyond these are cut.
const MOST_LETTERS: usize = 32;
/// Text beyond this is not read at all.
const MOST_TEXT: usize = 400;
/// A slip is forgiven in words of at least so many letters.
const SLIP_LETTERS: usize = 4;
/// Words of a place name that are kept together as one.
pub const PLACE_WORDS: usize = 4;
/// Corrections of one word.
const MOST_CORRECTIONS: usize = 8;

/// One place of a query: any of the phrases will do. A phrase is a list of words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Alternatives, the typed one first.
    pub phrases: Vec<Vec<String>>,
    /// Names of places that the typed words may be part of, each written as one word.
    pub places: Vec<String>,
}

/// A query, ready for the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// With marks, as typed; empty when no marks were typed, because then marks mean nothing.
    pub toned: Vec<Slot>,
    /// Without marks.
    pub folded: Vec<Slot>,
}

impl Query {
    /// Reads what was typed, in either Unicode form. Nothing but signs gives a query without slots.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text: String = text.chars().take(MOST_TEXT).collect();
        let marks = has_marks(&text);
        let words: Vec<String> = toned(&text)
            .split(' ')
            .map(|word| word.chars().take(MOST_LETTERS).collect::<String>())
            .filter(|word| !fold(word).is_empty())
            .take(MOST_WORDS)
            .collect();
        let folded: Vec<Vec<String>> = words
            .iter()
            .map(|word| fold(word).split(' ').map(str::to_owned).collect())
            .collect();
        let mut query = Self::default();
        let bare: Vec<String> = folded.iter().map(|word| word.concat()).collect();
        let mut at = 0;
        while let (Some(word), Some(plain)) = (words.get(at), folded.get(at)) {
            let names = names_at(
                words.get(at..).unwrap_or_default(),
                folded.get(at..).unwrap_or_default(),
            );
            let length = names.as_ref().map_or(1, |found| found.words);
            let (mut marked, mut plainly) = match &names {
                None => (vec![vec![word.clone()]], vec![plain.clone()]),
                Some(_) => (
                    vec![words.get(at..at + length).unwrap_or_default().to_vec()],
                    vec![folded.get(at..at + length).unwrap_or_default().concat()],
                ),
            };
            for name in names.iter().flat_map(|found| found.names) {
                let phrase: Vec<String> =
                    name.toned.iter().map(|word| (*word).to_owned()).collect();
                push_new(&mut marked, phrase);
                push_new(&mut plainly, name.folded.clone());
            }
            let over = at..at + length;
            if marks {
                query.toned.push(Slot {
                    phrases: marked,
                    places: joined_over(&words, &over),
                });
            }
            query.folded.push(Slot {
                phrases: plainly,
                places: joined_over(&bare, &over),
            });
            at += length;
        }
        query
    }

    /// Nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Letters of the last word, without marks.
    #[must_use]
    pub fn last_letters(&self) -> usize {
        let last = self
            .folded
            .last()
            .and_then(|slot| slot.phrases.first())
            .and_then(|phrase| phrase.last());
        last.map_or(0, |word| word.chars().count())
    }

    /// The folded slots with words of the vocabulary that are one slip away from a typed word of four letters or more.
    /// `None` when the vocabulary offers nothing new.
    #[must_use]
    pub fn corrected<'a>(&self, near: impl Fn(&str) -> &'a [String]) -> Option<Vec<Slot>> {
        let mut found = false;
        let mut close = |word: &str| -> Vec<String> {
            if word.chars().count() < SLIP_LETTERS {
                return Vec::new();
            }
            let known = near(word)
                .iter()
                .filter(|known| known.as_str() != word && within_one_slip(word, known));
            let known: Vec<String> = known.take(MOST_CORRECTIONS).cloned().collect();
            found |= !known.is_empty();
            known
        };
        let slots = self
            .folded
            .iter()
            .map(|slot| {
                let mut slot = slot.clone();
                if let Some([word]) = slot.phrases.first().map(Vec::as_slice) {
                    for known in close(word) {
                        push_new(&mut slot.phrases, vec![known]);
                    }
                }
                let names: Vec<String> = slot.places.iter().flat_map(|name| close(name)).collect();
                slot.places.extend(names);
                slot
            })
            .collect();
        found.then_some(slots)
    }
}

/// Names of places with several words are kept as one word each, so that `na` does not find the commune Nà Nghịu. Whoever
/// types such a name types its words: every run of two to four words that holds one of these is tried as a name.
fn joined_over(words: &[String], over: &Range<usize>) -> Vec<String> {
    let mut names = Vec::new();
    for length in 2..=PLACE_WORDS.min(words.len()) {
        for start in (over.end).saturating_sub(length)..=over.start {
            if start < over.end
                && start + length > over.start
                && let Some(run) = words.get(start..start + length)
            {
                names.push(run.concat());
            }
        }
    }
    names
}

fn push_new(phrases: &mut Vec<Vec<String>>, phrase: Vec<String>) {
    if !phrases.contains(&phrase) {
        phrases.push(phrase);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn joined(slots: &[Slot]) -> Vec<Vec<String>> {
        slots
            .iter()
            .map(|slot| slot.phrases.iter().map(|phrase| phrase.join(" ")).collect())
            .collect()
    }

    #[test]
    fn words_of_other_regions_are_added() {
        let query = Query::read("na Chi Lăng");
        assert_eq!(
            joined(&query.folded),
            [
                vec!["na", "mang cau", "mang cau ta"],
                vec!["chi"],
                vec!["lang"]
            ]
        );
        assert_eq!(
            joined(&Query::read("mãng cầu").toned),
            [vec!["mãng cầu", "na", "mãng cầu ta"]]
        );
        assert_eq!(
            joined(&Query::read("trái thơm").folded),
            [vec!["trai", "qua"], vec!["thom", "dua", "khom"]]
        );
        assert_eq!(
            joined(&Query::read("bi dao").folded),
            [vec!["bi dao", "bi xanh"]]
        );
    }

    #[test]
    fn marks_that_were_typed_count() {
        assert_eq!(joined(&Query::read("dưa").toned), [vec!["dưa"]]);
        assert_eq!(joined(&Query::read("dưa").folded), [vec!["dua"]]);
        assert_eq!(
            joined(&Query::read("dua").folded),
            [vec!["dua", "dua", "thom", "khom"].split_off(1)]
        );
        assert!(Query::read("dac san").toned.is_empty());
        assert_eq!(Query::read("đặc sản").folded, Query::read("dac san").folded);
        assert_eq!(Query::read("ĐẶC SẢN"), Query::read("đặc sản"));
        assert_eq!(Query::read("hoà thuý"), Query::read("hòa thúy"));
    }

    #[test]
    fn odd_queries_are_cut_or_empty() {
        for nothing in ["", "   ", "!!!", "\"'", "*", "\u{0}"] {
            assert!(Query::read(nothing).is_empty(), "{nothing:?}");
        }
        let long = "na ".repeat(5_000);
        assert_eq!(Query::read(&long).folded.len(), MOST_WORDS);
        let word = "a".repeat(5_000);
        assert_eq!(Query::read(&word).last_letters(), MOST_LETTERS);
    }

    #[test]
    fn words_may_be_part_of_a_place() {
        let query = Query::read("na chi lăng");
        let places: Vec<Vec<&str>> = query
            .folded
            .iter()
            .map(|slot| slot.places.iter().map(String::as_str).collect())
            .collect();
        assert_eq!(places[0], ["nachi", "nachilang"]);
        assert_eq!(places[1], ["nachi", "chilang", "nachilang"]);
        assert_eq!(query.toned[2].places, ["chilăng", "nachilăng"]);
        assert!(Query::read("na").folded[0].places.is_empty());
    }

    #[test]
    fn a_slip_is_corrected_from_the_vocabulary() {
        let words: Vec<String> = ["buoi", "buon", "long", "thanh"].map(str::to_owned).into();
        let near = |_: &str| words.as_slice();
        let slots = Query::read("buoii").corrected(near).expect("a correction");
        assert_eq!(joined(&slots), [vec!["buoii", "buoi"]]);
        let slots = Query::read("thanh lonf")
            .corrected(near)
            .expect("a correction");
        assert_eq!(joined(&slots), [vec!["thanh"], vec!["lonf", "long"]]);
        assert_eq!(Query::read("che").corrected(near), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            let query = Query::read(&text);
            for slot in query.folded.iter().chain(&query.toned) {
                for word in slot.phrases.iter().flatten().chain(&slot.places) {
                    prop_assert!(!word.is_empty());
                    prop_assert!(!word.contains([' ', '"', '\'', '\\', '*', ':', '&', '|']), "{word}");
                }
            }
        }

        #[test]
        fn both_unicode_forms_are_one(text in "[a-zđăâêôơưáàảãạấầẩẫậ ]{0,40}") {
            let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(Query::read(&nfc), Query::read(&nfd));
        }
    }
}
