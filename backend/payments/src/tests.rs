//! What holds for every provider, and what the tests of all of them take for granted.

use std::collections::BTreeSet;

use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;
use shared::payment::{NotifyOutcome, ProviderCode};
use shared::time::Millis;

use super::*;

/// Credentials from pairs of key and value.
pub(crate) fn given(settings: &'static [Setting], pairs: &[(&str, &str)]) -> Credentials {
    let var = |name: &str| {
        let key = settings.iter().find(|setting| setting.name == name)?.key;
        let pair = pairs.iter().find(|(given, _)| *given == key)?;
        Some(pair.1.to_owned())
    };
    Credentials::read(settings, var)
        .expect("complete")
        .expect("set up")
}

/// Headers from pairs.
pub(crate) fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::try_from(*name).expect("a name"),
                HeaderValue::try_from(*value).expect("a value"),
            )
        })
        .collect()
}

/// A notice that comes by POST.
pub(crate) fn posted<'a>(headers: &'a HeaderMap, body: &'a [u8], now: i64) -> Notice<'a> {
    Notice {
        headers,
        query: "",
        body,
        now: Millis(now),
    }
}

/// Made-up values for every setting of a provider.
pub(crate) fn made_up(provider: &dyn PaymentProvider) -> Credentials {
    let var = |name: &str| {
        let number = name.ends_with("APP_ID");
        Some(if number {
            "2999".to_owned()
        } else {
            format!("madeup-{name}")
        })
    };
    Credentials::read(provider.settings(), var)
        .expect("complete")
        .expect("set up")
}

/// A provider with its simulator running on a free port.
pub(crate) async fn case(
    provider: &'static dyn PaymentProvider,
    simulator: impl simulator::Simulator,
    keys: &[(&str, &str)],
    wrong: &[(&str, &str)],
    name: fn(&shared::payment::PaymentReference) -> String,
) -> contract::Case {
    let at = ([127, 0, 0, 1], 0).into();
    let running = simulator::run(simulator, at, keys, || contract::NOW).await;
    let running = running.expect("a port");
    let with = |keys: &[(&str, &str)]| {
        let base = [("base_url", running.base_url.as_str())];
        given(provider.settings(), &[&base, keys].concat())
    };
    contract::Case {
        provider,
        credentials: with(keys),
        wrong: with(wrong),
        simulator: running,
        name,
        ages: false,
    }
}

#[test]
fn a_provider_is_a_folder() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let folders: BTreeSet<String> = std::fs::read_dir(here)
        .expect("the folder")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("a name"))
        .filter(|name| !matches!(name.as_str(), "kit" | "simulator" | "contract"))
        .collect();
    let codes: BTreeSet<String> = PROVIDERS.iter().map(|one| one.code().to_owned()).collect();
    assert_eq!(codes, folders);
    for code in &codes {
        assert!(code.parse::<ProviderCode>().is_ok());
        assert_eq!(find(code).map(PaymentProvider::code), Some(code.as_str()));
    }
    assert!(find("gold").is_none());
}

#[test]
fn settings_are_named_by_their_provider_and_told_once() {
    let mut names = BTreeSet::new();
    for provider in PROVIDERS {
        let start = format!("CHOPHIEN_{}_", provider.code().to_uppercase());
        for setting in provider.settings() {
            assert!(setting.name.starts_with(&start), "{}", setting.name);
            assert!(names.insert(setting.name), "{}", setting.name);
            assert!(!setting.help.is_empty());
            assert!(!setting.required || setting.default.is_empty());
        }
    }
    assert_eq!(
        PROVIDERS.iter().flat_map(|one| one.settings()).count(),
        names.len()
    );
    assert!(names.contains("CHOPHIEN_VNPAY_BASE_URL"));
}

#[test]
fn half_a_set_up_is_an_error_that_names_what_is_missing() {
    let momo = find("momo").expect("a provider");
    let read = |pairs: &[(&str, &str)]| {
        Credentials::read(momo.settings(), |name| {
            let pair = pairs.iter().find(|(given, _)| *given == name)?;
            Some(pair.1.to_owned())
        })
    };
    assert_eq!(read(&[]), Ok(None));
    assert_eq!(
        read(&[("CHOPHIEN_MOMO_BASE_URL", "http://127.0.0.1:1")]),
        Ok(None)
    );
    let error = read(&[("CHOPHIEN_MOMO_PARTNER_CODE", "P")]).expect_err("half");
    assert!(
        error.to_string().contains("CHOPHIEN_MOMO_ACCESS_KEY"),
        "{error}"
    );
    let all = [
        ("CHOPHIEN_MOMO_PARTNER_CODE", "P"),
        ("CHOPHIEN_MOMO_ACCESS_KEY", "A"),
        ("CHOPHIEN_MOMO_SECRET_KEY", "very secret"),
    ];
    let whole = read(&all).expect("complete").expect("set up");
    assert_eq!(whole.url("/x").as_deref(), Ok("https://payment.momo.vn/x"));
    assert!(!format!("{whole:?}").contains("very secret"));
    // Feeds need one of two; nothing set is not set up. Those that need nothing always are.
    let nothing =
        |provider: &str| Credentials::read(find(provider).expect("one").settings(), |_| None);
    assert_eq!(nothing("sepay"), Ok(None));
    assert_eq!(nothing("casso"), Ok(None));
    assert!(nothing("cod").expect("complete").is_some());
    assert!(nothing("vietqr").expect("complete").is_some());
}

