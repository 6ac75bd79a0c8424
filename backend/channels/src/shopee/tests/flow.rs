//! From consent to settlement, against the simulator.

use shared::canonical::{Action, MarketOrder, MarketState, RemoteItemState, ReturnState};
use shared::money::Vnd;

use super::super::Shopee;
use super::super::simulator::Fault;
use super::world::ShopeeWorld;
use crate::contract::World;
use crate::{Adapter, Changed, ChannelError, Submitted, Window};

mod by_hand;

async fn put(world: &ShopeeWorld, n: usize) -> (String, String) {
    let listing = world.listing(n);
    let mut answer = Shopee
        .put_listing(&world.outbound(), &listing)
        .await
        .expect("put");
    while let Submitted::Task(task) = &answer {
        world.pass(6_000);
        answer = Shopee
            .poll_task(&world.outbound(), task)
            .await
            .expect("poll");
    }
    world.pass(60_000);
    (
        world.item(&listing.variants[0].sku).0.to_string(),
        listing.variants[0].sku.clone(),
    )
}

async fn order(world: &ShopeeWorld, key: &str) -> MarketOrder {
    let mut found = Shopee
        .orders(&world.outbound(), &[key.to_owned()])
        .await
        .expect("orders");
    found.remove(0).order.expect("understood")
}

async fn act(
    world: &ShopeeWorld,
    order: &MarketOrder,
    action: Action,
) -> Result<crate::Outcome, ChannelError> {
    Shopee.act(&world.outbound(), order, &action).await
}

const SHIP: Action = Action::Ship {
    parcel: None,
    own: None,
};

fn step(world: &ShopeeWorld, key: &str, what: &str) {
    world.sim.step(world.shop, key, what).expect(what);
}

fn window(world: &ShopeeWorld) -> Window {
    let now = world.outbound().now;
    Window {
        from: now.plus_days(-20),
        until: now.plus_minutes(1),
    }
}

#[tokio::test]
async fn categories_and_what_they_ask_for() {
    let world = ShopeeWorld::start().await;
    let tree = Shopee.taxonomy(&world.outbound()).await.expect("tree");
    let tea = tree
        .categories
        .iter()
        .find(|c| c.id == "100651")
        .expect("tea");
    assert_eq!(tea.path, "Thực phẩm và đồ uống › Trà, cà phê › Trà");
    assert!(tea.leaf);
    let coffee = Shopee
        .category(&world.outbound(), "100652")
        .await
        .expect("category");
    let required: Vec<&str> = coffee
        .attributes
        .iter()
        .filter(|a| a.required)
        .map(|a| a.id.as_str())
        .collect();
    assert_eq!(required, ["100010", "brand"]);
    let mut listing = world.listing(0);
    listing.attributes.clear();
    let findings = Shopee.preflight(&listing, Some(&coffee));
    assert_eq!(findings.len(), 2, "{findings:?}");
    listing.category.1 = Some("100652".to_owned());
    listing.attributes = world.listing(0).attributes;
    let answer = Shopee.put_listing(&world.outbound(), &listing).await;
    assert!(
        matches!(answer, Err(ChannelError::Invalid { .. })),
        "{answer:?}"
    );
}

#[tokio::test]
async fn packs_come_and_go_and_those_that_stay_keep_their_ids() {
    let world = ShopeeWorld::start().await;
    let (item, sku) = put(&world, 1).await;
    let before = world.item(&sku);
    let mut listing = world.listing(1);
    listing.variants.remove(1);
    listing.variants.insert(
        0,
        ShopeeWorld::variant("HTX-MOCCHAU-001-2KG".to_owned(), "Túi 2 kg", 400_000),
    );
    listing.title = "Chè Shan tuyết, túi mới".to_owned();
    let answer = Shopee
        .put_listing(&world.outbound(), &listing)
        .await
        .expect("again");
    let Submitted::Live(ids) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(ids.id, item);
    assert_eq!(ids.variants.len(), 2);
    assert_eq!(world.item(&sku), before);
    assert_eq!(world.standing("HTX-MOCCHAU-001-1KG"), 0);
    let there = Shopee
        .items_by_id(&world.outbound(), &[item])
        .await
        .expect("items")
        .remove(0);
    assert_eq!(there.title, "Chè Shan tuyết, túi mới");
    assert!(
        there
            .variants
            .iter()
            .any(|v| v.name == "Túi 2 kg" && v.price == Vnd(400_000))
    );
}

