//! The large made-up market, and the doctor's look at a server.

use backend::config::Config;
use backend::doctor::{examine, is_fit, report};
use http::StatusCode;
use services::Error;
use services::seed::scale::{self, Size};
use tests::{TestApp, on_both, on_both_empty};

#[test]
fn a_large_market_is_consistent_and_the_same_every_time() {
    on_both_empty(async |test: &mut TestApp| {
        let size = Size {
            cooperatives: 7,
            products: 90,
            orders: 120,
            seed: 42,
        };
        let core = &test.app.core;
        scale::run(core, size, &|_, _, _| {}).await.expect("made");
        for (table, n) in [
            ("cooperative", 7),
            ("product", 90),
            ("listing_text", 90),
            ("buyer_order", 120),
        ] {
            assert_eq!(
                test.number(&format!("select count(*) as n from {table}"), [])
                    .await,
                n,
                "{table}"
            );
        }
        assert_eq!(services::stock::check(core).await.expect("checks"), []);
        let unequal = "select count(*) as n from buyer_order o where o.total <> \
            (select sum(s.total) from sub_order s where s.order_id = o.id)";
        assert_eq!(test.number(unequal, []).await, 0, "the parts are the whole");
        let first = "select count(*) as n from listing where slug like '%-42-0'";
        assert_eq!(test.number(first, []).await, 1);
        let found = services::search::find(core, "gà đồi", 50)
            .await
            .expect("searches");
        let named = test
            .number(
                "select count(*) as n from listing where title like 'Gà đồi%'",
                [],
            )
            .await;
        assert!(
            found.len() as i64 >= named.min(50),
            "{} of {named}",
            found.len()
        );
        let again = scale::run(core, size, &|_, _, _| {}).await;
        assert!(matches!(again, Err(Error::Refused { code: "seeded", .. })));
        test.get("/").await.expect(StatusCode::OK);
        test.get("/danh-muc/trai-cay").await.expect(StatusCode::OK);
    });
}

#[test]
fn the_doctor_finds_a_demonstration_fit() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let findings = examine(Ok(Config::clone(&test.app.config)), true).await;
        assert!(is_fit(&findings), "{}", report(&findings));
        assert!(report(&findings).contains("The ledger explains every quantity"));
        let broken = Config {
            database_url: "mysql://x".to_owned(),
            ..Config::clone(&test.app.config)
        };
        let findings = examine(Ok(broken), false).await;
        assert!(!is_fit(&findings), "{}", report(&findings));
    });
}
