//! The pages: a person presses a button, and the shop hears of it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::routing::any;
use shared::money::Vnd;
use shared::payment::{News, NotifyEvent, NotifyOutcome, PayState};
use shared::time::Millis;

use super::bank::{Bank, code};
use super::{Running, run};
use crate::contract::{NOW, payment};
use crate::momo::{Momo, simulator::MomoSimulator};
use crate::tests::given;
use crate::{Credentials, Notice, Outbound, PaymentProvider, sepay};

type Heard = Arc<Mutex<Vec<NotifyEvent>>>;

/// A shop that verifies notices of one provider and answers as it wants.
async fn shop(provider: &'static dyn PaymentProvider, credentials: Credentials) -> (String, Heard) {
    let heard = Heard::default();
    let keep = Arc::clone(&heard);
    let app = Router::new().route(
        "/hook",
        any(move |headers: HeaderMap, body: Bytes| async move {
            let notice = Notice {
                headers: &headers,
                query: "",
                body: &body,
                now: Millis(NOW),
            };
            let outcome = match provider.verify_notify(&credentials, &notice) {
                Ok(events) => {
                    let mut heard = keep.lock().expect("whole");
                    let known = heard.iter().any(|event| event.key == events[0].key);
                    heard.extend(events);
                    if known {
                        NotifyOutcome::Repeated
                    } else {
                        NotifyOutcome::Recorded
                    }
                }
                Err(_) => NotifyOutcome::Forged,
            };
            let reply = provider.notify_reply(outcome);
            (reply.status, reply.body.into_owned())
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, heard)
}

async fn post(running: &Running, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let client = crate::client(Duration::from_secs(30)).expect("a client");
    let url = format!("{}{path}", running.base_url);
    let answer = client
        .request(Method::POST, &url)
        .form(fields)
        .send()
        .await
        .expect("sent");
    (answer.status(), answer.text().await.expect("text"))
}

async fn get(running: &Running, path: &str) -> String {
    let client = crate::client(Duration::from_secs(30)).expect("a client");
    let url = format!("{}{path}", running.base_url);
    let answer = client
        .request(Method::GET, &url)
        .send()
        .await
        .expect("sent");
    answer.text().await.expect("text")
}

#[tokio::test]
async fn a_person_pays_and_the_shop_hears_it() {
    let keys = [
        ("partner_code", "MADEUPMOMO"),
        ("access_key", "MADEUPACCESS01"),
        ("secret_key", "MADEUPMOMOSECRET0001"),
    ];
    let at = ([127, 0, 0, 1], 0).into();
    let running = run(MomoSimulator, at, &keys, || NOW).await.expect("a port");
    let base = [("base_url", running.base_url.as_str())];
    let credentials = given(Momo.settings(), &[&base[..], &keys].concat());
    let (hook, heard) = shop(&Momo, credentials.clone()).await;
    let client = crate::client(Duration::from_secs(30)).expect("a client");
    let out = Outbound::new(client, credentials, Millis(NOW));
    let mut wanted = payment(Vnd(150_000), "PAGE1");
    wanted.notify_url = hook;
    Momo.create(&out, &wanted).await.expect("made");

    let page = get(&running, "/mo-phong").await;
    for words in [
        "MoMo",
        "PAGE1: 150000 ₫",
        "Trả tiền",
        "Thất bại",
        "Trả hai lần",
        "Trả trễ",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let pressed = post(
        &running,
        "/mo-phong/bam",
        &[("reference", "PAGE1"), ("deed", "late")],
    )
    .await;
    assert_eq!(pressed.0, StatusCode::OK);
    assert!(
        pressed.1.contains("204") && pressed.1.contains("Về cửa hàng"),
        "{}",
        pressed.1
    );
    let states: Vec<PayState> = heard
        .lock()
        .expect("whole")
        .iter()
        .map(|event| match &event.news {
            News::Payment(news) => news.state.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(states, [PayState::Cancelled, PayState::Paid]);
    let unknown = post(
        &running,
        "/mo-phong/bam",
        &[("reference", "NOBODY"), ("deed", "pay")],
    )
    .await;
    assert_eq!(unknown.0, StatusCode::SEE_OTHER);

    let chosen = post(&running, "/mo-phong/loi", &[("fault", "429")]).await;
    assert_eq!(chosen.0, StatusCode::SEE_OTHER);
    let limited = Momo.create(&out, &payment(Vnd(150_000), "PAGE2")).await;
    let wanted = crate::PaymentError::RateLimited {
        retry_after: Some(7),
    };
    assert_eq!(limited, Err(wanted));
}

#[tokio::test]
async fn a_transfer_typed_or_scanned_reaches_the_shop() {
    let secret = "madeup_sepay_secret_0001";
    let credentials = given(sepay::SePay.settings(), &[("webhook_secret", secret)]);
    let (hook, heard) = shop(&sepay::SePay, credentials).await;
    let keys = [("sepay_secret", secret), ("sepay_url", hook.as_str())];
    let running = run(Bank, ([127, 0, 0, 1], 0).into(), &keys, || NOW)
        .await
        .expect("a port");
    assert!(get(&running, "/").await.contains("Nội dung chuyển khoản"));
    let scanned = code("0011223344", 150_000, "CP7Q2MWK4");
    let told = post(
        &running,
        "/chuyen",
        &[("code", &scanned), ("shape", "sepay"), ("again", "1")],
    )
    .await;
    assert!(told.1.contains("success"), "{}", told.1);
    let typed = [
        ("account", "0011223344"),
        ("content", "mận <b>"),
        ("amount", "90.000"),
        ("shape", "sepay"),
        ("times", "2"),
    ];
    post(&running, "/chuyen", &typed).await;
    let wrong = post(&running, "/chuyen", &[("amount", "x"), ("shape", "sepay")]).await;
    assert!(wrong.1.contains("Số tiền là số nguyên"));
    let heard = heard.lock().expect("whole");
    let lines: Vec<(i64, &str)> = heard
        .iter()
        .map(|event| match &event.news {
            News::Credit(credit) => (credit.amount.0, credit.content.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        lines,
        [
            (150_000, "CP7Q2MWK4"),
            (150_000, "CP7Q2MWK4"),
            (90_000, "mận <b>"),
            (90_000, "mận <b>")
        ]
    );
    assert_eq!(heard[0].key, heard[1].key, "one transfer told twice");
    assert_ne!(heard[2].key, heard[3].key, "two transfers");
}

#[tokio::test]
async fn every_simulator_says_how_it_is_reached() {
    let stands = super::open_all("http://127.0.0.1:3000/", || NOW)
        .await
        .expect("ports");
    let names: Vec<&str> = stands.iter().map(|stand| stand.name).collect();
    assert_eq!(names, ["Ngân hàng", "PayOS", "VNPay", "MoMo", "ZaloPay"]);
    let told: Vec<_> = stands.iter().flat_map(|stand| &stand.settings).collect();
    for provider in crate::PROVIDERS {
        let read = Credentials::read(provider.settings(), |name| {
            told.iter()
                .find(|(known, _)| *known == name)
                .map(|pair| pair.1.clone())
        });
        assert!(read.expect("complete").is_some(), "{}", provider.code());
    }
    for stand in &stands {
        assert!(
            get(&stand.running, "/").await.len() + get(&stand.running, "/mo-phong").await.len() > 0
        );
    }
    assert_eq!(
        stands[1].running.shop.key("webhook_url"),
        "http://127.0.0.1:3000/hooks/pay/payos"
    );
}
