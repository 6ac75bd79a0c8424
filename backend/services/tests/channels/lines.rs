//! Orders of which some lines are known and some are not, and buyers who cancel a line.

use super::*;
use services::channels::Mapping;

/// A shop with two goods, the second without a listing there.
async fn two_goods(world: &World) -> (Shop, Goods) {
    let shop = given_shop(world, 20).await;
    let other = world
        .given_goods(shop.cooperative, "Chè Shan", 48_000, 20)
        .await;
    (shop, other)
}

fn two_lines(shop: &Shop, key: &str, quantities: (i64, i64), at: Millis) -> MarketOrder {
    let mut order = market(shop, key, quantities.0, MarketState::ReadyToShip, at);
    let mut second = order.lines[0].clone();
    second.key = "2".to_owned();
    second.sku = "LA-LAM".to_owned();
    second.name = "Chè Shan 100 g".to_owned();
    second.quantity = quantities.1;
    second.unit_price = Vnd(50_000);
    order.lines.push(second);
    order
}

async fn held(world: &World) -> i64 {
    world
        .number(
            "select count(*) as n from channel_order where held = 'unmapped_sku'",
            [],
        )
        .await
}

async fn map(world: &World, shop: &Shop, ours: &Goods) {
    let mapping = Mapping {
        code: "LA-LAM",
        ours: &ours.variant.uuid().to_string(),
    };
    channels::map_code(&world.core, &shop.director, &shop.account, mapping)
        .await
        .expect("mapped");
}

#[test]
fn known_lines_have_their_goods_at_once_and_the_others_come_later() {
    on_both(async |world| {
        let (shop, other) = two_goods(world).await;
        let at = world.core.clock.now();
        let order = two_lines(&shop, "P1", (3, 2), at);
        assert_eq!(take(world, &shop, order.clone()).await, Ingested::Held);
        // Sold there is sold here, although one line waits.
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 3));
        assert_eq!(quantities(world, &other).await, (20, 0, 0));
        assert_eq!(held(world).await, 1);
        let due = "select count(*) as n from task where kind = 'channel_unmapped' and done_at is null and due_at = $1";
        assert_eq!(world.number(due, [at.plus_days(2).0.into()]).await, 1);
        let total = "select goods_total as n from buyer_order";
        assert_eq!(world.number(total, []).await, 3 * 199_000);
        // Again and again changes nothing.
        for _ in 0..3 {
            assert_eq!(take(world, &shop, order.clone()).await, Ingested::Held);
        }
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 3));
        let waiting = channels::unmapped(&world.core, &shop.account).await;
        let waiting = waiting.expect("read");
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].code, "LA-LAM");
        clear_jobs(world).await;
        map(world, &shop, &other).await;
        assert_eq!(jobs(world, "order").await, 1, "tried at once");
        for _ in 0..3 {
            take(world, &shop, order.clone()).await;
        }
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 3));
        assert_eq!(quantities(world, &other).await, (20, 0, 2));
        assert_eq!(held(world).await, 0);
        let count = async |text: &str| world.number(text, []).await;
        assert_eq!(count("select count(*) as n from buyer_order").await, 1);
        assert_eq!(count("select count(*) as n from sub_order").await, 2);
        assert_eq!(world.number(total, []).await, 3 * 199_000 + 2 * 50_000);
        let open = "select count(*) as n from task where done_at is null";
        assert_eq!(count(open).await, 0);
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_short_line_leaves_the_others_their_goods() {
    on_both(async |world| {
        let (shop, other) = two_goods(world).await;
        map(world, &shop, &other).await;
        let at = world.core.clock.now();
        let order = two_lines(&shop, "S1", (25, 2), at);
        assert_eq!(take(world, &shop, order.clone()).await, Ingested::Held);
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 0));
        assert_eq!(quantities(world, &other).await, (20, 0, 2));
        let core = &world.core;
        let txn = core.db.begin().await.expect("begins");
        let (by, cause) = (&shop.director, stock::Cause::of("booth"));
        stock::receive(core, &txn, by, shop.goods.offer, 10, &cause)
            .await
            .expect("received");
        txn.commit().await.expect("commits");
        take(world, &shop, order).await;
        assert_eq!(quantities(world, &shop.goods).await, (30, 0, 25));
        assert_eq!(quantities(world, &other).await, (20, 0, 2));
        ledger_is_clean(world).await;
    });
}

