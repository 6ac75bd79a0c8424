use shared::payment::{News, PayState};
use shared::time::Millis;

use super::*;
use crate::tests::{given, headers, posted};

const DATA: &str = r#"{"app_id":2999,"app_trans_id":"260101_ORD100045","app_time":1767232800000,"app_user":"user42","amount":150000,"embed_data":"{}","item":"[]","zp_trans_id":260101000000999,"server_time":1767232860000,"channel":38,"merchant_user_id":"","user_fee_amount":0,"discount_amount":0}"#;
const MAC: &str = "ea5f9de665337091e7bf3be7e3b57c48b274b3dd8c6d2404959f431989f0ee5d";

fn read(app: &str, data: &str, mac: &str) -> Result<Vec<NotifyEvent>, PaymentError> {
    let credentials = given(
        SETTINGS,
        &[
            ("app_id", app),
            ("key1", "MADEUPZALOKEY1"),
            ("key2", "MADEUPZALOKEY2"),
        ],
    );
    let body = json!({"data": data, "mac": mac, "type": 1}).to_string();
    let headers = headers(&[]);
    ZaloPay.verify_notify(&credentials, &posted(&headers, body.as_bytes(), 0))
}

#[test]
fn the_reference_s_signatures_come_out() {
    let (key1, key2) = ("MADEUPZALOKEY1", "MADEUPZALOKEY2");
    for (key, text, wanted) in [
        (
            key1,
            r#"2999|260101_ORD100045|user42|150000|1767232800000|{"redirecturl":"https://shop.example/pay/zalopay/return"}|[]"#,
            "d3982421742f2347d1b6308ad5f2a81e2922f43dacfbe4c2a24c448c352d0484",
        ),
        (
            key1,
            "2999|260101_ORD100045|MADEUPZALOKEY1",
            "8290f0c677509ff2197b2f799a82b0f4366ecf74aa62ff54ae95c6b409df34d4",
        ),
        (
            key1,
            "2999|260101000000999|50000|Hoan tien ORD100045|1767240000000",
            "253b35e4433d0909cc9528e688b4f5509672d75d97664ea02f23c6be9df0a3c0",
        ),
        (
            key1,
            "2999|260101000000999|50000|0|Hoan tien ORD100045|1767240000000",
            "7c0be5fd02d218413862653dc9e1f84d865e44f77923bb9e8f5eb1fa8b907e9d",
        ),
        (
            key1,
            "2999|260101_2999_0000000001|1767240100000",
            "f26602e8cca3348d8922ec463149f86f4e4fac71b2701c8d1617b4264df0b94a",
        ),
        (
            key2,
            "2999|260101_ORD100045|38|zalopayapp|150000|0|1",
            "147eed7865fbf65f883024495871f6ad60fad3c2fb06af71ca9d35fc87492f36",
        ),
        (key2, DATA, MAC),
    ] {
        let values: Vec<&str> = text.split('|').collect();
        assert_eq!(sign::piped(key, &values), wanted, "{text}");
    }
    assert_eq!(
        json!({"redirecturl": "https://shop.example/pay/zalopay/return"}).to_string(),
        r#"{"redirecturl":"https://shop.example/pay/zalopay/return"}"#
    );
    let reference = "ORD100045".parse().expect("a reference");
    assert_eq!(
        convert::name(Millis(1_767_232_800_000), &reference),
        "260101_ORD100045"
    );
}

#[test]
fn the_reference_s_notice_is_read() {
    let events = read("2999", DATA, MAC).expect("genuine");
    let News::Payment(news) = &events[0].news else {
        panic!("{events:?}");
    };
    assert_eq!(events[0].key, "260101_ORD100045:260101000000999");
    assert_eq!(events[0].stated_at, Some(Millis(1_767_232_860_000)));
    assert_eq!(news.reference.as_str(), "ORD100045");
    assert_eq!((news.amount, &news.state), (Vnd(150_000), &PayState::Paid));
    assert_eq!(news.provider_txn, "260101000000999");
}

#[test]
fn changed_notices_are_refused() {
    let forged = |result| matches!(result, Err(PaymentError::Forged { .. }));
    assert!(forged(read("2999", &DATA.replace("150000", "150001"), MAC)));
    assert!(forged(read("2999", DATA, &MAC.replace('e', "f"))));
    assert!(
        forged(read("2999", &format!("{DATA} "), MAC)),
        "byte by byte"
    );
    assert!(forged(read("3000", DATA, MAC)), "for another app");
}

#[tokio::test]
async fn the_contract_holds() {
    let keys = |one, two| [("app_id", "2999"), ("key1", one), ("key2", two)];
    let case = crate::tests::case(
        &ZaloPay,
        simulator::ZaloPaySimulator,
        &keys("MADEUPZALOKEY1", "MADEUPZALOKEY2"),
        &keys("ANOTHERKEY1", "ANOTHERKEY2"),
        |reference| format!("260101_{reference}"),
    )
    .await;
    crate::contract::run(&case).await;
}
