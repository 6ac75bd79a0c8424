//! Goods that have another name in another region.

use std::sync::LazyLock;

use crate::text::fold;

/// Each line holds names of the same thing, as they are spelled. A name may have several words.
const GROUPS: [&[&str]; 13] = [
    &["na", "mãng cầu", "mãng cầu ta"],
    &["dứa", "thơm", "khóm"],
    &["bí xanh", "bí đao"],
    &["chè", "trà"],
    &["miến", "bún tàu"],
    &["hoa hồi", "đại hồi"],
    &["lợn", "heo"],
    &["ngô", "bắp"],
    &["lạc", "đậu phộng"],
    &["gỗ vang", "tô mộc"],
    &["quả", "trái"],
    &["htx", "hợp tác xã"],
    &["vải", "lệ chi"],
];

/// A name in both spellings, word by word.
pub(super) struct Name {
    pub(super) toned: Vec<&'static str>,
    pub(super) folded: Vec<String>,
}

static TABLE: LazyLock<Vec<Vec<Name>>> = LazyLock::new(|| {
    let name = |text: &&'static str| Name {
        toned: text.split(' ').collect(),
        folded: fold(text).split(' ').map(str::to_owned).collect(),
    };
    GROUPS
        .iter()
        .map(|group| group.iter().map(name).collect())
        .collect()
});

/// The names of one thing, and how many of the typed words stand for it.
pub(super) struct Found {
    pub(super) names: &'static [Name],
    pub(super) words: usize,
}

/// The longest name the words begin with. A word typed with marks must carry the marks of the name, so that dưa (melon)
/// does not become dứa (pineapple); one typed without may be either.
pub(super) fn names_at(toned: &[String], folded: &[Vec<String>]) -> Option<Found> {
    let fits = |name: &Name| {
        name.toned.len() <= toned.len()
            && name
                .toned
                .iter()
                .zip(&name.folded)
                .zip(toned.iter().zip(folded))
                .all(|((marked, plain), (word, bare))| {
                    word == marked
                        || (word == plain && bare.first() == Some(plain) && bare.len() == 1)
                })
    };
    TABLE
        .iter()
        .flat_map(|group| {
            group
                .iter()
                .filter(|name| fits(name))
                .map(move |name| (group, name.toned.len()))
        })
        .max_by_key(|(_, words)| *words)
        .map(|(names, words)| Found { names, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_in_one_group_only() {
        let mut all: Vec<&str> = GROUPS
            .iter()
            .flat_map(|group| group.iter().copied())
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(GROUPS.iter().all(|group| group.len() > 1));
    }
}
