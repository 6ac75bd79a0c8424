//! The searchable text of a listing.

use shared::places::places;
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

/// Name and body in both spellings. Places count under their present and their former names.
pub(super) fn listing_text(source: &Source<'_>) -> ListingText {
    let mut body: Vec<&str> = source.others.clone();
    let places = places();
    for (at, code) in source.wards.iter().enumerate() {
        if at > 0 && source.wards.first() == Some(code) {
            continue;
        }
        if let Some(ward) = places.ward(code) {
            body.push(ward.name);
            body.extend(places.province_of(ward).map(|province| province.name));
        }
        body.extend(places.former_names(code));
    }
    // A comma keeps words of different names from being read as one phrase by people; the index sees spaces.
    let body = body.join(", ");
    ListingText {
        name_toned: toned(source.name),
        name_folded: fold(source.name),
        body_toned: toned(&body),
        body_folded: fold(&body),
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
        assert!(
            text.body_folded.contains("lang son"),
            "{}",
            text.body_folded
        );
    }
}