#[tokio::test]
async fn an_order_is_shipped_once_and_its_label_comes() {
    let world = ShopeeWorld::start().await;
    let (_, sku) = put(&world, 1).await;
    let key = world.buy(&sku, 2).expect("order");
    let placed = order(&world, &key).await;
    assert_eq!(placed.state, MarketState::ReadyToShip);
    assert!(placed.paid && !placed.buyer.masked);
    // The answer to the hand-over is lost: the next attempt does not ship again.
    world
        .sim
        .fault(Fault::SilentAfterEffect, "ship_order", 0, 1);
    assert!(matches!(
        act(&world, &placed, SHIP).await,
        Err(ChannelError::Unknown(_))
    ));
    let first = act(&world, &placed, SHIP).await.expect("arranged");
    assert_eq!((first.tracking, first.label), (None, None));
    world.pass(6_000);
    let second = act(&world, &placed, SHIP).await.expect("waybill");
    assert!(second.tracking.is_some() && second.label.is_none());
    world.pass(6_000);
    let third = act(&world, &placed, SHIP).await.expect("label");
    assert!(third.label.expect("label").starts_with(b"%PDF"));
    assert_eq!(order(&world, &key).await.state, MarketState::Arranged);
    step(&world, &key, "pick");
    assert_eq!(order(&world, &key).await.state, MarketState::InTransit);
    step(&world, &key, "deliver");
    step(&world, &key, "complete");
    let mut cursor = None;
    let mut settled = Vec::new();
    loop {
        let page = Shopee
            .settlements(&world.outbound(), window(&world), cursor.as_deref())
            .await
            .expect("money");
        settled.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(settled.len(), 1);
    let line = &settled[0];
    assert_eq!(
        (line.goods, line.commission, line.service),
        (Vnd(240_000), Vnd(21_600), Vnd(12_000))
    );
    assert_eq!(line.paid_out, Vnd(240_000 - 21_600 - 12_000));
}

#[tokio::test]
async fn what_is_kept_for_orders_is_no_part_of_what_can_be_bought() {
    let world = ShopeeWorld::start().await;
    let (item, sku) = put(&world, 0).await;
    world.buy(&sku, 5).expect("order");
    let line = |stock| Changed {
        sku: sku.clone(),
        item: item.clone(),
        variant: String::new(),
        stock: Some(stock),
        price: None,
        version: 2,
    };
    for stock in [4, 0] {
        let done = Shopee
            .set_offers(&world.outbound(), &[line(stock)])
            .await
            .expect("offers");
        assert!(done[0].result.is_ok(), "{done:?}");
        let there = Shopee
            .items_by_id(&world.outbound(), std::slice::from_ref(&item))
            .await
            .expect("items");
        let unit = &there[0].variants[0];
        assert_eq!((unit.stock, unit.reserved), (stock, 5));
        assert_eq!(there[0].state, RemoteItemState::Live);
    }
}

#[tokio::test]
async fn cancellations_both_ways() {
    let world = ShopeeWorld::start().await;
    let (_, sku) = put(&world, 1).await;
    let key = world.buy(&sku, 1).expect("order");
    let placed = order(&world, &key).await;
    let sold_out = Action::Cancel {
        out_of_stock: true,
        lines: Vec::new(),
    };
    act(&world, &placed, sold_out.clone())
        .await
        .expect("cancel");
    act(&world, &placed, sold_out).await.expect("already so");
    assert_eq!(order(&world, &key).await.state, MarketState::Cancelled);
    for accept in [false, true] {
        let key = world.buy(&sku, 1).expect("order");
        let placed = order(&world, &key).await;
        act(&world, &placed, SHIP).await.expect("ship");
        step(&world, &key, "cancel");
        assert_eq!(
            order(&world, &key).await.state,
            MarketState::CancelRequested
        );
        for _ in 0..2 {
            act(&world, &placed, Action::AnswerCancel { accept })
                .await
                .expect("answer");
        }
        let state = order(&world, &key).await.state;
        assert_eq!(
            state,
            if accept {
                MarketState::Cancelled
            } else {
                MarketState::Arranged
            }
        );
    }
}

#[tokio::test]
async fn returns_are_read_and_answered() {
    let world = ShopeeWorld::start().await;
    let (_, sku) = put(&world, 0).await;
    for (refund, accept) in [(None, true), (Some(Vnd(50_000)), true), (None, false)] {
        let key = world.buy(&sku, 1).expect("order");
        let placed = order(&world, &key).await;
        act(&world, &placed, SHIP).await.expect("ship");
        for what in ["pick", "deliver", "return"] {
            step(&world, &key, what);
        }
        let mut cursor = None;
        let mut all = Vec::new();
        loop {
            let page = Shopee
                .returns(&world.outbound(), window(&world), cursor.as_deref())
                .await
                .expect("returns");
            all.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let back = all
            .into_iter()
            .find(|back| back.order == key)
            .expect("the return");
        assert_eq!(
            (&back.state, back.refund),
            (&ReturnState::Requested, Vnd(120_000))
        );
        let answer = Action::AnswerReturn {
            key: back.key.clone(),
            accept,
            refund,
        };
        for _ in 0..2 {
            act(&world, &placed, answer.clone()).await.expect("answer");
        }
    }
}

#[tokio::test]
async fn pushes_are_tried_again_and_then_found_among_the_lost() {
    let world = ShopeeWorld::start().await;
    let (_, sku) = put(&world, 0).await;
    // Nobody listens there.
    world.sim.push_to("http://127.0.0.1:9/hook");
    let key = world.buy(&sku, 1).expect("order");
    let mut lost = Vec::new();
    for _ in 0..200 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        world.pass(1_000_000);
        let page = Shopee
            .lost_pushes(&world.outbound(), None)
            .await
            .expect("lost");
        if let Some(mark) = page.next {
            lost = page.items;
            let rest = Shopee
                .lost_pushes(&world.outbound(), Some(&mark))
                .await
                .expect("confirm");
            assert!(rest.items.len() < lost.len() || rest.items != lost);
            break;
        }
    }
    assert!(
        lost.iter()
            .any(|e| e.kind == shared::canonical::EventKind::Order(key.clone())),
        "{lost:?}"
    );
}

#[tokio::test]
async fn an_item_is_found_where_the_search_refuses_skus() {
    let world = ShopeeWorld::with(false).await;
    for n in 0..5 {
        put(&world, n).await;
    }
    for n in [0, 4] {
        let (item, sku) = put(&world, n).await;
        assert_eq!(world.standing(&sku), 1, "{item}");
    }
}
