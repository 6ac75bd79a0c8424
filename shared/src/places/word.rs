//! Names as words that can be compared: with marks, and without.

use unicode_normalization::UnicodeNormalization;

/// One syllable of a name or of a query.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Word {
    /// With marks, the tone moved to the end: `hòa` and `hoà` are one word.
    pub(super) marked: String,
    /// Without marks, small letters.
    pub(super) plain: String,
    /// Without marks, and `y` written `i` where both spellings are in use (`Lý`, `Lí`; `Quy`, `Qui`).
    pub(super) key: String,
}

impl Word {
    /// Whether any mark was written.
    pub(super) fn has_marks(&self) -> bool {
        self.marked != self.plain
    }
}

/// The words of a text: letters and digits, split at everything else and between a letter and a digit (`q1`).
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Building::default();
    // Letters with a mark of their own decompose; đ does not, and ð is a common slip for it.
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => word.tone = Some(letter),
            '\u{300}'..='\u{36f}' => word.marked.push(letter),
            'đ' | 'ð' => word.push('đ', 'd', &mut words),
            _ if letter.is_alphanumeric() => word.push(letter, letter, &mut words),
            _ => word.finish(&mut words),
        }
    }
    word.finish(&mut words);
    words
}

#[derive(Default)]
struct Building {
    marked: String,
    plain: String,
    tone: Option<char>,
}

impl Building {
    fn push(&mut self, marked: char, plain: char, words: &mut Vec<Word>) {
        let digit = plain.is_ascii_digit();
        if self
            .plain
            .chars()
            .next_back()
            .is_some_and(|last| last.is_ascii_digit() != digit)
        {
            self.finish(words);
        }
        self.marked.push(marked);
        self.plain.push(plain);
    }

    fn finish(&mut self, words: &mut Vec<Word>) {
        let Self {
            mut marked,
            mut plain,
            tone,
        } = std::mem::take(self);
        if plain.is_empty() {
            return;
        }
        // "phường 03" is "phường 3".
        if plain.starts_with('0') && plain.bytes().all(|digit| digit.is_ascii_digit()) {
            let kept = plain.trim_start_matches('0');
            plain = if kept.is_empty() {
                "0".to_owned()
            } else {
                kept.to_owned()
            };
            marked.clone_from(&plain);
        }
        marked.extend(tone);
        let key = key(&plain);
        words.push(Word { marked, plain, key });
    }
}

fn key(plain: &str) -> String {
    let Some(stem) = plain.strip_suffix('y') else {
        return plain.to_owned();
    };
    let consonant = stem.ends_with(|last: char| !"aeiou".contains(last)) || stem == "qu";
    if consonant {
        format!("{stem}i")
    } else {
        plain.to_owned()
    }
}
