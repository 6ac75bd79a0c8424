//! Names people type, and what they must find.

use std::time::Instant;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::word::words;
use super::{WardHit, places};
use crate::text::fold;

fn first(query: &str) -> WardHit {
    let hits = places().search(query, 10);
    hits.into_iter()
        .next()
        .unwrap_or_else(|| panic!("{query}: nothing found"))
}

fn codes(query: &str) -> Vec<String> {
    places()
        .search(query, 10)
        .into_iter()
        .map(|hit| hit.code)
        .collect()
}

#[test]
fn the_files_hold_what_their_readme_says() {
    let places = places();
    assert_eq!(places.provinces().len(), 34);
    assert_eq!(places.wards().len(), 3_321);
    assert_eq!(places.former_provinces().len(), 63);
    assert!(
        places
            .wards()
            .iter()
            .all(|ward| places.province_of(ward).is_some())
    );
    assert!(
        places
            .wards()
            .iter()
            .all(|ward| (7.0..24.0).contains(&ward.point.lat))
    );
    assert!(
        places
            .provinces()
            .iter()
            .all(|province| province.seat.lat > 0.0 && !province.seat_name.is_empty())
    );
    assert!(
        places
            .former_provinces()
            .iter()
            .all(|former| places.province(former.province_code).is_some())
    );
}

#[test]
fn names_in_force_come_first() {
    for (query, code) in [
        ("cầu giấy", "00166"),
        ("cau giay ha noi", "00166"),
        ("phường Cầu Giấy, TP HN", "00166"),
        ("cầu giấy hanoi", "00166"),
        ("xã Chi Lăng", "06463"),
        ("chi lang lang son", "06463"),
        ("Sông Mã", "04168"),
        ("song ma son la", "04168"),
        ("chiềng an", "03664"),
        ("Lạc Thủy, Hòa Bình", "05392"),
        ("lac thuy phu tho", "05392"),
        ("Lạc Thuỷ", "05392"),
        ("sai gon", "26740"),
        ("ben thanh q1 hcm", "26743"),
    ] {
        assert_eq!(first(query).code, code, "{query}");
    }
    assert_eq!(first("phường Hòa Bình, Phú Thọ").code, "04795");
    assert_eq!(first("cau giay").matched_old_name, None);
    let ward = places().ward(&first("cau giay").code).expect("a ward");
    assert_eq!(places().label(ward), "Phường Cầu Giấy, Hà Nội");
    assert_eq!(places().address(ward), "phường Cầu Giấy, Hà Nội");
}

#[test]
fn former_names_lead_to_the_communes_they_became() {
    let hit = first("dich vong");
    assert_eq!(hit.name, "Cầu Giấy");
    assert_eq!(
        hit.matched_old_name.as_deref(),
        Some("phường Dịch Vọng, quận Cầu Giấy")
    );
    assert!(hit.only_part);

    let hit = first("thị trấn Đồng Mỏ");
    assert_eq!((hit.code.as_str(), hit.only_part), ("06463", false));
    assert_eq!(
        hit.matched_old_name.as_deref(),
        Some("thị trấn Đồng Mỏ, huyện Chi Lăng")
    );

    let hit = first("p. dịch vọng hậu");
    assert_eq!(
        hit.matched_old_name.as_deref(),
        Some("phường Dịch Vọng Hậu, quận Cầu Giấy")
    );

    let hit = first("phú thành lạc thủy hòa bình");
    assert_eq!(hit.code, "05395");
    assert_eq!(
        hit.matched_old_name.as_deref(),
        Some("xã Phú Thành, huyện Lạc Thủy, Hòa Bình")
    );

    let hit = first("phường 4 quận 5 tphcm");
    assert_eq!(hit.matched_old_name.as_deref(), Some("phường 4, quận 5"));
    let hit = first("p5 q3 sg");
    assert_eq!(hit.matched_old_name.as_deref(), Some("phường 5, quận 3"));
}

#[test]
fn both_parts_of_a_divided_commune_are_shown() {
    let hits = places().search("dịch vọng hậu", 10);
    let parts: Vec<_> = hits
        .iter()
        .filter(|hit| hit.only_part)
        .map(|hit| hit.name.as_str())
        .collect();
    assert_eq!(parts, ["Cầu Giấy", "Nghĩa Đô"]);
}

#[test]
fn what_stands_before_the_commune_does_not_hide_it() {
    assert_eq!(first("số 12 ngõ 5 dịch vọng hậu, cầu giấy").code, "00166");
    assert_eq!(
        first("Bản Tông Xét, phường Chiềng An, tỉnh Sơn La").code,
        "03664"
    );
    // Merged into its neighbour before July 2025, so no list of this time holds it.
    assert_eq!(first("Nguyễn Trãi, Hà Đông").code, "09556");
    let hits = places().search("phường 3 quận 5 tphcm", 3);
    assert!(
        hits.iter()
            .all(|hit| hit.matched_old_name.as_deref() == Some("quận 5")),
        "merged before 2025: {hits:?}"
    );
    assert!(!hits.is_empty());
}

