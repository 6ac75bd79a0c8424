use super::simulator::{Simulator, TOKEN};
use super::*;
use crate::Secrets;
use shared::time::Millis;
use std::collections::BTreeMap;

fn outbound(sim: &Simulator, token: &str) -> Outbound {
    Outbound {
        http: Outbound::client().expect("a client"),
        base_url: sim.base_url().to_owned(),
        app: Secrets::new([("token".to_owned(), token.to_owned())]),
        account: Secrets::default(),
        shop: String::new(),
        public_url: "http://127.0.0.1".to_owned(),
        now: Millis(0),
    }
}

/// Reads as whoever keeps cursors and names does; a call that fails is made again.
async fn read_all(
    feed: &dyn CommentFeed,
    out: &Outbound,
    (cursor, kept): (&mut String, &mut BTreeMap<String, LiveComment>),
) -> (u32, u32) {
    let (mut failed, mut again) = (0, 0);
    loop {
        match feed.page(out, "9001", cursor).await {
            Ok(page) => {
                for comment in page.comments {
                    again += u32::from(kept.insert(comment.id.clone(), comment).is_some());
                }
                *cursor = page.cursor;
                if !page.more {
                    return (failed, again);
                }
            }
            Err(ChannelError::Transient(_)) => failed += 1,
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn a_broken_line_loses_nothing_and_what_comes_again_is_known() {
    for feed in FEEDS {
        let sim = Simulator::start().await.expect("starts");
        let out = outbound(&sim, TOKEN);
        for at in 0..12 {
            sim.says("Hoa", &format!("chốt A{at}"));
        }
        let (mut cursor, mut kept) = (String::new(), BTreeMap::new());
        sim.lose(2);
        let (failed, again) = read_all(*feed, &out, (&mut cursor, &mut kept)).await;
        assert!(failed >= 2 && again > 0, "{}", feed.code());
        let texts: Vec<&str> = kept.values().map(|one| one.text.as_str()).collect();
        for at in 0..12 {
            assert!(texts.contains(&&*format!("chốt A{at}")), "{}", feed.code());
        }
        // Nothing new leaves the cursor; what is written meanwhile is read from there.
        let before = cursor.clone();
        read_all(*feed, &out, (&mut cursor, &mut kept)).await;
        assert_eq!((cursor.clone(), kept.len()), (before, 12));
        sim.says("Tư", "A1 x2");
        read_all(*feed, &out, (&mut cursor, &mut kept)).await;
        assert_eq!(kept.len(), 13);
        let last = kept.values().find(|one| one.name == "Tư").expect("heard");
        feed.reply(&out, "9001", &last.id, "Giỏ của bạn")
            .await
            .expect("sent");
        assert_eq!(sim.replies(), [(last.id.clone(), "Giỏ của bạn".to_owned())]);
    }
}

#[tokio::test]
async fn a_wrong_token_says_so() {
    let sim = Simulator::start().await.expect("starts");
    for feed in FEEDS {
        let refused = feed.page(&outbound(&sim, "wrong"), "9001", "").await;
        assert!(
            matches!(refused, Err(ChannelError::AuthRevoked(_))),
            "{}",
            feed.code()
        );
    }
}
