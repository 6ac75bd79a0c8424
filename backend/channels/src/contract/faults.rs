//! What the network and the channel do on a bad day.

use super::listings::{by_call, ids, put};
use super::{Fault, World};
use crate::{ChannelError, Submitted};

async fn put_once(world: &dyn World) -> Result<Submitted, ChannelError> {
    world
        .adapter()
        .put_listing(&world.outbound(), &world.listing(0))
        .await
}

/// 429 says when, if it says, and nothing happened.
pub async fn too_many_calls(world: &dyn World) {
    if !by_call(world) {
        return;
    }
    world.fault(Fault::Busy(Some(30)), 1);
    let now = world.outbound().now;
    match put_once(world).await {
        Err(ChannelError::RateLimited { until: Some(until) }) => {
            assert!(until.0 >= now.0 + 29_000, "{until:?} from {now:?}");
        }
        other => panic!("{other:?}"),
    }
    world.fault(Fault::Busy(None), 1);
    let answer = put_once(world).await;
    assert!(
        matches!(answer, Err(ChannelError::RateLimited { until: None })),
        "{answer:?}"
    );
    ids(put(world, &world.listing(0)).await.expect("afterwards"));
}

/// A 500 is tried again or looked into, never taken for a refusal.
pub async fn away(world: &dyn World) {
    if !by_call(world) {
        return;
    }
    world.fault(Fault::Away, 1);
    let answer = put_once(world).await;
    assert!(
        matches!(
            answer,
            Err(ChannelError::Transient(_) | ChannelError::Unknown(_))
        ),
        "{answer:?}"
    );
    ids(put(world, &world.listing(0)).await.expect("afterwards"));
    assert_eq!(world.standing(&world.listing(0).variants[0].sku), 1);
}

/// Bytes that are no answer are no success, and no panic.
pub async fn garbage(world: &dyn World) {
    if !by_call(world) {
        return;
    }
    world.fault(Fault::Garbage, 1);
    let answer = put_once(world).await;
    assert!(
        matches!(
            answer,
            Err(ChannelError::Malformed(_) | ChannelError::Unknown(_))
        ),
        "{answer:?}"
    );
    ids(put(world, &world.listing(0)).await.expect("afterwards"));
}

/// When nobody knows whether it happened, the next attempt finds what was made. The n-th call is the one that stays
/// silent, for every n that a listing takes.
pub async fn unknown_outcome(world: &dyn World) {
    if !by_call(world) {
        return;
    }
    // Reads stay silent too; whatever call it was, one object stands there in the end.
    for n in 0..2 {
        let listing = world.listing(n);
        world.fault(Fault::SilentAfterEffect, 8);
        let mut silent = 0;
        while put(world, &listing).await.is_err() {
            silent += 1;
            world.fault(Fault::SilentAfterEffect, 0);
            assert!(silent < 3, "it never comes through");
        }
        assert!(silent > 0, "the fault was met");
        for variant in &listing.variants {
            assert_eq!(world.standing(&variant.sku), 1, "{}", variant.sku);
        }
    }
}
