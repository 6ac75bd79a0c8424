//! Signatures as the documents give them.

use super::super::client::sign;
use crate::_kit::{hmac_sha256, same};

const PARTNER: &str = "2009999";
const KEY: &str = "made-up-partner-key-not-real-0001";
const AT: i64 = 1_760_000_000;

#[test]
fn sh_1_shop() {
    let made = sign(
        KEY,
        PARTNER,
        "/api/v2/product/get_category",
        AT,
        "madeUpAccessToken42",
        "700123456",
    );
    assert_eq!(
        made,
        "5e22e6637da7b2883ec1dc5480cc3f3000d52d4af4be9bfcf137f2477dc36ce5"
    );
}

#[test]
fn sh_2_public() {
    let made = sign(KEY, PARTNER, "/api/v2/auth/token/get", AT, "", "");
    assert_eq!(
        made,
        "5ae83ea4f4d2c3a11fc7391cd149bdf540430aab137682ec19bb25fd37842416"
    );
}

#[test]
fn sh_3_merchant() {
    let made = sign(
        KEY,
        PARTNER,
        "/api/v2/global_product/get_category",
        AT,
        "madeUpAccessToken42",
        "800123",
    );
    assert_eq!(
        made,
        "a8c9e35faf555ff5316b54897d6739744e1604a22da097c867788efd47d0802e"
    );
}

const URL: &str = "https://hub.example.vn/webhooks/shopee";
const PUSH_KEY: &str = "made-up-push-key-not-real-0001";
const BODY: &str = r#"{"data":{"items":[],"ordersn":"2510091ABCDEF1","status":"READY_TO_SHIP","completed_scenario":"","update_time":1760000123},"shop_id":700123456,"code":3,"timestamp":1760000124}"#;
const DIGEST: &str = "b7cc7bbdf8f9457e833ad79e8fd2d0faf10fc942cdecb2cd65e1e666cce46668";

#[test]
fn sh_4_push() {
    use crate::{Adapter, HookRefused, HookRequest, Secrets};
    use shared::time::Millis;
    let made = hmac_sha256(
        PUSH_KEY.as_bytes(),
        &[URL.as_bytes(), b"|", BODY.as_bytes()],
    );
    assert_eq!(made, DIGEST);
    let mut app = Secrets::default();
    app.set("push_key", PUSH_KEY);
    let take = |digest: &str, body: &str, now: i64| {
        let mut headers = http::HeaderMap::new();
        headers.insert("authorization", digest.parse().expect("header"));
        super::super::Shopee.hook(HookRequest {
            url: URL,
            headers: &headers,
            body: body.as_bytes(),
            app: &app,
            account: &Secrets::default(),
            now: Millis(now),
        })
    };
    let now = 1_760_000_200_000;
    let events = take(DIGEST, BODY, now).expect("true").expect("understood");
    assert_eq!(events[0].shop.as_deref(), Some("700123456"));
    assert_eq!(events[0].at, Some(Millis(1_760_000_123_000)));
    // Upper case, another byte, the partner key: none is taken.
    assert_eq!(
        take(&DIGEST.to_uppercase(), BODY, now),
        Err(HookRefused::Signature)
    );
    assert_eq!(
        take(DIGEST, &BODY.replace("READY", "READX"), now),
        Err(HookRefused::Signature)
    );
    let other = hmac_sha256(KEY.as_bytes(), &[URL.as_bytes(), b"|", BODY.as_bytes()]);
    assert_eq!(take(&other, BODY, now), Err(HookRefused::Signature));
    assert_eq!(
        take(DIGEST, BODY, now + 5 * 86_400_000),
        Err(HookRefused::Stale)
    );
    assert_eq!(take(DIGEST, BODY, now - 400_000), Err(HookRefused::Stale));
}

#[test]
fn ut_1_and_2_bytes_are_signed_as_they_are() {
    let utf8 = hmac_sha256(b"k", &["{\"title\":\"Chè Shan tuyết 100g\"}".as_bytes()]);
    assert_eq!(
        utf8,
        "3175f208cecbdb3afc6947c5e42620c6e8f80110551f2723b424e75b90bb0773"
    );
    let escaped = hmac_sha256(b"k", &[br#"{"title":"Ch\u00e8 Shan tuy\u1ebft 100g"}"#]);
    assert_eq!(
        escaped,
        "789c5afc615a8479158959335662a4be7cf0012a1e34b5a0e26a73e4b7645093"
    );
    assert!(!same(&utf8, &escaped));
}
