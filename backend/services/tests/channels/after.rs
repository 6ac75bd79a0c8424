//! Returns with their answers, and payouts line by line against what was expected.

use super::*;
use services::booths;
use shared::canonical::{Action, Return, ReturnState, SettledLine};

fn wanted_back(key: &str, state: ReturnState, at: Millis) -> Return {
    Return {
        key: key.to_owned(),
        order: "A1".to_owned(),
        state,
        reason: "Quả bị dập".to_owned(),
        refund: Vnd(199_000),
        goods_back: false,
        answer_by: Some(at.plus_days(2)),
        lines: vec![("1".to_owned(), 1)],
        updated_at: at,
    }
}

#[test]
fn a_return_is_answered_once_its_consequences_are_known() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let at = core.clock.now();
        let done = market(&shop, "A1", 1, MarketState::Delivered, at);
        take(world, &shop, done).await;
        let asked = wanted_back("R1", ReturnState::Requested, at);
        for _ in 0..3 {
            channels::keep_returns(core, &shop.account, std::slice::from_ref(&asked))
                .await
                .expect("kept");
        }
        let page = async || {
            let page = channels::returns_page(core, &shop.director, &shop.account).await;
            page.expect("a page").lines.remove(0)
        };
        let line = page().await;
        assert!(line.open && line.due.is_some() && !line.late && line.answered.is_none());
        assert!(line.accept.contains("199.000") && line.dispute.contains("sàn"));
        assert_eq!(line.reason, "Quả bị dập");
        let answer = async |accept| {
            channels::answer_return(core, &shop.director, &shop.account, "R1", accept).await
        };
        answer(false).await.expect("disputed");
        answer(true).await.expect("thought better of it");
        assert!(page().await.answered.is_some());
        assert_eq!(jobs(world, "answer").await, 1);
        let told = channels::return_to_tell(core, &shop.account, "R1").await;
        let told = told.expect("reads").expect("something");
        assert!(matches!(
            told.action,
            Action::AnswerReturn { accept: true, .. }
        ));
        let over = wanted_back("R1", ReturnState::Refunded, at.plus_minutes(5));
        channels::keep_returns(core, &shop.account, &[over])
            .await
            .expect("kept");
        assert!(matches!(answer(false).await, Err(Error::Invalid { .. })));
        assert!(!page().await.open);
        let open =
            "select count(*) as n from task where kind = 'channel_return' and done_at is null";
        assert_eq!(world.number(open, []).await, 0);
        core.clock.advance(3 * DAY_MS);
        let late = wanted_back("R2", ReturnState::Requested, at);
        channels::keep_returns(core, &shop.account, &[late])
            .await
            .expect("kept");
        assert!(page().await.late, "its time is over");
    });
}

#[test]
fn payouts_that_differ_stand_first_and_say_by_how_much() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let at = core.clock.now();
        for key in ["A1", "A2", "A3"] {
            take(
                world,
                &shop,
                market(&shop, key, 1, MarketState::ReadyToShip, at),
            )
            .await;
            let over = market(&shop, key, 1, MarketState::Completed, at.plus_minutes(9));
            take(world, &shop, over).await;
        }
        // 4 % and 5 % of 199,000.
        let line = |order: &str, paid_out: i64| SettledLine {
            order: order.to_owned(),
            goods: Vnd(199_000),
            commission: Vnd(7_960),
            service: Vnd(9_950),
            vouchers: Vnd::ZERO,
            shipping: Vnd::ZERO,
            refunded: Vnd::ZERO,
            paid_out: Vnd(paid_out),
            at,
        };
        let mut dearer = line("A2", 171_090);
        dearer.commission = Vnd(17_960);
        let lines = [line("A1", 181_090), dearer, line("X9", 181_090)];
        let differ = channels::keep_settled(core, &shop.account, &lines).await;
        assert_eq!(differ.expect("kept"), 2);
        // The same statement again adds nothing.
        channels::keep_settled(core, &shop.account, &lines)
            .await
            .expect("kept");
        let page = channels::settled_page(core, &shop.director, &shop.account, &SPEC).await;
        let page = page.expect("a page");
        assert_eq!(page.lines.len(), 3);
        assert!(page.lines[0].difference.is_some() && page.lines[1].difference.is_some());
        let of = |order: &str| page.lines.iter().find(|line| line.order == order);
        assert_eq!(of("A1").expect("there").difference, None);
        let words = of("A2")
            .expect("there")
            .difference
            .clone()
            .expect("differs");
        assert!(words.contains("10.000"), "{words}");
        let facts: Vec<&str> = page.facts.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!((facts[0], facts[4], facts[5]), ("3", "2", "1"));
        // Numbers beyond all measure are a difference, not a fault.
        let mut huge = line("A3", i64::MIN);
        huge.goods = Vnd(i64::MAX);
        huge.refunded = Vnd(i64::MIN);
        let differ = channels::keep_settled(core, &shop.account, &[huge]).await;
        assert_eq!(differ.expect("kept"), 1);
    });
}

#[test]
fn what_marketplaces_wait_for_stands_on_the_first_page() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let at = core.clock.now();
        let hrefs = async || {
            let home = booths::load_home_view(core, &shop.director, shop.cooperative).await;
            let tasks = home.expect("a page").tasks.into_iter();
            let base = "/htx/kenh/";
            let ours = tasks.filter(|task| task.href.starts_with(base));
            ours.map(|task| (task.href, task.hot, task.title))
                .collect::<Vec<_>>()
        };
        assert!(hrefs().await.is_empty());
        let mut strange = market(&shop, "A0", 1, MarketState::ReadyToShip, at);
        strange.lines[0].sku = "NOBODYS".to_owned();
        take(world, &shop, strange).await;
        let done = market(&shop, "A1", 1, MarketState::Delivered, at);
        take(world, &shop, done).await;
        let asked = wanted_back("R1", ReturnState::Requested, at.plus_days(-1));
        channels::keep_returns(core, &shop.account, &[asked])
            .await
            .expect("kept");
        let id = shop.account.row.id;
        let cards = hrefs().await;
        let seen: Vec<&str> = cards.iter().map(|card| card.0.as_str()).collect();
        // The return ends a day before the order has to leave.
        let (returns, unknown) = (
            format!("/htx/kenh/{id}/tra-hang"),
            format!("/htx/kenh/{id}"),
        );
        assert_eq!(seen, [returns.as_str(), unknown.as_str()]);
        assert!(cards.iter().all(|card| card.1), "both have a clock");
        channels::answer_return(core, &shop.director, &shop.account, "R1", true)
            .await
            .expect("answered");
        assert_eq!(hrefs().await.len(), 1, "what was answered is gone");
    });
}
