use shared::payment::{News, PayState, PaymentReference};
use shared::time::Millis;

use super::*;
use crate::kit::read_compact;
use crate::tests::{given, headers};

const SECRET: &str = "MADEUPVNPAYSECRET0001ABCDEFGHIJK";
const NOTICE: &str = "vnp_Amount=15000000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14000001&vnp_CardType=ATM&vnp_OrderInfo=Thanh+toan+don+hang+ORD100045&vnp_PayDate=20260101090312&vnp_ResponseCode=00&vnp_TmnCode=MADEUP01&vnp_TransactionNo=14000001&vnp_TransactionStatus=00&vnp_TxnRef=ORD100045";
const NOTICE_HASH: &str = "ef5a4c711d99282dc07b8123ebda7bdb93402a25b6c6a3e77490a4798778f44296a6dcdd4beab311c212537800a055b323448f00036d96360fe320d1766374c1";

fn credentials() -> Credentials {
    given(
        SETTINGS,
        &[("tmn_code", "MADEUP01"), ("hash_secret", SECRET)],
    )
}

fn read(query: &str) -> Result<Vec<NotifyEvent>, PaymentError> {
    let headers = headers(&[]);
    let notice = Notice {
        headers: &headers,
        query,
        body: b"",
        now: Millis(0),
    };
    VnPay.verify_notify(&credentials(), &notice)
}

#[tokio::test]
async fn the_reference_s_address_comes_out() {
    let client = crate::client(std::time::Duration::from_secs(1)).expect("a client");
    let out = Outbound::new(client, credentials(), Millis(0));
    let wanted = CreatePayment {
        reference: "ORD100045".parse().expect("a reference"),
        amount: Vnd(150_000),
        description: "Thanh toán đơn hàng #ORD100045".into(),
        memo: None,
        payee: None,
        return_url: "https://shop.example/pay/vnpay/return".into(),
        cancel_url: String::new(),
        notify_url: String::new(),
        client_ip: "203.0.113.10".into(),
        created_at: read_compact("20260101090000").expect("a moment"),
        expires_at: read_compact("20260101091500").expect("a moment"),
        locale: Locale::Vi,
    };
    let made = VnPay.create(&out, &wanted).await.expect("made");
    let wanted_url = "https://sandbox.vnpayment.vn/paymentv2/vpcpay.html?vnp_Amount=15000000&vnp_Command=pay&vnp_CreateDate=20260101090000&vnp_CurrCode=VND&vnp_ExpireDate=20260101091500&vnp_IpAddr=203.0.113.10&vnp_Locale=vn&vnp_OrderInfo=Thanh+toan+don+hang+ORD100045&vnp_OrderType=100000&vnp_ReturnUrl=https%3A%2F%2Fshop.example%2Fpay%2Fvnpay%2Freturn&vnp_TmnCode=MADEUP01&vnp_TxnRef=ORD100045&vnp_Version=2.1.0&vnp_SecureHash=48906932292e9cd0907629523a223a2e5ce38266091d74b34051fe78c7b979ce0c7e29e39b39fe37525f0a597621731bf7e1a77c021ebda813e7bc1091c0c6ad";
    assert_eq!(
        made.next,
        NextStep::Redirect {
            url: wanted_url.into()
        }
    );
}

#[test]
fn the_reference_s_questions_and_refunds_are_signed_so() {
    let piped = |text: &str| sign::piped(SECRET, &text.split('|').collect::<Vec<_>>());
    assert_eq!(
        piped(
            "REQ0001|2.1.0|querydr|MADEUP01|ORD100045|20260101090000|20260101091000|203.0.113.10|Truy van GD ORD100045"
        ),
        "e8fea37db868274e96885d67d903901f1013f18c83599e69292a4ae28785479c8dd88399fb1886049781e95477b2c3a36ac557bd057074b9dfe69f1f72e349ca"
    );
    assert_eq!(
        piped(
            "REQ0002|2.1.0|refund|MADEUP01|03|ORD100045|5000000|14000001|20260101090000|ops01|20260102100000|203.0.113.10|Hoan tien ORD100045"
        ),
        "bbf9850c800b62566d138a1db394b34f58e7cdbfbe1cc09e50c53fc2606cb290a98e7d2fd92f8ddd84d0592e6bae944acb7b5bd8290258889bd8462366ee793b"
    );
}

