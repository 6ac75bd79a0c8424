use super::*;
use crate::_kit::sample::{listing, now};

fn text(document: Document) -> String {
    String::from_utf8(document.bytes.to_vec()).expect("UTF-8")
}

#[test]
fn the_feed_is_as_it_was_agreed() {
    let feed = Google
        .export(&[listing()], "cho.xml", now())
        .expect("a feed");
    assert_eq!(feed.name, "cho.xml");
    assert_eq!(text(feed), include_str!("fixtures/feed.xml"));
    let feed = Google
        .export(&[listing()], "cho.tsv", now())
        .expect("a feed");
    assert_eq!(text(feed), include_str!("fixtures/feed.tsv"));
}

#[test]
fn what_is_sold_out_or_hidden_shows() {
    let mut gone = listing();
    gone.variants[0].stock = 0;
    let feed = text(Google.export(&[gone], "x", now()).expect("a feed"));
    assert!(feed.contains("<g:availability>out_of_stock</g:availability>"));
    let mut hidden = listing();
    hidden.visible = false;
    let feed = text(Google.export(&[hidden], "x", now()).expect("a feed"));
    assert!(!feed.contains("<item>"));
}

#[test]
fn marks_of_xml_are_written_out() {
    let mut odd = listing();
    odd.title = "Chè <b> & \u{8}\"ngon\"".to_owned();
    odd.variants.truncate(1);
    let feed = text(Google.export(&[odd], "x", now()).expect("a feed"));
    assert!(feed.contains("<g:title>Chè &lt;b&gt; &amp; &quot;ngon&quot;</g:title>"));
}

#[test]
fn a_trade_number_counts_only_with_its_check_digit() {
    let with = |gtin: &str| {
        let mut listing = listing();
        listing.variants[0].gtin = Some(gtin.to_owned());
        listing
    };
    assert!(
        Google.preflight(&with("8934563138165"), None).is_empty() || valid(&with("8936017361013"))
    );
    assert!(!valid(&with("8936017361010")));
    assert!(!valid(&with("12345")));
    let feed = text(
        Google
            .export(&[with("8936017361013")], "x", now())
            .expect("a feed"),
    );
    assert!(feed.contains("<g:gtin>8936017361013</g:gtin>"));
}

fn valid(listing: &Listing) -> bool {
    !Google
        .preflight(listing, None)
        .iter()
        .any(|f| f.code == "bad_gtin")
}

#[test]
fn what_google_refuses_is_told() {
    assert!(Google.preflight(&listing(), None).is_empty());
    let mut bad = listing();
    bad.title = "CHÈ SHAN TUYẾT MỘC CHÂU".to_owned();
    bad.description = "<p>Ngon</p>".to_owned();
    bad.link = "http://cho.example/x".to_owned();
    let codes: Vec<String> = Google
        .preflight(&bad, None)
        .into_iter()
        .map(|f| f.code)
        .collect();
    assert_eq!(codes, ["not_public", "markup", "shouted"]);
}

#[tokio::test]
async fn the_suite_is_kept() {
    crate::contract::feed::keep_feed(&Google).await;
}
