use super::*;
use crate::tests::{given, headers, posted};

const BODY: &str = r#"{"id":92704,"gateway":"MBBank","transactionDate":"2026-01-01 09:03:12","accountNumber":"0011223344","code":"DH100045","content":"DH100045 thanh toan","transferType":"in","transferAmount":150000,"accumulated":25000000,"subAccount":null,"referenceCode":"FT26001000001","description":""}"#;
const SIGNATURE: &str = "sha256=5afe5963df91ec42d97309bb83d748487dee78ee550a0059e05f163ec0deec94";
const NOW: i64 = 1_767_232_992_000;

fn signed() -> Credentials {
    given(SETTINGS, &[("webhook_secret", "madeup_sepay_secret_0001")])
}

fn read(now: i64, body: &str) -> Result<Vec<NotifyEvent>, PaymentError> {
    let headers = headers(&[
        ("x-sepay-signature", SIGNATURE),
        ("x-sepay-timestamp", "1767232992"),
    ]);
    SePay.verify_notify(&signed(), &posted(&headers, body.as_bytes(), now))
}

#[test]
fn the_reference_s_notice_is_read() {
    let events = read(NOW, BODY).expect("genuine");
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
    assert_eq!(key, "92704");
    assert_eq!(credit.amount, Vnd(150_000));
    assert_eq!(credit.account, "0011223344");
    assert_eq!(credit.bank_ref, "FT26001000001");
    assert_eq!(credit.content, "DH100045 thanh toan");
    assert_eq!(credit.balance, Some(Vnd(25_000_000)));
    assert_eq!(credit.booked_at.map(|at| at.0), Some(NOW));
    assert!(credit.virtual_account.is_empty() && credit.reference.is_none());
}

#[test]
fn forged_and_old_notices_are_refused() {
    let forged = |result| matches!(result, Err(PaymentError::Forged { .. }));
    assert!(forged(read(NOW, &BODY.replace("150000", "150001"))));
    assert!(read(NOW + 300_000, BODY).is_ok());
    assert!(forged(read(NOW + 301_000, BODY)));
    assert!(forged(read(NOW - 301_000, BODY)));
    // Where signatures are set up, the key alone is not enough.
    let key = headers(&[("authorization", "Apikey k")]);
    let both = given(SETTINGS, &[("webhook_secret", "s"), ("api_key", "k")]);
    assert!(forged(
        SePay.verify_notify(&both, &posted(&key, BODY.as_bytes(), NOW))
    ));
    let only = given(SETTINGS, &[("api_key", "k")]);
    assert!(
        SePay
            .verify_notify(&only, &posted(&key, BODY.as_bytes(), NOW))
            .is_ok()
    );
    let wrong = headers(&[("authorization", "Apikey x")]);
    assert!(forged(
        SePay.verify_notify(&only, &posted(&wrong, BODY.as_bytes(), NOW))
    ));
    let none = headers(&[]);
    assert!(forged(
        SePay.verify_notify(&only, &posted(&none, BODY.as_bytes(), NOW))
    ));
}

#[test]
fn money_that_went_out_is_negative() {
    let only = given(SETTINGS, &[("api_key", "k")]);
    let key = headers(&[("authorization", "Apikey k")]);
    let read = |body: String| SePay.verify_notify(&only, &posted(&key, body.as_bytes(), NOW));
    let events = read(BODY.replace("\"in\"", "\"out\"")).expect("genuine");
    assert!(matches!(&events[0].news, News::Credit(credit) if credit.amount == Vnd(-150_000)));
    for bad in ["\"sideways\"", "1"] {
        let result = read(BODY.replace("\"in\"", bad));
        assert!(
            matches!(result, Err(PaymentError::Malformed { .. })),
            "{bad}"
        );
    }
    let result = read(BODY.replace(":150000", ":-150000"));
    assert!(matches!(result, Err(PaymentError::Malformed { .. })));
}

#[tokio::test]
async fn the_contract_holds() {
    let secret = "madeup_sepay_secret_0001";
    let feed = crate::contract::Feed {
        provider: &SePay,
        credentials: given(SETTINGS, &[("webhook_secret", secret)]),
        wrong: given(SETTINGS, &[("webhook_secret", "another secret")]),
        sign: |line, now| simulator::notice(line, "madeup_sepay_secret_0001", "", now),
        ages: true,
    };
    crate::contract::run_feed(&feed).await;
    let feed = crate::contract::Feed {
        credentials: given(SETTINGS, &[("api_key", "madeup_sepay_api_key")]),
        wrong: given(SETTINGS, &[("api_key", "another key")]),
        sign: |line, now| simulator::notice(line, "", "madeup_sepay_api_key", now),
        ages: false,
        ..feed
    };
    crate::contract::run_feed(&feed).await;
}
