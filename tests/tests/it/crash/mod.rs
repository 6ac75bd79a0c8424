//! The server as processes: killed while it works, and several of them on one database.

mod paying;
mod process;

use process::{Process, free_port, send};
use serde_json::{Value, json};
use services::actor::Actor;
use services::seed::scale::{self, Size};
use services::stock::{self, Cause};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;
use store::sql;
use tests::{TestApp, on_both_empty};
use uuid::Uuid;

const ORDERS: u32 = 2_000;
const KILLS: u32 = 20;
const BUYERS: u32 = 4;
/// Longer than any order takes, however often its server dies.
const TRIES: u32 = 2_000;

/// Two goods of two cooperatives that go anywhere, with so much stock.
async fn given_goods(test: &TestApp, amount: i64) -> Vec<Uuid> {
    let core = &test.app.core;
    let size = Size {
        cooperatives: 4,
        products: 40,
        orders: 0,
        seed: 7,
    };
    scale::run(core, size, &|_, _, _| {}).await.expect("filled");
    let rows = sql::rows(
        core.db.read(),
        "select o.id as offer, o.variant_id as variant, o.cooperative_id as cooperative from offer o \
         join listing l on l.id = o.listing_id where l.visible and l.shipping_class = 'P4' order by o.id",
        [],
    )
    .await
    .expect("rows");
    let mut goods: Vec<(Uuid, Uuid)> = Vec::new();
    for row in rows {
        let get = |column| row.try_get::<Uuid>("", column).expect("an id");
        if goods.len() == 2 || goods.iter().any(|(_, of)| *of == get("cooperative")) {
            continue;
        }
        let txn = core.db.begin().await.expect("begins");
        let counted = stock::Counted::Free(amount);
        let (system, cause) = (Actor::system(), Cause::of("test"));
        stock::count(core, &txn, &system, get("offer").into(), counted, &cause)
            .await
            .expect("counted");
        txn.commit().await.expect("committed");
        goods.push((get("variant"), get("cooperative")));
    }
    assert_eq!(goods.len(), 2, "two cooperatives with dried goods");
    goods.into_iter().map(|(variant, _)| variant).collect()
}

fn order(goods: &[Uuid]) -> String {
    let line = |variant: &Uuid| json!({"variant_id": variant, "quantity": "1"});
    json!({
        "lines": goods.iter().map(line).collect::<Vec<_>>(),
        "contact": {"name": "Người thử", "phone": "0912 345 678"},
        "address": {"ward_code": "00166", "street": "Số 1"},
        "payment_method": "cod",
    })
    .to_string()
}

/// Orders until it is answered; the code of the order, none when there was nothing left.
fn order_until_answered(port: u16, body: &str) -> Option<String> {
    let key = Uuid::now_v7().to_string();
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    for _ in 0..TRIES {
        match send(port, "POST", "/api/v1/orders", &headers, body) {
            Some((201, _, body)) => {
                let placed: Value = serde_json::from_str(&body).expect("JSON");
                return Some(placed["code"].as_str().expect("a code").to_owned());
            }
            Some((409, _, _)) => return None,
            Some((503, _, _)) | None => std::thread::sleep(Duration::from_millis(25)),
            Some((status, _, body)) => panic!("{status}: {body}"),
        }
    }
    panic!("no answer");
}

/// Keeps goods for a checkout that is never finished.
fn begin_checkout(port: u16, variant: &Uuid) {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = format!("variant_id={variant}&count=1");
    let Some((_, head, _)) = send(port, "POST", "/gio-hang", &form, &body) else {
        return;
    };
    let cookies: Vec<&str> = head
        .lines()
        .filter_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next())
        .collect();
    let cookie = cookies.join("; ");
    let headers = [form[0], ("cookie", cookie.as_str())];
    send(port, "POST", "/gio-hang/dat", &headers, "");
}

#[test]
fn a_server_killed_at_any_moment_loses_and_doubles_nothing() {
    on_both_empty(async |test| {
        let variants = given_goods(test, i64::from(ORDERS) * 2).await;
        let body = order(&variants);
        let port = free_port();
        let (placed, over) = (AtomicU32::new(0), AtomicBool::new(false));
        let codes: Vec<String> = std::thread::scope(|scope| {
            let buyers: Vec<_> = (0..BUYERS)
                .map(|_| {
                    scope.spawn(|| {
                        let mut codes = Vec::new();
                        while placed.fetch_add(1, Ordering::Relaxed) < ORDERS {
                            codes.extend(order_until_answered(port, &body));
                        }
                        codes
                    })
                })
                .collect();
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    begin_checkout(port, &variants[0]);
                    std::thread::sleep(Duration::from_millis(40));
                }
            });
            let mut server = Process::start(test, "all", port);
            for kill in 1..=KILLS {
                let until = ORDERS * kill / (KILLS + 1);
                while placed.load(Ordering::Relaxed) < until {
                    std::thread::sleep(Duration::from_millis(1));
                }
                server.kill();
                server = Process::start(test, "all", port);
            }
            let codes = buyers
                .into_iter()
                .flat_map(|buyer| buyer.join().expect("bought"));
            let codes = codes.collect();
            over.store(true, Ordering::Relaxed);
            codes
        });
        let core = &test.app.core;
        let distinct: HashSet<&String> = codes.iter().collect();
        assert_eq!(
            (codes.len(), distinct.len()),
            (ORDERS as usize, ORDERS as usize)
        );
        let kept = "select count(*) as n from buyer_order";
        assert_eq!(test.number(kept, []).await, i64::from(ORDERS));
        for code in codes {
            let n = test
                .number(
                    "select count(*) as n from buyer_order where code = $1",
                    [code.into()],
                )
                .await;
            assert_eq!(n, 1, "every answered order is there once");
        }
        assert!(stock::check(core).await.expect("checked").is_empty());
        // No checkout of those that were killed keeps anything for ever.
        test.later(400 * 24 * 60);
        services::holds::sweep(core).await.expect("swept");
        let held = "select cast(coalesce(sum(held), 0) as bigint) as n from offer";
        assert_eq!(test.number(held, []).await, 0);
        assert!(stock::check(core).await.expect("checked").is_empty());
    });
}

#[test]
fn two_processes_sell_no_more_than_there_is() {
    on_both_empty(async |test| {
        if test.app.core.db.backend() != sea_orm::DbBackend::Postgres {
            // One process owns a SQLite file.
            return;
        }
        let variants = given_goods(test, 50).await;
        let body = order(&variants[..1]);
        let ports = [free_port(), free_port()];
        let servers = ports.map(|port| Process::start(test, "web", port));
        let sold: usize = std::thread::scope(|scope| {
            let body = &body;
            let buyers: Vec<_> = (0..200)
                .map(|n| scope.spawn(move || order_until_answered(ports[n % 2], body)))
                .collect();
            buyers
                .into_iter()
                .filter_map(|buyer| buyer.join().expect("answered"))
                .count()
        });
        drop(servers);
        assert_eq!(sold, 50);
        assert!(
            stock::check(&test.app.core)
                .await
                .expect("checked")
                .is_empty()
        );
    });
}
