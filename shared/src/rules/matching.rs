//! Which of the items that stand on a channel already are which of ours. One to one, the same answer every time; an SKU
//! settles it, otherwise name, price and unit make a proposal that a person accepts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::money::Vnd;
use crate::text::fold;

/// A unit of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ours {
    /// Our SKU.
    pub sku: String,
    /// Product and pack: `Na Chi Lăng thùng 3 kg`.
    pub name: String,
    /// Its price.
    pub price: Vnd,
}

/// A unit that stands on the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// The channel's keys of item and variant.
    pub key: (String, String),
    /// The SKU there; empty when none was given.
    pub sku: String,
    /// Title and variant there.
    pub name: String,
    /// Its price there.
    pub price: Vnd,
}

/// Why two are taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The same SKU.
    Sku,
    /// The same words.
    Name,
    /// Most of the words.
    MostWords,
    /// The same price.
    Price,
    /// The price is within a fifth.
    NearPrice,
    /// The same amount: `3 kg`, `500 g`.
    Amount,
}

/// A pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of ours.
    pub ours: usize,
    /// Index of theirs.
    pub theirs: usize,
    /// 1 to 100; 100 only for the same SKU.
    pub confidence: u8,
    /// What speaks for it.
    pub because: Vec<Because>,
}

/// Proposals below this are not made.
pub const LEAST: u8 = 60;

/// Pairs them, the surest first.
#[must_use]
pub fn pairs(ours: &[Ours], theirs: &[Theirs]) -> Vec<Pair> {
    let known: Vec<Words> = ours.iter().map(|one| words(&one.name)).collect();
    let there: Vec<Words> = theirs.iter().map(|one| words(&one.name)).collect();
    let mut all = by_sku(ours, theirs);
    let taken: BTreeSet<usize> = all.iter().map(|pair| pair.ours).collect();
    let gone: BTreeSet<usize> = all.iter().map(|pair| pair.theirs).collect();
    // Only items that share a word are compared: thousands against thousands stay quick.
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, words) in there.iter().enumerate().filter(|(n, _)| !gone.contains(n)) {
        for word in &words.all {
            index.entry(word).or_default().push(n);
        }
    }
    for (n, words) in known.iter().enumerate().filter(|(n, _)| !taken.contains(n)) {
        let near: BTreeSet<usize> = words
            .all
            .iter()
            .filter_map(|word| index.get(word.as_str()))
            .flatten()
            .copied()
            .collect();
        for m in near {
            let (Some(mine), Some(other), Some(there)) = (ours.get(n), theirs.get(m), there.get(m))
            else {
                continue;
            };
            let (confidence, because) = score((mine, words), (other, there));
            if confidence >= LEAST {
                all.push(Pair {
                    ours: n,
                    theirs: m,
                    confidence,
                    because,
                });
            }
        }
    }
    one_to_one(all)
}

/// The same SKU, once on either side: two units with one SKU settle nothing.
fn by_sku(ours: &[Ours], theirs: &[Theirs]) -> Vec<Pair> {
    let key = |sku: &str| sku.trim().to_ascii_uppercase();
    let mut mine: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, one) in ours.iter().enumerate() {
        mine.entry(key(&one.sku)).or_default().push(n);
    }
    let mut there: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, one) in theirs.iter().enumerate() {
        there.entry(key(&one.sku)).or_default().push(n);
    }
    let single = |sku: &String| !sku.is_empty();
    mine.iter()
        .filter(|(sku, _)| single(sku))
        .filter_map(
            |(sku, at)| match (at.as_slice(), there.get(sku)?.as_slice()) {
                ([ours], [theirs]) => Some(Pair {
                    ours: *ours,
                    theirs: *theirs,
                    confidence: 100,
                    because: vec![Because::Sku],
                }),
                _ => None,
            },
        )
        .collect()
}

struct Words {
    all: BTreeSet<String>,
    /// Grams or millilitres named in it.
    amount: Option<i64>,
}

fn words(name: &str) -> Words {
    let folded = fold(name);
    let mut amount = None;
    let mut all = BTreeSet::new();
    let mut before: Option<String> = None;
    let split = |c: char| !(c.is_ascii_alphanumeric() || c == '.');
    for word in folded
        .replace(',', ".")
        .split(split)
        .filter(|w| !w.is_empty())
    {
        let (number, unit) = word.split_at(
            word.find(|c: char| c.is_ascii_alphabetic())
                .unwrap_or(word.len()),
        );
        let (number, unit) = if number.is_empty() {
            (before.take().unwrap_or_default(), word)
        } else {
            before = Some(number.to_owned());
            (number.to_owned(), unit)
        };
        amount = amount.or_else(|| measured(&number, unit));
        all.insert(word.to_owned());
    }
    Words { all, amount }
}

