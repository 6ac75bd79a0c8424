//! The relay: nothing is lost, nothing runs away, several nodes do not get in each other's way.

use backend::jobs::{Follower, run_until_idle};
use backend::notify::{Notifier, NotifyError};
use futures::future::BoxFuture;
use http::header;
use sea_orm::DbBackend;
use serde_json::json;
use services::notices::Outgoing;
use services::topics;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use store::outbox::{self, MAX_ATTEMPTS, Repeat};
use store::sql;
use tests::{TestApp, Who, on_both, on_both_empty};
use uuid::Uuid;

/// A mail server that takes nothing for the first `fails` times.
struct Moody {
    fails: usize,
    asked: AtomicUsize,
}

impl Moody {
    fn new(fails: usize) -> Arc<Self> {
        Arc::new(Self {
            fails,
            asked: AtomicUsize::new(0),
        })
    }
}

impl Notifier for Moody {
    fn send<'a>(&'a self, _: &'a Outgoing) -> BoxFuture<'a, Result<(), NotifyError>> {
        let n = self.asked.fetch_add(1, Ordering::Relaxed);
        let answer = if n < self.fails {
            Err(NotifyError::NotNow("moody"))
        } else {
            Ok(())
        };
        Box::pin(async move { answer })
    }
}

/// Asks for a one-time code, which is one message to one person.
async fn ask_for_a_code(test: &mut TestApp) {
    let phone = Who::Director.phone();
    let asked = test
        .post_form("/dang-nhap/gui-ma", &[("phone", phone)])
        .await;
    assert!(asked.status.is_redirection(), "{}", asked.text());
}

#[test]
fn a_message_that_fails_is_tried_again_later_and_then_parked() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let moody = Moody::new(usize::MAX);
        test.app.notifier = moody.clone();
        ask_for_a_code(test).await;
        assert_eq!(test.work().await, 1);
        assert_eq!(test.work().await, 0, "not again at once");
        for _ in 1..MAX_ATTEMPTS {
            test.later(60 * 24);
            assert_eq!(test.work().await, 1);
        }
        test.later(60 * 24);
        assert_eq!(test.work().await, 0, "a person has to look");
        assert_eq!(moody.asked.load(Ordering::Relaxed), MAX_ATTEMPTS as usize);
        assert_eq!(
            outbox::parked_count(&test.app.core.db)
                .await
                .expect("counts"),
            1
        );
        let told =
            "select count(*) as n from outbox where parked_at is not null and last_error = 'moody'";
        assert_eq!(
            test.number(told, []).await,
            1,
            "the reason is kept, and nothing of the message"
        );
    });
}

#[test]
fn a_message_that_failed_once_arrives_once() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let moody = Moody::new(1);
        test.app.notifier = moody.clone();
        ask_for_a_code(test).await;
        test.work().await;
        test.later(10);
        test.work().await;
        test.later(10);
        assert_eq!(test.work().await, 0);
        assert_eq!(moody.asked.load(Ordering::Relaxed), 2);
    });
}

#[test]
fn two_workers_share_the_messages() {
    on_both(async |test: &mut TestApp| {
        let other = test.another_node().await;
        let (one, two) = tokio::join!(run_until_idle(&test.app), run_until_idle(&other));
        let handled = (one.expect("works") + two.expect("works")) as i64;
        other.core.db.close().await.expect("closes");
        let all = test.number("select count(*) as n from outbox", []).await;
        let done = test
            .number(
                "select count(*) as n from outbox where done_at is not null and attempts = 1",
                [],
            )
            .await;
        assert_eq!((handled, done), (all, all), "each was handled once");
    });
}

#[test]
fn messages_of_one_key_keep_their_order_and_coalesce_when_told() {
    on_both_empty(async |test: &mut TestApp| {
        let core = &test.app.core;
        let now = core.clock.now().0;
        let payload = json!({ "catalogue": true });
        let enqueue = async |key: &str, repeat| {
            let txn = core.db.begin().await.expect("begins");
            outbox::enqueue(&txn, topics::PAGES, key, &payload, repeat, now)
                .await
                .expect("enqueued");
            txn.commit().await.expect("committed");
        };
        enqueue("a", Repeat::Keep).await;
        enqueue("a", Repeat::Keep).await;
        enqueue("b", Repeat::Coalesce).await;
        enqueue("b", Repeat::Coalesce).await;
        assert_eq!(test.number("select count(*) as n from outbox", []).await, 3);
        let first = outbox::claim(&core.db, "one", 10, 60_000, now)
            .await
            .expect("claims");
        assert_eq!(first.len(), 2, "the second of key a waits for the first");
        assert_eq!(
            outbox::claim(&core.db, "two", 10, 60_000, now)
                .await
                .expect("claims")
                .len(),
            0
        );
        // Claimed is not open any more: a change that comes now gets a message of its own.
        enqueue("b", Repeat::Coalesce).await;
        assert_eq!(test.number("select count(*) as n from outbox", []).await, 4);
        // A worker that died loses its messages when the lease is over.
        let later = outbox::claim(&core.db, "two", 10, 60_000, now + 60_001)
            .await
            .expect("claims");
        assert_eq!(later.len(), 2);
        let ids: Vec<Uuid> = later.iter().map(|message| message.id).collect();
        outbox::done(&core.db, &ids, now + 60_002)
            .await
            .expect("done");
        let rest = outbox::claim(&core.db, "two", 10, 60_000, now + 60_003)
            .await
            .expect("claims");
        assert_eq!(rest.len(), 2, "now the later ones");
    });
}

