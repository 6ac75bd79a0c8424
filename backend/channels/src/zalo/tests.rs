use proptest::prelude::*;

use super::*;
use crate::_kit::sample::{listing, now};

fn text(listings: &[Listing]) -> String {
    let made = Zalo.export(listings, "hang", now()).expect("a document");
    assert_eq!(made.name, "hang.txt");
    String::from_utf8(made.bytes.to_vec()).expect("UTF-8")
}

#[test]
fn the_messages_are_as_they_were_agreed() {
    let mut sold_out = listing();
    sold_out.title = "Chè đã hết".to_owned();
    for variant in &mut sold_out.variants {
        variant.stock = 0;
    }
    let mut hidden = listing();
    hidden.visible = false;
    let made = text(&[listing(), sold_out, hidden]);
    assert_eq!(made, include_str!("fixtures/messages.txt"));
}

#[tokio::test]
async fn the_suite_is_kept() {
    crate::contract::feed::keep_feed(&Zalo).await;
}

proptest! {
    #[test]
    fn no_message_is_too_long(titles in proptest::collection::vec("[a-zà-ỹ ]{1,300}", 0..40), packs in 1_usize..60) {
        let all: Vec<Listing> = titles
            .into_iter()
            .map(|title| {
                let mut one = listing();
                one.title = title;
                let pack = one.variants[0].clone();
                one.variants = vec![pack; packs];
                one
            })
            .collect();
        let made = text(&all);
        for message in made.trim_end_matches('\n').split(BREAK) {
            prop_assert!(message.chars().count() <= MESSAGE);
        }
        for one in &all {
            let title: String = one.title.trim().chars().take(100).collect();
            prop_assert!(made.contains(title.trim()));
        }
    }
}
