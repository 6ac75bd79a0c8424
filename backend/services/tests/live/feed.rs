//! Comments of feeds: each counts once, however often it comes; sizes lead to the right pack.

use super::{Stage, stage};
use crate::support::{World, on_both};
use services::Error;
use services::live::{self, Feed, Incoming};

async fn follow(world: &World, stage: &Stage) -> Feed {
    let core = &world.core;
    live::follow_feed(
        core,
        &stage.seller,
        stage.cooperative,
        &stage.slug,
        ("facebook", "9001"),
    )
    .await
    .expect("followed");
    live::feeds(core).await.expect("read").remove(0)
}

fn comment(id: &str, name: &str, text: &str) -> Incoming {
    Incoming {
        id: id.into(),
        name: name.into(),
        text: text.into(),
    }
}

#[test]
fn a_comment_that_comes_again_counts_once_and_reading_goes_on_where_it_ended() {
    on_both(async |world| {
        let stage = stage(world, 5).await;
        let feed = follow(world, &stage).await;
        let core = &world.core;
        let page = [
            comment("1", "Hoa", "chốt A1 x2"),
            comment("2", "Tư", "A1 x2"),
            comment("3", "", "A1"),
        ];
        assert_eq!(
            live::heard(core, &feed, &page, "c1").await.expect("heard"),
            2
        );
        let again = [page[1].clone(), comment("4", "Mai", "A1 x4")];
        let feed = live::feeds(core).await.expect("read").remove(0);
        assert_eq!(feed.feed_cursor, "c1");
        assert_eq!(
            live::heard(core, &feed, &again, "c2").await.expect("heard"),
            1
        );
        // The same page after a crash.
        assert_eq!(
            live::heard(core, &feed, &again, "c2").await.expect("heard"),
            0
        );
        let held = "select cast(coalesce(sum(quantity), 0) as bigint) as n from hold where state = 'active'";
        assert_eq!(world.number(held, []).await, 4);
        let waiting = "select count(*) as n from live_claim where state = 'waiting'";
        assert_eq!(world.number(waiting, []).await, 1);
        let console = live::mine(core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("mine");
        assert!(console.talks.iter().all(|talk| talk.can_reply));
        let talk = &console.talks[0];
        let from = live::comment_of(
            core,
            &stage.seller,
            stage.cooperative,
            &stage.slug,
            &talk.id,
        )
        .await
        .expect("found");
        assert_eq!(
            (
                from.feed.as_str(),
                from.feed_of.as_str(),
                from.comment.as_str()
            ),
            ("facebook", "9001", "4")
        );
        live::hush(core, &feed, "the line is down")
            .await
            .expect("noted");
        let console = live::mine(core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("mine");
        assert_eq!(console.feed.2, "the line is down");
    });
}

#[test]
fn a_feed_needs_a_number_and_its_own_livestream() {
    on_both(async |world| {
        let stage = stage(world, 5).await;
        let core = &world.core;
        let nothing = ("facebook", " ");
        let refused =
            live::follow_feed(core, &stage.seller, stage.cooperative, &stage.slug, nothing).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })));
        let other = world.given_cooperative("HTX Bảo Minh").await;
        let stranger = world
            .given_member(other, services::actor::MemberRole::Seller, "0912 345 671")
            .await;
        let theirs =
            live::follow_feed(core, &stranger, other, &stage.slug, ("facebook", "1")).await;
        assert!(matches!(theirs, Err(Error::NotFound { .. })));
        follow(world, &stage).await;
        live::end(core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("ended");
        assert!(live::feeds(core).await.expect("read").is_empty());
    });
}
