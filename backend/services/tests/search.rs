//! Searching goods, on both databases.

use crate::support::{World, on_both};
use services::listings;
use services::search::{self, find};
use shared::id::ListingId;
use std::collections::BTreeSet;
use uuid::Uuid;

const NAMES: [&str; 12] = [
    "Na Chi Lăng loại 1",
    "Na bở",
    "Đường phên",
    "Dương xỉ khô",
    "Bưởi Diễn",
    "Bưởi da xanh",
    "Thanh long ruột đỏ",
    "Miến dong",
    "Chè Shan tuyết",
    "Cà phê Arabica",
    "Hoa hồi khô",
    "Dứa mật",
];

async fn stocked(world: &World) -> Vec<(Uuid, &'static str)> {
    let cooperative = world.given_cooperative("HTX Đặc sản Hòa Phát").await;
    let mut all = Vec::new();
    for name in NAMES {
        let goods = world.given_goods(cooperative, name, 50_000, 10).await;
        refresh(world, goods.listing).await;
        all.push((goods.listing.uuid(), name));
    }
    all
}

async fn refresh(world: &World, listing: ListingId) {
    let txn = world.core.db.begin().await.expect("begins");
    listings::refresh(&world.core, &txn, listing)
        .await
        .expect("refreshed");
    txn.commit().await.expect("committed");
}

async fn names(world: &World, all: &[(Uuid, &'static str)], text: &str) -> Vec<&'static str> {
    let ids = find(&world.core, text, 100).await.expect("an answer");
    ids.iter()
        .map(|id| all.iter().find(|(known, _)| known == id).expect("known").1)
        .collect()
}

#[test]
fn marks_case_and_unicode_forms_find_the_same() {
    on_both(async |world| {
        let all = stocked(world).await;
        let nfd = "đặc sản".chars().flat_map(decomposed).collect::<String>();
        let mut answers = BTreeSet::new();
        for text in ["dac san", "đac san", "đặc sản", "ĐẶC SẢN", &nfd] {
            let mut found = names(world, &all, text).await;
            assert_eq!(found.len(), NAMES.len(), "{text}");
            found.sort_unstable();
            answers.insert(found);
        }
        assert_eq!(answers.len(), 1);
        assert_eq!(
            names(world, &all, "hoà phát").await,
            names(world, &all, "hòa phát").await
        );
    });
}

/// The letters of this one word, taken apart.
fn decomposed(c: char) -> Vec<char> {
    match c {
        'ặ' => vec!['a', '\u{323}', '\u{306}'],
        'ả' => vec!['a', '\u{309}'],
        other => vec![other],
    }
}

#[test]
fn typed_marks_come_first_and_nothing_is_lost() {
    on_both(async |world| {
        let all = stocked(world).await;
        assert_eq!(
            names(world, &all, "đường").await,
            ["Đường phên", "Dương xỉ khô"]
        );
        assert_eq!(
            names(world, &all, "dương").await,
            ["Dương xỉ khô", "Đường phên"]
        );
        assert_eq!(names(world, &all, "duong").await.len(), 2);
    });
}

#[test]
fn slips_beginnings_and_other_names_find() {
    on_both(async |world| {
        let all = stocked(world).await;
        assert_eq!(names(world, &all, "buoii dien").await, ["Bưởi Diễn"]);
        assert_eq!(
            names(world, &all, "thanh lonf").await,
            ["Thanh long ruột đỏ"]
        );
        assert_eq!(names(world, &all, "mien do").await, ["Miến dong"]);
        assert_eq!(names(world, &all, "arab").await, ["Cà phê Arabica"]);
        for (text, name) in [
            ("mãng cầu", "Na Chi Lăng loại 1"),
            ("mang cau ta", "Na bở"),
            ("khóm", "Dứa mật"),
            ("trái thơm", "Dứa mật"),
            ("đại hồi", "Hoa hồi khô"),
            ("bún tàu", "Miến dong"),
            ("trà shan", "Chè Shan tuyết"),
        ] {
            assert!(names(world, &all, text).await.contains(&name), "{text}");
        }
    });
}

#[test]
fn places_find_under_old_and_new_names() {
    on_both(async |world| {
        let all = stocked(world).await;
        let former = shared::places::places().former_names(crate::support::CHI_LANG);
        let old = former.first().expect("a former name");
        assert_eq!(
            names(world, &all, &format!("na {old}")).await.len(),
            2,
            "{old}"
        );
        assert_eq!(names(world, &all, "chè lạng sơn").await, ["Chè Shan tuyết"]);
    });
}

#[test]
fn what_is_not_on_sale_is_not_found() {
    on_both(async |world| {
        let all = stocked(world).await;
        world
            .execute(
                "update listing set state = 'paused' where id = $1",
                [all[7].0.into()],
            )
            .await;
        refresh(world, all[7].0.into()).await;
        assert!(!names(world, &all, "miến dong").await.contains(&"Miến dong"));
    });
}

#[test]
fn any_text_gets_an_answer() {
    on_both(async |world| {
        stocked(world).await;
        let long = "na ".repeat(3_000);
        let word = "ă".repeat(3_000);
        let odd = [
            "",
            " ",
            "\0",
            "a\0b",
            "'",
            "\"",
            "na\"",
            "na'",
            "na OR",
            "NEAR(",
            "*",
            "na*",
            "{name}:x",
            "a:b",
            "-na",
            "^na",
            "\\",
            "na\\",
            "!",
            "& |",
            "<->",
            "½ ㎏ ①",
            "👨‍👩‍👧",
            "กขค",
            "नमस्ते",
            "\u{301}\u{323}",
            "ﬁ",
            "１２３",
            "1e5",
            "3.14",
            "a@b.vn",
            "http://x",
            &long,
            &word,
        ];
        for text in odd {
            find(&world.core, text, 10)
                .await
                .unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        }
        let mut seed = 0x2545_f491_u32;
        for _ in 0..300 {
            let text: String = (0..12)
                .map(|_| {
                    seed ^= seed << 13;
                    seed ^= seed >> 17;
                    seed ^= seed << 5;
                    char::from_u32(seed % 0x2_0000).unwrap_or(' ')
                })
                .collect();
            find(&world.core, &text, 10)
                .await
                .unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        }
    });
}

#[test]
fn an_answer_has_an_end() {
    on_both(async |world| {
        let all = stocked(world).await;
        assert_eq!(
            find(&world.core, "hoa phat", 5)
                .await
                .expect("an answer")
                .len(),
            5
        );
        assert!(
            find(&world.core, "hoa phat", usize::MAX)
                .await
                .expect("an answer")
                .len()
                <= search::MOST_HITS
        );
        assert_eq!(names(world, &all, "na").await.len(), 2);
    });
}
