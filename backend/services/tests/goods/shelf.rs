//! Stock by taps, by typing and by harvest; pausing.

use super::{given_categories, given_form, given_seller};
use crate::support::{World, on_both};
use services::Error;
use services::goods::{Outcome, change_stock, publish, shelf, shelve};
use shared::id::OfferId;
use shared::input::goods::ChangeStock;
use shared::state::{ListingAction, ListingState};

fn tap(op: &str) -> ChangeStock {
    ChangeStock {
        op: op.to_owned(),
        key: uuid::Uuid::now_v7().to_string(),
        ..ChangeStock::default()
    }
}

async fn on_hand(world: &World, offer: OfferId) -> i64 {
    world
        .number(
            "select on_hand as n from offer where id = $1",
            [offer.uuid().into()],
        )
        .await
}

#[test]
fn taps_count_and_the_same_tap_counts_once() {
    on_both(async |world| {
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let goods = world.given_goods(coop, "Na dai", 195_000, 20).await;
        let plus = tap("plus");
        for _ in 0..3 {
            change_stock(&world.core, &actor, coop, goods.offer, &plus)
                .await
                .expect("counted");
        }
        assert_eq!(on_hand(world, goods.offer).await, 21);
        let minus = ChangeStock {
            by: "4".to_owned(),
            ..tap("minus")
        };
        change_stock(&world.core, &actor, coop, goods.offer, &minus)
            .await
            .expect("counted");
        assert_eq!(on_hand(world, goods.offer).await, 17);
        let set = ChangeStock {
            so: "30".to_owned(),
            ..tap("set")
        };
        change_stock(&world.core, &actor, coop, goods.offer, &set)
            .await
            .expect("counted");
        assert_eq!(on_hand(world, goods.offer).await, 30);
        let wrong = ChangeStock {
            so: "ba mươi".to_owned(),
            ..tap("set")
        };
        let error = change_stock(&world.core, &actor, coop, goods.offer, &wrong)
            .await
            .expect_err("no number");
        assert!(matches!(error, Error::Invalid { .. }));
        assert!(
            services::stock::check(&world.core)
                .await
                .expect("checks")
                .is_empty()
        );
    });
}

#[test]
fn what_is_promised_is_not_taken_away() {
    on_both(async |world| {
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let goods = world.given_goods(coop, "Na dai", 195_000, 5).await;
        let text = "update offer set allocated = 3 where id = $1";
        world.execute(text, [goods.offer.uuid().into()]).await;
        let down = ChangeStock {
            by: "3".to_owned(),
            ..tap("minus")
        };
        let error = change_stock(&world.core, &actor, coop, goods.offer, &down)
            .await
            .expect_err("promised");
        assert!(
            matches!(
                error,
                Error::Conflict {
                    code: "insufficient_stock",
                    ..
                }
            ),
            "{error:?}"
        );
        // "None left to sell" leaves the promised ones.
        let none = ChangeStock {
            so: "0".to_owned(),
            ..tap("set")
        };
        change_stock(&world.core, &actor, coop, goods.offer, &none)
            .await
            .expect("counted");
        assert_eq!(on_hand(world, goods.offer).await, 3);
    });
}

#[test]
fn many_counts_at_once_leave_the_last_number() {
    on_both(async |world| {
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let goods = world.given_goods(coop, "Na dai", 195_000, 20).await;
        let mut tasks = Vec::new();
        for n in 0..20 {
            let (core, actor) = (world.core.clone(), actor.clone());
            let form = if n % 2 == 0 {
                ChangeStock {
                    so: "50".to_owned(),
                    ..tap("set")
                }
            } else {
                tap("plus")
            };
            tasks.push(tokio::spawn(async move {
                change_stock(&core, &actor, coop, goods.offer, &form).await
            }));
        }
        for task in tasks {
            task.await.expect("ran").expect("counted");
        }
        let left = on_hand(world, goods.offer).await;
        assert!((50..=60).contains(&left), "{left}");
        assert!(
            services::stock::check(&world.core)
                .await
                .expect("checks")
                .is_empty()
        );
    });
}

#[test]
fn picked_today_brings_stock_and_a_date() {
    on_both(async |world| {
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let goods = world.given_goods(coop, "Na dai", 195_000, 2).await;
        let pick = ChangeStock {
            picked: "15".to_owned(),
            ..tap("pick")
        };
        change_stock(&world.core, &actor, coop, goods.offer, &pick)
            .await
            .expect("received");
        assert_eq!(on_hand(world, goods.offer).await, 17);
        let today = world.core.clock.now().vn_date().start().0;
        let text = "select harvested_on as n from listing where id = $1";
        assert_eq!(
            world.number(text, [goods.listing.uuid().into()]).await,
            today
        );
    });
}

#[test]
fn the_shelf_shows_searches_and_pauses() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        for n in 0..32 {
            let name = if n == 7 {
                "Mật ong bạc hà".to_owned()
            } else {
                format!("Na loại {n}")
            };
            world.given_goods(coop, &name, 195_000, n).await;
        }
        let first = shelf(&world.core, &actor, coop, ("", 1), Vec::new())
            .await
            .expect("read");
        assert_eq!(
            (
                first.items.len(),
                first.pager.next.is_some(),
                first.pager.previous.is_some()
            ),
            (30, true, false)
        );
        let second = shelf(&world.core, &actor, coop, ("", 2), Vec::new())
            .await
            .expect("read");
        assert_eq!(
            (second.items.len(), second.pager.next.is_some()),
            (2, false)
        );
        let (other, stranger) = given_seller(world, true, "0912345679").await;
        let empty = shelf(&world.core, &stranger, other, ("", 1), Vec::new())
            .await
            .expect("read");
        assert!(empty.items.is_empty() && empty.empty.is_some());
        let form = given_form(world, (coop, &actor), ("Mật ong hoa nhãn", "95k", "5")).await;
        let Ok(Outcome::Listed(done)) = publish(&world.core, &actor, coop, &form).await else {
            panic!("not listed")
        };
        let found = shelf(&world.core, &actor, coop, ("mat ong hoa", 1), Vec::new())
            .await
            .expect("read");
        assert_eq!(found.items.len(), 1);
        let state = shelve(&world.core, &actor, coop, &done.slug, ListingAction::Pause)
            .await
            .expect("paused");
        assert_eq!(state, ListingState::Paused);
        let text = "select count(*) as n from listing where slug = $1 and visible";
        assert_eq!(world.number(text, [done.slug.as_str().into()]).await, 0);
        let again = shelve(&world.core, &actor, coop, &done.slug, ListingAction::Pause).await;
        assert!(matches!(again, Err(Error::Conflict { .. })));
        shelve(&world.core, &actor, coop, &done.slug, ListingAction::Resume)
            .await
            .expect("resumed");
        let foreign = shelve(
            &world.core,
            &stranger,
            other,
            &done.slug,
            ListingAction::Pause,
        )
        .await;
        assert!(matches!(foreign, Err(Error::NotFound { .. })));
    });
}
