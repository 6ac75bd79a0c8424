//! Every provider's faults against the whole server: notices forged, three times over, in the wrong order and too late; a provider
//! that is down for an hour; an answer that is lost after its effect.

use backend::pay::{self, Providers};
use http::{Method, StatusCode};
use payments::simulator::{Deed, Fault, Outgoing, Stand, open_all};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;
use store::sql;
use tests::{TestApp, morning, on_both};
use uuid::Uuid;

const SITE: &str = "http://127.0.0.1:3000";
/// The simulators, by the code of their provider.
const NAMES: [(&str, &str); 5] = [
    ("vnpay", "VNPay"),
    ("momo", "MoMo"),
    ("zalopay", "ZaloPay"),
    ("payos", "PayOS"),
    ("stripe", "Stripe"),
];

fn now() -> i64 {
    morning().0
}

/// Starts the simulators and has the server offer them.
async fn offer(test: &mut TestApp) -> HashMap<&'static str, Stand> {
    let mut stands = open_all(SITE, now).await.expect("ports");
    stands.push(
        payments_stripe::simulator::open(SITE, now)
            .await
            .expect("a port"),
    );
    let told: HashMap<&str, String> = stands
        .iter()
        .flat_map(|stand| stand.settings.iter().cloned())
        .collect();
    let providers = Providers::read(|name| told.get(name).cloned()).expect("complete");
    test.offer(providers);
    let mut by_name: HashMap<&str, Stand> = stands.into_iter().map(|one| (one.name, one)).collect();
    let mut take = |name: &str| by_name.remove(name).expect("started");
    NAMES
        .map(|(code, name)| (code, take(name)))
        .into_iter()
        .collect()
}

/// A new order that is paid through a provider: its code, its total, and the simulator's name for its payment.
async fn ordered(test: &mut TestApp, method: &str, stand: &Stand) -> (String, i64, String) {
    let text = "select v.id from variant v join offer f on f.variant_id = v.id join cooperative c \
         on c.id = f.cooperative_id where c.slug = 'dong-mo' and f.on_hand > 5 order by v.sku limit 1";
    let row = sql::row(test.app.core.db.read(), text, []).await;
    let variant: Uuid = row
        .expect("runs")
        .expect("goods")
        .try_get("", "id")
        .expect("an id");
    let body = json!({
        "lines": [{ "variant_id": variant.to_string(), "quantity": "1" }],
        "contact": { "name": "Nguyễn Thị Thử", "phone": "0912 345 678" },
        "address": { "ward_code": "00166", "street": "Số 3 phố Mẫu" },
        "payment_method": method,
    });
    let key = Uuid::now_v7().to_string();
    let answer = test
        .post_json("/api/v1/orders", &body, &[("idempotency-key", &key)])
        .await;
    let placed: Value = answer.expect(StatusCode::CREATED).json();
    let code = placed["code"].as_str().expect("a code").to_owned();
    if let Some(url) = placed["payment"]["next_url"].as_str() {
        let client = payments::client(Duration::from_secs(5)).expect("a client");
        let seen = client
            .request(Method::GET, url)
            .send()
            .await
            .expect("answers");
        assert!(seen.status().is_success() || seen.status().is_redirection());
    }
    let kept = stand
        .running
        .shop
        .all()
        .pop()
        .expect("known to the provider");
    let total = placed["total"].as_i64().expect("a sum");
    (code, total, kept.reference)
}

async fn tell(test: &mut TestApp, provider: &str, notice: &Outgoing) -> StatusCode {
    let path = format!("/hooks/pay/{provider}");
    let headers: Vec<(&str, &str)> = notice
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = match notice.get {
        true => {
            test.get_with(&format!("{path}?{}", notice.query), &headers)
                .await
        }
        false => {
            test.send(Method::POST, &path, &headers, notice.body.clone().into())
                .await
        }
    };
    answer.status
}

/// The same notice with one of its signs changed.
fn forged(notice: &Outgoing) -> Outgoing {
    let other = |text: &str| match text.strip_suffix('0') {
        Some(rest) => format!("{rest}1"),
        None => format!("{}0", &text[..text.len().saturating_sub(1)]),
    };
    let mut bad = notice.clone();
    bad.query = notice.query.replace("vnp_SecureHash=", "vnp_SecureHash=0");
    for (name, value) in &mut bad.headers {
        if name.eq_ignore_ascii_case("stripe-signature") {
            *value = other(value);
        }
    }
    for field in ["\"signature\":\"", "\"mac\":\""] {
        bad.body = bad.body.replacen(field, &format!("{field}0"), 1);
    }
    bad
}

async fn state(test: &TestApp, code: &str) -> String {
    let text =
        "select s.state from sub_order s join buyer_order o on o.id = s.order_id where o.code = $1";
    let row = sql::row(test.app.core.db.read(), text, [code.into()]).await;
    row.expect("runs")
        .expect("a part")
        .try_get("", "state")
        .expect("a state")
}

async fn balance(test: &TestApp, account: &str) -> i64 {
    let text =
        "select cast(coalesce(sum(amount), 0) as bigint) as n from posting where account = $1";
    test.number(text, [account.into()]).await
}