#[test]
fn every_outcome_is_answered_as_the_document_says() {
    use NotifyOutcome::{Forged, OurFault, Recorded, Repeated, UnknownReference, WrongAmount};
    for (code, outcome, status, body) in [
        (
            "vnpay",
            Recorded,
            200,
            r#"{"RspCode":"00","Message":"Confirm Success"}"#,
        ),
        (
            "vnpay",
            Repeated,
            200,
            r#"{"RspCode":"02","Message":"Order already confirmed"}"#,
        ),
        (
            "vnpay",
            UnknownReference,
            200,
            r#"{"RspCode":"01","Message":"Order not found"}"#,
        ),
        (
            "vnpay",
            WrongAmount,
            200,
            r#"{"RspCode":"04","Message":"Invalid amount"}"#,
        ),
        (
            "vnpay",
            Forged,
            200,
            r#"{"RspCode":"97","Message":"Invalid signature"}"#,
        ),
        (
            "vnpay",
            OurFault,
            200,
            r#"{"RspCode":"99","Message":"Unknown error"}"#,
        ),
        ("momo", Recorded, 204, ""),
        ("momo", UnknownReference, 204, ""),
        ("momo", Forged, 400, ""),
        ("momo", OurFault, 500, ""),
        (
            "zalopay",
            Recorded,
            200,
            r#"{"return_code":1,"return_message":"success"}"#,
        ),
        (
            "zalopay",
            Forged,
            200,
            r#"{"return_code":-1,"return_message":"mac not equal"}"#,
        ),
        (
            "zalopay",
            OurFault,
            200,
            r#"{"return_code":0,"return_message":"try again"}"#,
        ),
        ("payos", Recorded, 200, "{}"),
        ("payos", Forged, 400, "{}"),
        ("sepay", Repeated, 200, r#"{"success":true}"#),
        ("sepay", Forged, 401, r#"{"success":false}"#),
        ("casso", UnknownReference, 200, r#"{"success":true}"#),
        ("casso", OurFault, 500, r#"{"success":false}"#),
        ("cod", Recorded, 404, ""),
        ("vietqr", Recorded, 404, ""),
    ] {
        let reply = find(code).expect("a provider").notify_reply(outcome);
        assert_eq!(
            (reply.status.as_u16(), &*reply.body),
            (status, body),
            "{code} {outcome:?}"
        );
    }
    for provider in PROVIDERS {
        for outcome in NotifyOutcome::ALL {
            let reply = provider.notify_reply(outcome);
            assert_eq!(reply.body.is_empty(), reply.content_type.is_empty());
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_frighten_a_provider(
        body in prop::collection::vec(any::<u8>(), 0..300), query in "\\PC{0,120}", value in "[ -~]{0,80}",
    ) {
        let headers = headers(&[
            ("x-casso-signature", &value), ("x-sepay-signature", &value), ("x-sepay-timestamp", &value),
            ("authorization", &value),
        ]);
        for provider in PROVIDERS {
            let notice = Notice { headers: &headers, query: &query, body: &body, now: Millis(1_767_232_992_000) };
            prop_assert!(provider.verify_notify(&made_up(*provider), &notice).is_err());
        }
    }

    #[test]
    fn no_json_frightens_a_provider(fields in prop::collection::btree_map("[a-zA-Z_]{1,12}", "\\PC{0,12}", 0..6), number in any::<i64>()) {
        let mut value = serde_json::to_value(&fields).expect("json");
        for name in ["data", "orderCode", "amount", "resultCode", "id", "transferAmount", "error"] {
            value[name] = number.into();
        }
        let nested = serde_json::json!({"data": value, "signature": "00", "mac": "00", "error": 0}).to_string();
        let headers = headers(&[("x-casso-signature", "t=1,v1=00"), ("x-sepay-signature", "sha256=00")]);
        for body in [value.to_string(), nested] {
            for provider in PROVIDERS {
                let notice = posted(&headers, body.as_bytes(), 1_767_232_992_000);
                prop_assert!(provider.verify_notify(&made_up(*provider), &notice).is_err());
            }
        }
    }
}
