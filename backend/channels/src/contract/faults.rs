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

/// When nobody knows whether it happened, the next attempt finds what was made: whichever call of the listing it was
/// that stayed silent, one object stands there in the end.
pub async fn unknown_outcome(world: &dyn World) {
    if !by_call(world) {
        return;
    }
    for call in 0..10_u32 {
        for kind in 0..2 {
            let listing = world.listing(100 + 2 * call as usize + kind);
            world.silent_at(call);
            let mut attempts = 1;
            while let Err(error) = put(world, &listing).await {
                assert!(
                    matches!(error, ChannelError::Unknown(_) | ChannelError::Transient(_)),
                    "call {call}: {error:?}"
                );
                attempts += 1;
                assert!(attempts < 4, "it never comes through");
            }
            world.fault(Fault::SilentAfterEffect, 0);
            for sku in listing
                .variants
                .iter()
                .map(|v| &v.sku)
                .chain([&listing.sku])
            {
                assert!(world.standing(sku) <= 1, "{sku} twice after call {call}");
            }
            assert_eq!(world.standing(&listing.variants[0].sku), 1);
        }
    }
}
