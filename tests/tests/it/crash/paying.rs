//! pay → confirm → post, cut off between any two steps of it: within one process at every wait there is, and with the server
//! killed while it stands before each of the named steps.

use super::process::{Process, free_port, send};
use axum::body::Body;
use http::{Method, StatusCode};
use sea_orm::DbBackend;
use serde_json::{Value, json};
use services::actor::Actor;
use services::stock::{self, Cause};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};
use store::{WriteTxn, sql};
use tests::{FEED_KEY, TestApp, on_both};
use uuid::Uuid;

const SETTLES_WITHIN: Duration = Duration::from_secs(30);
/// More waits than any of the requests here has.
const MOST_WAITS: u32 = 2_000;
/// Each process that is killed stands before the first write to one of these: five of the bank's line, one of what follows for
/// the order.
const STEPS: [&str; 6] = [
    "payment_event",
    "ledger_entry",
    "posting",
    "outbox",
    "bank_credit",
    "sub_order_event",
];

/// A good of a cooperative that takes transfers, with enough of it.
async fn given_good(test: &TestApp) -> Uuid {
    let core = &test.app.core;
    let text = "select o.id as offer, o.variant_id as variant from offer o join cooperative c on c.id = o.cooperative_id \
         join listing l on l.id = o.listing_id where c.slug = 'bich-thao' and l.visible and l.shipping_class = 'P4' \
         and not l.pooled order by o.id limit 1";
    let row = sql::row(core.db.read(), text, []).await;
    let row = row.expect("runs").expect("goods");
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

fn order(variant: Uuid) -> Value {
    json!({
        "lines": [{"variant_id": variant, "quantity": "1"}],
        "contact": {"name": "Người thử", "phone": "0912 345 678"},
        "address": {"ward_code": "00166", "street": "Số 1"},
        "payment_method": "vietqr",
    })
}

/// A transfer that an order waits for.
struct Transfer {
    account: String,
    content: String,
    amount: i64,
}

impl Transfer {
    fn of(placed: &Value) -> Self {
        let transfer = &placed["payment"]["transfers"][0];
        let text = |name: &str| transfer[name].as_str().expect("text").to_owned();
        Self {
            account: text("account_number"),
            content: text("content"),
            amount: transfer["amount"].as_i64().expect("a sum"),
        }
    }

    /// The bank's line about it.
    fn line(&self, number: u32) -> String {
        json!({
            "id": number,
            "gateway": "Bank",
            "transactionDate": "2026-08-15 09:20:00",
            "accountNumber": self.account,
            "subAccount": null,
            "code": null,
            "content": self.content,
            "transferType": "in",
            "description": "",
            "transferAmount": self.amount,
            "accumulated": 0,
            "referenceCode": format!("FT{number}"),
        })
        .to_string()
    }
}

/// Drives `work` and drops it at its `waits`-th wait, as a crash does: what was not committed is gone. What came of it, none when
/// it was dropped; and how often it waited.
async fn cut<T>(work: impl Future<Output = T>, waits: u32) -> (Option<T>, u32) {
    let mut work = pin!(work);
    let mut waited = 0;
    poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready((Some(done), waited)),
        Poll::Pending if waited == waits => Poll::Ready((None, waited)),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    })
    .await
}

async fn places(test: &mut TestApp, body: &Value, waits: u32, key: &str) -> Option<Value> {
    let headers = [("idempotency-key", key)];
    let (answer, _) = cut(test.post_json("/api/v1/orders", body, &headers), waits).await;
    Some(answer?.expect(StatusCode::CREATED).json())
}

/// What the bank was answered, and how often the answer waited.
async fn told(
    test: &mut TestApp,
    of: &Transfer,
    number: u32,
    waits: u32,
) -> (Option<StatusCode>, u32) {
    let authorization = format!("Apikey {FEED_KEY}");
    let headers = [
        ("content-type", "application/json"),
        ("authorization", authorization.as_str()),
    ];
    let body = Body::from(of.line(number));
    let work = test.send(Method::POST, "/hooks/pay/sepay", &headers, body);
    let (answer, waited) = cut(work, waits).await;
    (answer.map(|answer| answer.status), waited)
}