#[test]
fn eight_workers_complete_an_order_once() {
    on_both(async |world| {
        let (shop, other) = two_goods(world).await;
        let at = world.core.clock.now();
        let order = two_lines(&shop, "R1", (3, 2), at);
        take(world, &shop, order.clone()).await;
        map(world, &shop, &other).await;
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (core, account, order) = (world.core.clone(), shop.account.clone(), order.clone());
            all.spawn(async move {
                let incoming = Incoming {
                    key: order.key.clone(),
                    raw: String::new(),
                    order: Ok(order),
                    keep_days: None,
                };
                channels::ingest(&core, &account, incoming)
                    .await
                    .expect("taken in");
            });
        }
        all.join_all().await;
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 3));
        assert_eq!(quantities(world, &other).await, (20, 0, 2));
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_line_cancelled_there_gives_its_goods_back_here() {
    on_both(async |world| {
        let (shop, other) = two_goods(world).await;
        map(world, &shop, &other).await;
        let at = world.core.clock.now();
        let order = |first, second, minutes| {
            two_lines(&shop, "K1", (first, second), at.plus_minutes(minutes))
        };
        assert_eq!(take(world, &shop, order(3, 2, 0)).await, Ingested::Placed);
        // One unit less of the first line.
        take(world, &shop, order(2, 2, 1)).await;
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 2));
        let total = "select goods_total as n from buyer_order";
        assert_eq!(world.number(total, []).await, 2 * 199_000 + 2 * 50_000);
        let parts = "select cast(sum(goods_total) as bigint) as n from sub_order";
        assert_eq!(world.number(parts, []).await, 2 * 199_000 + 2 * 50_000);
        // The second line whole; late and doubled copies of what was before change nothing.
        take(world, &shop, order(2, 0, 2)).await;
        take(world, &shop, order(3, 2, 0)).await;
        take(world, &shop, order(2, 0, 2)).await;
        assert_eq!(quantities(world, &other).await, (20, 0, 0));
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 2));
        assert_eq!(part(world).await.1, "to_confirm");
        ledger_is_clean(world).await;
        // The rest goes its way.
        let mut gone = order(2, 0, 5);
        gone.state = MarketState::InTransit;
        take(world, &shop, gone).await;
        assert_eq!(quantities(world, &shop.goods).await, (18, 0, 0));
        let looks = "select count(*) as n from task where kind = 'channel_look'";
        assert_eq!(world.number(looks, []).await, 0);
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_line_cancelled_after_packing_calls_a_person() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let at = world.core.clock.now();
        let order = |quantity, minutes| {
            market(
                &shop,
                "L1",
                quantity,
                MarketState::ReadyToShip,
                at.plus_minutes(minutes),
            )
        };
        take(world, &shop, order(3, 0)).await;
        let (which, _) = part(world).await;
        let core = &world.core;
        parts::accept(core, &shop.director, &which)
            .await
            .expect("accepted");
        parts::pack(core, &shop.director, &which, Default::default())
            .await
            .expect("packed");
        take(world, &shop, order(1, 1)).await;
        assert_eq!(quantities(world, &shop.goods).await.2, 3);
        let text = "select count(*) as n from task where kind = 'channel_look' and detail = 'cancelled_after_packing'";
        assert_eq!(world.number(text, []).await, 1);
        ledger_is_clean(world).await;
    });
}

#[test]
fn impossible_numbers_are_kept_for_a_person() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let at = world.core.clock.now();
        let base = market(&shop, "N1", 1, MarketState::ReadyToShip, at);
        let mut odd: Vec<MarketOrder> = Vec::new();
        for change in [
            (|o: &mut MarketOrder| o.lines[0].quantity = -1) as fn(&mut MarketOrder),
            |o| o.lines[0].quantity = i64::MAX,
            |o| o.lines[0].unit_price = Vnd(i64::MAX),
            |o| o.lines[0].discount = Vnd(i64::MIN),
            |o| o.amounts.shipping = Vnd(-1),
            |o| o.lines.push(o.lines[0].clone()),
        ] {
            let mut order = base.clone();
            order.key = format!("N{}", odd.len());
            change(&mut order);
            odd.push(order);
        }
        for order in odd {
            assert_eq!(take(world, &shop, order).await, Ingested::Held);
        }
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 0));
        let kept = "select count(*) as n from channel_order where held = 'unreadable' and raw_sealed is not null";
        assert_eq!(world.number(kept, []).await, 6);
    });
}
