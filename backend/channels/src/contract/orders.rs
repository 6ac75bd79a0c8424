//! Orders that come back.

use std::collections::BTreeSet;

use shared::canonical::{Action, MarketState};
use shared::channel::OrderMode;
use shared::money::Vnd;

use super::World;
use super::listings::{by_call, ids, put};
use crate::Window;

pub fn pulled(world: &dyn World) -> bool {
    by_call(world) && world.adapter().spec().can.orders == OrderMode::PushAndPull
}

/// A listing that stands there and an order of it.
pub async fn bought(world: &dyn World, n: usize, quantity: i64) -> (String, String, Vnd) {
    let listing = world.listing(n);
    ids(put(world, &listing).await.expect("put"));
    world.pass(60_000);
    let variant = &listing.variants[0];
    let key = world.buy(&variant.sku, quantity).expect("an order");
    (key, variant.sku.clone(), variant.price)
}

fn window(world: &dyn World) -> Window {
    let now = world.outbound().now;
    Window {
        from: now.plus_days(-40),
        until: now.plus_minutes(1),
    }
}

/// Our SKU, the quantity and every đồng arrive as they are.
pub async fn exact_and_whole(world: &dyn World) {
    if !pulled(world) {
        return;
    }
    let (key, sku, price) = bought(world, 1, 3).await;
    let fetched = world
        .adapter()
        .orders(&world.outbound(), std::slice::from_ref(&key))
        .await
        .expect("orders");
    assert_eq!(fetched.len(), 1);
    let order = fetched[0].order.as_ref().expect("understood");
    assert_eq!(order.key, key);
    assert_eq!(order.lines.len(), 1);
    assert_eq!(order.lines[0].sku, sku);
    assert_eq!(order.lines[0].quantity, 3);
    assert_eq!(order.lines[0].unit_price, price);
    assert_eq!(order.amounts.goods, Vnd(price.dong() * 3));
    assert!(!matches!(order.state, MarketState::Unknown(_)));
    let none = world
        .adapter()
        .orders(&world.outbound(), &["NO-SUCH-ORDER".to_owned()])
        .await
        .expect("no such order is no error");
    assert!(none.is_empty() || none.iter().all(|f| f.order.is_err()));
}

/// Some of a line is cancelled, once however often it is said; what is left goes on.
pub async fn cut_once(world: &dyn World) {
    if !pulled(world) {
        return;
    }
    let (key, sku, price) = bought(world, 1, 5).await;
    let (before, _) = world.offer(&sku).expect("stands there");
    let fetch = async || {
        let out = world.outbound();
        let fetched = world
            .adapter()
            .orders(&out, std::slice::from_ref(&key))
            .await;
        let mut fetched = fetched.expect("orders");
        fetched.remove(0).order.expect("understood")
    };
    let placed = fetch().await;
    let cut = |units: i64| Action::Cancel {
        out_of_stock: true,
        lines: vec![(placed.lines[0].key.clone(), units)],
    };
    for _ in 0..3 {
        let done = world
            .adapter()
            .act(&world.outbound(), &placed, &cut(2))
            .await;
        done.expect("cancelled, or already so");
    }
    let left = fetch().await;
    assert_eq!(left.lines[0].quantity, 3);
    assert_eq!(left.amounts.goods, Vnd(price.dong() * 3));
    assert_eq!(left.state, placed.state, "the rest goes on");
    // The same again, of what is left, is another one.
    let done = world.adapter().act(&world.outbound(), &left, &cut(2)).await;
    done.expect("cancelled");
    assert_eq!(fetch().await.lines[0].quantity, 1);
    let (after, _) = world.offer(&sku).expect("stands there");
    assert_eq!(after, before + 4, "what was cancelled can be bought again");
}

/// A state that nobody has seen is kept in the channel's word.
pub async fn strange_state(world: &dyn World) {
    if !pulled(world) {
        return;
    }
    let (key, _, _) = bought(world, 0, 1).await;
    world.strange_state(&key);
    let fetched = world
        .adapter()
        .orders(&world.outbound(), &[key])
        .await
        .expect("orders");
    let order = fetched[0].order.as_ref().expect("understood");
    assert_eq!(order.state, MarketState::Unknown(order.raw_state.clone()));
}

/// All orders of a long window, page by page, however short the pages.
pub async fn pages_to_the_end(world: &dyn World) {
    if !pulled(world) {
        return;
    }
    let (first, sku, _) = bought(world, 0, 1).await;
    let mut expected = BTreeSet::from([first]);
    for _ in 0..6 {
        world.pass(4 * 86_400_000);
        expected.insert(world.buy(&sku, 1).expect("an order"));
    }
    let mut found = BTreeSet::new();
    let mut cursor: Option<String> = None;
    for _ in 0..50 {
        let page = world
            .adapter()
            .changed_orders(&world.outbound(), window(world), cursor.as_deref())
            .await
            .expect("changed");
        found.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(cursor, None, "paging ends");
    assert_eq!(found, expected);
}
