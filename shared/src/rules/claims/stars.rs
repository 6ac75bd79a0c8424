//! Stars, written and drawn.

use super::list::NUMBERS;
use super::words::Words;
use crate::text::fold;

/// Fewer drawn stars than OCOP gives are decoration.
const FEWEST_DRAWN: u8 = 3;

/// `3 sao`, `ba sao`, `3sao`, `5 stars`, `four-star`, `4 ngôi sao`. Tea is roasted ("sao") without a number before it, and
/// `ngôi sao` alone is a star of the sky.
pub(super) fn written_stars(words: &Words<'_>) -> Vec<(usize, u8, String)> {
    let digit = |word: &str| word.parse().ok().filter(|n| (1..=9).contains(n));
    let number = |word: &str| {
        let named = NUMBERS
            .iter()
            .find(|(known, _)| *known == word || (words.unmarked && fold(known) == word));
        digit(word).or(named.map(|(_, n)| *n))
    };
    let mut places = Vec::new();
    for (at, word) in words.toned.iter().enumerate() {
        let joined = ["sao", "stars", "star"]
            .iter()
            .find_map(|end| word.strip_suffix(end))
            .filter(|rest| !rest.is_empty());
        if let Some(stars) = joined.and_then(number) {
            places.push((at, stars, (*word).to_owned()));
        }
        let after = |n: usize| words.toned.get(at + n).copied().unwrap_or_default();
        let star = |word: &str| matches!(word, "sao" | "star" | "stars");
        if let Some(stars) = number(word).filter(|_| star(after(1))) {
            places.push((at, stars, words.text(at, 2).to_owned()));
        }
        let in_the_sky = matches!(after(1), "ngôi" | "ngoi") && star(after(2));
        if let Some(stars) = digit(word).filter(|_| in_the_sky) {
            places.push((at, stars, words.text(at, 3).to_owned()));
        }
    }
    places
}

/// `★★★`, `4★`, `4*`. The place in the text is not known: they come last.
pub(super) fn drawn_stars(text: &str) -> Vec<(usize, u8, String)> {
    let is_star = |c: char| matches!(c, '★' | '⭐' | '🌟' | '☆' | '✪');
    let all: Vec<char> = text.chars().filter(|c| *c != '\u{fe0f}').collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let start = at;
        let mut drawn = String::new();
        while let Some(c) = all
            .get(at)
            .filter(|c| is_star(**c) || (!drawn.is_empty() && **c == ' '))
        {
            drawn.push(*c);
            at += 1;
        }
        let asterisk = drawn.is_empty() && all.get(at) == Some(&'*');
        if drawn.is_empty() && !asterisk {
            at += 1;
            continue;
        }
        let lone = !all
            .get(at + 1)
            .is_some_and(|c| c.is_alphanumeric() || *c == '*');
        let before: String = all[..start].iter().collect();
        if asterisk {
            at += 1;
            if let Some(stars) = digit_before(&before).filter(|_| lone) {
                found.push((usize::MAX, stars, format!("{stars}*")));
            }
            continue;
        }
        let count = drawn.chars().filter(|c| is_star(*c)).count();
        let many = u8::try_from(count).ok().filter(|n| *n >= FEWEST_DRAWN);
        let text = drawn.trim().to_owned();
        match digit_before(before.trim_end()) {
            Some(stars) if count == 1 => {
                found.push((usize::MAX, stars, format!("{stars}{text}")));
            }
            _ => found.extend(many.map(|stars| (usize::MAX, stars, text))),
        }
    }
    found
}

/// The single digit at the end of a text.
fn digit_before(text: &str) -> Option<u8> {
    let mut back = text.chars().rev();
    let digit = back.next()?.to_digit(10)?;
    let alone = !back.next().is_some_and(char::is_alphanumeric);
    u8::try_from(digit)
        .ok()
        .filter(|n| alone && (1..=9).contains(n))
}
