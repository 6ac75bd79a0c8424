use serde_json::json;

use super::*;
use crate::simulator::bank::Line;
use crate::simulator::mac512;
use crate::tests::{given, headers, posted};

const KEY: &str = "madeup_casso_key_0001";
const STAMP: i64 = 1_767_232_992_000;
const SORTED: &str = r#"{"data":{"accountNumber":"0011223344","amount":150000,"bankAbbreviation":"MB","bankName":"MBBank","counterAccountBankId":"","counterAccountBankName":"","counterAccountName":"","counterAccountNumber":"","description":"DH100045","id":900001,"reference":"FT26001000001","runningBalance":25000000,"transactionDateTime":"2026-01-01 09:03:12","virtualAccountName":"","virtualAccountNumber":""},"error":0}"#;
const SUM: &str = "7221690ca711a77c7b442c4bd507a672f0f8d0e21475a4dd64aecbdb5833686348f883ea0e3bca726279a2ea99d2ded19162f1625af58f838b326ec35b04c749";

fn second(sum: &str, body: &str, now: i64) -> Result<Vec<NotifyEvent>, PaymentError> {
    let headers = headers(&[("x-casso-signature", &format!("t={STAMP},v1={sum}"))]);
    let credentials = given(SETTINGS, &[("webhook_key", KEY)]);
    Casso.verify_notify(&credentials, &posted(&headers, body.as_bytes(), now))
}

#[test]
fn the_reference_s_notice_is_read_in_any_order_of_its_fields() {
    let turned = SORTED
        .replace(r#","error":0}"#, "}")
        .replacen('{', r#"{ "error" : 0, "#, 1);
    for body in [SORTED, &turned] {
        let events = second(SUM, body, STAMP).expect("genuine");
        let [
            NotifyEvent {
                key,
                news: News::Credit(credit),
                ..
            },
        ] = events.as_slice()
        else {
            panic!("{events:?}");
        };
        assert_eq!(key, "900001");
        assert_eq!(credit.amount, Vnd(150_000));
        assert_eq!(credit.bank_ref, "FT26001000001");
        assert_eq!(credit.content, "DH100045");
        assert_eq!(credit.booked_at.map(|at| at.0), Some(STAMP));
    }
}

#[test]
fn forged_and_old_notices_are_refused() {
    let forged = |result| matches!(result, Err(PaymentError::Forged { .. }));
    assert!(forged(second(
        SUM,
        &SORTED.replace("150000", "150001"),
        STAMP
    )));
    assert!(forged(second(&SUM.replace('7', "8"), SORTED, STAMP)));
    assert!(forged(second("", SORTED, STAMP)));
    assert!(second(SUM, SORTED, STAMP + 300_000).is_ok());
    assert!(forged(second(SUM, SORTED, STAMP + 300_001)));
    assert!(forged(second(SUM, SORTED, STAMP - 300_001)));
}

#[test]
fn either_way_of_escaping_is_taken() {
    let body = json!({"error": 0, "data": {"id": 7, "amount": 1, "description": "Mận/đào 🥭"}});
    let raw = r#"{"data":{"amount":1,"description":"Mận/đào 🥭","id":7},"error":0}"#;
    let escaped = r#"{"data":{"amount":1,"description":"M\u1eadn\/\u0111\u00e0o \ud83e\udd6d","id":7},"error":0}"#;
    assert_eq!(sign::sorted(&body, false), raw);
    assert_eq!(sign::sorted(&body, true), escaped);
    for text in [raw, escaped] {
        let sum = mac512(KEY, &format!("{STAMP}.{text}"));
        assert!(second(&sum, &body.to_string(), STAMP).is_ok());
    }
}

#[test]
fn version_one_needs_its_token_and_holds_several_lines() {
    let line = |id, amount| Line {
        id,
        account: "0011223344".into(),
        content: "DH100045".into(),
        amount,
        bank_ref: format!("FT{id}"),
        booked_ms: STAMP,
    };
    let sent = simulator::first(&[line(1, 150_000), line(2, -20_000)], "token");
    let read = |token: &str, pairs: &[(&str, &str)]| {
        let headers = headers(&[("secure-token", token)]);
        let notice = posted(&headers, sent.body.as_bytes(), STAMP);
        Casso.verify_notify(&given(SETTINGS, pairs), &notice)
    };
    let events = read("token", &[("secure_token", "token")]).expect("genuine");
    let amounts: Vec<_> = events
        .iter()
        .map(|event| match &event.news {
            News::Credit(credit) => (
                event.key.as_str(),
                credit.amount.0,
                credit.bank_ref.as_str(),
            ),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(amounts, [("1", 150_000, "FT1"), ("2", -20_000, "FT2")]);
    let forged = |result| matches!(result, Err(PaymentError::Forged { .. }));
    assert!(forged(read("tokem", &[("secure_token", "token")])));
    // Without a token of ours nobody gets in by the old door.
    assert!(forged(read("token", &[("webhook_key", KEY)])));
    assert!(forged(read("", &[("webhook_key", KEY)])));
}

#[test]
fn a_trial_is_nothing_we_keep() {
    let text = SORTED.replace("900001", "0");
    let sum = mac512(KEY, &format!("{STAMP}.{text}"));
    let events = second(&sum, &text, STAMP).expect("genuine");
    assert!(matches!(&events[0].news, News::Nothing { .. }));
}

#[tokio::test]
async fn the_contract_holds() {
    let feed = crate::contract::Feed {
        provider: &Casso,
        credentials: given(SETTINGS, &[("webhook_key", KEY)]),
        wrong: given(SETTINGS, &[("webhook_key", "another key")]),
        sign: |line, now| simulator::second(line, KEY, now),
        ages: true,
    };
    crate::contract::run_feed(&feed).await;
    let feed = crate::contract::Feed {
        credentials: given(SETTINGS, &[("secure_token", "madeup_casso_token")]),
        wrong: given(SETTINGS, &[("secure_token", "another token")]),
        sign: |line, _| simulator::first(std::slice::from_ref(line), "madeup_casso_token"),
        ages: false,
        ..feed
    };
    crate::contract::run_feed(&feed).await;
}