/// Waits for what was dropped: the database ends its transaction a moment later.
async fn ended(test: &TestApp) {
    let txn = test.app.core.db.begin().await.expect("begins");
    let text = "update payment set asked = asked";
    sql::execute(&*txn, text, []).await.expect("runs");
    txn.rollback().await.expect("ends");
}

/// Payments that are paid and whose orders wait for their cooperative.
const GOES_ON: &str = "select count(*) as n from sub_order s join payment p on p.sub_order_id = s.id \
     where p.state = 'paid' and s.state = 'to_confirm' and s.respond_by is not null";
const PAID: &str = "select count(*) as n from payment where provider = 'vietqr' and state = 'paid'";

/// Each transfer is booked once, nothing goes back, every order goes on, all sums are right.
async fn all_is_well(test: &TestApp, transfers: &[Transfer]) {
    let paid: i64 = transfers.iter().map(|of| of.amount).sum();
    let sum = "select cast(coalesce(sum(p.amount), 0) as bigint) as n from posting p \
         join ledger_entry e on e.id = p.entry_id where p.account = 'held' and e.kind = 'paid'";
    assert_eq!(
        test.number(sum, []).await,
        paid,
        "each transfer is booked once"
    );
    let count = i64::try_from(transfers.len()).expect("few");
    assert_eq!(test.number(PAID, []).await, count);
    assert_eq!(test.number(GOES_ON, []).await, count);
    let lines = "select count(*) as n from bank_credit where outcome = 'exact'";
    assert_eq!(test.number(lines, []).await, count);
    let refunds = "select count(*) as n from refund r join payment p on p.id = r.payment_id where p.provider = 'vietqr'";
    assert_eq!(test.number(refunds, []).await, 0, "nothing goes back");
    let core = &test.app.core;
    let wrong = services::ledger::check(core).await.expect("checked");
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(stock::check(core).await.expect("checked"), []);
}

#[test]
fn a_payment_cut_off_at_any_wait_is_placed_told_and_booked_once() {
    on_both(async |test| {
        let body = order(given_good(test).await);
        let before = "select count(*) as n from buyer_order";
        let orders = test.number(before, []).await;
        // The order is cut off ever later, and asked for again with the same key, until it is answered.
        let mut placed = None;
        for waits in 0..MOST_WAITS {
            placed = places(test, &body, waits, "cut").await;
            if placed.is_some() {
                break;
            }
        }
        let first = Transfer::of(&placed.expect("it ends"));
        assert_eq!(test.number(before, []).await, orders + 1);
        // The bank's line likewise, at every wait that it has when nobody cuts it off. What a line that was cut off has committed
        // is never told again before the order went on.
        let (answer, most) = told(test, &first, 1, MOST_WAITS).await;
        assert_eq!(answer, Some(StatusCode::OK));
        let mut transfers = vec![first];
        let mut open = next(test, &body, 2).await;
        for waits in 0..most {
            let number = u32::try_from(transfers.len()).expect("few") + 1;
            told(test, &open, number, waits).await;
            ended(test).await;
            let paid = usize::try_from(test.number(PAID, []).await).expect("few");
            if paid == transfers.len() {
                continue;
            }
            // The worker is cut off as well, takes the message again when the lease is over, and ends.
            cut(test.work(), waits % 40).await;
            ended(test).await;
            test.later(2);
            test.work().await;
            let on = test.number(GOES_ON, []).await;
            assert_eq!(on, i64::try_from(paid).expect("few"));
            for _ in 0..2 {
                let (again, _) = told(test, &open, number, MOST_WAITS).await;
                assert_eq!(again, Some(StatusCode::OK));
            }
            let other = next(test, &body, number + 1).await;
            transfers.push(std::mem::replace(&mut open, other));
        }
        all_is_well(test, &transfers).await;
    });
}

