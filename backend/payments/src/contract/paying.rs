//! Making payments.

use std::time::Duration;

use shared::money::Vnd;
use shared::payment::{NextStep, PayState, PaymentKind};

use super::given::{Case, known, payment, visit};
use crate::PaymentError;
use crate::simulator::Deed;

/// With wrong keys nothing is made, at the latest when the buyer comes to the page, and nothing is told.
pub(super) async fn bad_credentials(case: &Case) {
    let out = case.out_with(&case.wrong, Duration::from_secs(30));
    let wanted = payment(Vnd(150_000), "BADKEY");
    match case.provider.create(&out, &wanted).await {
        Ok(made) => assert!(!visit(&made.next).await, "the page refuses"),
        Err(PaymentError::Credentials { .. }) => {}
        Err(other) => panic!("wrong keys are not the operator's to mend: {other:?}"),
    }
    assert!(case.kept(&wanted.reference).is_none());
    let asked = case.provider.query(&out, &known(&wanted, None)).await;
    assert!(
        matches!(asked, Err(PaymentError::Credentials { .. })),
        "{asked:?}"
    );
}

/// The buyer gets somewhere to pay; asked again, it stays one payment.
pub(super) async fn create_and_again(case: &Case) {
    let out = case.out();
    let wanted = payment(Vnd(150_001), "AGAIN1");
    let first = case.provider.create(&out, &wanted).await.expect("made");
    match (&first.next, case.provider.capabilities().kind) {
        (NextStep::Redirect { url }, PaymentKind::Redirect) => {
            assert!(url.starts_with(&case.simulator.base_url), "{url}");
        }
        (
            NextStep::ShowQr {
                payload, amount, ..
            },
            PaymentKind::Transfer,
        ) => {
            let said = crate::simulator::bank::read(payload).expect("a code");
            assert_eq!((said.amount, *amount), (Some(150_001), Vnd(150_001)));
        }
        other => panic!("not a way to pay: {other:?}"),
    }
    assert!(visit(&first.next).await);
    assert_eq!(case.kept(&wanted.reference).expect("kept").amount, 150_001);
    match case.provider.create(&out, &wanted).await {
        Ok(again) => assert_eq!(again, first),
        Err(PaymentError::Unknown { .. }) => {}
        Err(other) => panic!("the same again is no failure: {other:?}"),
    }
    let name = (case.name)(&wanted.reference);
    let all = case.simulator.shop.all();
    assert_eq!(all.iter().filter(|kept| kept.reference == name).count(), 1);
    let mut asked = known(&wanted, None);
    asked.provider_ref = first.provider_ref;
    let news = case.provider.query(&out, &asked).await.expect("told");
    assert_eq!(news.state, PayState::Pending);
    assert_eq!(news.reference, wanted.reference);
}

/// Amounts outside the bounds are refused before anything is sent.
pub(super) async fn bounds(case: &Case) {
    let can = case.provider.capabilities();
    for amount in [
        Vnd(0),
        Vnd(-1),
        Vnd(can.least.0 - 1),
        Vnd(can.most.0 + 1),
        Vnd(i64::MAX),
    ] {
        let made = case
            .provider
            .create(&case.out(), &payment(amount, "BOUND"))
            .await;
        let invalid = matches!(
            made,
            Err(PaymentError::Invalid {
                field: "amount",
                ..
            })
        );
        assert!(invalid, "{amount}: {made:?}");
    }
    assert!(case.simulator.shop.find("BOUND").is_none());
}

/// What was not paid is never told as paid.
pub(super) async fn fails_and_gives_up(case: &Case) {
    for (deed, reference) in [(Deed::Fail, "FAILS1"), (Deed::Cancel, "GIVESUP1")] {
        let wanted = case.made(150_000, reference).await;
        for sent in case.press(&wanted, deed) {
            for event in case.verify(&sent).expect("genuine") {
                assert!(!paid(&event.news), "{event:?}");
            }
        }
        let news = case
            .provider
            .query(&case.out(), &known(&wanted, None))
            .await;
        let state = news.expect("told").state;
        let right = match deed {
            Deed::Cancel => matches!(
                state,
                PayState::Cancelled | PayState::Expired | PayState::Failed { .. }
            ),
            _ => matches!(state, PayState::Failed { .. }),
        };
        assert!(right, "{deed:?}: {state:?}");
    }
}

fn paid(news: &shared::payment::News) -> bool {
    use shared::payment::News;
    match news {
        News::Payment(news) => news.state == PayState::Paid,
        News::Credit(_) => true,
        News::Refund(_) | News::Dispute(_) | News::Nothing { .. } => false,
    }
}
