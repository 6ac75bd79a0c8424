//! A slip of the pen in a file is named, with its place and what to do: none is taken for something else.

use super::wire::BY_HAND;
use super::*;

/// Places and codes of the mistakes of the case with one change.
fn mistakes(right: &str, wrong: &str) -> Vec<(String, String)> {
    assert!(BY_HAND.contains(right), "{right}");
    let found = Snapshot::from_json(&BY_HAND.replacen(right, wrong, 1));
    let found = found.expect_err(wrong);
    assert!(found.iter().all(|e| !e.message.is_empty()));
    found.into_iter().map(|e| (e.path, e.code)).collect()
}

fn one(right: &str, wrong: &str, path: &str, code: &str) {
    let found = mistakes(right, wrong);
    assert_eq!(found, [(path.to_owned(), code.to_owned())], "{wrong}");
}

#[test]
fn places_are_in_vietnam_and_in_their_province() {
    let point = "\"province_code\": \"01\", \"lat\": 21.03, \"lon\": 105.85";
    let at = |place: &str, field: &str, code: &str| {
        one(point, place, &format!("destination.{field}"), code);
    };
    at(
        "\"province_code\": \"01\", \"lat\": 105.85, \"lon\": 21.03",
        "lat",
        "outside_vietnam",
    );
    at(
        "\"province_code\": \"01\", \"lat\": 48.85, \"lon\": 2.35",
        "lat",
        "outside_vietnam",
    );
    at(
        "\"province_code\": \"XX\", \"lat\": 21.03, \"lon\": 105.85",
        "province_code",
        "unknown_province",
    );
    at(
        "\"province_code\": \"01\", \"lat\": 21.03",
        "lon",
        "required",
    );
    at(
        "\"ward_code\": \"99999\", \"province_code\": \"01\", \"lat\": 21.03, \"lon\": 105.85",
        "ward_code",
        "unknown_ward",
    );
    at(
        "\"ward_code\": \"06463\", \"province_code\": \"01\"",
        "province_code",
        "other_province",
    );
    one(
        point,
        "\"province_code\": \"01\"",
        "destination",
        "required",
    );
    let exact = BY_HAND.replacen(
        point,
        "\"ward_code\": \"06463\", \"lat\": 21.7, \"lon\": 106.6",
        1,
    );
    let place = Snapshot::from_json(&exact).map(|s| s.destination);
    let place = place.expect("a point in a commune").expect("a place");
    assert_eq!(
        (place.province_code.as_str(), place.point.lat),
        ("20", 21.7)
    );
}

#[test]
fn claims_are_what_they_say() {
    for wrong in [
        "ocop:4sao",
        "ocop: 4",
        "ocop:4.0",
        "ocop:300",
        "ocop:2",
        "ocop:",
    ] {
        one("ocop:4", wrong, "lines[0].claims[0]", "unknown_stars");
    }
    one(
        "\"ocop:4\"",
        "{\"kind\": \"ocop\", \"stars\": 6}",
        "lines[0].claims[0]",
        "unknown_stars",
    );
    one("mark:Chi Lăng", "mark:", "lines[0].claims[1]", "required");
    one("ocop:4", "vietgap:3", "lines[0].claims[0]", "malformed");
    let numbered =
        Snapshot::from_json(&BY_HAND.replace("mark:Chi Lăng", "mark:4")).expect("a name");
    assert_eq!(numbered.lines[0].claims[1].mark.as_deref(), Some("4"));
    assert_eq!(Snapshot::from_json(&numbered.to_json()), Ok(numbered));
    let any = Snapshot::from_json(&BY_HAND.replace("ocop:4", "ocop")).expect("any stars");
    assert_eq!(any.lines[0].claims[0].stars, None);
}

#[test]
fn nothing_stands_twice() {
    let twice =
        "\"cooperatives\": [{\"id\": \"a\"}, {\"id\": \"a\", \"paused\": true}], \"offers\"";
    one("\"offers\"", twice, "cooperatives[1].id", "duplicate");
    one(
        "{ \"cooperative\": \"c\"",
        "{ \"id\": \"offer-1\", \"cooperative\": \"c\"",
        "offers[2].id",
        "duplicate",
    );
    let lines = "\"lines\": [{ \"id\": \"line-2\", \"item\": \"hồi\", \"quantity\": 1 }, ";
    one("\"lines\": [", lines, "lines[1].id", "duplicate");
    let found = Snapshot::from_json(
        &BY_HAND.replace("\"quantity\": 10,", "\"quantity\": 10, \"quantity\": 1,"),
    );
    let found = found.expect_err("two quantities");
    assert_eq!(found[0].code, "not_json");
    assert!(
        found[0].message.contains("“quantity” có hai lần"),
        "{}",
        found[0].message
    );
}

