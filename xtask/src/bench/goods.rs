//! What there is to ask for and to buy, found out over the public API and pages.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::http::{Client, escape};

/// How many products the product page and the orders are measured over.
const PRODUCTS: usize = 500;
/// Most products one page of the API gives.
const PAGE: usize = 100;

/// Addresses and goods of the filled market.
pub struct Goods {
    /// Paths of category pages.
    pub categories: Vec<String>,
    /// Paths of product pages.
    pub products: Vec<String>,
    /// Paths of searches as people type them with marks.
    pub marked: Vec<String>,
    /// The same searches without marks.
    pub unmarked: Vec<String>,
    /// Goods to order.
    pub variants: Vec<Variant>,
}

/// Something to order.
#[derive(Clone)]
pub struct Variant {
    pub id: String,
    /// Id of its cooperative, when it is of one.
    pub cooperative: String,
    /// Smallest quantity, in thousandths of the sale unit.
    pub step: i64,
    /// What is left, in thousandths of the sale unit.
    pub available: i64,
    /// Path of its product in the API.
    pub product: String,
}

impl Goods {
    /// Asks the server.
    pub fn find(client: &mut Client) -> Result<Self> {
        let listed = list_products(client)?;
        let slugs: Vec<&str> = listed
            .iter()
            .filter_map(|item| item["slug"].as_str())
            .collect();
        let marked = queries(&listed);
        let unmarked = marked
            .iter()
            .map(|query| without_marks(query))
            .collect::<Vec<_>>();
        let search = |queries: &[String]| {
            queries
                .iter()
                .map(|query| format!("/tim?q={}", escape(query)))
                .collect()
        };
        let mut variants = Vec::new();
        for slug in &slugs {
            variants.extend(variants_of(client, &format!("/api/v1/products/{slug}"))?);
        }
        Ok(Self {
            categories: categories(client)?,
            products: slugs.iter().map(|slug| format!("/p/{slug}")).collect(),
            marked: search(&marked),
            unmarked: search(&unmarked),
            variants,
        })
    }

    /// Pairs of well-stocked variants of two cooperatives.
    pub fn pairs(&self) -> Vec<[Variant; 2]> {
        let stocked: Vec<&Variant> = self
            .variants
            .iter()
            .filter(|variant| variant.available >= 20 * variant.step)
            .collect();
        let (mut pairs, mut used) = (Vec::new(), BTreeSet::new());
        for (index, one) in stocked.iter().enumerate() {
            if used.contains(&one.id) {
                continue;
            }
            let other = stocked[index + 1..]
                .iter()
                .find(|other| other.cooperative != one.cooperative && !used.contains(&other.id));
            if let Some(other) = other {
                used.extend([&one.id, &other.id]);
                pairs.push([(*one).clone(), (*other).clone()]);
            }
        }
        pairs
    }
}

/// A ward of the first province that has one with this name; the goods must go somewhere.
pub fn ward(client: &mut Client) -> Result<String> {
    let wards = client.json(&format!("/api/v1/wards?limit=5&q={}", escape("Ba Đình")))?;
    let items = wards["items"].as_array().or(wards.as_array());
    let code = items
        .into_iter()
        .flatten()
        .find_map(|ward| text(&ward["code"]));
    code.context("GET /api/v1/wards finds no ward named Ba Đình")
}

/// The variants of one product as they stand now.
pub fn variants_of(client: &mut Client, path: &str) -> Result<Vec<Variant>> {
    let product = client.json(path)?;
    let cooperative = text(&product["cooperative"]["id"]).unwrap_or_default();
    let variant = |variant: &Value| {
        Some(Variant {
            id: text(&variant["id"])?,
            cooperative: cooperative.clone(),
            step: thousandths(&variant["step"])?.max(1),
            available: thousandths(&variant["available"])?,
            product: path.to_owned(),
        })
    };
    Ok(product["variants"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(variant)
        .collect())
}

/// A quantity of the API from thousandths.
pub fn quantity(thousandths: i64) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn list_products(client: &mut Client) -> Result<Vec<Value>> {
    let (mut items, mut cursor) = (Vec::new(), None::<String>);
    while items.len() < PRODUCTS {
        let after = cursor
            .as_ref()
            .map_or_else(String::new, |cursor| format!("&cursor={}", escape(cursor)));
        let page = client.json(&format!("/api/v1/products?limit={PAGE}{after}"))?;
        items.extend(page["items"].as_array().cloned().unwrap_or_default());
        cursor = text(&page["next_cursor"]);
        if cursor.is_none() {
            break;
        }
    }
    if items.is_empty() {
        bail!("GET /api/v1/products is empty");
    }
    items.truncate(PRODUCTS);
    Ok(items)
}

fn categories(client: &mut Client) -> Result<Vec<String>> {
    let home = client.page("/")?;
    let links = home
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let paths: BTreeSet<String> = links
        .filter(|link| link.starts_with("/danh-muc/") && !link.contains('?'))
        .map(str::to_owned)
        .collect();
    let paths: Vec<String> = paths
        .into_iter()
        .filter(|path| client.page(path).is_ok_and(|page| page.contains("/p/")))
        .collect();
    if paths.is_empty() {
        bail!("the home page links to no category with goods");
    }
    Ok(paths)
}

/// One and two words out of real names, as people search.
fn queries(products: &[Value]) -> Vec<String> {
    let mut queries = BTreeSet::new();
    for name in products.iter().filter_map(|item| item["name"].as_str()) {
        let letters = |word: &&str| word.chars().all(char::is_alphabetic);
        let words: Vec<String> = name
            .split_whitespace()
            .filter(letters)
            .map(str::to_lowercase)
            .collect();
        for pair in words.windows(2) {
            queries.insert(pair.join(" "));
        }
        queries.extend(words.first().cloned());
    }
    queries.into_iter().collect()
}

fn without_marks(query: &str) -> String {
    query
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn thousandths(value: &Value) -> Option<i64> {
    let text = text(value)?;
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    Some(whole.parse::<i64>().ok()? * 1000 + part.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{quantity, thousandths, without_marks};

    #[test]
    fn quantities_survive_the_round_trip() {
        for text in ["1", "0.5", "12.25", "0.001", "200"] {
            assert_eq!(
                thousandths(&json!(text)).map(quantity).as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn marks_fall() {
        assert_eq!(
            without_marks("gà đồi chè shan tuyết"),
            "ga doi che shan tuyet"
        );
    }
}
