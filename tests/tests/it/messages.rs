//! Messages to people, and the page on which the demonstration shows them.

use http::StatusCode;
use tests::{TestApp, Who, on_both, on_both_empty};

#[test]
fn orders_tell_cooperative_and_buyer() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let sent = test
            .number(
                "select count(*) as n from notice where sent_at is not null",
                [],
            )
            .await;
        let all = test.number("select count(*) as n from notice", []).await;
        assert!(all > 8 && sent == all, "{sent} of {all} were sent");
        let kinds = "select count(distinct kind) as n from notice where kind like 'sub_order.%'";
        assert!(
            test.number(kinds, []).await >= 5,
            "placed, confirmed, packed, in transit, delivered"
        );
        // A job that runs a second time says nothing new.
        test.execute(
            "update outbox set done_at = null where topic like 'sub_order%'",
            [],
        )
        .await;
        assert!(test.work().await > 0);
        assert_eq!(
            test.number("select count(*) as n from notice", []).await,
            all
        );
    });
}

#[test]
fn the_demonstration_shows_its_messages_and_nothing_else_does() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let page = test.get("/htx/tin-nhan").await.expect(StatusCode::OK);
        let accept = page.links("http://127.0.0.1:3000/l/");
        assert!(!accept.is_empty(), "{}", page.text());
        test.get("/en/htx/tin-nhan").await.expect(StatusCode::OK);
    });
    on_both_empty(async |test: &mut TestApp| {
        test.get("/htx/tin-nhan")
            .await
            .expect(StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_certificate_that_ends_is_announced_once_for_each_step() {
    on_both(async |test: &mut TestApp| {
        let count = "select count(*) as n from notice where kind = 'certificate.ending'";
        let core = &test.app.core;
        let remind = async || {
            services::notices::remind_of_certificates(core, "http://x")
                .await
                .expect("reminds")
        };
        assert_eq!(remind().await, 0, "in August none ends within 60 days");
        // The dried mango's certificate is good through 18 December 2026.
        test.later(70 * 24 * 60);
        assert_eq!(remind().await, 1);
        let first = test.number(count, []).await;
        assert!(first >= 1, "every director and seller is told");
        remind().await;
        assert_eq!(test.number(count, []).await, first);
        test.later(30 * 24 * 60);
        remind().await;
        assert_eq!(test.number(count, []).await, 2 * first);
    });
}

#[test]
fn a_badge_goes_with_its_certificate() {
    on_both(async |test: &mut TestApp| {
        let stars =
            "select cast(stars as bigint) as n from listing where slug = 'xoai-say-deo-toan-thang'";
        assert_eq!(test.number(stars, []).await, 3);
        test.later(130 * 24 * 60);
        assert_eq!(
            services::upkeep::refresh_badges(&test.app.core)
                .await
                .expect("refreshes"),
            1
        );
        assert_eq!(test.number(stars, []).await, 0);
        assert_eq!(
            services::upkeep::refresh_badges(&test.app.core)
                .await
                .expect("refreshes"),
            0
        );
    });
}

#[test]
fn what_is_over_is_forgotten_and_old_contacts_are_erased() {
    on_both(async |test: &mut TestApp| {
        test.sign_in_as(Who::Director).await;
        test.work().await;
        test.later(31 * 24 * 60);
        assert!(
            services::upkeep::forget(&test.app.core)
                .await
                .expect("forgets")
                > 0
        );
        for table in ["notice", "outbox"] {
            assert_eq!(
                test.number(&format!("select count(*) as n from {table}"), [])
                    .await,
                0,
                "{table}"
            );
        }
        let core = &test.app.core;
        let known = "select count(*) as n from buyer_order where phone_lookup <> ''";
        let orders = test.number(known, []).await;
        assert!(orders > 0);
        assert_eq!(
            services::upkeep::erase_contacts(core)
                .await
                .expect("erases"),
            0
        );
        test.later(6 * 365 * 24 * 60);
        assert_eq!(
            services::upkeep::erase_contacts(core)
                .await
                .expect("erases"),
            orders as u64
        );
        assert_eq!(test.number(known, []).await, 0);
    });
}

#[test]
fn a_timed_job_takes_its_slot_once() {
    on_both_empty(async |test: &mut TestApp| {
        let core = &test.app.core;
        assert!(
            services::upkeep::take_slot(core, "x", 5)
                .await
                .expect("asks")
        );
        assert!(
            !services::upkeep::take_slot(core, "x", 5)
                .await
                .expect("asks")
        );
        assert!(
            services::upkeep::take_slot(core, "x", 6)
                .await
                .expect("asks")
        );
        assert_eq!(
            test.number("select count(*) as n from job_slot", []).await,
            1
        );
    });
}

#[test]
fn a_buyer_who_cancels_tells_the_cooperative_and_not_himself() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let all = "select count(*) as n from notice where kind = 'sub_order.cancelled'";
        let members = "select count(*) as n from notice where kind = 'sub_order.cancelled' and person_id is not null";
        let core = &test.app.core;
        let row = store::sql::row(
            core.db.read(),
            "select o.code from sub_order s join buyer_order o on o.id = s.order_id where s.state = 'to_confirm' limit 1",
            [],
        );
        let code: String = row
            .await
            .expect("runs")
            .expect("one that waits")
            .try_get("", "code")
            .expect("a code");
        let found = test
            .post_form("/don", &[("code", &code), ("phone", "0900000041")])
            .await;
        let page = test
            .get(found.expect(StatusCode::SEE_OTHER).location())
            .await
            .expect(StatusCode::OK);
        assert_eq!(test.number(all, []).await, 0);
        let form = page.form(&format!("/don/{code}")).with("op", "cancel");
        test.submit(&form).await.expect(StatusCode::SEE_OTHER);
        test.work().await;
        assert!(
            test.number(members, []).await >= 1,
            "the cooperative need not pack"
        );
        assert_eq!(
            test.number(all, []).await,
            test.number(members, []).await,
            "the buyer knows already"
        );
        assert_eq!(
            services::stock::check(&test.app.core)
                .await
                .expect("checks"),
            []
        );
    });
}