async fn refunds(test: &TestApp) -> i64 {
    let text = "select cast(coalesce(sum(amount), 0) as bigint) as n from refund";
    test.number(text, []).await
}

async fn clean(test: &TestApp) {
    let wrong = services::ledger::check(&test.app.core)
        .await
        .expect("checked");
    assert_eq!(wrong, Vec::<String>::new());
    let stock = services::stock::check(&test.app.core)
        .await
        .expect("checked");
    assert_eq!(stock, []);
}

#[test]
fn notices_are_told_three_times_shuffled_and_forged() {
    on_both(async |test: &mut TestApp| {
        let stands = offer(test).await;
        let mut paid = 0;
        for (provider, _) in NAMES {
            let stand = &stands[provider];
            let (code, total, reference) = ordered(test, provider, stand).await;
            let before = balance(test, "clearing").await;
            // The buyer gives up, then pays after all: the word of the payment comes first.
            let mut notices = stand.running.shop.press(&reference, Deed::Late);
            let last = notices.last().expect("one says paid").clone();
            tell(test, provider, &forged(&last)).await;
            assert_eq!(state(test, &code).await, "awaiting_payment", "{provider}");
            assert_eq!(balance(test, "clearing").await, before, "{provider}");
            notices.reverse();
            for _ in 0..3 {
                for notice in &notices {
                    let status = tell(test, provider, notice).await;
                    assert!(status.is_success(), "{provider}: {status}");
                }
            }
            test.work().await;
            assert_eq!(state(test, &code).await, "to_confirm", "{provider}");
            paid += total;
            assert_eq!(balance(test, "clearing").await, paid, "{provider}: once");
            assert_eq!(refunds(test).await, 0, "{provider}");
            // Much later the same again: refused as stale, or known; nothing starts anew.
            test.later(11);
            tell(test, provider, &last).await;
            test.work().await;
            assert_eq!(balance(test, "clearing").await, paid, "{provider}: stale");
            assert_eq!(state(test, &code).await, "to_confirm");
            test.later(-11);
        }
        clean(test).await;
    });
}

#[test]
fn a_provider_that_is_down_for_an_hour_loses_no_payment() {
    on_both(async |test: &mut TestApp| {
        let stands = offer(test).await;
        for provider in ["vnpay", "momo", "zalopay", "stripe"] {
            let stand = &stands[provider];
            let shop = &stand.running.shop;
            let (code, total, reference) = ordered(test, provider, stand).await;
            // It is paid and the notice never comes.
            let _ = shop.press(&reference, Deed::Pay);
            test.later(16);
            shop.fault(Fault::ServerError);
            assert_eq!(pay::sweep(&test.app).await.expect("asks"), 1, "{provider}");
            assert_eq!(state(test, &code).await, "awaiting_payment");
            test.later(20);
            // The time to pay is over: the goods are sold to others.
            services::payments::expire(&test.app.core)
                .await
                .expect("ends");
            assert_eq!(state(test, &code).await, "cancelled", "{provider}");
            test.later(30);
            assert_eq!(pay::sweep(&test.app).await.expect("asks"), 1, "{provider}");
            // Found paid after the end: all of it goes back, by the provider itself.
            let due = "select cast(coalesce(sum(amount), 0) as bigint) as n from refund where cause = 'late' \
                       and order_id = (select id from buyer_order where code = $1)";
            assert_eq!(
                test.number(due, [code.as_str().into()]).await,
                total,
                "{provider}"
            );
            test.work().await;
            let kept = shop.find(&reference).expect("kept");
            assert_eq!(kept.refunded(), total, "{provider} gives it back");
            assert_eq!(balance(test, "clearing").await, 0, "{provider}");
            assert_eq!(balance(test, "refund_payable").await, 0, "{provider}");
            test.later(-66);
        }
        clean(test).await;
    });
}

#[test]
fn a_refund_whose_answer_is_lost_is_made_once() {
    on_both(async |test: &mut TestApp| {
        let stands = offer(test).await;
        for provider in ["vnpay", "momo", "zalopay", "stripe"] {
            let stand = &stands[provider];
            let shop = &stand.running.shop;
            let (code, total, reference) = ordered(test, provider, stand).await;
            for notice in shop.press(&reference, Deed::Pay) {
                tell(test, provider, &notice).await;
            }
            test.work().await;
            let which = services::sub_orders::SubOrderRef::from(format!("{code}-1").as_str());
            let system = services::actor::Actor::system();
            services::sub_orders::cancel(&test.app.core, &system, &which, "Đổi ý")
                .await
                .expect("cancelled");
            shop.fault(Fault::Broken);
            test.work().await;
            // The relay tries again later; the provider knows the refund by its name.
            for _ in 0..6 {
                test.later(10);
                test.work().await;
            }
            let kept = shop.find(&reference).expect("kept");
            assert_eq!(kept.refunded(), total, "{provider}: once");
            assert_eq!(balance(test, "clearing").await, 0, "{provider}");
            assert_eq!(balance(test, "refund_payable").await, 0, "{provider}");
            test.later(-60);
        }
        clean(test).await;
    });
}
