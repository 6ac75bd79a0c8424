//! Finding the words.

use unicode_normalization::UnicodeNormalization;

use super::list::{
    CERTIFIED, CLEAN_GOODS, CLEAN_PROOFS, CLEANING, HEALTH, HEALTH_WORDS, PROTECTED, Protected,
    SPELLED, STANDARD, TIDY,
};
use super::stars::{drawn_stars, written_stars};
use super::words::Words;
use super::{Claim, Finding, Proofs};
use crate::text::{fold, toned};

/// The claims of `text` that `proofs` do not cover, in the order in which they stand; each wording once.
#[must_use]
pub fn scan(text: &str, proofs: &Proofs) -> Vec<Finding> {
    let text: String = text.nfkc().map(latin).collect();
    let clean = toned(&text);
    let words = Words::new(&clean);
    let mut all = Findings::default();
    let mut found = |at: usize, claim: Claim, words: &str| all.add(at, claim, words, proofs.stars);

    for (spelled, claim) in SPELLED {
        let proven = match claim {
            Claim::Certificate(kind) => proofs.has(kind),
            _ => proofs.stars.is_some(),
        };
        if !proven {
            words.spelled(spelled, |at, text| found(at, claim, text));
        }
    }
    for (at, stars, text) in written_stars(&words).into_iter().chain(drawn_stars(&text)) {
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
        if !proofs.has(kind) {
            words.each(phrase, |at, text| found(at, Claim::Certificate(kind), text));
        }
    }
    if !CLEAN_PROOFS.iter().any(|kind| proofs.has(*kind)) {
        clean_goods(&words, |at, text| found(at, Claim::Clean, text));
    }
    for phrase in HEALTH {
        words.each(phrase, |at, text| found(at, Claim::Health, text));
    }
    for (word, not_after, not_before) in HEALTH_WORDS {
        for (at, text) in words.alone(word, not_after, not_before) {
            found(at, Claim::Health, text);
        }
    }
    for name in &PROTECTED {
        if let Some((at, found)) = protected(&words, name).filter(|_| !permitted(name, proofs)) {
            all.add(at, Claim::ProtectedName, &found, proofs.stars);
            all.origin(name);
        }
    }
    all.done()
}

/// The claims that not every one of `members` can prove: of a listing that several cooperatives supply, each parcel has
/// to be what the page says.
#[must_use]
pub fn scan_all(text: &str, members: &[Proofs]) -> Vec<Finding> {
    let mut all: Vec<Finding> = Vec::new();
    for finding in members.iter().flat_map(|proofs| scan(text, proofs)) {
        if !all.iter().any(|known| same(known, &finding)) {
            all.push(finding);
        }
    }
    all
}

/// The claims that none of `proofs` covers: of a booth's story, which speaks of all of its goods. Without any proofs,
/// nothing is proven.
#[must_use]
pub fn scan_any(text: &str, proofs: &[Proofs]) -> Vec<Finding> {
    let bare = scan(text, &Proofs::default());
    let each: Vec<Vec<Finding>> = proofs.iter().map(|proofs| scan(text, proofs)).collect();
    let unproven = |finding: &Finding| {
        each.iter()
            .all(|found| found.iter().any(|other| same(other, finding)))
    };
    bare.into_iter().filter(unproven).collect()
}

fn same(one: &Finding, other: &Finding) -> bool {
    one.claim == other.claim && one.found == other.found
}

/// Letters of another script that look like ours: `ОСОР`.
const fn latin(c: char) -> char {
    match c {
        'А' | 'а' => 'a',
        'В' | 'в' => 'b',
        'Е' | 'е' => 'e',
        'К' | 'к' => 'k',
        'М' | 'м' => 'm',
        'Н' | 'н' => 'h',
        'О' | 'о' | 'Ο' | 'ο' => 'o',
        'Р' | 'р' | 'Ρ' | 'ρ' => 'p',
        'С' | 'с' => 'c',
        'Т' | 'т' => 't',
        'У' | 'у' => 'y',
        'Х' | 'х' => 'x',
        _ => c,
    }
}

/// What was found so far, with its place in the text.
#[derive(Default)]
struct Findings(Vec<(usize, Finding)>);

impl Findings {
    fn add(&mut self, at: usize, claim: Claim, words: &str, stars: Option<u8>) {
        let known = |(_, f): &(usize, Finding)| f.claim == claim && f.found == words;
        if self.0.iter().any(known) {
            return;
        }
        let finding = Finding {
            claim,
            found: words.to_owned(),
            stars,
            origin: None,
        };
        self.0.push((at, finding));
    }

    /// Where the goods of the last finding may be said to come from.
    fn origin(&mut self, name: &Protected) {
        if let Some((_, finding)) = self.0.last_mut() {
            finding.origin = Some(super::Origin {
                goods: name.goods.0.to_owned(),
                goods_en: name.goods.1.to_owned(),
                place: name.place.to_owned(),
            });
        }
    }

    fn done(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|(at, _)| *at);
        let findings: Vec<Finding> = self.0.into_iter().map(|(_, finding)| finding).collect();
        findings
            .iter()
            .filter(|finding| !findings.iter().any(|other| says_more(other, finding)))
            .cloned()
            .collect()
    }
}

/// `other` is the same claim in more words: `chống ung thư` for `ung thư`.
fn says_more(other: &Finding, finding: &Finding) -> bool {
    other.claim == finding.claim
        && other.found.len() > finding.found.len()
        && other.found.contains(&finding.found)
}

/// `rau sạch`, `na sạch`; not `rửa sạch`, `sạch sẽ`, `nước sạch`.
fn clean_goods<'a>(words: &Words<'a>, mut found: impl FnMut(usize, &'a str)) {
    for phrase in CLEAN_GOODS {
        words.each(phrase, &mut found);
    }
    for (at, text) in words.alone("sạch", &CLEANING, &TIDY) {
        match at.checked_sub(1) {
            Some(before) => found(before, words.text(before, 2)),
            None => found(at, text),
        }
    }
}

fn permitted(name: &Protected, proofs: &Proofs) -> bool {
    let may = |mark: &String| name.names.iter().any(|known| fold(known) == fold(mark));
    proofs.marks.iter().any(may)
}

/// The first place where one of the writings of a name stands.
fn protected(words: &Words<'_>, name: &Protected) -> Option<(usize, String)> {
    let place = toned(name.place);
    let found = name
        .names
        .iter()
        .filter_map(|known| words.name(known, &place));
    found
        .min_by_key(|(at, _)| *at)
        .map(|(at, text)| (at, text.to_owned()))
}
