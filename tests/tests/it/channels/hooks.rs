//! Pushes to a shop's own address: whose secret it is says the address; what is false is refused, what is not understood
//! is kept.

use super::*;
use channels::_kit::hmac_sha256;
use services::channels::Connected;
use services::seed::demo;
use shared::channel::ChannelSpec;

const SECRET: &str = "made-up-webhook-secret";

struct Portal {
    app: App,
    visitor: Visitor,
    director: Visitor,
    account: Uuid,
    path: String,
}

/// A portal that speaks the profile, connected with a push secret of its own.
async fn portal(test: &TestApp) -> Portal {
    let app = test.app.clone();
    let (actor, cooperative) = demo::director(&app.core, "dong-mo")
        .await
        .expect("reads")
        .expect("there");
    let spec: &'static ChannelSpec = channels::find("postmart_api").expect("known").spec();
    let pairs = [("key_id", "k"), ("secret", "s"), ("webhook_secret", SECRET)];
    let shop = Connected {
        shop: "k".to_owned(),
        name: "Postmart".to_owned(),
        secrets: pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        refresh_at: None,
        ends_at: None,
    };
    let account = shop::connect(&app.core, &actor, cooperative, spec, shop)
        .await
        .expect("connects");
    let token = word(&app, "select token as v from channel_account", []).await;
    let (router, _) = routes::build(&app);
    let director = test.another_as(Who::Director).await;
    Portal {
        app,
        visitor: Visitor::new(router),
        director,
        account,
        path: format!("/hooks/postmart_api/{token}"),
    }
}

impl Portal {
    async fn send(
        &mut self,
        path: &str,
        (at, signature): (i64, &str),
        body: Vec<u8>,
    ) -> StatusCode {
        let at = at.to_string();
        let headers = [
            ("content-type", "application/json"),
            ("x-htx-timestamp", at.as_str()),
            ("x-htx-signature", signature),
        ];
        let body = axum::body::Body::from(body);
        let answer = self.visitor.send(http::Method::POST, path, &headers, body);
        answer.await.status
    }

    /// Signed now, as the portal does it.
    async fn push(&mut self, body: impl Into<Vec<u8>>) -> StatusCode {
        let body = body.into();
        let at = self.app.core.clock.now().0 / 1_000;
        let path = self.path.clone();
        let signature = sign(at, &body);
        self.send(&path, (at, &signature), body).await
    }
}

fn sign(at: i64, body: &[u8]) -> String {
    let at = at.to_string();
    hmac_sha256(SECRET.as_bytes(), &[at.as_bytes(), b".", body])
}

fn event(id: &str, kind: &str) -> String {
    format!(
        r#"{{"event_id":"{id}","type":"{kind}","occurred_at":"2026-11-28T09:00:00+07:00","order":{{"order_no":"VS1","status":"confirmed","version":3}}}}"#
    )
}

const JOBS: &str = "select count(*) as n from channel_job where kind = 'order' and subject = 'VS1'";
const KEPT: &str = "select count(*) as n from channel_inbox where raw_sealed is not null";
const ALL: &str = "select count(*) as n from channel_inbox";

#[test]
fn a_true_push_is_taken_once_and_a_false_one_is_refused() {
    on_both(async |test| {
        let mut portal = portal(test).await;
        let body = event("E1", "order.updated");
        for _ in 0..3 {
            assert_eq!(portal.push(body.clone()).await, StatusCode::NO_CONTENT);
        }
        assert_eq!(number(&portal.app, ALL).await, 1);
        assert_eq!(number(&portal.app, JOBS).await, 1);
        let at = portal.app.core.clock.now().0 / 1_000;
        let own = portal.path.clone();
        let signature = sign(at, body.as_bytes());
        // At the common address nobody's secret is known; at another key there is no shop.
        for (path, expected) in [
            ("/hooks/postmart_api", StatusCode::UNAUTHORIZED),
            ("/hooks/postmart_api/khong-co", StatusCode::NOT_FOUND),
            ("/hooks/shopee/khong-co", StatusCode::NOT_FOUND),
        ] {
            let status = portal
                .send(path, (at, &signature), body.clone().into())
                .await;
            assert_eq!(status, expected, "{path}");
        }
        let forged = event("E2", "order.updated");
        let status = portal.send(&own, (at, &signature), forged.into()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "a forged body");
        let upper = signature.to_uppercase();
        let status = portal.send(&own, (at, &upper), body.clone().into()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "another spelling");
        portal.app.core.clock.advance(600_000);
        let status = portal.send(&own, (at, &signature), body.into()).await;
        assert_eq!(
            status,
            StatusCode::UNAUTHORIZED,
            "replayed after ten minutes"
        );
        assert_eq!(number(&portal.app, ALL).await, 1);
    });
}

#[test]
fn what_is_not_understood_is_kept_and_nothing_falls_over() {
    on_both(async |test| {
        let mut portal = portal(test).await;
        let odd: [Vec<u8>; 6] = [
            br#"{"type":"order.updated"}"#.to_vec(),
            br#"{"event_id":7,"type":["order"],"order":"VS1"}"#.to_vec(),
            b"\xff\xfe{\x00".to_vec(),
            b"".to_vec(),
            "[".repeat(20_000).into_bytes(),
            event("E9", "order.teleported_nowhere")
                .replace("\"order\":", "\"nothing\":")
                .into_bytes(),
        ];
        let count = i64::try_from(odd.len()).expect("few");
        for body in odd {
            assert_eq!(portal.push(body).await, StatusCode::NO_CONTENT);
        }
        assert_eq!(
            number(&portal.app, KEPT).await,
            count,
            "with their raw text"
        );
        // Five megabytes are more than any push: refused before they are read.
        let huge = portal.push(vec![b' '; 5 * 1024 * 1024]).await;
        assert_eq!(huge, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(
            portal.push(event("E1", "order.updated")).await,
            StatusCode::NO_CONTENT
        );
        assert_eq!(number(&portal.app, JOBS).await, 1);
    });
}

#[test]
fn the_shops_page_shows_its_own_address() {
    on_both(async |test| {
        let mut portal = portal(test).await;
        let page = portal
            .director
            .get(&format!("/htx/kenh/{}", portal.account))
            .await;
        let page = page.expect(StatusCode::OK);
        assert!(page.text().contains(&portal.path));
    });
}
