use payments::contract::{self, Case, NOW};
use payments::simulator::{self as sim, Shop};
use serde_json::json;
use shared::payment::{News, PayState, PaymentReference, RefundState};
use shared::time::Millis;

use super::*;
use crate::simulator::{StripeSimulator, event, refund_object};

const KEYS: [(&str, &str); 2] = [
    ("secret_key", "sk_test_madeup_0001"),
    ("webhook_secret", "whsec_madeup_0001"),
];

fn credentials(pairs: &[(&str, &str)]) -> Credentials {
    let var = |name: &str| {
        let key = SETTINGS.iter().find(|setting| setting.name == name)?.key;
        let pair = pairs.iter().find(|(given, _)| *given == key)?;
        Some(pair.1.to_owned())
    };
    Credentials::read(SETTINGS, var)
        .expect("complete")
        .expect("set up")
}

async fn running() -> sim::Running {
    let at = ([127, 0, 0, 1], 0).into();
    let running = sim::run(StripeSimulator, at, &KEYS, || NOW).await;
    running.expect("a port")
}

fn read(body: &str, header: &str, now: i64) -> Result<Vec<NotifyEvent>, PaymentError> {
    let mut headers = http::HeaderMap::new();
    headers.insert("stripe-signature", header.parse().expect("a value"));
    let notice = Notice {
        headers: &headers,
        query: "",
        body: body.as_bytes(),
        now: Millis(now),
    };
    Stripe.verify_notify(&credentials(&KEYS), &notice)
}

#[test]
fn the_reference_s_signature_is_genuine() {
    let (body, at) = (r#"{"id":"evt_x"}"#, 1_767_225_600_000);
    let sum = "201f1b1d08758206e4bc1989027d0a31c6a7f2095b013360ad70c80ae8e2812b";
    let header = format!("t=1767225600,v1={sum}");
    // Genuine, and too short to be an event.
    let malformed = |said| matches!(said, Err(PaymentError::Malformed { .. }));
    assert!(malformed(read(body, &header, at)));
    assert!(malformed(read(
        body,
        &format!("t=1767225600,v1=00,v0=00,v1={sum}"),
        at
    )));
    assert!(malformed(read(body, &header, at + 300_000)));
    let forged = |said| matches!(said, Err(PaymentError::Forged { .. }));
    assert!(forged(read(body, &header, at + 301_000)));
    assert!(forged(read(body, &header, at - 301_000)));
    assert!(forged(read(r#"{"id":"evt_y"}"#, &header, at)));
    for header in [
        "",
        "t=1767225600",
        "t=x,v1=00",
        "v1=00",
        "t=1767225600,v1=zz",
        "t=-9223372036854775808,v1=00",
    ] {
        assert!(forged(read(body, header, at)), "{header}");
    }
}

async fn sent(kind: &str, object: impl FnOnce(&Shop) -> serde_json::Value) -> NotifyEvent {
    let running = running().await;
    let object = object(&running.shop);
    let notice = event(&running.shop, "evt_1", kind, &object);
    let (_, header) = &notice.headers[1];
    read(&notice.body, header, NOW).expect("genuine").remove(0)
}

#[tokio::test]
async fn disputes_and_refunds_are_told() {
    let dispute = sent("charge.dispute.created", |_| {
        json!({
            "id": "dp_1", "object": "dispute", "amount": 150_000, "balance_transactions": [],
            "charge": "ch_1", "created": 1, "currency": "vnd", "enhanced_eligibility_types": [],
            "evidence": {"enhanced_evidence": {}}, "is_charge_refundable": false, "livemode": false,
            "evidence_details": {"enhanced_eligibility": {}, "has_evidence": false, "past_due": false, "submission_count": 0},
            "metadata": {}, "payment_intent": "pi_1", "reason": "fraudulent", "status": "needs_response",
        })
    });
    let News::Dispute(told) = dispute.await.news else {
        panic!("a dispute");
    };
    assert_eq!(
        (told.provider_txn.as_str(), told.payment_txn.as_str()),
        ("dp_1", "pi_1")
    );
    assert_eq!(
        (told.amount, told.status.as_str()),
        (Vnd(150_000), "needs_response")
    );
    let kept = sim::Kept {
        txn: 7,
        ..sim::Kept::default()
    };
    let made = sim::Refund {
        reference: "RPART1".into(),
        amount: 50_000,
        txn: 9,
    };
    for (status, wanted) in [
        ("succeeded", RefundState::Done),
        ("pending", RefundState::Pending),
        (
            "failed",
            RefundState::Failed {
                code: "failed".into(),
            },
        ),
    ] {
        let told = sent("refund.updated", |_| refund_object(&kept, &made, status)).await;
        let News::Refund(told) = told.news else {
            panic!("a refund");
        };
        assert_eq!(told.state, wanted);
        assert_eq!(told.reference.map(String::from).as_deref(), Some("RPART1"));
        assert_eq!(told.payment_txn, "pi_7");
    }
    let other = sent("brand.new.event", |_| json!({"id": "x", "object": "x"})).await;
    assert!(matches!(other.news, News::Nothing { what } if what == "brand.new.event"));
}

#[tokio::test]
async fn another_currency_is_looked_at_by_a_person() {
    let running = running().await;
    running.shop.keep(sim::Kept {
        reference: "EURO1".into(),
        amount: 150_000,
        paid: 150_000,
        state: sim::State::Paid,
        ..sim::Kept::default()
    });
    let kept = running.shop.find("EURO1").expect("kept");
    let notice = sim::Simulator::notice(&StripeSimulator, &running.shop, &kept).expect("told");
    let body = notice.body.replace("\"vnd\"", "\"eur\"");
    let seconds = NOW / 1000;
    let sum = sim::mac256(KEYS[1].1, &format!("{seconds}.{body}"));
    let events = read(&body, &format!("t={seconds},v1={sum}"), NOW).expect("genuine");
    let News::Payment(news) = &events[0].news else {
        panic!("a payment");
    };
    assert!(matches!(&news.state, PayState::Review { code } if code == "eur"));
}

#[tokio::test]
async fn the_contract_holds() {
    let simulator = running().await;
    let with = |keys: &[(&str, &str)]| {
        let base = [("base_url", simulator.base_url.as_str())];
        credentials(&[&base, keys].concat())
    };
    let case = Case {
        provider: &Stripe,
        credentials: with(&KEYS),
        wrong: with(&[
            ("secret_key", "sk_test_another"),
            ("webhook_secret", "whsec_another"),
        ]),
        simulator,
        name: |reference: &PaymentReference| reference.to_string(),
        ages: true,
    };
    contract::run(&case).await;
}
