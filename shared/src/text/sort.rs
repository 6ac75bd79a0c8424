//! The order of Vietnamese words.

use unicode_normalization::UnicodeNormalization;

use super::tone::{Tone, split_tone};

/// The letters in the order of the alphabet, with the foreign ones at their places.
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A text that sorts, byte by byte, as the words do in a Vietnamese dictionary: first by letters
/// (a ă â b c d đ e ê …), then by tones (level, grave, hook, tilde, acute, dot). Case does not count; spaces, digits and
/// signs come before letters.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut tones = String::with_capacity(text.len());
    for c in super::nfc_clean(text).nfc().flat_map(char::to_lowercase) {
        let (letter, tone) = split_tone(c);
        match LETTERS
            .chars()
            .zip('A'..)
            .find(|(known, _)| *known == letter)
        {
            Some((_, place)) => letters.push(place),
            None => letters.push(letter),
        }
        tones.push(match tone {
            None => '0',
            Some(Tone::Grave) => '1',
            Some(Tone::Hook) => '2',
            Some(Tone::Tilde) => '3',
            Some(Tone::Acute) => '4',
            Some(Tone::Dot) => '5',
        });
    }
    format!("{letters}\u{1}{}", tones.trim_end_matches('0'))
}