/// `0.5` and `kg` are 500.
fn measured(number: &str, unit: &str) -> Option<i64> {
    let times = match unit {
        "kg" | "l" | "lit" => 1_000,
        "g" | "gr" | "gram" | "ml" => 1,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: i64 = whole.parse().ok()?;
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    let part: i64 = digits.parse().ok()?;
    (whole < 100_000).then(|| (whole * 1_000 + part) * times / 1_000)
}

fn score((ours, a): (&Ours, &Words), (theirs, b): (&Theirs, &Words)) -> (u8, Vec<Because>) {
    let mut because = Vec::new();
    let shared = a.all.intersection(&b.all).count();
    let smaller = a.all.len().min(b.all.len()).max(1);
    let larger = a.all.len().max(b.all.len()).max(1);
    // Another amount is another pack, however alike the rest is.
    if a.amount.zip(b.amount).is_some_and(|(a, b)| a != b) {
        return (0, because);
    }
    let mut points = if shared == larger {
        because.push(Because::Name);
        60
    } else if shared * 10 >= smaller * 7 && shared >= 2 {
        because.push(Because::MostWords);
        40
    } else {
        return (0, because);
    };
    let (mine, other) = (ours.price.0, theirs.price.0);
    if mine == other {
        because.push(Because::Price);
        points += 25;
    } else if mine > 0 && (mine - other).saturating_abs().saturating_mul(5) <= mine {
        because.push(Because::NearPrice);
        points += 12;
    }
    if a.amount.is_some() && a.amount == b.amount {
        because.push(Because::Amount);
        points += 12;
    }
    (points, because)
}

fn one_to_one(mut all: Vec<Pair>) -> Vec<Pair> {
    all.sort_by_key(|pair| (std::cmp::Reverse(pair.confidence), pair.ours, pair.theirs));
    let (mut mine, mut there) = (BTreeSet::new(), BTreeSet::new());
    all.retain(|pair| {
        let free = !mine.contains(&pair.ours) && !there.contains(&pair.theirs);
        if free {
            mine.insert(pair.ours);
            there.insert(pair.theirs);
        }
        free
    });
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ours(sku: &str, name: &str, price: i64) -> Ours {
        Ours {
            sku: sku.to_owned(),
            name: name.to_owned(),
            price: Vnd(price),
        }
    }

    fn theirs(n: usize, sku: &str, name: &str, price: i64) -> Theirs {
        Theirs {
            key: (n.to_string(), String::new()),
            sku: sku.to_owned(),
            name: name.to_owned(),
            price: Vnd(price),
        }
    }

    #[test]
    fn the_sku_settles_it() {
        let pairs = pairs(
            &[ours("NA-3KG", "Na Chi Lăng thùng 3 kg", 250_000)],
            &[theirs(0, " na-3kg", "Mãng cầu dai", 1)],
        );
        assert_eq!(pairs.first().map(|pair| pair.confidence), Some(100));
    }

    #[test]
    fn the_same_sku_twice_settles_nothing() {
        let mine = [ours("X", "Chè Shan Tuyết gói 200 g", 90_000)];
        let there = [
            theirs(0, "X", "Bưởi", 1_000),
            theirs(1, "X", "Mật ong", 1_000),
        ];
        assert_eq!(pairs(&mine, &there), []);
    }

    #[test]
    fn names_without_marks_and_prices_propose_and_packs_part() {
        let mine = [
            ours("A", "Chè Shan Tuyết gói 200 g", 90_000),
            ours("B", "Chè Shan Tuyết gói 500 g", 200_000),
        ];
        let there = [
            theirs(0, "", "CHE SHAN TUYET goi 500g", 200_000),
            theirs(1, "", "che shan tuyet goi 0.2kg", 92_000),
        ];
        let found = pairs(&mine, &there);
        let who: Vec<_> = found.iter().map(|pair| (pair.ours, pair.theirs)).collect();
        assert!(who.contains(&(1, 0)), "{found:?}");
        assert!(!who.contains(&(0, 0)));
        assert!(found.iter().all(|pair| pair.confidence < 100));
    }

    proptest! {
        #[test]
        fn one_to_one_and_the_same_every_time(names in proptest::collection::vec("(na|che|gao|mat)( (chi|shan|ong|nep)){1,3}", 1..8),
            prices in proptest::collection::vec(1_i64..4, 8)) {
            let mine: Vec<Ours> = names.iter().zip(&prices).map(|(name, price)| ours("", name, *price)).collect();
            let there: Vec<Theirs> = names.iter().rev().enumerate().map(|(n, name)| theirs(n, "", name, 1)).collect();
            let found = pairs(&mine, &there);
            let a: BTreeSet<_> = found.iter().map(|pair| pair.ours).collect();
            let b: BTreeSet<_> = found.iter().map(|pair| pair.theirs).collect();
            prop_assert!(a.len() == found.len() && b.len() == found.len());
            prop_assert_eq!(pairs(&mine, &there), found);
        }
    }
}
