//! Every name a commune can be found by, as numbered words.

use std::collections::HashMap;
use std::ops::Range;

use super::WardKind;
use super::word::{Word, words};

/// The words before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Commune,
    Urban,
    SpecialZone,
    Townlet,
    CityDistrict,
    District,
    Town,
    City,
    Province,
    /// A former district that had no communes of its own.
    None,
}

impl Kind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Urban => "phường",
            Self::SpecialZone => "đặc khu",
            Self::Townlet => "thị trấn",
            Self::CityDistrict => "quận",
            Self::District => "huyện",
            Self::Town => "thị xã",
            Self::City => "thành phố",
            Self::Province => "tỉnh",
            Self::None => "",
        }
    }

    pub(super) fn of_district(letter: &str) -> Self {
        match letter {
            "q" => Self::CityDistrict,
            "h" => Self::District,
            "x" => Self::Town,
            _ => Self::City,
        }
    }

    pub(super) fn of_old_ward(letter: &str) -> Self {
        match letter {
            "p" => Self::Urban,
            "x" => Self::Commune,
            "t" => Self::Townlet,
            _ => Self::None,
        }
    }
}

impl From<WardKind> for Kind {
    fn from(kind: WardKind) -> Self {
        match kind {
            WardKind::Commune => Self::Commune,
            WardKind::Urban => Self::Urban,
            WardKind::SpecialZone => Self::SpecialZone,
        }
    }
}

/// How wide a name reaches. Between equal matches the narrower one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Ward,
    FormerWard,
    FormerDistrict,
    Province,
}

/// What a name leads to.
#[derive(Debug)]
pub(super) struct Target {
    /// Communes by their place in `Places::wards`, the likeliest first.
    pub(super) wards: Vec<usize>,
    /// What the place was called before July 2025; none when the name is in force.
    pub(super) former: Option<String>,
}

/// One name: its words, the words of what lies around it, and what it leads to.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) level: Level,
    pub(super) target: Target,
    name: Range<u32>,
    around: Range<u32>,
}

/// All names, their distinct words, and where each word occurs.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) entries: Vec<Entry>,
    pub(super) vocabulary: Vec<Word>,
    pub(super) postings: Vec<Vec<u32>>,
    /// Names often written in one word, without marks, and the words they are: `hanoi`.
    pub(super) joined: HashMap<String, String>,
    numbers: HashMap<String, u16>,
    pool: Vec<u16>,
}

impl Index {
    /// Adds a name; `around` may repeat words.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        level: Level,
        name: &str,
        around: &[u16],
        target: Target,
    ) {
        let at = self.entries.len() as u32;
        let name = self.number(name);
        let name = self.store(&name);
        let mut around = around.to_vec();
        around.sort_unstable();
        around.dedup();
        let around = self.store(&around);
        for word in name.clone().chain(around.clone()) {
            let postings = &mut self.postings[usize::from(self.pool[word as usize])];
            if postings.last() != Some(&at) {
                postings.push(at);
            }
        }
        self.entries.push(Entry {
            kind,
            level,
            target,
            name,
            around,
        });
    }

    /// Lets a name of several words be found when it is written in one.
    pub(super) fn join(&mut self, name: &str) {
        let parts = words(name);
        if parts.len() > 1 {
            let joined = parts.iter().map(|word| word.plain.as_str()).collect();
            self.joined.insert(joined, name.to_owned());
        }
    }

    fn store(&mut self, numbers: &[u16]) -> Range<u32> {
        let start = self.pool.len() as u32;
        self.pool.extend_from_slice(numbers);
        start..self.pool.len() as u32
    }

    /// The numbers of a text's words, given out as they appear.
    pub(super) fn number(&mut self, text: &str) -> Vec<u16> {
        words(text)
            .into_iter()
            .map(|word| self.number_word(word))
            .collect()
    }

    fn number_word(&mut self, word: Word) -> u16 {
        if let Some(&number) = self.numbers.get(&word.marked) {
            return number;
        }
        // Vietnamese has fewer than 7,000 syllables, place names about 4,000.
        let number = self.vocabulary.len() as u16;
        self.numbers.insert(word.marked.clone(), number);
        self.vocabulary.push(word);
        self.postings.push(Vec::new());
        number
    }

    /// Whether a name is a figure: phường 3.
    pub(super) fn is_number(&self, name: &[u16]) -> bool {
        let figure = |word: &Word| word.plain.bytes().all(|digit| digit.is_ascii_digit());
        matches!(name, [word] if figure(&self.vocabulary[usize::from(*word)]))
    }

    /// The numbered words of an entry's name.
    pub(super) fn name(&self, entry: &Entry) -> &[u16] {
        &self.pool[entry.name.start as usize..entry.name.end as usize]
    }

    /// The numbered words of what lies around an entry: district, provinces, nicknames.
    pub(super) fn around(&self, entry: &Entry) -> &[u16] {
        &self.pool[entry.around.start as usize..entry.around.end as usize]
    }
}
