//! Putting listings up, changing and reading them.

use std::collections::BTreeSet;

use shared::canonical::{Listing, RemoteIds, RemoteItemState};
use shared::channel::ListingMode;
use shared::money::Vnd;

use super::World;
use crate::{Changed, ChannelError, Submitted};

/// Puts a listing up and follows its task to the end.
pub async fn put(world: &dyn World, listing: &Listing) -> Result<Submitted, ChannelError> {
    let mut answer = world
        .adapter()
        .put_listing(&world.outbound(), listing)
        .await?;
    for _ in 0..10 {
        let Submitted::Task(task) = &answer else {
            return Ok(answer);
        };
        world.pass(6_000);
        answer = world.adapter().poll_task(&world.outbound(), task).await?;
    }
    panic!("the task never ends");
}

/// The ids of a listing that must have been taken.
pub fn ids(answer: Submitted) -> RemoteIds {
    match answer {
        Submitted::Live(ids) | Submitted::InReview(ids) => ids,
        other => panic!("the listing was not taken: {other:?}"),
    }
}

pub fn by_call(world: &dyn World) -> bool {
    matches!(
        world.adapter().spec().can.listing,
        ListingMode::Call | ListingMode::Task
    )
}

/// The same listing sent twice is one object; it stays the one when we forgot its id.
pub async fn twice_is_once(world: &dyn World) {
    if !by_call(world) {
        return;
    }
    for n in 0..2 {
        let mut listing = world.listing(n);
        let first = ids(put(world, &listing).await.expect("first"));
        assert_eq!(
            first.variants.len(),
            listing.variants.len(),
            "ids of variants"
        );
        listing.remote = Some(first.clone());
        let again = ids(put(world, &listing).await.expect("again"));
        listing.remote = None;
        let forgotten = ids(put(world, &listing).await.expect("forgotten"));
        assert_eq!((&first.id, &first.id), (&again.id, &forgotten.id));
        for variant in &listing.variants {
            assert_eq!(world.standing(&variant.sku), 1, "{}", variant.sku);
            let offer = world.offer(&variant.sku).expect("offer");
            assert_eq!(offer, (variant.stock, variant.price.dong()));
        }
    }
}

/// What the channel refuses comes back with the field that a person corrects.
pub async fn refused_names_the_field(world: &dyn World) {
    let Some((listing, field)) = world.refused() else {
        return;
    };
    match put(world, &listing).await {
        Ok(Submitted::Rejected(findings)) => {
            assert!(findings.iter().any(|f| f.field == field), "{findings:?}");
        }
        Err(ChannelError::Invalid { field: named, .. }) => assert_eq!(named, field),
        other => panic!("not refused: {other:?}"),
    }
}

/// Pages end where there is no cursor, and reading resumes at any cursor.
pub async fn pages_to_the_end(world: &dyn World) {
    if !by_call(world) || !world.adapter().spec().can.readable {
        return;
    }
    let mut expected = BTreeSet::new();
    for n in 0..7 {
        expected.insert(ids(put(world, &world.listing(n)).await.expect("put")).id);
    }
    let mut found = BTreeSet::new();
    let mut cursor: Option<String> = None;
    for _ in 0..50 {
        let page = world
            .adapter()
            .items(&world.outbound(), cursor.as_deref())
            .await
            .expect("items");
        found.extend(page.items.into_iter().map(|item| item.id));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(cursor, None, "paging ends");
    assert_eq!(found, expected);
    let known: Vec<String> = expected.iter().take(2).cloned().collect();
    let items = world
        .adapter()
        .items_by_id(&world.outbound(), &known)
        .await
        .expect("by id");
    assert_eq!(items.len(), 2);
}

pub fn changed(listing: &Listing, ids: &RemoteIds, stock: i64, price: i64) -> Vec<Changed> {
    listing
        .variants
        .iter()
        .map(|variant| Changed {
            sku: variant.sku.clone(),
            item: ids.id.clone(),
            variant: ids
                .variants
                .iter()
                .find(|(sku, _)| *sku == variant.sku)
                .map(|(_, id)| id.clone())
                .unwrap_or_default(),
            stock: Some(stock),
            price: Some(Vnd(price)),
            version: listing.version + 1,
        })
        .collect()
}

/// Every line has its own outcome, and what is done is what was sent, to the đồng.
pub async fn offers_line_by_line(world: &dyn World) {
    let can = world.adapter().spec().can;
    if !by_call(world) || !can.stock || !can.price {
        return;
    }
    let listing = world.listing(1);
    let ids = ids(put(world, &listing).await.expect("put"));
    let mut lines = changed(&listing, &ids, 7, 123_457);
    let mut stranger = lines[0].clone();
    stranger.sku = "NOBODY-1".to_owned();
    stranger.item = "99999999".to_owned();
    stranger.variant = String::new();
    lines.push(stranger);
    for _ in 0..2 {
        let done = world
            .adapter()
            .set_offers(&world.outbound(), &lines)
            .await
            .expect("offers");
        assert_eq!(done.len(), lines.len(), "an outcome for each line");
        for line in &done {
            assert_eq!(line.result.is_err(), line.sku == "NOBODY-1", "{line:?}");
        }
        for variant in &listing.variants {
            assert_eq!(world.offer(&variant.sku), Some((7, 123_457)));
        }
    }
}

/// What a promotion holds is told as locked, not as a failure of ours.
pub async fn locked(world: &dyn World) {
    if !by_call(world) {
        return;
    }
    let listing = world.listing(0);
    let ids = ids(put(world, &listing).await.expect("put"));
    if !world.lock(&listing.variants[0].sku) {
        return;
    }
    let done = world
        .adapter()
        .set_offers(&world.outbound(), &changed(&listing, &ids, 3, 99_000))
        .await
        .expect("offers");
    assert!(
        matches!(done[0].result, Err(ChannelError::Locked(_))),
        "{done:?}"
    );
}

/// Hidden is hidden, shown is shown, and twice is the same.
pub async fn hidden_and_shown(world: &dyn World) {
    let can = world.adapter().spec().can;
    if !by_call(world) || !can.visibility {
        return;
    }
    let listing = world.listing(0);
    let ids = ids(put(world, &listing).await.expect("put"));
    for visible in [false, false, true, true] {
        let done = world
            .adapter()
            .set_visibility(&world.outbound(), std::slice::from_ref(&ids), visible)
            .await
            .expect("visibility");
        assert!(done.iter().all(|line| line.result.is_ok()), "{done:?}");
        if can.readable {
            let items = world
                .adapter()
                .items_by_id(&world.outbound(), std::slice::from_ref(&ids.id))
                .await
                .expect("read");
            assert_eq!(items[0].state == RemoteItemState::Hidden, !visible);
        }
    }
}