async fn next(test: &mut TestApp, body: &Value, number: u32) -> Transfer {
    let key = format!("order-{number}");
    let placed = places(test, body, MOST_WAITS, &key).await;
    Transfer::of(&placed.expect("placed"))
}

/// Keeps the server from the first write to `table` for as long as it lives: PostgreSQL by a lock, SQLite by a trigger
/// that does not end.
async fn bar(test: &TestApp, table: &str) -> Option<WriteTxn> {
    if test.app.core.db.backend() == DbBackend::Postgres {
        let txn = test.app.core.db.begin().await.expect("begins");
        let text = format!("lock table {table} in exclusive mode");
        sql::execute(&*txn, &text, []).await.expect("locked");
        return Some(txn);
    }
    let many = ["stock_movement"; 9];
    let from: Vec<String> = (0..)
        .zip(many)
        .map(|(n, of): (u32, _)| format!("{of} t{n}"))
        .collect();
    let text = format!(
        "create trigger barred before insert on {table} begin select count(*) from {}; end",
        from.join(", ")
    );
    test.execute(&text, []).await;
    None
}

/// Waits until the server stands at the bar, as far as one can see from outside.
async fn stands_there(test: &TestApp) {
    if test.app.core.db.backend() != DbBackend::Postgres {
        tokio::time::sleep(Duration::from_millis(300)).await;
        return;
    }
    let waits = "select count(*) as n from pg_locks l join pg_database d on d.oid = l.database \
         where d.datname = current_database() and not l.granted";
    let begun = Instant::now();
    while test.number(waits, []).await == 0 && begun.elapsed() < SETTLES_WITHIN {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn unbar(test: &TestApp, held: Option<WriteTxn>) {
    match held {
        Some(txn) => txn.rollback().await.expect("unlocked"),
        None => {
            test.execute("drop trigger barred", []).await;
        }
    }
    // A minute later: what the dead process had taken for itself is free again.
    test.execute(
        "update outbox set locked_until = null, locked_by = null, next_at = 0 where done_at is null",
        [],
    )
    .await;
}

fn order_from(port: u16, body: &Value, number: u32) -> Transfer {
    let key = format!("order-{number}");
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    let answer = send(port, "POST", "/api/v1/orders", &headers, &body.to_string());
    let (status, _, placed) = answer.expect("answers");
    assert_eq!(status, 201, "{placed}");
    Transfer::of(&serde_json::from_str(&placed).expect("JSON"))
}

fn tell(port: u16, line: &str) -> Option<u16> {
    let authorization = format!("Apikey {FEED_KEY}");
    let headers = [
        ("content-type", "application/json"),
        ("authorization", authorization.as_str()),
    ];
    send(port, "POST", "/hooks/pay/sepay", &headers, line).map(|(status, _, _)| status)
}

#[test]
fn a_server_killed_before_each_step_of_a_payment_books_it_once() {
    on_both(async |test| {
        let body = order(given_good(test).await);
        let port = free_port();
        // A server without a worker: nothing but the payment stands at the bar.
        let mut server = Process::start(test, "web", port);
        let mut transfers = Vec::new();
        for (number, table) in (1..).zip(STEPS) {
            let of = order_from(port, &body, number);
            let line = of.line(number);
            let held = bar(test, table).await;
            let teller = std::thread::spawn({
                let line = line.clone();
                move || tell(port, &line)
            });
            stands_there(test).await;
            server.kill();
            assert_eq!(teller.join().expect("told"), None, "before {table}");
            unbar(test, held).await;
            let role = if number as usize == STEPS.len() {
                "all"
            } else {
                "web"
            };
            server = Process::start(test, role, port);
            // The bank was answered by nobody: it tells again, and once more.
            for _ in 0..2 {
                assert_eq!(tell(port, &line), Some(200), "before {table}");
            }
            transfers.push(of);
        }
        let all = i64::try_from(STEPS.len()).expect("few");
        let begun = Instant::now();
        while test.number(GOES_ON, []).await < all && begun.elapsed() < SETTLES_WITHIN {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        drop(server);
        all_is_well(test, &transfers).await;
    });
}