#[test]
fn the_reference_s_notice_is_read() {
    let events = read(&format!("{NOTICE}&vnp_SecureHash={NOTICE_HASH}")).expect("genuine");
    let News::Payment(news) = &events[0].news else {
        panic!("{events:?}");
    };
    assert_eq!(events[0].key, "ORD100045:14000001:00");
    assert_eq!(events[0].stated_at, read_compact("20260101090312"));
    assert_eq!(news.amount, Vnd(150_000));
    assert_eq!(news.state, PayState::Paid);
    assert_eq!(news.provider_txn, "14000001");
    let odd = format!(
        "foo=1&{NOTICE}&vnp_SecureHashType=HMACSHA512&vnp_SecureHash={}",
        NOTICE_HASH.to_uppercase()
    );
    assert!(
        read(&odd).is_ok(),
        "hash type and foreign fields do not count"
    );
}

#[test]
fn changed_notices_are_refused() {
    for query in [
        NOTICE.to_owned(),
        format!("{NOTICE}&vnp_SecureHash="),
        format!(
            "{}&vnp_SecureHash={NOTICE_HASH}",
            NOTICE.replace("15000000", "15000100")
        ),
        format!(
            "{}&vnp_SecureHash={NOTICE_HASH}",
            NOTICE.replace("ORD100045", "ORD100046")
        ),
        format!("{NOTICE}&vnp_Amount=1&vnp_SecureHash={NOTICE_HASH}"),
    ] {
        assert!(
            matches!(read(&query), Err(PaymentError::Forged { .. })),
            "{query}"
        );
    }
    // Signed rightly, for another terminal or with half a đồng.
    for (from, to) in [
        ("MADEUP01", "MADEUP02"),
        ("15000000", "15000050"),
        ("15000000", "x"),
    ] {
        let query = NOTICE.replace(from, to);
        let signed = format!("{query}&vnp_SecureHash={}", sign::hash(SECRET, &query));
        assert!(read(&signed).is_err(), "{to}");
    }
}

#[test]
fn every_pair_of_codes_has_its_state() {
    let state = |code: &str, status: &str| {
        let of = |name: &str| match name {
            "vnp_TxnRef" => "ORD100045",
            "vnp_Amount" => "15000000",
            "vnp_ResponseCode" => code,
            "vnp_TransactionStatus" => status,
            _ => "",
        };
        match convert::event(of).expect("read").news {
            News::Payment(news) => news.state,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(state("00", "00"), PayState::Paid);
    assert_eq!(state("24", "02"), PayState::Cancelled);
    assert_eq!(state("11", "02"), PayState::Expired);
    assert_eq!(state("00", "01"), PayState::Pending);
    for (code, status) in [("07", "00"), ("07", "07"), ("00", "04"), ("00", "07")] {
        assert!(matches!(state(code, status), PayState::Review { .. }));
    }
    for (code, status) in [
        ("51", "02"),
        ("00", "02"),
        ("00", ""),
        ("99", "00"),
        ("12", "02"),
    ] {
        assert!(
            matches!(state(code, status), PayState::Failed { .. }),
            "{code}/{status}"
        );
    }
    let reference: Result<PaymentReference, _> = "ORD100045".parse();
    assert!(reference.is_ok());
}

#[tokio::test]
async fn the_contract_holds() {
    let keys = [("tmn_code", "MADEUP01"), ("hash_secret", SECRET)];
    let case = crate::tests::case(
        &VnPay,
        simulator::VnPaySimulator,
        &keys,
        &[("tmn_code", "MADEUP01"), ("hash_secret", "ANOTHERSECRET")],
        |reference| reference.to_string(),
    )
    .await;
    crate::contract::run(&case).await;
}