#[test]
fn districts_and_provinces_lead_to_their_communes() {
    let hits = places().search("huyện Sông Mã", 20);
    assert!(
        hits.iter().any(|hit| hit.code == "04204"),
        "Chiềng Khoong lay in the district"
    );
    assert!(hits.iter().take(8).all(|hit| hit.province.name == "Sơn La"));
    let hits = places().search("Hòa Bình", 200);
    assert!(
        hits.iter()
            .any(|hit| hit.code == "05392"
                && hit.matched_old_name.as_deref() == Some("tỉnh Hòa Bình"))
    );
    assert!(
        places()
            .search("sơn la", 100)
            .iter()
            .filter(|hit| hit.province.code == "14")
            .count()
            >= 70
    );
    assert!(
        places()
            .search("đắc lắc", 5)
            .iter()
            .any(|hit| hit.province.name == "Đắk Lắk")
    );
}

#[test]
fn a_cut_last_word_and_one_slip_still_find() {
    assert_eq!(first("chieng khoo").code, "04204");
    assert_eq!(first("Chiềng Khoo").code, "04204");
    assert_eq!(first("chieng khong").code, "04204", "one letter missing");
    assert_eq!(first("chienf khoong").code, "04204", "one letter wrong");
    assert_eq!(first("cheing khoong").code, "04204", "two letters swapped");
    assert_eq!(codes("zzzz"), Vec::<String>::new());
    assert_eq!(codes(""), Vec::<String>::new());
    assert_eq!(codes(" ,.- "), Vec::<String>::new());
}

#[test]
fn typed_marks_come_before_other_marks() {
    let hits = places().search("Tân Hòa", 50);
    let exact = hits.iter().position(|hit| hit.name == "Tân Hòa").unwrap();
    let other = hits.iter().position(|hit| hit.name == "Tân Hóa");
    assert!(other.is_none_or(|other| exact < other));
}

#[test]
fn former_provinces_are_found_by_slug_and_name() {
    let places = places();
    assert_eq!(places.province_by_slug("hoa-binh").unwrap().name, "Phú Thọ");
    assert_eq!(places.province_by_slug("phu-tho").unwrap().name, "Phú Thọ");
    assert_eq!(
        places.province_by_name("Bà Rịa - Vũng Tàu").unwrap().name,
        "Hồ Chí Minh"
    );
    assert_eq!(places.province_by_name("yen bai").unwrap().name, "Lào Cai");
    assert!(places.province_by_slug("atlantis").is_none());
}

#[test]
fn distances_are_those_of_the_map() {
    let places = places();
    let km = places.distance_km("06463", "00166").unwrap();
    assert!(
        (100..125).contains(&km),
        "Chi Lăng to Cầu Giấy is about 110 km, not {km}"
    );
    let km = places.distance_km("06463", "26740").unwrap();
    assert!(
        (1_150..1_300).contains(&km),
        "Chi Lăng to Sài Gòn is about 1,200 km, not {km}"
    );
    assert_eq!(places.distance_km("06463", "06463"), Some(0));
    assert_eq!(places.distance_km("06463", "99999"), None);
    assert_eq!(places.road_km("06463", "06463"), Some(0));
    let (straight, road) = (
        places.distance_km("03664", "04168").unwrap(),
        places.road_km("03664", "04168").unwrap(),
    );
    assert_eq!(road, straight * 16 / 10);
}

#[test]
fn a_search_is_quick() {
    let _ = places().search("warm", 1);
    let queries = [
        "cau giay ha noi",
        "h",
        "phường 3 quận 5 tp hồ chí minh",
        "xa tan",
        "dich vonh hau cau giay ha noi",
    ];
    let start = Instant::now();
    for query in queries {
        let _ = places().search(query, 10);
    }
    // 3 ms each in a release build; unoptimised builds on a busy machine get thirty times that.
    assert!(
        start.elapsed().as_millis() < 90 * queries.len() as u128,
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn plain_words_are_what_fold_gives() {
    for ward in places().wards() {
        let plain: Vec<_> = words(ward.name)
            .into_iter()
            .map(|word| word.plain)
            .collect();
        assert_eq!(plain.join(" "), fold(ward.name));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_commune_is_found_by_its_own_words(at in 0usize..3_321, form in 0u8..4) {
        let places = places();
        let ward = &places.wards()[at];
        let address = places.address(ward);
        let typed = match form {
            0 => address,
            1 => address.nfd().collect(),
            2 => fold(&address),
            _ => address.to_uppercase(),
        };
        let hits = places.search(&typed, 5);
        // "xã Long Phú 1" and "xã Long Phú" may both be meant; the one typed is among the first.
        prop_assert!(hits.iter().any(|hit| hit.code == ward.code), "{typed}: {hits:?}");
    }

    #[test]
    fn both_unicode_forms_find_the_same(at in 0usize..3_321, cut in 1usize..12) {
        let name: String = places().wards()[at].name.chars().take(cut).collect();
        let composed = places().search(&name.nfc().collect::<String>(), 10);
        let apart = places().search(&name.nfd().collect::<String>(), 10);
        prop_assert_eq!(composed, apart);
    }

    #[test]
    fn any_text_is_answered(text in ".{0,60}", limit in 0usize..20) {
        let hits = places().search(&text, limit);
        prop_assert!(hits.len() <= limit);
        let mut seen = std::collections::HashSet::new();
        prop_assert!(hits.iter().all(|hit| seen.insert(hit.code.clone())));
    }

    #[test]
    fn distance_has_no_direction(a in 0usize..3_321, b in 0usize..3_321) {
        let places = places();
        let (a, b) = (places.wards()[a].code, places.wards()[b].code);
        prop_assert_eq!(places.distance_km(a, b), places.distance_km(b, a));
        prop_assert!(places.road_km(a, b) >= places.distance_km(a, b));
    }
}
