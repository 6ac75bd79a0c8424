use proptest::prelude::*;

use super::*;
use crate::money::Vnd;
use crate::rules::memo::Memo;

#[test]
fn codes_of_providers_are_small_letters_and_digits() {
    for good in ["cod", "vietqr", "zalopay", "a1"] {
        assert_eq!(
            good.parse::<ProviderCode>().map(String::from),
            Ok(good.to_owned())
        );
    }
    for bad in [
        "",
        "a",
        "1a",
        "VietQR",
        "viet-qr",
        "víetqr",
        "a234567890123456x",
    ] {
        assert_eq!(bad.parse::<ProviderCode>(), Err(BadReference), "{bad}");
    }
}

#[test]
fn references_are_capitals_and_digits() {
    for good in ["CP7Q2MWK4", "R123", "ABCDEFGHIJ"] {
        assert_eq!(
            good.parse::<PaymentReference>().map(String::from),
            Ok(good.to_owned())
        );
    }
    for bad in ["", "ABC", "1ABC", "abcd", "AB-CD", "ABCDEFGHIJK", "ĐABC"] {
        assert_eq!(bad.parse::<PaymentReference>(), Err(BadReference), "{bad}");
    }
    assert!(serde_json::from_str::<PaymentReference>("\"abc\"").is_err());
}

#[test]
fn a_feed_is_no_way_to_pay() {
    let mut can = Capabilities {
        kind: PaymentKind::Transfer,
        name_vi: "Chuyển khoản",
        name_en: "Bank transfer",
        least: Vnd(2_000),
        most: Vnd(499_999_999),
        confirmation: Confirmation::BankCredit,
        settlement: Settlement::OwnAccount,
        query: false,
        refund: RefundSupport::ByHand,
    };
    assert!(can.takes(Vnd(2_000)) && can.takes(Vnd(499_999_999)));
    assert!(!can.takes(Vnd(1_999)) && !can.takes(Vnd(500_000_000)));
    can.kind = PaymentKind::Feed;
    assert!(!can.takes(Vnd(2_000)));
}

proptest! {
    #[test]
    fn every_memo_is_a_reference(random in any::<u64>()) {
        let memo = Memo::from_random(random);
        let reference = memo.reference();
        prop_assert_eq!(reference.as_str(), memo.as_str());
        prop_assert_eq!(reference.as_str().parse::<PaymentReference>(), Ok(reference));
    }

    #[test]
    fn any_text_is_a_reference_or_none(text in "\\PC{0,12}") {
        let _ = (text.parse::<PaymentReference>(), text.parse::<ProviderCode>());
    }
}
