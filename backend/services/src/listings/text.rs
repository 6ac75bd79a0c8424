//! The searchable text of a listing.

use shared::places::places;
use shared::search::PLACE_WORDS;
use shared::text::{fold, toned};
use store::fts::ListingText;

/// What the text is made of.
pub(super) struct Source<'a> {
    /// Name of the good.
    pub name: &'a str,
    /// Everything else, in no order: cooperative, category, description, the English name.
    pub others: Vec<&'a str>,
    /// The communes it is tied to: of the goods and of the cooperative.
    pub wards: [&'a str; 2],
}

/// Name and body in both spellings. Places count under their present and their former names, and each of their names
/// is one word, as [`shared::search`] looks for them.
pub(super) fn listing_text(source: &Source<'_>) -> ListingText {
    let others = source.others.join(", ");
    let mut names: Vec<&str> = Vec::new();
    let places = places();
    for code in source.wards {
        if let Some(ward) = places.ward(code) {
            names.push(ward.name);
            names.extend(places.province_of(ward).map(|province| province.name));
        }
        names.extend(places.former_names(code));
    }
    names.sort_unstable();
    names.dedup();
    let body = |spell: fn(&str) -> String| {
        let mut words = vec![spell(&others)];
        words.extend(names.iter().map(|name| one_word(&spell(name))));
        words.join(" ")
    };
    ListingText {
        name_toned: toned(source.name),
        name_folded: fold(source.name),
        body_toned: body(toned),
        body_folded: body(fold),
    }
}

/// A name without its spaces, unless it is longer than names are looked for.
fn one_word(name: &str) -> String {
    if name.split(' ').count() > PLACE_WORDS {
        name.to_owned()
    } else {
        name.replace(' ', "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_places_are_in_the_body() {
        let hits = places().search("Chi Lăng, Lạng Sơn", 1);
        let code = hits.first().expect("a commune").code.clone();
        let text = listing_text(&Source {
            name: "Na  Chi Lăng",
            others: vec!["HTX Đồng Mỏ"],
            wards: [&code, &code],
        });
        assert_eq!(text.name_toned, "na chi lăng");
        assert_eq!(text.name_folded, "na chi lang");
        assert!(
            text.body_toned.contains("htx đồng mỏ"),
            "{}",
            text.body_toned
        );
        assert!(text.body_folded.contains("langson"), "{}", text.body_folded);
    }
}
