//! What the buyer can choose when nobody is left, or when the cooperative was chosen.

use super::{HOUR, Pool, bought, decline, given_pool, parts, tick};
use crate::ordering::{buy, buyer, line, order};
use crate::support::{World, on_both};
use services::actor::Actor;
use services::moving::{self, Choice, OFFER_MS, WAIT_MS};
use services::{Error, orders, stock};
use shared::id::{OfferId, OrderId};
use shared::input::order::OrderLine;
use shared::say::Locale;
use store::entity::sub_order;

/// An order that nobody is left for.
async fn stranded(world: &World) -> (Pool, String, sub_order::Model) {
    let pool = given_pool(world, [5, 0, 0]).await;
    let placed = bought(world, &pool, "2", "a").await;
    let part = parts(world, &placed.code).await.remove(0);
    decline(world, &part).await;
    (pool, placed.code, part)
}

async fn choose(world: &World, part: &sub_order::Model, choice: Choice) -> services::Result<()> {
    let order = OrderId::from(part.order_id);
    moving::choose(&world.core, &buyer(), order, part.number, choice).await
}

async fn open_tasks(world: &World) -> i64 {
    world
        .number("select count(*) as n from task where done_at is null", [])
        .await
}

#[test]
fn refund_and_replace_cancel_the_part() {
    for choice in [Choice::Refund, Choice::Replace] {
        on_both(async |world| {
            let (pool, code, part) = stranded(world).await;
            world.given_goods(pool.all[0], "Mãng cầu", 90_000, 9).await;
            assert_eq!(open_tasks(world).await, 1);
            choose(world, &part, choice).await.expect("chosen");
            choose(world, &part, choice).await.expect("twice is once");
            assert_eq!(parts(world, &code).await[0].state, "cancelled");
            assert_eq!(open_tasks(world).await, 0);
            let total = world.number("select total as n from buyer_order", []).await;
            assert_eq!(total, 0);
            assert!(choose(world, &part, Choice::Wait).await.is_err());
            let access = orders::open(&world.core, &code, "0912 345 678", Locale::Vi)
                .await
                .expect("opened");
            let page = orders::page(&world.core, &buyer(), &access)
                .await
                .expect("a page");
            let instead = page.parcels[0].choice.as_ref();
            assert_eq!(instead.is_some(), choice == Choice::Replace);
            if let Some(instead) = instead {
                assert_eq!(instead.options, [], "it is done");
                assert_eq!(instead.similar[0].0, "Mãng cầu");
            }
            super::books_agree(world).await;
        });
    }
}

#[test]
fn an_offer_that_nobody_answers_ends_in_cancelling() {
    on_both(async |world| {
        let (_, code, _) = stranded(world).await;
        world.core.clock.advance(OFFER_MS - HOUR);
        assert_eq!(tick(world).await, 0);
        world.core.clock.advance(HOUR);
        assert_eq!(tick(world).await, 1);
        assert_eq!(parts(world, &code).await[0].state, "cancelled");
        assert_eq!(open_tasks(world).await, 0);
        super::books_agree(world).await;
    });
}

async fn receive(world: &World, offer: OfferId, quantity: i64) {
    let txn = world.core.db.begin().await.expect("begins");
    let step = stock::Step {
        on_hand: quantity,
        ..stock::Step::of(offer, stock::Kind::Receive)
    };
    let cause = stock::Cause::of("booth");
    let posted = stock::post(&world.core, &txn, &Actor::system(), vec![step], &cause).await;
    assert_eq!(posted.expect("posted"), stock::Posted::Done);
    txn.commit().await.expect("committed");
}

async fn offer_of(world: &World, pool: &Pool, n: usize) -> OfferId {
    let row = store::sql::row(
        world.core.db.read(),
        "select id from offer where cooperative_id = $1",
        [pool.all[n].uuid().into()],
    )
    .await
    .expect("runs")
    .expect("there");
    OfferId::from(row.try_get::<uuid::Uuid>("", "id").expect("an id"))
}

#[test]
fn who_waits_gets_it_when_goods_are_there_again() {
    on_both(async |world| {
        let (pool, code, part) = stranded(world).await;
        choose(world, &part, Choice::Wait).await.expect("waits");
        world.core.clock.advance(2 * OFFER_MS);
        assert_eq!(tick(world).await, 0, "still waits");
        receive(world, offer_of(world, &pool, 1).await, 10).await;
        assert_eq!(tick(world).await, 1);
        let all = parts(world, &code).await;
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].cooperative_id, pool.all[1].uuid());
        assert_eq!(open_tasks(world).await, 0);
        assert_eq!(tick(world).await, 0);
        super::books_agree(world).await;
    });
}

#[test]
fn who_waits_in_vain_is_released_after_a_week() {
    on_both(async |world| {
        let (_, code, part) = stranded(world).await;
        choose(world, &part, Choice::Wait).await.expect("waits");
        world.core.clock.advance(WAIT_MS - HOUR);
        assert_eq!(tick(world).await, 0);
        world.core.clock.advance(HOUR);
        assert_eq!(tick(world).await, 1);
        assert_eq!(parts(world, &code).await[0].state, "cancelled");
        super::books_agree(world).await;
    });
}

#[test]
fn a_chosen_cooperative_is_never_exchanged_without_asking() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let asked = order(vec![OrderLine {
            cooperative_id: Some(pool.all[1]),
            ..line(&pool.goods, "2")
        }]);
        let placed = buy(&world.core, &asked, "a").await.expect("placed");
        let part = parts(world, &placed.code).await.remove(0);
        assert_eq!(part.cooperative_id, pool.all[1].uuid());
        decline(world, &part).await;
        assert_eq!(parts(world, &placed.code).await.len(), 1, "not moved");
        choose(world, &part, Choice::Wait).await.expect("waits");
        assert_eq!(
            tick(world).await,
            0,
            "others have goods, but were not chosen"
        );
        let offers = moving::offer_view(&world.core, part.order_id, shared::say::Locale::Vi)
            .await
            .expect("read");
        assert!(offers[&part.id].elsewhere && offers[&part.id].waiting);
        choose(world, &part, Choice::Elsewhere).await.expect("free");
        let all = parts(world, &placed.code).await;
        assert_eq!(all.len(), 2);
        assert_ne!(all[1].cooperative_id, pool.all[1].uuid());
        assert_eq!(open_tasks(world).await, 0);
        let late = choose(world, &part, Choice::Refund).await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "{late:?}");
        super::books_agree(world).await;
    });
}
