//! Holds of checkouts, and counting the stock beside them.

use crate::ordering::{buy, buyer, conflict, ledger_is_clean, line, order};
use crate::support::on_both;
use services::orders::{PlaceContext, place};
use services::{holds, stock};

#[test]
fn holds_are_kept_extended_once_and_used_up() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 3)
            .await;
        let core = &world.core;
        let held = holds::keep(core, &buyer(), "mine", &[(na.offer, 2)])
            .await
            .expect("held");
        assert_eq!(held.until, Some(core.clock.now().plus_minutes(10)));
        let error = buy(core, &order(vec![line(&na, "2")]), "other")
            .await
            .expect_err("held for me");
        assert_eq!(conflict(&error), "insufficient_stock");
        let theirs = holds::keep(core, &buyer(), "theirs", &[(na.offer, 2)])
            .await
            .expect_err("held for me");
        assert_eq!(conflict(&theirs), "insufficient_stock");
        core.clock.advance(5 * 60_000);
        let until = holds::extend(core, "mine").await.expect("extends");
        assert_eq!(until, Some(core.clock.now().plus_minutes(10)));
        assert_eq!(holds::extend(core, "mine").await.expect("only once"), None);
        let again = holds::keep(core, &buyer(), "mine", &[(na.offer, 1)])
            .await
            .expect("fewer");
        assert_eq!(
            (again.until, again.extended),
            (until, true),
            "changing the cart buys no time"
        );
        holds::keep(core, &buyer(), "mine", &[(na.offer, 3)])
            .await
            .expect("all of it");
        ledger_is_clean(world).await;
        let context = PlaceContext {
            key: Some("mine"),
            checkout: Some("mine"),
            ..PlaceContext::default()
        };
        place(core, &buyer(), &order(vec![line(&na, "2")]), context)
            .await
            .expect("placed from my hold");
        assert_eq!(world.number("select held as n from offer", []).await, 0);
        assert_eq!(
            world.number("select allocated as n from offer", []).await,
            2
        );
        ledger_is_clean(world).await;
    });
}

#[test]
fn expired_holds_go_back() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 3)
            .await;
        let core = &world.core;
        holds::keep(core, &buyer(), "a", &[(na.offer, 2)])
            .await
            .expect("held");
        core.clock.advance(6 * 60_000);
        holds::keep(core, &buyer(), "b", &[(na.offer, 1)])
            .await
            .expect("held");
        core.clock.advance(5 * 60_000);
        assert_eq!(holds::sweep(core).await.expect("swept"), 1);
        assert_eq!(holds::sweep(core).await.expect("swept"), 0);
        assert_eq!(world.number("select held as n from offer", []).await, 1);
        buy(core, &order(vec![line(&na, "2")]), "k")
            .await
            .expect("free again");
        ledger_is_clean(world).await;
    });
}

#[test]
fn counting_books_the_difference() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
            .await;
        buy(&world.core, &order(vec![line(&na, "5")]), "k")
            .await
            .expect("placed");
        let counted = async |counted| {
            let txn = world.core.db.begin().await.expect("begins");
            let cause = stock::Cause::of("booth");
            let outcome =
                stock::count(&world.core, &txn, &buyer(), na.offer, counted, &cause).await;
            if outcome.is_ok() {
                txn.commit().await.expect("committed");
            }
            outcome
        };
        assert_eq!(counted(stock::Counted::Free(18)).await.expect("counted"), 3);
        assert_eq!(
            counted(stock::Counted::OnHand(5)).await.expect("counted"),
            -18
        );
        assert_eq!(
            counted(stock::Counted::OnHand(5)).await.expect("counted"),
            0
        );
        let error = counted(stock::Counted::OnHand(4))
            .await
            .expect_err("five are promised");
        assert_eq!(conflict(&error), "insufficient_stock");
        ledger_is_clean(world).await;
    });
}
