//! Which floor holds when, for which stock, and whose.

use super::*;

#[test]
fn of_two_floors_only_the_newer_is_said_to_count() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        for amount in ["180k", "185k"] {
            world.core.clock.advance(1_000);
            let set = booth.set(world, floor(booth.goods.offer, amount)).await;
            set.expect("set");
        }
        let page = booth.page(world, &booth.director).await;
        let said: Vec<_> = page.packs[0]
            .floors
            .iter()
            .map(|floor| (floor.title.as_str(), floor.counts, floor.state.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("185.000\u{a0}₫", true, "Đang tính"),
                (
                    "180.000\u{a0}₫",
                    false,
                    "Không tính nữa, có giá sàn mới hơn"
                ),
            ]
        );
    });
}

#[test]
fn the_floor_that_began_last_counts_on_its_days() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let offer = booth.goods.offer;
        booth.set(world, floor(offer, "150k")).await.expect("set");
        let season = SetFloor {
            from: "2026-08-17".to_owned(),
            to: "2026-08-18".to_owned(),
            ..floor(offer, "180k")
        };
        booth.set(world, season).await.expect("set");
        let mut seen = Vec::new();
        for _ in 0..5 {
            let day = world.core.clock.now().vn_date();
            let found = in_force(world.core.db.read(), &[offer], day)
                .await
                .expect("read");
            seen.push(found.get(&offer).and_then(|of| least(of, day)).map(|v| v.0));
            world.core.clock.advance(DAY_MS);
        }
        let (low, high) = (Some(150_000), Some(180_000));
        assert_eq!(seen, [low, low, high, high, low]);
    });
}

#[test]
fn a_lot_has_its_own_floor_while_it_is_all_there_is() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let offer = booth.goods.offer;
        let lot = lot::Model {
            id: Uuid::now_v7(),
            offer_id: offer.uuid(),
            cooperative_id: booth.coop.uuid(),
            code: "L-01".to_owned(),
            harvested_on: None,
            expires_on: None,
            received: 20,
            on_hand: 5,
            blocked: 0,
            packed: 0,
            plot_sealed: None,
            household_sealed: None,
            certificate_id: None,
            state: "open".to_owned(),
            hold_reason: None,
            created_at: world.now(),
            updated_at: world.now(),
        };
        let id = lot.id;
        world.insert(lot).await;
        booth.set(world, floor(offer, "150k")).await.expect("set");
        let of_lot = |amount: &str| SetFloor {
            lot: id.to_string(),
            ..floor(offer, amount)
        };
        booth.set(world, of_lot("100k")).await.expect("set");
        let least = async || {
            refused(world, offer, 1_000)
                .await
                .map(|below| below.floor.0)
        };
        assert_eq!(
            least().await,
            Some(150_000),
            "the other stock keeps its own"
        );
        world
            .execute("update lot set on_hand = 20, received = 20", [])
            .await;
        assert_eq!(least().await, Some(100_000), "only the lot is left");
        booth.set(world, of_lot("170k")).await.expect("set");
        assert_eq!(least().await, Some(170_000));
        world.execute("update lot set blocked = on_hand", []).await;
        assert_eq!(least().await, Some(150_000), "a lot on hold is not sold");
        let Err(Error::Invalid { fields }) = booth
            .set(
                world,
                SetFloor {
                    lot: Uuid::now_v7().to_string(),
                    ..floor(offer, "1k")
                },
            )
            .await
        else {
            panic!("unknown lot");
        };
        assert_eq!(fields[0].path, "lot");
    });
}

#[test]
fn the_owner_of_the_product_sets_floors_for_all_who_sell_it() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let goods = booth.goods;
        let other = world.given_cooperative("HTX Bản Thí").await;
        let member = world
            .given_member(other, MemberRole::Director, "0912345601")
            .await;
        let offer = world
            .given_offer(other, goods.listing, goods.variant, 190_000, 10)
            .await;
        booth
            .set(world, floor(goods.offer, "180k"))
            .await
            .expect("set");
        let below = refused(world, offer, 180_000)
            .await
            .expect("the brand's floor");
        assert_eq!(below.floor, Vnd(180_000));
        let core = &world.core;
        set(core, &member, other, &booth.slug, &floor(offer, "185k"))
            .await
            .expect("set");
        assert!(refused(world, offer, 190_000).await.is_some(), "its own");
        assert_eq!(refused(world, goods.offer, 190_000).await, None);
        let id = booth.floor_id(world).await;
        let tried = end(core, &member, other, &booth.slug, id).await;
        assert!(matches!(tried, Err(Error::NotFound { .. })));
        let page = floors::page(
            core,
            &member,
            other,
            &booth.slug,
            Returned {
                open: Open::Set(floor(offer, "")),
                ..Returned::default()
            },
        )
        .await
        .expect("read");
        let mine: Vec<bool> = page.packs[0].floors.iter().map(|f| f.can_change).collect();
        assert_eq!(mine, [true, false]);
        assert!(page.packs[0].set.is_some());
        let own = booth.page(world, &booth.director).await;
        assert_eq!(own.packs[0].floors.len(), 1, "the members' own are theirs");
    });
}
