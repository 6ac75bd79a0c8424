//! What is sent, what is believed, and the contract suite.

mod world;

use http::HeaderMap;

use super::*;
use crate::_kit::sample::{listing, now};

fn secrets(pairs: &[(&str, &str)]) -> Secrets {
    Secrets::new(
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    )
}

#[test]
fn what_is_sent_is_as_it_was_agreed() {
    let requests = convert::requests(&listing());
    let text = serde_json::to_string_pretty(&requests).expect("JSON") + "\n";
    assert_eq!(text, include_str!("../fixtures/items_batch.request.json"));
    let feed = Meta.export(&[listing()], "meta", now()).expect("a feed");
    let text = String::from_utf8(feed.bytes.to_vec()).expect("UTF-8");
    assert_eq!(text, include_str!("../fixtures/feed.csv"));
}

#[test]
fn the_question_is_answered_with_our_word_only() {
    let app = secrets(&[("verify_token", "word")]);
    let query = |word: &str| {
        [
            ("hub.mode", "subscribe"),
            ("hub.verify_token", word),
            ("hub.challenge", "1158201444"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    assert_eq!(
        Meta.handshake(&query("word"), &app).as_deref(),
        Some("1158201444")
    );
    assert_eq!(Meta.handshake(&query("other"), &app), None);
    assert_eq!(Meta.handshake(&query(""), &Secrets::default()), None);
}

fn pushed(signature: &str, body: &[u8]) -> Result<Result<Vec<Event>, ChannelError>, HookRefused> {
    let mut headers = HeaderMap::new();
    headers.insert("x-hub-signature-256", signature.parse().expect("a header"));
    Meta.hook(HookRequest {
        url: "https://cho.example/hooks/meta",
        headers: &headers,
        body,
        app: &secrets(&[("app_secret", "made-up-app-secret")]),
        account: &Secrets::default(),
        now: now(),
    })
}

#[test]
fn pushes_are_believed_by_their_signature() {
    let body = br#"{"object":"page","entry":[]}"#;
    let digest = "8681e48347cde61ffe61c02e19a410f8c5a4d86dce391d191e333b72acccf05c";
    let events = pushed(&format!("sha256={digest}"), body)
        .expect("believed")
        .expect("read");
    assert!(events.is_empty());
    let refused = |signature: &str, body: &[u8]| {
        assert_eq!(
            pushed(signature, body).map(|_| ()),
            Err(HookRefused::Signature)
        );
    };
    refused(&format!("sha256={}", digest.to_uppercase()), body);
    refused(digest, body);
    refused("sha256=", body);
    refused(
        &format!("sha256={digest}"),
        br#"{"object":"page","entry":[ ]}"#,
    );
}
