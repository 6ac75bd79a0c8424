use serde_json::json;
use shared::payment::News;

use super::*;
use crate::tests::{given, headers, posted};

const KEY: &str = "madeup_payos_checksum_key_0001";

fn credentials(key: &str) -> Credentials {
    given(
        SETTINGS,
        &[("client_id", "c"), ("api_key", "a"), ("checksum_key", key)],
    )
}

fn read(key: &str, body: &Value) -> Result<Vec<NotifyEvent>, PaymentError> {
    let headers = headers(&[]);
    let body = body.to_string();
    PayOs.verify_notify(&credentials(key), &posted(&headers, body.as_bytes(), 0))
}

fn paid(number: i64) -> Value {
    json!({
        "orderCode": number, "amount": 150_000, "description": "DH100045",
        "accountNumber": "0011223344", "reference": "FT26001000001",
        "transactionDateTime": "2026-01-01 09:03:12", "currency": "VND",
        "paymentLinkId": "madeuplink0001", "code": "00", "desc": "success",
        "counterAccountBankId": null, "counterAccountBankName": "null",
        "counterAccountName": "undefined", "counterAccountNumber": null,
        "virtualAccountName": "", "virtualAccountNumber": "",
    })
}

#[test]
fn the_reference_s_signatures_come_out() {
    assert_eq!(
        sign::create(
            KEY,
            150_000,
            "https://shop.example/pay/cancel",
            "DH100045",
            100_045,
            "https://shop.example/pay/return",
        ),
        "a1f0626be34bf12f9a5700739010991f330f48d0ebf8792cb77db73b430d508d"
    );
    let data = paid(100_045);
    assert_eq!(
        sign::pairs(&data),
        "accountNumber=0011223344&amount=150000&code=00&counterAccountBankId=&counterAccountBankName=&counterAccountName=&counterAccountNumber=&currency=VND&desc=success&description=DH100045&orderCode=100045&paymentLinkId=madeuplink0001&reference=FT26001000001&transactionDateTime=2026-01-01 09:03:12&virtualAccountName=&virtualAccountNumber="
    );
    let sum = "e6ca8d7ef382ff8010aa3acd2af4e001dc781c7f8c20cdc88a51eb8aaa6c56be";
    assert_eq!(sign::verify(KEY, &data, sum), Ok(()));
}

#[test]
fn payouts_would_be_signed_by_the_same_hash() {
    let text = "amount=1250000&description=CHI%20TRA%20HTX%200001&referenceId=PO-2026-0001&toAccountNumber=1234567890123&toBin=970405";
    assert_eq!(
        crate::kit::hex_mac(crate::kit::Hash::Sha256, KEY, text.as_bytes()),
        "b768654cccbed05fc57dcce694dabd20e52f63101680ef46935a3864c01f24c7"
    );
}

#[test]
fn the_published_sample_is_genuine_and_a_trial() {
    let key = "1a54716c8f0efb2744fb28b6e38b25da7f67a925d98bc1c18bd8faaecadd7675";
    let body = json!({
        "code": "00", "desc": "success", "success": true,
        "data": {
            "orderCode": 123, "amount": 3000, "description": "VQRIO123", "accountNumber": "12345678",
            "reference": "TF230204212323", "transactionDateTime": "2023-02-04 18:25:00",
            "currency": "VND", "paymentLinkId": "124c33293c43417ab7879e14c8d9eb18", "code": "00",
            "desc": "Thành công", "counterAccountBankId": "", "counterAccountBankName": "",
            "counterAccountName": "", "counterAccountNumber": "", "virtualAccountName": "",
            "virtualAccountNumber": "",
        },
        "signature": "412e915d2871504ed31be63c8f62a149a4410d34c4c42affc9006ef9917eaa03",
    });
    let events = read(key, &body).expect("genuine");
    assert!(matches!(&events[0].news, News::Nothing { what } if what == "trial"));
}

#[test]
fn lists_in_an_answer_are_signed_as_sorted_json() {
    let data = json!({"b": [{"y": 1, "x": "é"}], "a": 2, "c": null});
    assert_eq!(sign::pairs(&data), r#"a=2&b=[{"x":"é","y":1}]&c="#);
}

#[test]
fn a_transfer_is_a_line_that_knows_its_payment() {
    let reference: shared::payment::PaymentReference = "CP7Q2MWK4".parse().expect("one");
    let data = paid(order_number(&reference));
    let sum = crate::simulator::mac256(KEY, &sign::pairs(&data));
    let body = json!({"code": "00", "success": true, "data": data, "signature": sum});
    let events = read(KEY, &body).expect("genuine");
    let News::Credit(credit) = &events[0].news else {
        panic!("{events:?}");
    };
    assert_eq!(events[0].key, "madeuplink0001:FT26001000001");
    assert_eq!(credit.reference.as_ref(), Some(&reference));
    assert_eq!(credit.amount, Vnd(150_000));
    let mut refused = body.clone();
    refused["success"] = json!(false);
    assert!(matches!(
        &read(KEY, &refused).expect("genuine")[0].news,
        News::Nothing { .. }
    ));
    let mut forged = body;
    forged["data"]["amount"] = json!(150_001);
    assert!(matches!(
        read(KEY, &forged),
        Err(PaymentError::Forged { .. })
    ));
}

proptest::proptest! {
    #[test]
    fn a_reference_comes_back_from_its_number(text in "[A-Z][A-Z0-9]{3,9}") {
        let reference: shared::payment::PaymentReference = text.parse().expect("one");
        proptest::prop_assert_eq!(convert::reference(order_number(&reference)), Some(reference));
    }

    #[test]
    fn any_number_is_a_reference_or_none(number in proptest::prelude::any::<i64>()) {
        let _ = convert::reference(number);
    }
}

#[tokio::test]
async fn the_contract_holds() {
    let keys = |api, checksum| {
        [
            ("client_id", "madeup_client"),
            ("api_key", api),
            ("checksum_key", checksum),
            ("account", "0011223344"),
        ]
    };
    let case = crate::tests::case(
        &PayOs,
        simulator::PayOsSimulator,
        &keys("madeup_api_key", KEY),
        &keys("another_api_key", "another_checksum_key"),
        |reference| order_number(reference).to_string(),
    )
    .await;
    crate::contract::run(&case).await;
}
