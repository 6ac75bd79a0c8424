//! pay → confirm → post, with the server killed between any two steps of it.

use super::process::{Process, free_port, send};
use serde_json::{Value, json};
use services::actor::Actor;
use services::stock::{self, Cause};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::sql;
use tests::{FEED_KEY, TestApp, on_both};
use uuid::Uuid;

const PAID: usize = 120;
const KILLS: usize = 12;
const SETTLES_WITHIN: Duration = Duration::from_secs(60);

/// A good of a cooperative that takes transfers, with enough of it.
async fn given_good(test: &TestApp) -> Uuid {
    let core = &test.app.core;
    let text = "select o.id as offer, o.variant_id as variant from offer o join cooperative c on c.id = o.cooperative_id \
         join listing l on l.id = o.listing_id where c.slug = 'bich-thao' and l.visible and l.shipping_class = 'P4' \
         and not l.pooled order by o.id limit 1";
    let row = sql::row(core.db.read(), text, [])
        .await
        .expect("runs")
        .expect("goods");
    let get = |column| row.try_get::<Uuid>("", column).expect("an id");
    let txn = core.db.begin().await.expect("begins");
    let (system, cause) = (Actor::system(), Cause::of("test"));
    let counted = stock::Counted::Free(10_000);
    stock::count(core, &txn, &system, get("offer").into(), counted, &cause)
        .await
        .expect("counted");
    txn.commit().await.expect("committed");
    get("variant")
}

/// A transfer that an order waits for.
struct Transfer {
    account: String,
    content: String,
    amount: i64,
}

fn order(port: u16, variant: Uuid) -> Transfer {
    let body = json!({
        "lines": [{"variant_id": variant, "quantity": "1"}],
        "contact": {"name": "Người thử", "phone": "0912 345 678"},
        "address": {"ward_code": "00166", "street": "Số 1"},
        "payment_method": "vietqr",
    })
    .to_string();
    let key = Uuid::now_v7().to_string();
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    let (status, _, body) = send(port, "POST", "/api/v1/orders", &headers, &body).expect("answers");
    assert_eq!(status, 201, "{body}");
    let placed: Value = serde_json::from_str(&body).expect("JSON");
    let transfer = &placed["payment"]["transfers"][0];
    let text = |name: &str| transfer[name].as_str().expect("text").to_owned();
    Transfer {
        account: text("account_number"),
        content: text("content"),
        amount: transfer["amount"].as_i64().expect("a sum"),
    }
}

/// The bank tells of a transfer until it is answered, as often as its server dies, and then once more.
fn tell(port: u16, number: usize, of: &Transfer) {
    let line = json!({
        "id": number,
        "gateway": "Bank",
        "transactionDate": "2026-08-15 09:20:00",
        "accountNumber": of.account,
        "subAccount": null,
        "code": null,
        "content": of.content,
        "transferType": "in",
        "description": "",
        "transferAmount": of.amount,
        "accumulated": 0,
        "referenceCode": format!("FT{number}"),
    })
    .to_string();
    let authorization = format!("Apikey {FEED_KEY}");
    let headers = [
        ("content-type", "application/json"),
        ("authorization", authorization.as_str()),
    ];
    let mut answered = 0;
    let begun = Instant::now();
    while answered < 2 {
        match send(port, "POST", "/hooks/pay/sepay", &headers, &line) {
            Some((200, _, _)) => answered += 1,
            Some((503 | 500, _, _)) | None => std::thread::sleep(Duration::from_millis(10)),
            Some((status, _, body)) => panic!("{status}: {body}"),
        }
        assert!(begun.elapsed() < SETTLES_WITHIN, "the bank is not heard");
    }
}

#[test]
fn a_payment_survives_a_server_that_is_killed_between_any_two_steps() {
    on_both(async |test| {
        let variant = given_good(test).await;
        let port = free_port();
        let mut server = Process::start(test, "all", port);
        let transfers: Vec<Transfer> = (0..PAID).map(|_| order(port, variant)).collect();
        let told = AtomicUsize::new(0);
        let server = std::thread::scope(|scope| {
            for bank in 0..3 {
                let (transfers, told) = (&transfers, &told);
                scope.spawn(move || {
                    for (number, of) in transfers.iter().enumerate().filter(|(n, _)| n % 3 == bank)
                    {
                        tell(port, number + 1, of);
                        told.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            for kill in 1..=KILLS {
                while told.load(Ordering::Relaxed) < PAID * kill / (KILLS + 1) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                server.kill();
                server = Process::start(test, "all", port);
            }
            server
        });
        let asked = "select count(*) as n from sub_order s join payment p on p.sub_order_id = s.id \
                     where p.state = 'paid' and s.state = 'to_confirm' and s.respond_by is not null";
        let all = i64::try_from(PAID).expect("few");
        let begun = Instant::now();
        while test.number(asked, []).await < all {
            assert!(begun.elapsed() < SETTLES_WITHIN, "paid orders wait");
            std::thread::sleep(Duration::from_millis(50));
        }
        drop(server);
        let paid: i64 = transfers.iter().map(|of| of.amount).sum();
        let sum = "select cast(coalesce(sum(p.amount), 0) as bigint) as n from posting p \
                   join ledger_entry e on e.id = p.entry_id where p.account = 'held' and e.kind = 'paid'";
        assert_eq!(
            test.number(sum, []).await,
            paid,
            "each transfer is booked once"
        );
        let refunds = "select count(*) as n from refund r join payment p on p.id = r.payment_id where p.provider = 'vietqr'";
        assert_eq!(test.number(refunds, []).await, 0, "nothing goes back");
        assert_eq!(test.number(asked, []).await, all);
        let core = &test.app.core;
        let wrong = services::ledger::check(core).await.expect("checked");
        assert_eq!(wrong, Vec::<String>::new());
        assert!(stock::check(core).await.expect("checked").is_empty());
    });
}
