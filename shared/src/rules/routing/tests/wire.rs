//! The JSON format: what is written can be read again, and mistakes are named.

use super::dice::Dice;
use super::*;

pub const BY_HAND: &str = r#"{
  "format": "chophien.routing/1",
  "note": "Hai hợp tác xã, 5,5 kg na",
  "ordered_at": "2026-08-12T09:00:00+07:00",
  "destination": { "province_code": "01", "lat": 21.03, "lon": 105.85 },
  "lines": [{ "item": "na", "quantity": "5.5", "step": 0.5, "price": 80000, "claims": ["ocop:4", "mark:Chi Lăng"], "excluded": ["c"] }],
  "offers": [
    { "cooperative": "a", "item": "na", "quantity": 10, "class": "P1",
      "certificates": [{ "kind": "ocop", "stars": 4, "to": "2026-08-11" }] },
    { "cooperative": "b", "item": "na", "quantity": "20,5", "season": { "main": [7, 8], "minor": [9] },
      "certificates": [{ "kind": "ocop", "stars": 4 }, { "kind": "mark", "mark": "CHI LANG" }],
      "distance_km": 160, "lots": [{ "quantity": 4, "expires_on": "2026-08-30" }] },
    { "cooperative": "c", "item": "na", "quantity": 1 }
  ]
}"#;

#[test]
fn a_case_written_by_hand_is_planned() {
    let snapshot = Snapshot::from_json(BY_HAND).expect("it is right");
    assert_eq!(snapshot.lines[0].quantity, 5500);
    assert_eq!(snapshot.cooperatives.len(), 3);
    assert_eq!(codes(&snapshot), ["too_far", "chosen", "declined"]);
    let plan = plan(&snapshot);
    let json: serde_json::Value = serde_json::from_str(&plan.to_json(&snapshot)).expect("json");
    assert_eq!(json["parcels"][0]["lines"][0]["quantity"], "5.5");
    assert_eq!(json["parcels"][0]["lines"][0]["lots"][0]["quantity"], "4");
    assert_eq!(json["candidates"][2]["vi"], "c đã báo không làm được");
    assert_eq!(json["candidates"][1]["numbers"]["quantity"], "5.5");
}

#[test]
fn what_is_written_can_be_read_again() {
    for seed in 0..500 {
        let mut snapshot = Dice::new(seed).snapshot(4, 6);
        for offer in &mut snapshot.offers {
            // A paper that ends before it begins is a mistake of the file.
            let in_order = |p: &Proof| p.from.zip(p.to).is_none_or(|(from, to)| from <= to);
            offer.certificates.retain(in_order);
        }
        let text = snapshot.to_json();
        let again = Snapshot::from_json(&text).expect("written by us");
        assert_eq!(again.to_json(), text);
        let (first, second) = (plan(&snapshot), plan(&again));
        assert_eq!(
            first.to_json(&snapshot),
            second.to_json(&again),
            "seed {seed}"
        );
    }
}

#[test]
fn mistakes_are_named_with_their_place() {
    let mistakes = |text: &str| -> Vec<(String, String)> {
        let found = Snapshot::from_json(text).expect_err("it is wrong");
        assert!(found.iter().all(|e| !e.message.is_empty()));
        found.into_iter().map(|e| (e.path, e.code)).collect()
    };
    let found = |path: &str, code: &str| (path.to_owned(), code.to_owned());
    assert_eq!(mistakes("[1,")[0], found("", "not_json"));
    assert_eq!(mistakes("[]")[0], found("", "not_an_object"));
    for (right, wrong, path, code) in [
        ("\"step\"", "\"stepp\"", "lines[0].stepp", "unknown_field"),
        ("\"5.5\"", "\"5.5555\"", "lines[0].quantity", "too_precise"),
        ("\"5.5\"", "-1", "lines[0].quantity", "negative"),
        (
            "\"ocop:4\"",
            "\"ocpo:4\"",
            "lines[0].claims[0]",
            "unknown_certificate",
        ),
        ("\"P1\"", "\"P9\"", "offers[0].class", "unknown_class"),
        (
            "[7, 8]",
            "[7, 13]",
            "offers[1].season.main[1]",
            "unknown_month",
        ),
        (
            "2026-08-30",
            "2026-02-30",
            "offers[1].lots[0].expires_on",
            "malformed",
        ),
        ("09:00:00+07:00", "9h", "ordered_at", "malformed"),
        ("routing/1", "routing/2", "format", "unknown_format"),
        (
            "\"province_code\": \"01\"",
            "\"ward_code\": \"99999\"",
            "destination.ward_code",
            "unknown_ward",
        ),
        (
            "\"item\": \"na\", \"quantity\": 1 ",
            "\"quantity\": 1 ",
            "offers[2].item",
            "required",
        ),
        (
            "\"note\"",
            "\"strategy\": \"best\", \"note\"",
            "strategy",
            "unknown_strategy",
        ),
        (
            "\"note\"",
            "\"weights\": {\"parcel\": -1}, \"note\"",
            "weights.parcel",
            "negative",
        ),
    ] {
        assert!(BY_HAND.contains(right), "{right}");
        assert_eq!(
            mistakes(&BY_HAND.replacen(right, wrong, 1)),
            [found(path, code)],
            "{wrong}"
        );
    }
}

#[test]
fn moments_of_any_offset_are_the_same() {
    let at = |text: &str| {
        Snapshot::from_json(&BY_HAND.replace("2026-08-12T09:00:00+07:00", text))
            .map(|s| s.ordered_at)
    };
    let same = at("2026-08-12T02:00:00Z").expect("a moment");
    assert_eq!(at("2026-08-12T09:00+07:00"), Ok(same));
    assert_eq!(at("2026-08-11T21:00:00.000-05:00"), Ok(same));
    assert_eq!(at("2026-08-12T02:00:00.25Z"), Ok(same.plus_ms(250)));
}
