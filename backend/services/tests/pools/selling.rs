//! What can be bought of a pooled listing, at what price, and who was given what.

use super::{available, chosen, two};
use crate::catalogue::{given_certificate, refresh, shown, slug};
use crate::ordering::{buy, line, order};
use crate::support::on_both;
use services::Error;
use services::pools::{self, Seat};
use services::upkeep::refresh_badges;
use shared::input::pool::PoolDeed;

#[test]
fn a_lost_certificate_takes_a_supplier_and_then_the_badge_away() {
    on_both(async |world| {
        let two = two(world).await;
        let goods = world.given_goods(two.owner, "Na", 195_000, 4).await;
        world
            .given_pool(&goods, two.owner, &[two.other], (195_000, 9), "ocop:4")
            .await;
        let slug = slug(world, &goods).await;
        given_certificate(world, two.owner, &goods, "ocop", Some(4), 2).await;
        given_certificate(world, two.other, &goods, "ocop", Some(4), 9).await;
        refresh(world, goods.listing).await;
        assert_eq!(available(world, &slug).await, ("13".to_owned(), 2));
        assert_eq!(shown(world, goods.listing).await.stars, 4);
        world.core.clock.advance(4 * 86_400_000);
        refresh_badges(&world.core).await.expect("looks");
        assert_eq!(
            available(world, &slug).await,
            ("9".to_owned(), 1),
            "one can still prove it"
        );
        assert_eq!(
            shown(world, goods.listing).await.stars,
            4,
            "and so the badge stays"
        );
        world.core.clock.advance(7 * 86_400_000);
        refresh_badges(&world.core).await.expect("looks");
        assert_eq!(available(world, &slug).await, ("0".to_owned(), 0));
        let row = shown(world, goods.listing).await;
        assert_eq!((row.stars, row.certificate_kinds.as_str()), (0, ""));
    });
}

#[test]
fn the_cheapest_who_can_supply_sets_the_price() {
    on_both(async |world| {
        let two = two(world).await;
        let core = &world.core;
        let goods = world.given_goods(two.owner, "Na", 195_000, 4).await;
        let offers = world
            .given_pool(&goods, two.owner, &[two.other], (195_000, 1), "")
            .await;
        world
            .execute("update pool set price_rule = 'lowest'", [])
            .await;
        world.execute("delete from pool_price", []).await;
        let text = "update offer set price = 180000 where id = $1";
        world.execute(text, [offers[1].uuid().into()]).await;
        refresh(world, goods.listing).await;
        assert_eq!(shown(world, goods.listing).await.price, 180_000);
        let placed = buy(core, &order(vec![chosen(&goods, two.other, "1")]), "a")
            .await
            .expect("placed");
        assert_eq!(placed.sub_orders[0].lines[0].unit_price.0, 180_000);
        let listings = [goods.listing.uuid()];
        assert_eq!(pools::follow(core, &listings).await.expect("follows"), 1);
        assert_eq!(
            shown(world, goods.listing).await.price,
            195_000,
            "the cheap one is sold out"
        );
        assert_eq!(pools::follow(core, &listings).await.expect("follows"), 0);
    });
}

#[test]
fn who_leaves_sells_nothing_new_and_the_sum_follows() {
    on_both(async |world| {
        let two = two(world).await;
        let goods = world.given_goods(two.owner, "Na", 195_000, 4).await;
        world
            .given_pool(&goods, two.owner, &[two.other], (195_000, 9), "")
            .await;
        refresh(world, goods.listing).await;
        let slug = slug(world, &goods).await;
        assert_eq!(available(world, &slug).await, ("13".to_owned(), 2));
        let placed = buy(
            &world.core,
            &order(vec![chosen(&goods, two.other, "2")]),
            "a",
        )
        .await
        .expect("placed");
        two.does(&world.core, &slug, PoolDeed::Pause, &[])
            .await
            .expect("paused");
        assert_eq!(available(world, &slug).await, ("4".to_owned(), 1));
        two.does(&world.core, &slug, PoolDeed::Resume, &[])
            .await
            .expect("resumed");
        assert_eq!(available(world, &slug).await, ("11".to_owned(), 2));
        two.does(&world.core, &slug, PoolDeed::Leave, &[])
            .await
            .expect("left");
        assert_eq!(available(world, &slug).await, ("4".to_owned(), 1));
        let open = "select count(*) as n from sub_order where state = 'to_confirm' and cooperative_id = $1";
        assert_eq!(
            world.number(open, [two.other.uuid().into()]).await,
            1,
            "{}",
            placed.code
        );
        let refused = buy(
            &world.core,
            &order(vec![chosen(&goods, two.other, "1")]),
            "b",
        )
        .await;
        assert!(matches!(refused, Err(Error::Conflict { .. })));
        assert!(matches!(
            two.does(&world.core, &slug, PoolDeed::Resume, &[]).await,
            Err(Error::Conflict { .. })
        ));
    });
}

