//! A listing and the pages that show it.

use super::{L, given_certificate, laid_out, refresh, shown, slug};
use crate::support::{morning, on_both};
use services::catalogue::api::{self, Asked};
use services::catalogue::list::{self, Scope};
use services::catalogue::product::{self, Wanted};
use services::catalogue::{booths, calendar, feed, home};
use shared::input::shop::ShopFilter;
use shared::say::Locale;

#[test]
fn a_listing_follows_its_product() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let goods = laid_out(world, cooperative, "Na  Chi Lăng", 195_000, 20).await;
        let row = shown(world, goods.listing).await;
        assert_eq!(
            (row.title.as_str(), row.price, row.visible),
            ("Na Chi Lăng", 195_000, true)
        );
        assert_eq!(row.unit_label.replace('\u{a0}', " "), "thùng 3 kg");
        assert_eq!(
            (row.price_per_kg, row.province_code.as_str()),
            (Some(65_000), "20")
        );
        let told = world
            .number("select count(*) as n from outbox where topic = 'pages'", [])
            .await;
        assert_eq!(told, 1);
        world
            .execute(
                "update cooperative set paused_at = 1 where id = $1",
                [cooperative.uuid().into()],
            )
            .await;
        refresh(world, goods.listing).await;
        assert!(!shown(world, goods.listing).await.visible);
        world
            .execute(
                "update cooperative set paused_at = null, state = 'submitted' where id = $1",
                [cooperative.uuid().into()],
            )
            .await;
        refresh(world, goods.listing).await;
        assert!(!shown(world, goods.listing).await.visible);
    });
}

#[test]
fn stars_come_and_go_with_their_certificate() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let goods = laid_out(world, cooperative, "Na Chi Lăng", 195_000, 20).await;
        assert_eq!(shown(world, goods.listing).await.stars, 0);
        given_certificate(world, cooperative, &goods, "ocop", Some(4), 2).await;
        given_certificate(world, cooperative, &goods, "vietgap", None, 30).await;
        refresh(world, goods.listing).await;
        let row = shown(world, goods.listing).await;
        assert_eq!(
            (row.stars, row.certificate_kinds.as_str()),
            (4, ",ocop,vietgap,")
        );
        let slug = slug(world, &goods).await;
        let page = product::product(&world.core, &slug, &Wanted::default(), L)
            .await
            .expect("a page");
        assert_eq!(page.view.stars.as_ref().map(|(stars, _)| *stars), Some(4));
        assert_eq!((page.view.evidence.len(), page.view.chips.len()), (2, 1));
        let end = row.stars_until.expect("an end");
        world.core.clock.advance(end - world.now());
        let late = product::product(&world.core, &slug, &Wanted::default(), L)
            .await
            .expect("a page");
        assert_eq!((late.view.stars, late.view.evidence.len()), (None, 1));
        let items = api::products(&world.core, &Asked::default(), L)
            .await
            .expect("items")
            .items;
        assert_eq!(items[0].stars, None);
        let stars = ShopFilter {
            stars: Some(3),
            ..ShopFilter::default()
        };
        assert!(
            list::list(&world.core, &Scope::Search, &stars, 1, L)
                .await
                .expect("a list")
                .cards
                .is_empty()
        );
        refresh(world, goods.listing).await;
        assert_eq!(
            shown(world, goods.listing).await.certificate_kinds,
            ",vietgap,"
        );
    });
}

#[test]
fn the_number_follows_its_buttons() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let goods = laid_out(world, cooperative, "Na", 65_000, 3).await;
        let slug = slug(world, &goods).await;
        let at = async |quantity: &str, op: &str| {
            let wanted = Wanted {
                variant: goods.variant.to_string(),
                quantity: quantity.into(),
                op: op.into(),
                ..Wanted::default()
            };
            let page = product::product(&world.core, &slug, &wanted, L)
                .await
                .expect("a page");
            let buy = page.view.buy.expect("on sale");
            (
                buy.quantity,
                buy.sum.replace('\u{a0}', " "),
                buy.limit.is_some(),
            )
        };
        assert_eq!(at("", "").await, (1, "65.000 ₫".to_owned(), false));
        assert_eq!(at("1", "plus").await, (2, "130.000 ₫".to_owned(), false));
        assert_eq!(at("1", "minus").await.0, 1);
        assert_eq!(at("3", "plus").await, (3, "195.000 ₫".to_owned(), true));
        assert_eq!(at("-9999999999999999999", "").await.0, 1);
    });
}

#[test]
fn every_other_page_is_made() {
    on_both(async |world| {
        assert!(
            home::home(&world.core, L)
                .await
                .expect("a page")
                .empty
                .is_some()
        );
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let goods = laid_out(world, cooperative, "Na", 65_000, 3).await;
        let picked = morning().vn_date().start().0;
        world
            .execute(
                "update product set season_main = 448, harvested_on = $1 where id = $2",
                [picked.into(), goods.product.uuid().into()],
            )
            .await;
        refresh(world, goods.listing).await;
        for l in Locale::ALL {
            let home = home::home(&world.core, l).await.expect("a page");
            assert_eq!(
                (home.stall.len(), home.booths.len(), home.provinces.len()),
                (1, 1, 1)
            );
            assert_eq!(
                calendar::calendar(&world.core, None, l)
                    .await
                    .expect("a page")
                    .rows
                    .len(),
                1
            );
            assert!(
                calendar::calendar(&world.core, Some(1), l)
                    .await
                    .expect("a page")
                    .empty
                    .is_some()
            );
            assert_eq!(
                booths::booths(&world.core, 1, l)
                    .await
                    .expect("a page")
                    .booths
                    .len(),
                1
            );
            assert!(
                list::missing(&world.core, "na xyz", l)
                    .await
                    .expect("a page")
                    .instead
                    .is_some()
            );
        }
        let slug = home::home(&world.core, L).await.expect("a page").booths[0]
            .href
            .replace("/gian-hang/", "");
        assert_eq!(
            booths::booth(&world.core, &slug, 1, L)
                .await
                .expect("a booth")
                .goods
                .cards
                .len(),
            1
        );
        let mut entries = feed::Goods::open(&world.core, 1).await.expect("opens");
        assert_eq!(entries.next().await.expect("read").expect("goods").len(), 1);
        assert!(entries.next().await.expect("read").is_none());
        assert_eq!(feed::parts(&world.core).await.expect("counted"), 1);
    });
}

#[test]
fn a_story_says_only_what_is_proven_today() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let goods = laid_out(world, cooperative, "Na Chi Lăng", 195_000, 4).await;
        given_certificate(world, cooperative, &goods, "ocop", Some(4), 2).await;
        world
            .execute(
                "update booth set story_vi = $1",
                ["Chúng tôi trồng na từ năm 1990.\nNa của chúng tôi đạt OCOP 4 sao.".into()],
            )
            .await;
        let slug = format!("htx-{}", cooperative.uuid().simple());
        let story = async || {
            let view = services::catalogue::booths::booth(&world.core, &slug, 1, L)
                .await
                .expect("a booth");
            view.seller.story.join(" ")
        };
        assert!(story().await.contains("OCOP"), "it is proven");
        world.core.clock.advance(4 * 86_400_000);
        let after = story().await;
        assert!(!after.contains("OCOP") && after.contains("1990"), "{after}");
    });
}