/// Figures of a moment when nothing waited must not make PostgreSQL read all that waits for each message it takes.
#[test]
fn a_claim_reads_what_it_takes() {
    /// Enough that the index by key is taller than the one by time, which then looks cheaper.
    const DONE: i64 = 6_000;
    const WAITING: i64 = 3_000;
    on_both_empty(async |test: &mut TestApp| {
        let core = &test.app.core;
        if core.db.backend() != DbBackend::Postgres {
            return;
        }
        let now = core.clock.now().0;
        let run = async |text: &str| {
            sql::execute(core.db.read(), text, []).await.expect("runs");
        };
        let enqueue = async |many: i64| {
            run(&format!(
                "insert into outbox (id, topic, key, payload, attempts, next_at, created_at) select gen_random_uuid(), \
                 'sub_order.placed', gen_random_uuid(), '{{}}', 0, {now}, {now} from generate_series(1, {many})"
            ))
            .await;
        };
        enqueue(DONE).await;
        run("update outbox set done_at = 1").await;
        run("analyze outbox").await;
        enqueue(WAITING).await;
        let claimed = outbox::claim(&core.db, "one", 128, 60_000, now).await;
        assert_eq!(claimed.expect("claims").len(), 128);
        let of_indexes = async |what: &str| {
            let text = format!(
                "select cast(sum({what}) as bigint) as n from pg_stat_user_indexes \
                 where indexrelname in ('outbox_due', 'outbox_key')"
            );
            test.number(&text, []).await
        };
        // What a connection did is counted when it has been idle for a moment.
        for _ in 0..100 {
            if of_indexes("idx_scan").await > 128 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(of_indexes("idx_scan").await > 128, "it was counted");
        let read = of_indexes("idx_tup_read").await;
        assert!(
            read < 2 * (DONE + WAITING),
            "{read} entries were read for 128"
        );
    });
}

#[test]
fn another_node_shows_a_new_price_too() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let other = test.another_node().await;
        let (router, _) = backend::http::routes::build(&other);
        let mut visitor = tests::Visitor::new(router);
        let mut follower = Follower::default();
        follower.look(&other).await.expect("looks");
        let path = "/p/xoai-say-deo-toan-thang";
        let before = visitor.get(path).await;
        let again = visitor.get(path).await;
        assert_eq!(
            before.headers.get(header::ETAG),
            again.headers.get(header::ETAG)
        );

        test.execute("update offer set price = 113000 where price = 112000", [])
            .await;
        let core = &test.app.core;
        let row = store::sql::row(
            core.db.read(),
            "select id from listing where slug = 'xoai-say-deo-toan-thang'",
            [],
        );
        let listing: Uuid = row
            .await
            .expect("runs")
            .expect("a row")
            .try_get("", "id")
            .expect("an id");
        let txn = core.db.begin().await.expect("begins");
        services::listings::refresh(core, &txn, listing.into())
            .await
            .expect("refreshed");
        txn.commit().await.expect("committed");
        test.work().await;
        assert_eq!(follower.look(&other).await.expect("looks"), 1);
        assert_eq!(
            follower.look(&other).await.expect("looks"),
            0,
            "each message once"
        );
        let after = visitor.get(path).await.text();
        other.core.db.close().await.expect("closes");
        assert!(after.contains("113.000"), "the page is new");
    });
}

#[test]
fn one_message_that_cannot_be_handled_does_not_hold_up_those_beside_it() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let waiting = "select count(*) as n from sub_order where state = 'to_confirm'";
        let waiting = test.number(waiting, []).await;
        assert!(waiting > 1, "the demonstration has orders to answer");
        let core = &test.app.core;
        let now = core.clock.now().0;
        let txn = core.db.begin().await.expect("begins");
        let nobody = Uuid::now_v7().to_string();
        let known = sql::rows(
            &*txn,
            "select id from sub_order where state = 'to_confirm'",
            [],
        )
        .await
        .expect("runs");
        let keys = known
            .iter()
            .map(|row| row.try_get::<Uuid>("", "id").expect("an id").to_string());
        for key in keys.chain([nobody]) {
            outbox::enqueue(
                &txn,
                topics::SUB_ORDER_PLACED,
                &key,
                &json!({}),
                Repeat::Keep,
                now,
            )
            .await
            .expect("enqueued");
        }
        txn.commit().await.expect("committed");
        let links = "select count(distinct sub_order_id) as n from action_link";
        test.work().await;
        assert_eq!(test.number(links, []).await, waiting, "all were asked");
        let open =
            "select count(*) as n from outbox where done_at is null and last_error is not null";
        assert_eq!(test.number(open, []).await, 1, "the one is tried again");
    });
}
