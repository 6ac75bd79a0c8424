//! Prices for a short time: within the floor, kept with the claim, over by themselves.

use super::{Stage, stage};
use crate::ordering::{ledger_is_clean, line, order};
use crate::support::{World, on_both};
use services::live::{self, ClaimState};
use services::orders::{PlaceContext, place};
use services::{Error, holds};
use shared::input::floor::SetFloor;
use shared::money::Vnd;
use shared::say::Locale;

async fn price(world: &World, stage: &Stage, dong: i64, minutes: i64) -> services::Result<()> {
    live::flash(
        &world.core,
        &stage.seller,
        stage.cooperative,
        (&stage.slug, "A1"),
        (Vnd(dong), minutes),
    )
    .await
}

async fn shown(world: &World, stage: &Stage) -> (String, Option<String>) {
    let live = live::load(&world.core, &stage.slug, Locale::Vi)
        .await
        .expect("there");
    let sign = live.view.goods[0].sign.clone();
    (sign.price, sign.before)
}

/// Orders what the viewer keeps; gives the value of the goods.
async fn buys(world: &World, token: &str, of: (&Stage, &str), key: &str) -> i64 {
    let context = PlaceContext {
        key: Some(key),
        checkout: Some(token),
        ..PlaceContext::default()
    };
    let wanted = order(vec![line(&of.0.na, of.1)]);
    let placed = place(&world.core, &crate::ordering::buyer(), &wanted, context)
        .await
        .expect("placed");
    let text = "select cast(sum(l.total) as bigint) as n from order_line l join buyer_order b on b.id = l.order_id where b.code = $1";
    world.number(text, [placed.code.into()]).await
}

#[test]
fn a_claim_keeps_the_flash_price_and_the_price_ends_by_itself() {
    on_both(async |world| {
        let stage = stage(world, 20).await;
        price(world, &stage, 150_000, 5).await.expect("set");
        let dear = "195.000\u{a0}₫".to_owned();
        assert_eq!(
            shown(world, &stage).await,
            ("150.000\u{a0}₫".to_owned(), Some(dear.clone()))
        );
        let hoa = stage.says(world, "Hoa", "A1 x2").await;
        let tu = stage.says(world, "Tư", "A1").await;
        world.core.clock.advance(5 * 60_000);
        live::serve(&world.core).await.expect("served");
        assert_eq!(shown(world, &stage).await, (dear, None), "over");
        // What was kept goes on at its price while it is kept.
        let late = stage.says(world, "Lan", "A1").await;
        assert_eq!(buys(world, &hoa.token, (&stage, "2"), "a").await, 300_000);
        // More than was claimed is sold at the ordinary price.
        assert_eq!(buys(world, &tu.token, (&stage, "3"), "b").await, 585_000);
        assert_eq!(buys(world, &late.token, (&stage, "1"), "c").await, 195_000);
        let live = live::load(&world.core, &stage.slug, Locale::Vi)
            .await
            .expect("there");
        assert_eq!(live.view.goods[0].holding, 0);
        assert!(
            live.view.goods[0]
                .sold
                .as_deref()
                .is_some_and(|sold| sold.starts_with('4'))
        );
        assert_eq!(stage.state(world, &hoa.token).await, None, "ordered");
        ledger_is_clean(world).await;
    });
}

#[test]
fn below_the_floor_is_refused_with_the_rule_and_the_amount() {
    on_both(async |world| {
        let stage = stage(world, 5).await;
        let director = world
            .given_member(
                stage.cooperative,
                services::actor::MemberRole::Director,
                "0912 345 699",
            )
            .await;
        let floor = SetFloor {
            offer: stage.na.offer.to_string(),
            amount: "150000".into(),
            decision: "Nghị quyết HĐQT số 05".into(),
            decided_on: "2026-08-01".into(),
            ..SetFloor::default()
        };
        let slug = crate::sharing::slug(world, &stage.na).await;
        services::floors::set(&world.core, &director, stage.cooperative, &slug, &floor)
            .await
            .expect("a floor");
        let refused = price(world, &stage, 140_000, 10).await;
        let Err(Error::Invalid { fields }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(
            (fields[0].path.as_str(), fields[0].code.as_str()),
            ("price", "below_floor")
        );
        assert!(
            fields[0].message.contains("150.000"),
            "{}",
            fields[0].message
        );
        let dearer = price(world, &stage, 195_000, 10).await;
        assert!(matches!(dearer, Err(Error::Invalid { .. })), "no lower");
        let endless = price(world, &stage, 180_000, 600).await;
        assert!(matches!(endless, Err(Error::Invalid { .. })), "too long");
        assert_eq!(shown(world, &stage).await.1, None);
        price(world, &stage, 180_000, 10)
            .await
            .expect("within the floor");
        price(world, &stage, 0, 0).await.expect("ended");
        assert_eq!(shown(world, &stage).await.1, None);
    });
}

#[test]
fn what_the_checkout_keeps_on_is_still_the_claim() {
    on_both(async |world| {
        let stage = stage(world, 5).await;
        let hoa = stage.says(world, "Hoa", "A1 x2").await;
        let core = &world.core;
        let goods = [(stage.na.offer, 3)];
        holds::keep(core, &stage.seller, &hoa.token, &goods)
            .await
            .expect("kept");
        assert!(matches!(
            stage.state(world, &hoa.token).await,
            Some(ClaimState::Held(_))
        ));
        assert_eq!(buys(world, &hoa.token, (&stage, "3"), "k").await, 585_000);
        let bought =
            "select count(*) as n from live_claim where state = 'bought' and order_id is not null";
        assert_eq!(world.number(bought, []).await, 1);
        ledger_is_clean(world).await;
    });
}
