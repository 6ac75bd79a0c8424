//! Consent in the browser, tokens, refresh.

use super::super::Shopee;
use super::world::{ShopeeWorld, app};
use crate::contract::World;
use crate::{Adapter, ChannelError, Outbound, Secrets};

#[tokio::test]
async fn a_person_consents_and_the_code_works_once() {
    let world = ShopeeWorld::start().await;
    let url = Shopee
        .consent_url(
            &app(&world.sim),
            "http://127.0.0.1:9/back?a=b",
            "s-1",
            world.outbound().now,
        )
        .expect("url");
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .expect("client");
    let page = http
        .get(&url)
        .send()
        .await
        .expect("page")
        .text()
        .await
        .expect("text");
    assert!(
        page.contains("Đồng ý kết nối") && page.contains("HTX Mộc Châu"),
        "{page}"
    );
    let form = [
        ("partner_id", "2000001"),
        ("redirect_uri", "http://127.0.0.1:9/back?a=b"),
        ("state", "s-1"),
        ("shop", ""),
        ("name", "HTX Mới"),
    ];
    let back = http
        .post(world.sim.auth_url())
        .form(&form)
        .send()
        .await
        .expect("consent");
    let to = back.headers()["location"]
        .to_str()
        .expect("text")
        .to_owned();
    let answer: Vec<(String, String)> = reqwest::Url::parse(&to)
        .expect("url")
        .query_pairs()
        .into_owned()
        .collect();
    assert!(
        answer.contains(&("state".to_owned(), "s-1".to_owned())),
        "{to}"
    );
    let out = Outbound {
        account: Secrets::default(),
        shop: String::new(),
        ..world.outbound()
    };
    let given = Shopee.connect(&out, &answer).await.expect("connect");
    assert_eq!(given.name.as_deref(), Some("HTX Mới"));
    assert!(given.ends_at.expect("end") > out.now.plus_days(300));
    assert_eq!(given.refresh_at, Some(out.now.plus_minutes(180)));
    assert!(matches!(
        Shopee.connect(&out, &answer).await,
        Err(ChannelError::AuthRevoked(_))
    ));
    let out = Outbound {
        account: given.secrets,
        shop: given.shop,
        ..out
    };
    let fresh = Shopee.refresh(&out).await.expect("refresh");
    assert_eq!(fresh.ends_at, given.ends_at);
    // The old access works five minutes more.
    assert!(Shopee.items(&out, None).await.is_ok());
    world.pass(6 * 60_000);
    let late = Outbound {
        now: world.outbound().now,
        ..out
    };
    assert!(matches!(
        Shopee.items(&late, None).await,
        Err(ChannelError::AuthExpired)
    ));
}
