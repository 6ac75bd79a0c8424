//! What a person typed, as words that may match the vocabulary, a word that says the kind of place, or both.

use super::index::{Index, Kind};
use super::word::{Word, words};
use crate::text::fold;

/// A query has no more words than this; the rest is cut.
const MOST_WORDS: usize = 16;

/// The words of a text, those written short spelled out.
pub(super) fn typed(index: &Index, text: &str) -> Vec<Word> {
    let all = words(text)
        .into_iter()
        .flat_map(|word| spelled_out(index, word));
    all.take(MOST_WORDS).collect()
}

/// How well a typed word matches a word of a name. Smaller is better.
pub(super) const EXACT: u8 = 0;
/// The same word without marks.
pub(super) const PLAIN: u8 = 1;
/// The beginning of the word; only the last one typed.
pub(super) const PREFIX: u8 = 2;
/// One letter wrong, missing, too many, or two swapped.
pub(super) const SLIP: u8 = 3;
/// No match.
pub(super) const MISS: u8 = u8::MAX;

/// Words written short, and what they stand for.
const SHORT: [(&str, &str); 11] = [
    ("hn", "ha noi"),
    ("tphn", "tp ha noi"),
    ("hcm", "ho chi minh"),
    ("hcmc", "ho chi minh"),
    ("tphcm", "tp ho chi minh"),
    ("sg", "sai gon"),
    ("tpsg", "tp sai gon"),
    ("dn", "da nang"),
    ("hp", "hai phong"),
    ("brvt", "ba ria vung tau"),
    ("tth", "thua thien hue"),
];

/// The typed words of a query.
pub(super) struct Query {
    words: Vec<Asked>,
}

/// One typed word.
struct Asked {
    /// By the vocabulary's numbers: how well each word matches.
    fits: Vec<u8>,
    /// The numbers of the words that match at all.
    hits: Vec<u16>,
    /// The word belongs to a kind ("thị" of "thị trấn") and need not match.
    optional: bool,
    /// The kind that ends with this word.
    kind: Option<Kind>,
}

impl Query {
    /// Reads typed words; `slips` lets words of four letters or more differ by one slip.
    pub(super) fn read(index: &Index, typed: &[Word], slips: bool) -> Self {
        let marks = typed.iter().any(Word::has_marks);
        let last = typed.len().saturating_sub(1);
        let kinds = kinds(typed);
        let words = typed
            .iter()
            .zip(kinds)
            .enumerate()
            .map(|(at, (word, (optional, kind)))| {
                let matcher = Matcher {
                    word,
                    marks,
                    last: at == last,
                    slips,
                };
                let fits: Vec<u8> = index
                    .vocabulary
                    .iter()
                    .map(|known| matcher.fit(known))
                    .collect();
                let hits = (0u16..)
                    .zip(&fits)
                    .filter(|(_, fit)| **fit != MISS)
                    .map(|(number, _)| number)
                    .collect();
                Asked {
                    fits,
                    hits,
                    optional,
                    kind,
                }
            });
        Self {
            words: words.collect(),
        }
    }

    /// How many words were typed.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// How well the typed word `at` matches the numbered word.
    pub(super) fn fit(&self, at: usize, number: u16) -> u8 {
        self.words[at].fits[usize::from(number)]
    }

    /// Whether the typed word `at` may go unmatched because it says a kind.
    pub(super) fn optional(&self, at: usize) -> bool {
        self.words[at].optional
    }

    /// The kind written right before the typed word `at`.
    pub(super) fn kind_before(&self, at: usize) -> Option<Kind> {
        self.words[at.checked_sub(1)?].kind
    }

    /// The entries worth looking at: those that hold the rarest typed word that must match.
    pub(super) fn candidates(&self, index: &Index) -> Vec<u32> {
        let count = |asked: &&Asked| -> usize {
            asked
                .hits
                .iter()
                .map(|&hit| index.postings[usize::from(hit)].len())
                .sum()
        };
        let rarest = self
            .words
            .iter()
            .filter(|asked| !asked.optional)
            .min_by_key(count);
        let mut found: Vec<u32> = rarest
            .into_iter()
            .flat_map(|asked| {
                asked
                    .hits
                    .iter()
                    .flat_map(|&hit| index.postings[usize::from(hit)].iter().copied())
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

struct Matcher<'a> {
    word: &'a Word,
    /// Some word of the query carries marks, so a word without them is a weaker match.
    marks: bool,
    last: bool,
    slips: bool,
}

impl Matcher<'_> {
    fn fit(&self, known: &Word) -> u8 {
        let word = self.word;
        // A lone last letter is the beginning of a word, even where names hold it as a word of its own (`M'Rông`).
        let begun = self.last
            && word.plain.len() == 1
            && !word.plain.starts_with(|c: char| c.is_ascii_digit());
        if word.key == known.key && !begun {
            return if !self.marks || word.marked == known.marked {
                EXACT
            } else {
                PLAIN
            };
        }
        if self.last && known.plain.starts_with(&word.plain) {
            return PREFIX;
        }
        if self.slips
            && word.plain.len() >= 4
            && one_slip(word.plain.as_bytes(), known.plain.as_bytes())
        {
            return SLIP;
        }
        MISS
    }
}

/// Whether one letter more, less or other, or two neighbours swapped, makes one word the other.
fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same..], &long[same..]);
    match (short, long) {
        ([], []) => true,
        _ if long.len() == short.len() + 1 => short == &long[1..],
        ([_, rest @ ..], [_, others @ ..]) if short.len() == long.len() => {
            rest == others
                || matches!((short, long), ([x, y, rest @ ..], [z, w, others @ ..]) if x == w && y == z && rest == others)
        }
        _ => false,
    }
}

/// The word itself, or the words it is short for: `hcm`, `hanoi`.
fn spelled_out(index: &Index, word: Word) -> Vec<Word> {
    if let Some((_, long)) = SHORT.iter().find(|(short, _)| *short == word.plain) {
        return words(long);
    }
    match index.joined.get(&word.plain) {
        // Without marks: the person wrote none.
        Some(apart) => words(&fold(apart)),
        None => vec![word],
    }
}

/// For each word, whether it belongs to a kind, and the kind it ends. The last word of a query is always part of a name.
fn kinds(typed: &[Word]) -> Vec<(bool, Option<Kind>)> {
    let mut found = vec![(false, None); typed.len()];
    for at in 0..typed.len().saturating_sub(1) {
        let plain = typed[at].plain.as_str();
        if let Some(kind) = kind_of_one(plain) {
            found[at] = (true, Some(kind));
        } else if at + 2 < typed.len()
            && let Some(kind) = kind_of_two(plain, &typed[at + 1].plain)
        {
            found[at].0 = true;
            found[at + 1] = (true, Some(kind));
        }
    }
    found
}

fn kind_of_one(plain: &str) -> Option<Kind> {
    Some(match plain {
        "p" | "ph" | "phuong" => Kind::Urban,
        "x" | "xa" => Kind::Commune,
        "q" | "quan" => Kind::CityDistrict,
        "h" | "huyen" => Kind::District,
        "tt" => Kind::Townlet,
        "tx" => Kind::Town,
        "tp" => Kind::City,
        "t" | "tinh" => Kind::Province,
        _ => return None,
    })
}

fn kind_of_two(first: &str, second: &str) -> Option<Kind> {
    Some(match (first, second) {
        ("thi", "tran") => Kind::Townlet,
        ("thi", "xa") => Kind::Town,
        ("thanh", "pho") => Kind::City,
        ("dac", "khu") => Kind::SpecialZone,
        _ => return None,
    })
}
