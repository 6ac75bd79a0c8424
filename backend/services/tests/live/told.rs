//! Looking before it counts, telling again, and who earns by a livestream.

use super::stage;
use crate::ordering::{line, order};
use crate::sharing::{click, lines, outcomes, pays, seller};
use crate::support::on_both;
use services::actor::MemberRole;
use services::live;
use services::orders::{PlaceContext, place};
use services::{Error, share};
use shared::input::share::NewLink;

#[test]
fn pasted_comments_are_looked_at_before_they_count() {
    on_both(async |world| {
        let stage = stage(world, 9).await;
        let comments = [
            ("Hoa".to_owned(), "chốt A1 x2".to_owned()),
            ("Tư".to_owned(), "hàng đẹp quá".to_owned()),
            ("Mai".to_owned(), "A1 loại to".to_owned()),
        ];
        let seen = live::preview(
            &world.core,
            &stage.seller,
            stage.cooperative,
            &stage.slug,
            &comments,
        )
        .await
        .expect("seen");
        assert!(seen[0].read[0].starts_with("A1 × 2"), "{:?}", seen[0]);
        assert!(seen[1].read.is_empty() && seen[1].unclear.is_empty());
        assert_eq!((seen[2].read.len(), seen[2].unclear.as_str()), (0, "A1"));
        let kept = "select count(*) as n from live_comment";
        assert_eq!(world.number(kept, []).await, 0);
    });
}

#[test]
fn a_livestream_is_told_again_from_what_was_written_down() {
    on_both(async |world| {
        let stage = stage(world, 3).await;
        let core = &world.core;
        live::pin(core, &stage.seller, stage.cooperative, (&stage.slug, "A1"))
            .await
            .expect("pinned");
        live::look(core, &stage.slug, "A1").await.expect("looked");
        let hoa = stage.says(world, "Hoa", "A1 x2").await;
        stage.says(world, "Tư", "A1 x2").await;
        let context = PlaceContext {
            key: Some("k"),
            checkout: Some(&hoa.token),
            ..PlaceContext::default()
        };
        let wanted = order(vec![line(&stage.na, "2")]);
        place(core, &crate::ordering::buyer(), &wanted, context)
            .await
            .expect("placed");
        live::end(core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("ended");
        let whole = |upto| live::report(core, &stage.seller, stage.cooperative, &stage.slug, upto);
        let told = whole(None).await.expect("told");
        let numbers: Vec<i64> = told.goods[0].steps.iter().map(|(_, n)| *n).collect();
        assert_eq!(numbers, [1, 1, 2, 1, 0, 0, 0]);
        let words: Vec<&str> = told.moments.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words.len(), 8, "{words:?}");
        assert!(words[0] == "Mở phiên" && words[7] == "Kết thúc phiên");
        let then = whole(Some(5)).await.expect("told");
        assert!(
            then.standing[0].1.contains("1 người chờ"),
            "{:?}",
            then.standing
        );
        assert!(
            told.standing[0].1.contains("0 người chờ"),
            "{:?}",
            told.standing
        );
        let csv = live::report_csv(core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("written");
        assert!(
            String::from_utf8(csv)
                .expect("text")
                .contains("A1 · Na Chi Lăng")
        );
        let other = world.given_cooperative("HTX Bảo Minh").await;
        let stranger = world
            .given_member(other, MemberRole::Seller, "0912 345 671")
            .await;
        let theirs = live::report(core, &stranger, other, &stage.slug, None).await;
        assert!(matches!(theirs, Err(Error::NotFound { .. })));
    });
}

#[test]
fn a_seller_earns_by_a_link_to_a_livestream_before_a_later_ordinary_link() {
    on_both(async |world| {
        let stage = stage(world, 9).await;
        let core = &world.core;
        let director = world
            .given_member(stage.cooperative, MemberRole::Director, "0912 345 698")
            .await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000001").await;
        let chi = seller(world, "Chi", "0912 000 003", "020196000002").await;
        let form = NewLink {
            kind: "live".into(),
            slug: stage.slug.clone(),
            ..NewLink::default()
        };
        let unpaid = share::new_seller_link(core, &lan, &form).await;
        assert!(
            matches!(unpaid, Err(Error::NotFound { .. })),
            "nothing is paid"
        );
        pays(world, &director, stage.cooperative, "5", "").await;
        assert_eq!(
            share::goods_page(core, &lan)
                .await
                .expect("page")
                .lives
                .len(),
            1
        );
        let live_link = share::new_seller_link(core, &lan, &form)
            .await
            .expect("made");
        let cookie = click(world, &live_link, "").await;
        world.core.clock.advance(5 * 60_000);
        let later = crate::sharing::link(world, &chi, &stage.na).await;
        let cookie = click(world, &later, &cookie).await;
        let context = PlaceContext {
            key: Some("k"),
            clicks: Some(&cookie),
            ..PlaceContext::default()
        };
        let wanted = order(vec![line(&stage.na, "1")]);
        place(core, &crate::ordering::buyer(), &wanted, context)
            .await
            .expect("placed");
        let frozen = lines(world).await;
        assert_eq!(
            outcomes(&frozen),
            [
                ("earned", 9_750, 0, "pending"),
                ("live_first", 0, 0, "none")
            ]
        );
        // The cooperative's own link leads there, too, and pays nobody.
        let console = live::mine(core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("mine");
        let own = share::open(core, &console.link.expect("a link"))
            .await
            .expect("opens");
        assert_eq!(
            (own.target, own.referrer),
            (share::Target::Live(stage.slug.clone()), None)
        );
    });
}
