//! Tones: taking them off letters and putting them where they belong.

use unicode_normalization::UnicodeNormalization;

/// The five marked tones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// `à`
    Grave,
    /// `ả`
    Hook,
    /// `ã`
    Tilde,
    /// `á`
    Acute,
    /// `ạ`
    Dot,
}

impl Tone {
    const fn of(mark: char) -> Option<Self> {
        match mark {
            '\u{300}' => Some(Self::Grave),
            '\u{309}' => Some(Self::Hook),
            '\u{303}' => Some(Self::Tilde),
            '\u{301}' => Some(Self::Acute),
            '\u{323}' => Some(Self::Dot),
            _ => None,
        }
    }

    const fn mark(self) -> char {
        match self {
            Self::Grave => '\u{300}',
            Self::Hook => '\u{309}',
            Self::Tilde => '\u{303}',
            Self::Acute => '\u{301}',
            Self::Dot => '\u{323}',
        }
    }
}

/// The letter without its tone (`ộ` → `ô`), and the tone.
pub(super) fn split_tone(c: char) -> (char, Option<Tone>) {
    if c.is_ascii() {
        return (c, None);
    }
    let tone = c.nfd().find_map(Tone::of);
    if tone.is_none() {
        return (c, None);
    }
    let mut bare = c.nfd().filter(|mark| Tone::of(*mark).is_none()).nfc();
    match (bare.next(), bare.next()) {
        (Some(letter), None) => (letter, tone),
        _ => (c, None),
    }
}

/// Text for exact comparison: composed, in lower case, every tone on the vowel where the older spelling has it
/// (`hoà` → `hòa`, `thuý` → `thúy`), everything that is neither letter nor digit as a single space.
#[must_use]
pub fn toned(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut word: Vec<char> = Vec::new();
    for c in super::nfc_clean(text)
        .chars()
        .flat_map(char::to_lowercase)
        .nfc()
    {
        if c.is_alphanumeric() {
            word.push(if c == 'ð' { 'đ' } else { c });
        } else if !unicode_normalization::char::is_combining_mark(c) {
            finish(&mut word, &mut all);
        }
    }
    finish(&mut word, &mut all);
    all
}

fn finish(word: &mut Vec<char>, all: &mut String) {
    if word.is_empty() {
        return;
    }
    if !all.is_empty() {
        all.push(' ');
    }
    place_tone(word);
    all.extend(word.drain(..));
}

const fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
    )
}

/// Moves the tone of a syllable to its place. Words that are not one syllable with one tone stay as they are.
fn place_tone(word: &mut [char]) {
    let split: Vec<(char, Option<Tone>)> = word.iter().map(|c| split_tone(*c)).collect();
    let mut tones = split.iter().filter_map(|(_, tone)| *tone);
    let (Some(tone), None) = (tones.next(), tones.next()) else {
        return;
    };
    let letters: Vec<char> = split.iter().map(|(letter, _)| *letter).collect();
    let Some(place) = nucleus(&letters) else {
        return;
    };
    for ((at, target), letter) in word.iter_mut().enumerate().zip(letters) {
        *target = if at == place {
            [letter, tone.mark()]
                .into_iter()
                .nfc()
                .next()
                .unwrap_or(letter)
        } else {
            letter
        };
    }
}

/// The vowel that carries the tone, if the letters have one group of at most three vowels.
fn nucleus(letters: &[char]) -> Option<usize> {
    let first = letters.iter().position(|c| is_vowel(*c))?;
    let length = letters
        .iter()
        .skip(first)
        .take_while(|c| is_vowel(**c))
        .count();
    if letters.iter().skip(first + length).any(|c| is_vowel(*c)) {
        return None;
    }
    // The u of "qu" and the i of "gi" belong to the consonant when a vowel follows.
    let before = first.checked_sub(1).and_then(|at| letters.get(at));
    let glide = length > 1
        && matches!(
            (before, letters.get(first)),
            (Some('q'), Some('u')) | (Some('g'), Some('i'))
        );
    let (start, length) = if glide {
        (first + 1, length - 1)
    } else {
        (first, length)
    };
    let group = letters.get(start..start + length)?;
    if let Some(marked) = group
        .iter()
        .rposition(|c| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'))
    {
        return Some(start + marked);
    }
    let closed = start + length < letters.len();
    match length {
        1 => Some(start),
        2 if closed => Some(start + 1),
        2 => Some(start),
        3 => Some(start + 1),
        _ => None,
    }
}
