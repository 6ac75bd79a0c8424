//! Health, first pages, the demonstration data, the worker.

use http::StatusCode;
use sea_orm::DbBackend;
use tests::{TestApp, Who, on_both, on_both_empty};

#[test]
fn the_server_says_that_it_is_well() {
    on_both_empty(async |test: &mut TestApp| {
        assert_eq!(test.get("/livez").await.expect(StatusCode::OK).text(), "ok");
        let ready = test.get("/readyz").await.expect(StatusCode::OK).json();
        assert_eq!(ready["database"], true);
        assert_eq!(ready["pending_migrations"], 0);
    });
}

#[test]
fn the_demonstration_fills_an_empty_database_and_only_that() {
    on_both(async |test: &mut TestApp| {
        let core = &test.app.core;
        assert!(
            services::seed::demo::is_demo(core)
                .await
                .expect("a setting")
        );
        let again = services::seed::demo::fill(core, &Default::default())
            .await
            .expect("looks");
        assert!(!again, "a second time nothing is written");
        for (what, n) in [
            ("cooperative", 13),
            ("product", 41),
            ("variant", 61),
            ("picture", 41),
            ("certificate", 3),
        ] {
            assert_eq!(
                test.number(&format!("select count(*) as n from {what}"), [])
                    .await,
                n,
                "{what}"
            );
        }
        let visible = test
            .number("select count(*) as n from listing where visible = true", [])
            .await;
        assert_eq!(
            visible,
            test.number("select count(*) as n from listing where state = 'live'", [])
                .await
        );
        // The ledger explains every quantity.
        assert_eq!(services::stock::check(core).await.expect("checks"), []);
        // A badge only by a dated certificate: the council's rating of 2023 counts, that of 2020 is over.
        let stars =
            "select cast(stars as bigint) as n from listing where slug = 'xoai-say-deo-toan-thang'";
        assert_eq!(test.number(stars, []).await, 3);
    });
}

#[test]
fn everybody_of_the_demonstration_can_sign_in() {
    on_both(async |test: &mut TestApp| {
        for who in [
            Who::Director,
            Who::Seller,
            Who::Accountant,
            Who::OtherDirector,
            Who::Officer,
            Who::Operator,
        ] {
            test.sign_in_as(who).await;
            test.get("/tai-khoan").await.expect(StatusCode::OK);
        }
    });
}

#[test]
fn pages_become_stale_by_the_outbox() {
    on_both(async |test: &mut TestApp| {
        assert!(
            test.work().await >= 40,
            "each listing of the demonstration left a message"
        );
        assert_eq!(test.work().await, 0, "and each is done once");
        let open = test
            .number("select count(*) as n from outbox where done_at is null", [])
            .await;
        assert_eq!(open, 0);
    });
}

#[test]
fn the_first_pages_are_there_in_both_languages() {
    on_both(async |test: &mut TestApp| {
        let pages = [
            "/",
            "/tim?q=na",
            "/danh-muc/trai-cay",
            "/gian-hang/dong-mo",
            "/p/na-xa-chi-lang-loai-1",
            "/lich-mua",
        ];
        for path in pages {
            let vi = test.get(path).await.expect(StatusCode::OK);
            assert!(vi.text().contains("lang=\"vi\""), "{path}");
            let path = if path == "/" {
                "/en".to_owned()
            } else {
                format!("/en{path}")
            };
            let en = test.get(&path).await.expect(StatusCode::OK);
            assert!(en.text().contains("lang=\"en\""), "{path}");
        }
    });
}

/// The pool's own closing of connections that wait can count one below nothing and then never ends.
#[test]
fn nothing_closes_connections_that_wait() {
    on_both_empty(async |test: &mut TestApp| {
        let db = &test.app.core.db;
        let reader = db.read();
        let (idle, life) = if db.backend() == DbBackend::Postgres {
            let pool = reader.get_postgres_connection_pool();
            let options = pool.options();
            (options.get_idle_timeout(), options.get_max_lifetime())
        } else {
            let pool = reader.get_sqlite_connection_pool();
            let options = pool.options();
            (options.get_idle_timeout(), options.get_max_lifetime())
        };
        assert_eq!((idle, life), (None, None));
    });
}
