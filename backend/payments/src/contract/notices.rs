//! Notices: repeated, shuffled, forged, stale, with other amounts, and rubbish.

use shared::money::Vnd;
use shared::payment::{News, NotifyEvent, PayState};

use super::given::{Case, NOW, known, told};
use crate::PaymentError;
use crate::simulator::{Deed, Outgoing};

fn is_paid(event: &NotifyEvent) -> bool {
    match &event.news {
        News::Payment(news) => news.state == PayState::Paid,
        News::Credit(credit) => credit.amount > Vnd::ZERO,
        News::Refund(_) | News::Dispute(_) | News::Nothing { .. } => false,
    }
}

/// A notice says our reference and the very amount, the same each time, and a question agrees.
pub(super) async fn paid(case: &Case) {
    let wanted = case.made(150_001, "PAID1").await;
    let sent = case.press(&wanted, Deed::Twice);
    assert_eq!(sent.len() % 2, 0);
    let events = case.verify(&sent[0]).expect("genuine");
    let event = events.first().expect("an event");
    assert!(is_paid(event), "{event:?}");
    let (reference, txn, amount) = told(event);
    assert_eq!((reference.as_str(), amount), ("PAID1", Vnd(150_001)));
    assert!(!txn.is_empty() && !event.key.is_empty());
    for _ in 0..3 {
        assert_eq!(case.verify(&sent[0]).as_ref(), Ok(&events));
    }
    let again = case.verify(&sent[sent.len() / 2]).expect("genuine");
    assert_eq!(again.first().map(|event| &event.key), Some(&event.key));
    let news = case
        .provider
        .query(&case.out(), &known(&wanted, None))
        .await;
    let news = news.expect("told");
    assert_eq!((news.state, news.amount), (PayState::Paid, Vnd(150_001)));
    assert_eq!(news.provider_txn, txn);
    // Another payment has another key.
    let other = case.made(150_001, "PAID2").await;
    let sent = case.press(&other, Deed::Pay);
    let events = case.verify(&sent[0]).expect("genuine");
    assert_ne!(events[0].key, event.key);
}

/// A payment after the buyer gave up is told as paid, in whatever order the notices come, each under its own key.
pub(super) async fn late_and_shuffled(case: &Case) {
    let wanted = case.made(150_000, "LATE1").await;
    let mut sent = case.press(&wanted, Deed::Late);
    sent.reverse();
    let mut keys: Vec<String> = Vec::new();
    let mut said = Vec::new();
    for notice in &sent {
        for event in case.verify(notice).expect("genuine") {
            said.push(is_paid(&event));
            keys.push(event.key);
        }
    }
    assert_eq!(said.first(), Some(&true), "the last to happen came first");
    assert_eq!(said.iter().filter(|paid| **paid).count(), 1);
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), said.len());
}

/// An amount that is one less is passed on as it is, for the caller to compare.
pub(super) async fn other_amount(case: &Case) {
    let wanted = case.made(150_000, "LESS1").await;
    let sent = case.press(&wanted, Deed::Less);
    let events = case.verify(&sent[0]).expect("genuine");
    assert_eq!(told(&events[0]).2, Vnd(149_999));
}

/// Nothing that was changed, signed by somebody else, or kept too long is believed.
pub(super) async fn forged(case: &Case) {
    let wanted = case.made(150_000, "FORGED1").await;
    let sent = case.press(&wanted, Deed::Pay).remove(0);
    let refused = |what: &str, sent: &Outgoing| {
        let said = case.verify(sent);
        let right = matches!(
            said,
            Err(PaymentError::Forged { .. } | PaymentError::Malformed { .. })
        );
        assert!(right, "{what}: {said:?}");
    };
    let changed = |from: &str, to: &str| Outgoing {
        query: sent.query.replace(from, to),
        body: sent.body.replace(from, to),
        ..sent.clone()
    };
    let one_more = changed("150000", "150001");
    assert_ne!(one_more, sent, "the amount stands in it");
    refused("one đồng more", &one_more);
    refused(
        "somebody else's",
        &changed(&(case.name)(&wanted.reference), "OTHER1"),
    );
    let bare = Outgoing {
        headers: Vec::new(),
        query: sent
            .query
            .split("&vnp_SecureHash=")
            .next()
            .unwrap_or_default()
            .to_owned(),
        body: unsigned(&sent.body),
        get: sent.get,
    };
    refused("unsigned", &bare);
    let said = case.verify_with(&case.wrong, &sent, NOW);
    assert!(matches!(said, Err(PaymentError::Forged { .. })), "{said:?}");
    let ten_minutes = case.verify_with(&case.credentials, &sent, NOW + 600_000);
    assert_eq!(
        matches!(ten_minutes, Err(PaymentError::Forged { .. })),
        case.ages
    );
}

/// The body without the fields that sign it.
fn unsigned(body: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<serde_json::Value>(body) else {
        return body.to_owned();
    };
    if let Some(fields) = value.as_object_mut() {
        fields.remove("signature");
        fields.remove("mac");
    }
    value.to_string()
}

/// Rubbish is refused, and nothing breaks.
pub(super) fn rubbish(case: &Case) {
    let huge = " ".repeat(5 * 1024 * 1024);
    for body in [
        "",
        "{",
        "[]",
        "null",
        "\"\"",
        "{\"data\":null}",
        huge.as_str(),
    ] {
        let sent = Outgoing {
            body: body.to_owned(),
            ..Outgoing::default()
        };
        assert!(case.verify(&sent).is_err(), "{:.20}", body);
    }
    let headers = http::HeaderMap::new();
    let notice = crate::Notice {
        headers: &headers,
        query: "%FF%FE=%80&vnp_TxnRef=%C3%28",
        body: &[b'{', 0xff, 0xfe, 0x00, b'}'],
        now: shared::time::Millis(NOW),
    };
    let said = case.provider.verify_notify(&case.credentials, &notice);
    assert!(said.is_err(), "{said:?}");
}
