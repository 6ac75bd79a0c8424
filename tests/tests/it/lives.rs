//! Livestreams over several processes, and comments that come by themselves.

use backend::feeds::{self, Feeds};
use backend::jobs::{LiveFollower, follow_lives};
use channels::comments::simulator::{Simulator, TOKEN};
use http::StatusCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tests::{TestApp, Who, on_both};
use tokio_util::sync::CancellationToken;

/// Opens a livestream of one good of the director's; gives its address.
async fn open(test: &mut TestApp) -> String {
    test.sign_in_as(Who::Director).await;
    let page = test.get("/htx/live").await.expect(StatusCode::OK);
    let html = page.text();
    let offer = html
        .split("name=\"offer\" value=\"")
        .nth(1)
        .expect("a good");
    let offer = offer.split('"').next().expect("its value").to_owned();
    let opened = test
        .post_form("/htx/live", &[("offer", &offer)])
        .await
        .expect(StatusCode::SEE_OTHER);
    opened
        .location()
        .trim_start_matches("/htx/live/")
        .to_owned()
}

#[test]
fn a_pin_reaches_those_who_watch_at_another_process_within_a_second() {
    on_both(async |test: &mut TestApp| {
        let slug = open(test).await;
        let other = test.another_node().await;
        let stop = CancellationToken::new();
        let following = tokio::spawn(follow_lives(other.clone(), stop.clone()));
        let mut seat = other
            .audience
            .follow(&other.core, &slug)
            .await
            .expect("a seat");
        // What is there already is told first, if anything is.
        tokio::time::sleep(Duration::from_millis(700)).await;
        seat.mark_unchanged();
        let pinned = test
            .post_form(&format!("/htx/live/{slug}/ghim"), &[("code", "A1")])
            .await;
        let since = Instant::now();
        pinned.expect(StatusCode::SEE_OTHER);
        tokio::time::timeout(Duration::from_secs(1), seat.changed())
            .await
            .unwrap_or_else(|_| panic!("told within a second, not after {:?}", since.elapsed()))
            .expect("told");
        stop.cancel();
        following.await.expect("ends").expect("ends well");
        let mut follower = LiveFollower::default();
        assert_eq!(follower.look(&other).await.expect("looks"), 1);
        assert_eq!(follower.look(&other).await.expect("looks"), 0, "told once");
        other.core.db.close().await.expect("closes");
    });
}

#[test]
fn comments_come_by_themselves_and_are_answered_where_they_came_from() {
    on_both(async |test: &mut TestApp| {
        let slug = open(test).await;
        let sim = Simulator::start().await.expect("starts");
        let mut app = test.app.clone();
        let base = sim.base_url().to_owned();
        Arc::make_mut(&mut app.config).feeds = Feeds::new(|name| match name.ends_with("_TOKEN") {
            true => Some(TOKEN.to_owned()),
            false => Some(base.clone()),
        });
        for at in 0..7 {
            sim.says(&format!("Khách {at}"), "chốt A1");
        }
        let feed = [("feed", "tiktok"), ("feed_of", "9001")];
        test.post_form(&format!("/htx/live/{slug}/nguon"), &feed)
            .await
            .expect(StatusCode::SEE_OTHER);
        sim.lose(1);
        assert_eq!(feeds::read_all(&app).await.expect("reads"), 0);
        let console = format!("/htx/live/{slug}");
        let page = test.get(&console).await.text();
        assert!(
            page.contains("Chưa đọc được bình luận"),
            "the console says so"
        );
        assert_eq!(feeds::read_all(&app).await.expect("reads"), 7);
        assert_eq!(feeds::read_all(&app).await.expect("reads"), 0, "once each");
        let page = test.get(&console).await;
        let reply = page.form(&format!("{console}/tra-loi"));
        assert!(!page.text().contains("Chưa đọc được bình luận"));
        let mut node = tests::Visitor::new(backend::http::routes::build(&app).0);
        for (name, value) in test.cookies() {
            node.set_cookie(&name, &value);
        }
        node.submit(&reply).await.expect(StatusCode::SEE_OTHER);
        let sent = sim.replies();
        assert_eq!(sent.len(), 1);
        assert!(sent[0].0.starts_with("700"), "{sent:?}");
    });
}
