//! Brief transactions that end in each other's way: made durable together, and each answered only after that.

use sea_orm::{ConnectionTrait, DbBackend};
use std::time::Duration;
use store::{Db, DbErr, WriteTxn, sql};
use tests::{TestApp, on_both_empty};

async fn with_a_table(test: &TestApp) -> Db {
    let db = test.app.core.db.clone();
    let txn = db.begin().await.expect("begins");
    run(&txn, "create table tally (n bigint primary key)")
        .await
        .expect("a table");
    txn.commit().await.expect("commits");
    db
}

async fn run(txn: &WriteTxn, text: &str) -> Result<(), DbErr> {
    txn.execute_unprepared(text).await.map(|_| ())
}

async fn add(txn: &WriteTxn, n: i64) -> Result<(), DbErr> {
    run(txn, &format!("insert into tally values ({n})")).await
}

async fn there(db: &Db) -> Vec<i64> {
    let rows = sql::rows(db.read(), "select n from tally order by n", [])
        .await
        .expect("reads");
    rows.iter()
        .map(|row| row.try_get("", "n").expect("a number"))
        .collect()
}

/// A brief transaction in a task of its own, so that it waits for its turn at once.
fn brief(db: &Db, n: i64) -> tokio::task::JoinHandle<Result<(), DbErr>> {
    let db = db.clone();
    tokio::spawn(async move {
        let txn = db.begin_brief().await?;
        add(&txn, n).await?;
        txn.commit().await
    })
}

async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

#[test]
fn those_that_wait_are_made_durable_together() {
    on_both_empty(async |test: &mut TestApp| {
        let db = with_a_table(test).await;
        let first = db.begin_brief().await.expect("begins");
        add(&first, 1).await.expect("writes");
        let others: Vec<_> = (2..20).map(|n| brief(&db, n)).collect();
        a_moment().await;
        assert!(
            !there(&db).await.contains(&1),
            "nobody sees what is not durable"
        );
        first.commit().await.expect("commits");
        assert!(there(&db).await.contains(&1), "answered only when durable");
        for other in others {
            other.await.expect("ends").expect("commits");
        }
        assert_eq!(there(&db).await, (1..20).collect::<Vec<i64>>());
    });
}

#[test]
fn one_that_is_refused_takes_nobody_with_it() {
    on_both_empty(async |test: &mut TestApp| {
        let db = with_a_table(test).await;
        for round in 0..5 {
            let n = move |k: i64| round * 10 + k;
            let first = db.begin_brief().await.expect("begins");
            add(&first, n(1)).await.expect("writes");
            let twice = (db.backend() == DbBackend::Sqlite).then(|| brief(&db, n(1)));
            a_moment().await;
            let after = brief(&db, n(2));
            let given_up = tokio::spawn({
                let db = db.clone();
                async move {
                    let txn = db.begin_brief().await.expect("begins");
                    add(&txn, n(3)).await.expect("writes");
                    txn.rollback().await
                }
            });
            let dropped = tokio::spawn({
                let db = db.clone();
                async move {
                    let txn = db.begin_brief().await.expect("begins");
                    add(&txn, n(4)).await.expect("writes");
                }
            });
            let last = brief(&db, n(5));
            a_moment().await;
            first.commit().await.expect("commits");
            if let Some(twice) = twice {
                let refused = twice.await.expect("ends").expect_err("the number is taken");
                assert!(store::is_unique_violation(&refused), "{refused}");
            }
            after.await.expect("ends").expect("commits");
            given_up.await.expect("ends").expect("gives up");
            dropped.await.expect("ends");
            last.await.expect("ends").expect("commits");
            let now = there(&db).await;
            let of_round: Vec<i64> = now.into_iter().filter(|one| one / 10 == round).collect();
            assert_eq!(of_round, [n(1), n(2), n(5)]);
        }
    });
}

#[test]
fn a_long_one_keeps_nobody_waiting_who_came_before() {
    on_both_empty(async |test: &mut TestApp| {
        let db = with_a_table(test).await;
        let first = db.begin_brief().await.expect("begins");
        add(&first, 1).await.expect("writes");
        let long = tokio::spawn({
            let db = db.clone();
            async move { db.begin().await }
        });
        a_moment().await;
        let after = brief(&db, 2);
        a_moment().await;
        first.commit().await.expect("commits");
        // It has its turn, and ends it only when the first was answered.
        let long = long.await.expect("ends").expect("begins");
        add(&long, 3).await.expect("writes");
        assert!(there(&db).await.contains(&1));
        long.commit().await.expect("commits");
        after.await.expect("ends").expect("commits");
        assert_eq!(there(&db).await, [1, 2, 3]);
    });
}

#[test]
fn whoever_goes_away_while_waiting_is_written_all_the_same() {
    on_both_empty(async |test: &mut TestApp| {
        let db = with_a_table(test).await;
        for n in [1, 11, 21] {
            let held = db.begin_brief().await.expect("begins");
            let gone = brief(&db, n);
            a_moment().await;
            let slow = tokio::spawn({
                let db = db.clone();
                async move {
                    let txn = db.begin_brief().await?;
                    add(&txn, n + 1).await?;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    txn.commit().await
                }
            });
            a_moment().await;
            held.commit().await.ok();
            a_moment().await;
            gone.abort();
            let _ = gone.await;
            slow.await.expect("ends").expect("commits");
            let now = there(&db).await;
            assert!(now.contains(&n) && now.contains(&(n + 1)), "{now:?}");
        }
    });
}

/// A full disk makes SQLite give the whole transaction up. Who waited for the common commit is told so, and the next one writes.
#[test]
fn a_transaction_that_the_database_gave_up_is_lost_for_all_and_for_them_only() {
    on_both_empty(async |test: &mut TestApp| {
        let db = with_a_table(test).await;
        if db.backend() != DbBackend::Sqlite {
            return;
        }
        let first = db.begin_brief().await.expect("begins");
        add(&first, 1).await.expect("writes");
        let broken = tokio::spawn({
            let db = db.clone();
            async move {
                let txn = db.begin_brief().await?;
                add(&txn, 2).await?;
                run(&txn, "rollback").await?;
                txn.commit().await
            }
        });
        a_moment().await;
        let after = brief(&db, 3);
        a_moment().await;
        first.commit().await.expect_err("nothing of it is left");
        broken.await.expect("ends").expect_err("nor of this");
        after.await.expect("ends").expect("the next one writes");
        let alone = db.begin().await.expect("begins");
        run(&alone, "rollback").await.expect("gives up");
        drop(alone);
        brief(&db, 4)
            .await
            .expect("ends")
            .expect("and the one after that");
        assert_eq!(there(&db).await, [3, 4]);
    });
}
