use serde_json::json;
use shared::payment::{News, PayState};

use super::*;
use crate::simulator::mac256;
use crate::tests::{given, headers, posted};

const SECRET: &str = "MADEUPMOMOSECRET0001";

fn credentials() -> Credentials {
    given(
        SETTINGS,
        &[
            ("partner_code", "MADEUPMOMO"),
            ("access_key", "MADEUPACCESS01"),
            ("secret_key", SECRET),
        ],
    )
}

fn signed(text: &str) -> String {
    let rest = text
        .strip_prefix("accessKey=MADEUPACCESS01&")
        .expect("ours");
    let pairs: Vec<_> = rest
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .collect();
    sign::pairs(&credentials(), &pairs).expect("keys")
}

const NOTICE: &str = "accessKey=MADEUPACCESS01&amount=150000&extraData=&message=Successful.&orderId=ORD100045-1&orderInfo=Thanh toan ORD100045&orderType=momo_wallet&partnerCode=MADEUPMOMO&payType=qr&requestId=req-0001&responseTime=1767233000000&resultCode=0&transId=4000000001";
const NOTICE_SUM: &str = "00f624361bd3ffc86193add6e13690695ff748de6865ffd54919765d8633815e";

#[test]
fn the_reference_s_signatures_come_out() {
    for (text, wanted) in [
        (
            "accessKey=MADEUPACCESS01&amount=150000&extraData=&ipnUrl=https://shop.example/ipn/momo&orderId=ORD100045-1&orderInfo=Thanh toan ORD100045&partnerCode=MADEUPMOMO&redirectUrl=https://shop.example/pay/momo/return&requestId=req-0001&requestType=captureWallet",
            "2afa870cea3d02d973c98869d6f03a4e7716f209641f1bce521af89888a2be06",
        ),
        (NOTICE, NOTICE_SUM),
        (
            "accessKey=MADEUPACCESS01&orderId=ORD100045-1&partnerCode=MADEUPMOMO&requestId=req-0002",
            "f602f2e6736a24d856c45f670cc2b0df6ba88561527d9aa87f82c5fefe019eda",
        ),
        (
            "accessKey=MADEUPACCESS01&amount=50000&description=Hoan tien ORD100045&orderId=RF100045-1&partnerCode=MADEUPMOMO&requestId=req-0003&transId=4000000001",
            "4db0b0340f8ca4f7155abd54a66a36ea4d33c1e7a890f296010678f72cd5d649",
        ),
    ] {
        assert_eq!(signed(text), wanted, "{text}");
    }
}

fn notice(order: &str, amount: i64, code: i64, message: &str) -> serde_json::Value {
    json!({
        "partnerCode": "MADEUPMOMO", "orderId": order, "requestId": "req-0001", "amount": amount,
        "orderInfo": "Thanh toan ORD100045", "orderType": "momo_wallet", "transId": 4_000_000_001_i64,
        "resultCode": code, "message": message, "payType": "qr", "responseTime": 1_767_233_000_000_i64,
        "extraData": "",
    })
}

fn read(mut body: serde_json::Value, sum: Option<&str>) -> Result<Vec<NotifyEvent>, PaymentError> {
    let parsed: wire::Notice = serde_json::from_value(body.clone()).expect("a notice");
    let own = sign::pairs(&credentials(), &parsed.signed()).expect("keys");
    body["signature"] = json!(sum.unwrap_or(&own));
    let headers = headers(&[]);
    let body = body.to_string();
    Momo.verify_notify(&credentials(), &posted(&headers, body.as_bytes(), 0))
}

#[test]
fn the_reference_s_notice_is_genuine() {
    let body = notice("ORD100045-1", 150_000, 0, "Successful.");
    let parsed: wire::Notice = serde_json::from_value(body.clone()).expect("a notice");
    assert_eq!(
        sign::verify(&credentials(), &parsed.signed(), NOTICE_SUM),
        Ok(())
    );
    // Its name is not one of ours, which is no forgery.
    assert!(matches!(
        read(body.clone(), Some(NOTICE_SUM)),
        Err(PaymentError::Malformed { .. })
    ));
    let mut changed = body;
    changed["amount"] = json!(150_001);
    assert!(matches!(
        read(changed, Some(NOTICE_SUM)),
        Err(PaymentError::Forged { .. })
    ));
}

#[test]
fn vietnamese_messages_are_signed_as_they_come() {
    let events = read(
        notice("ORD100045", 150_000, 0, "Giao dịch thành công."),
        None,
    )
    .expect("genuine");
    assert_eq!(events[0].key, "ORD100045:4000000001:0");
    let text = NOTICE
        .replace("ORD100045-1", "ORD100045")
        .replace("Successful.", "Giao dịch thành công.");
    assert_eq!(signed(&text), mac256(SECRET, &text));
}

#[test]
fn every_code_has_its_state() {
    let state = |code| match read(notice("ORD100045", 1_000, code, ""), None).expect("read")[0]
        .news
        .clone()
    {
        News::Payment(news) => news.state,
        other => panic!("{other:?}"),
    };
    assert_eq!(state(0), PayState::Paid);
    for code in [1000, 7000, 7002, 9000, 10, 11, 40, 42] {
        assert_eq!(state(code), PayState::Pending, "{code}");
    }
    for code in [1003, 1006, 1017] {
        assert_eq!(state(code), PayState::Cancelled);
    }
    assert_eq!(state(1005), PayState::Expired);
    for code in [1001, 1002, 1004, 1007, 1026, 2019, 4001, 4100] {
        assert!(matches!(state(code), PayState::Failed { .. }), "{code}");
    }
    for code in [98, 99, 123_456] {
        assert!(matches!(state(code), PayState::Review { .. }), "{code}");
    }
}

#[test]
fn codes_about_a_request_say_what_to_do() {
    use Effect::{Asks, Changes};
    let said = |effect, code| convert::accepted(effect, code, "").expect_err("refused");
    assert!(matches!(
        said(Changes, 13),
        PaymentError::Credentials { .. }
    ));
    assert!(matches!(said(Changes, 41), PaymentError::Unknown { .. }));
    assert!(matches!(said(Asks, 7000), PaymentError::Unavailable { .. }));
    assert!(matches!(said(Asks, 42), PaymentError::NotFound));
    assert!(matches!(
        said(Changes, 22),
        PaymentError::Invalid {
            field: "amount",
            ..
        }
    ));
    assert!(matches!(said(Changes, 1088), PaymentError::Refused { .. }));
}

#[tokio::test]
async fn the_contract_holds() {
    let keys = |secret| {
        [
            ("partner_code", "MADEUPMOMO"),
            ("access_key", "MADEUPACCESS01"),
            ("secret_key", secret),
        ]
    };
    let case = crate::tests::case(
        &Momo,
        simulator::MomoSimulator,
        &keys(SECRET),
        &keys("ANOTHERSECRET"),
        |reference| reference.to_string(),
    )
    .await;
    crate::contract::run(&case).await;
}