#[test]
fn shares_and_decisions_are_read_by_those_they_concern() {
    on_both(async |world| {
        let two = two(world).await;
        let core = &world.core;
        let goods = world.given_goods(two.owner, "Na", 195_000, 9).await;
        world
            .given_pool(&goods, two.owner, &[two.other], (195_000, 9), "")
            .await;
        let slug = slug(world, &goods).await;
        let placed = buy(core, &order(vec![chosen(&goods, two.owner, "2")]), "a")
            .await
            .expect("placed");
        buy(core, &order(vec![line(&goods, "1")]), "b")
            .await
            .expect("placed");
        assert_eq!(
            pools::check(core).await.expect("checks"),
            [],
            "the book follows from the orders"
        );
        let page = pools::shares_page(core, &two.second, Seat::Booth(two.other), &slug, "")
            .await
            .expect("a page");
        let own: Vec<_> = page.lines.iter().filter(|line| line.own).collect();
        assert_eq!((own.len(), own[0].agreed.as_str()), (1, "50\u{a0}%"));
        let others = page.lines.iter().find(|line| !line.own).expect("the owner");
        assert!(
            others.value.is_empty() && !others.given.is_empty(),
            "name and percent only"
        );
        let all = pools::shares_page(core, &two.director, Seat::Booth(two.owner), &slug, "")
            .await
            .expect("a page");
        assert!(
            all.lines.iter().all(|line| !line.value.is_empty()),
            "who runs it sees all"
        );

        let lost = pools::decisions(core, &two.second, two.other)
            .await
            .expect("a page");
        assert_eq!(lost.lines.len(), 2);
        assert!(
            lost.lines
                .iter()
                .any(|line| !line.chosen && line.reason.contains("Người mua đã chọn"))
        );
        let won = pools::decisions(core, &two.director, two.owner)
            .await
            .expect("a page");
        let first = won
            .lines
            .iter()
            .find(|line| line.goods.contains('2'))
            .expect("the first order");
        assert!(
            first.chosen && first.reason.contains("khách chọn") && first.href.is_some(),
            "{first:?}"
        );
        assert!(placed.code.len() > 3);

        world
            .execute("update pool_share set value = value + 7", [])
            .await;
        let wrong = pools::check(core).await.expect("checks");
        assert!(
            !wrong.is_empty()
                && wrong
                    .iter()
                    .all(|d| d.booked.0 - d.explained.0 == 7 && !d.orders.is_empty())
        );
    });
}

#[test]
fn a_members_booth_shows_what_it_sells_with_others() {
    on_both(async |world| {
        let two = two(world).await;
        let goods = world
            .given_goods(two.owner, "Na bán chung", 195_000, 4)
            .await;
        world
            .given_pool(&goods, two.owner, &[two.other], (195_000, 9), "")
            .await;
        refresh(world, goods.listing).await;
        let booth = format!("htx-{}", two.other.uuid().simple());
        let names = async || {
            let l = shared::say::Locale::Vi;
            let view = services::catalogue::booths::booth(&world.core, &booth, 1, l)
                .await
                .expect("a booth");
            let cards = view.goods.cards.iter().map(|card| card.name.clone());
            (
                view.sentence.replace('\u{a0}', " "),
                cards.collect::<Vec<_>>(),
            )
        };
        let (sentence, cards) = names().await;
        assert_eq!(cards.len(), 1, "{cards:?}");
        assert!(sentence.starts_with("1 món"), "{sentence}");
        world
            .execute(
                "update pool_member set state = 'left' where cooperative_id = $1",
                [two.other.uuid().into()],
            )
            .await;
        assert_eq!(names().await.1, Vec::<String>::new());
    });
}
