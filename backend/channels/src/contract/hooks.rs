//! Pushes: verified before they are read, the same for every copy.

use std::collections::BTreeSet;

use shared::canonical::EventKind;

use super::orders::{bought, pulled};
use super::{Pushed, World};
use crate::{HookRefused, HookRequest};

type Answer = Result<Vec<shared::canonical::Event>, HookRefused>;

fn take(world: &dyn World, push: &Pushed) -> Answer {
    let out = world.outbound();
    world
        .adapter()
        .hook(HookRequest {
            url: &push.url,
            headers: &push.headers,
            body: &push.body,
            app: &out.app,
            account: &out.account,
            now: out.now,
        })
        .map(|events| events.expect("understood"))
}

/// A true push names the order; a forged or stale one says nothing; a copy has the same key, another event another.
pub async fn verified_and_deduplicated(world: &dyn World) {
    if !pulled(world) || world.adapter().spec().can.hook.is_none() {
        return;
    }
    let (first, sku, _) = bought(world, 0, 1).await;
    let push = world.push(&first).expect("a push");
    let events = take(world, &push).expect("a true push");
    assert!(
        events
            .iter()
            .any(|e| e.kind == EventKind::Order(first.clone())),
        "{events:?}"
    );
    assert_eq!(
        take(world, &push).expect("again"),
        events,
        "a copy is the same event"
    );

    world.pass(2_000);
    let second = world.buy(&sku, 1).expect("an order");
    let later = take(world, &world.push(&second).expect("a push")).expect("true");
    let keys: BTreeSet<_> = events.iter().chain(&later).map(|e| &e.dedupe).collect();
    assert_eq!(
        keys.len(),
        events.len() + later.len(),
        "another event is another"
    );
    // Reordered: the earlier one, come later, is still itself.
    assert_eq!(take(world, &push).expect("late"), events);

    for at in [0, push.body.len() / 2, push.body.len() - 1] {
        let mut forged = push.clone();
        forged.body[at] ^= 1;
        assert_eq!(
            take(world, &forged),
            Err(HookRefused::Signature),
            "byte {at}"
        );
    }
    let mut bare = push.clone();
    bare.headers.clear();
    assert_eq!(take(world, &bare), Err(HookRefused::Signature));
    if let Some(stale) = world.stale(&push) {
        assert_eq!(take(world, &stale), Err(HookRefused::Stale));
    }
}
