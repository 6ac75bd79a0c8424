//! Which category of a channel our goods probably belong to. A proposal: a person corrects it once, then it is kept.

use std::collections::BTreeSet;

use crate::canonical::Category;
use crate::text::fold;

/// A proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess<'a> {
    /// The channel's category.
    pub category: &'a Category,
    /// 1 to 100.
    pub confidence: u8,
}

/// Words that say nothing about what something is.
const EMPTY: &[&str] = &[
    "va", "cac", "loai", "khac", "san", "pham", "do", "hang", "the",
];

/// Up to `most` categories that may hold listings, the likeliest first. `names` are our category and those above it, the
/// nearest first; `product` is the name of the good.
#[must_use]
pub fn guess<'a>(
    names: &[&str],
    product: &str,
    categories: &'a [Category],
    most: usize,
) -> Vec<Guess<'a>> {
    let ours: Vec<BTreeSet<String>> = names.iter().map(|name| words(name)).collect();
    let product = words(product);
    let mut found: Vec<Guess<'a>> = categories
        .iter()
        .filter(|category| category.leaf)
        .filter_map(|category| {
            let confidence = likeness(&ours, &product, &category.path);
            (confidence > 0).then_some(Guess {
                category,
                confidence,
            })
        })
        .collect();
    found.sort_by(|a, b| {
        let key = |guess: &Guess<'a>| {
            (
                std::cmp::Reverse(guess.confidence),
                guess.category.path.len(),
            )
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| a.category.id.cmp(&b.category.id))
    });
    found.truncate(most);
    found
}

fn words(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() > 1 && !EMPTY.contains(word))
        .map(str::to_owned)
        .collect()
}

/// The last name of the path counts most, and of it how much our words cover.
fn likeness(ours: &[BTreeSet<String>], product: &BTreeSet<String>, path: &str) -> u8 {
    let parts: Vec<&str> = path.split(['>', '/']).collect();
    let Some((last, above)) = parts.split_last() else {
        return 0;
    };
    let (leaf, above) = (words(last), words(&above.join(" ")));
    let share = |words: &BTreeSet<String>, of: &BTreeSet<String>, most: usize| {
        most * words.intersection(of).count() / of.len().max(1)
    };
    let mut points = share(product, &leaf, 30);
    for (depth, name) in ours.iter().enumerate() {
        let most = 60 >> depth.min(4);
        points += share(name, &leaf, most).max(share(name, &above, most / 3));
    }
    u8::try_from(points.min(100)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(id: &str, path: &str, leaf: bool) -> Category {
        Category {
            id: id.to_owned(),
            parent: None,
            path: path.to_owned(),
            leaf,
            attributes: Vec::new(),
        }
    }

    #[test]
    fn fruit_goes_to_fruit_and_tea_to_tea() {
        let all = [
            category("1", "Thực phẩm", false),
            category("2", "Thực phẩm > Trái cây tươi", true),
            category("3", "Thực phẩm > Đồ uống > Trà", true),
            category("4", "Nhà cửa > Cây cảnh", true),
        ];
        let first = |names: &[&str], product: &str| {
            guess(names, product, &all, 3)
                .first()
                .map(|guess| guess.category.id.clone())
        };
        assert_eq!(first(&["Trái cây"], "Na Chi Lăng").as_deref(), Some("2"));
        assert_eq!(first(&["Trà, chè"], "Trà Shan Tuyết").as_deref(), Some("3"));
        assert_eq!(guess(&["Mật ong"], "Mật ong bạc hà", &all, 3), []);
    }
}
