//! Finding the words.

use super::list::{CERTIFIED, HARMLESS_BEFORE, HEALTH, HEALTH_WORDS, NUMBERS, PROTECTED, STANDARD};
use super::{CertificateKind, Claim, Finding, Proofs};
use crate::text::{fold, toned};

/// The claims of `text` that `proofs` do not cover, in the order in which they stand; each wording once.
#[must_use]
pub fn scan(text: &str, proofs: &Proofs) -> Vec<Finding> {
    let clean = toned(text);
    let words = Words::new(&clean);
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    let mut found = |at: usize, claim: Claim, words: &str| {
        let known = findings
            .iter()
            .any(|(_, f)| f.claim == claim && f.found == words);
        if !known {
            let finding = Finding {
                claim,
                found: words.to_owned(),
                stars: proofs.stars,
                origin: None,
            };
            findings.push((at, finding));
        }
    };

    if proofs.stars.is_none() {
        words.each("ocop", |at, text| found(at, Claim::Ocop, text));
    }
    for (at, stars, text) in words.stars().into_iter().chain(drawn_stars(text)) {
        if proofs.stars != Some(stars) {
            found(at, Claim::Stars(stars), &text);
        }
    }
    if proofs.stars.is_none() && proofs.kinds.is_empty() {
        for phrase in STANDARD {
            words.each(phrase, |at, text| found(at, Claim::Standard, text));
        }
    }
    for (phrase, kind) in CERTIFIED {
        if !proofs.kinds.contains(&kind) {
            words.each(phrase, |at, text| found(at, Claim::Certificate(kind), text));
        }
    }
    for phrase in HEALTH {
        words.each(phrase, |at, text| found(at, Claim::Health, text));
    }
    for (word, not_after, not_before) in HEALTH_WORDS {
        for (at, text) in words.alone(word, not_after, not_before) {
            found(at, Claim::Health, text);
        }
    }
    findings.extend(protected_names(&words, proofs));
    findings.sort_by_key(|(at, _)| *at);
    let findings: Vec<Finding> = findings.into_iter().map(|(_, finding)| finding).collect();
    findings
        .iter()
        .filter(|finding| !findings.iter().any(|other| says_more(other, finding)))
        .cloned()
        .collect()
}

/// `other` is the same claim in more words: `chống ung thư` for `ung thư`.
fn says_more(other: &Finding, finding: &Finding) -> bool {
    other.claim == finding.claim
        && other.found.len() > finding.found.len()
        && other.found.contains(&finding.found)
}

fn protected_names(words: &Words<'_>, proofs: &Proofs) -> Vec<(usize, Finding)> {
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    for (name, goods, place) in PROTECTED {
        let permitted = proofs
            .marks
            .iter()
            .any(|mark| words_of(&fold(mark)).eq(words_of(&fold(name))));
        let mut at_first = None;
        words.each(name, |at, text| {
            at_first.get_or_insert((at, text.to_owned()));
        });
        if let Some((at, found)) = at_first.filter(|_| !permitted) {
            let origin = Some((goods.to_owned(), place.to_owned()));
            findings.push((
                at,
                Finding {
                    claim: Claim::ProtectedName,
                    found,
                    stars: proofs.stars,
                    origin,
                },
            ));
        }
    }
    findings
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
}

/// `★★★` and the like.
fn drawn_stars(text: &str) -> Option<(usize, u8, String)> {
    let drawn: String = text
        .chars()
        .filter(|c| matches!(c, '★' | '⭐' | '🌟'))
        .collect();
    let stars = u8::try_from(drawn.chars().count())
        .ok()
        .filter(|stars| *stars > 0)?;
    Some((usize::MAX, stars, drawn))
}

/// The words of a text, with and without marks.
struct Words<'a> {
    toned: Vec<&'a str>,
    folded: Vec<String>,
    clean: &'a str,
    starts: Vec<usize>,
}

impl<'a> Words<'a> {
    fn new(clean: &'a str) -> Self {
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
            folded,
            clean,
            starts,
        }
    }

    fn text(&self, at: usize, length: usize) -> &'a str {
        let start = self.starts.get(at).copied().unwrap_or_default();
        let end = at + length;
        let end = self
            .starts
            .get(end)
            .map_or(self.clean.len(), |next| next - 1);
        self.clean.get(start..end).unwrap_or_default()
    }

    /// Calls `found` wherever the words of `phrase` stand. A word typed without marks counts as the one with marks.
    fn each(&self, phrase: &str, mut found: impl FnMut(usize, &'a str)) {
        let wanted: Vec<(&str, String)> =
            phrase.split(' ').map(|word| (word, fold(word))).collect();
        // A single short word without its marks may be another word ("thuoc", "tri").
        let strict = wanted.len() == 1;
        for at in 0..self.toned.len() {
            let mut pairs = wanted.iter().enumerate();
            let here = pairs.all(|(n, (toned, folded))| {
                match (self.toned.get(at + n), self.folded.get(at + n)) {
                    (Some(word), Some(bare)) => {
                        word == toned || (!strict && *word == bare && bare == folded)
                    }
                    _ => false,
                }
            });
            if here && !self.harmless(at, phrase) {
                found(at, self.text(at, wanted.len()));
            }
        }
    }

    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1)
            .and_then(|at| self.toned.get(at))
            .copied()
            .unwrap_or_default()
    }

    fn harmless(&self, at: usize, phrase: &str) -> bool {
        let before = self.before(at);
        HARMLESS_BEFORE.iter().any(|(word, harmless)| {
            *harmless == phrase && (*word == before || fold(word) == before)
        })
    }

    fn alone(&self, word: &str, not_after: &[&str], not_before: &[&str]) -> Vec<(usize, &'a str)> {
        let mut places = Vec::new();
        self.each(word, |at, text| {
            let after = self.toned.get(at + 1).copied().unwrap_or_default();
            if !not_after.contains(&self.before(at)) && !not_before.contains(&after) {
                places.push((at, text));
            }
        });
        places
    }

    /// `3 sao`, `ba sao`, `3sao`, `5 stars`. Tea is roasted ("sao") without a number before it.
    fn stars(&self) -> Vec<(usize, u8, String)> {
        let number = |word: &str| {
            let digit = word.parse().ok().filter(|n| (1..=9).contains(n));
            digit.or_else(|| {
                NUMBERS
                    .iter()
                    .find(|(known, _)| *known == word)
                    .map(|(_, n)| *n)
            })
        };
        let mut places = Vec::new();
        for (at, word) in self.toned.iter().enumerate() {
            let joined = ["sao", "stars", "star"]
                .iter()
                .find_map(|end| word.strip_suffix(end))
                .filter(|rest| !rest.is_empty());
            if let Some(stars) = joined.and_then(number) {
                places.push((at, stars, (*word).to_owned()));
            }
            let after = self.toned.get(at + 1).copied().unwrap_or_default();
            if let Some(stars) = number(word).filter(|_| matches!(after, "sao" | "star" | "stars"))
            {
                places.push((at, stars, self.text(at, 2).to_owned()));
            }
        }
        places
    }
}

impl Proofs {
    /// A certificate of this kind is in force.
    #[must_use]
    pub fn has(&self, kind: CertificateKind) -> bool {
        self.kinds.contains(&kind)
    }
}