#[test]
fn numbers_are_possible() {
    one(
        "\"price\": 80000",
        "\"price\": -1",
        "lines[0].price",
        "negative",
    );
    one(
        "\"price\": 80000",
        "\"price\": 80000.5",
        "lines[0].price",
        "malformed",
    );
    one(
        "\"price\": 80000",
        "\"price\": 1e30",
        "lines[0].price",
        "malformed",
    );
    one(
        "\"class\": \"P1\"",
        "\"weight_g\": -5",
        "offers[0].weight_g",
        "negative",
    );
    one("\"5.5\"", "0", "lines[0].quantity", "zero");
    one("\"5.5\"", "\" 5.5 \"", "lines[0].quantity", "not_a_number");
    one("\"step\": 0.5", "\"step\": 0", "lines[0].step", "zero");
    one(
        "\"class\": \"P1\"",
        "\"step\": \"0\"",
        "offers[0].step",
        "zero",
    );
    let price = BY_HAND.replace("80000", "80000.0");
    assert_eq!(Snapshot::from_json(&price), Snapshot::from_json(BY_HAND));
}

#[test]
fn what_is_missing_is_said_once() {
    one(
        "\"format\": \"chophien.routing/1\",",
        "",
        "format",
        "required",
    );
    one(
        "\"ordered_at\": \"2026-08-12T09:00:00+07:00\",",
        "",
        "ordered_at",
        "required",
    );
    one(
        "\"item\": \"na\", \"quantity\": \"5.5\"",
        "\"item\": \"\", \"quantity\": \"5.5\"",
        "lines[0].item",
        "required",
    );
    one(
        "\"price\": 80000",
        "\"price\": null",
        "lines[0].price",
        "null",
    );
    one(
        "\"excluded\"",
        "\"cooperative\": \"z\", \"excluded\"",
        "lines[0].cooperative",
        "unknown_cooperative",
    );
    one(
        "\"to\": \"2026-08-11\"",
        "\"from\": \"2026-08-12\", \"to\": \"2026-08-11\"",
        "offers[0].certificates[0].to",
        "before_start",
    );
}

#[test]
fn units_have_a_code_and_a_word() {
    let unit = |unit: &str| {
        let text = BY_HAND.replace("\"price\"", &format!("\"unit\": \"{unit}\", \"price\""));
        let text = text
            .replace("\"5.5\"", "5")
            .replace("0.5", "1")
            .replace("20,5", "20");
        Snapshot::from_json(&text)
            .map(|s| s.lines[0].unit)
            .map_err(|e| e[0].code.clone())
    };
    assert_eq!(unit("tui"), Ok(Unit::Tui));
    assert_eq!(unit("túi"), Ok(Unit::Tui));
    assert_eq!(unit("TUI"), Err("unknown_unit".to_owned()));
}

#[test]
fn a_mark_of_the_encoding_is_no_mistake() {
    let marked = format!("\u{feff}{BY_HAND}");
    assert_eq!(Snapshot::from_json(&marked), Snapshot::from_json(BY_HAND));
}

#[test]
fn weights_of_ones_own_are_told_apart() {
    let version = |weights: &str| {
        let text = BY_HAND.replacen(
            "\"lines\"",
            &format!("\"weights\": {weights}, \"lines\""),
            1,
        );
        Snapshot::from_json(&text).expect("weights").weights.version
    };
    assert_eq!(version("{}"), "2026-11");
    assert_eq!(version("{\"parcel\": 40000}"), "2026-11");
    assert_eq!(version("{\"parcel\": 1}"), "2026-11+");
    assert_eq!(
        version("{\"parcel\": 1, \"version\": \"2026-11\"}"),
        "2026-11+"
    );
    assert_eq!(version("{\"parcel\": 1, \"version\": \"tet\"}"), "tet");
}
