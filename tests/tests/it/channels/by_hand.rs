//! What somebody changed in the channel's own app since it was read last.

use super::*;
use shared::canonical::RemoteItem;

async fn there(market: &Market, item: i64) -> RemoteItem {
    let app = &market.app;
    let account = shop::load(&app.core, market.account).await.expect("loads");
    let out = app.channels.outbound_for(&account, app.core.clock.now());
    let adapter = app.channels.find("shopee").expect("an adapter");
    let found = adapter.items_by_id(&out, &[item.to_string()]).await;
    found.expect("read").remove(0)
}

#[test]
fn a_title_changed_there_by_hand_is_asked_about_before_ours_is_sent() {
    on_both(async |test| {
        let mut market = market(test).await;
        let (_, item, _) = published(&mut market).await;
        let app = market.app.clone();
        let theirs = "Na Đồng Mỏ, mùa này ngọt";
        market.sim.rename(market.shop, item, theirs);
        let id = listing_of(&app).await;
        let ours = "Na Đồng Mỏ hái sáng";
        let words = [
            ("title", ours),
            (
                "description",
                "Hái buổi sáng, đóng thùng buổi trưa, gửi đi trong ngày.",
            ),
        ];
        let base = format!("/htx/kenh/{}", market.account);
        let path = format!("{base}/hang/{id}/chu");
        let saved = market.director.post_form(&path, &words).await;
        saved.expect(StatusCode::SEE_OTHER);
        run_until_idle(&app).await.expect("works");
        assert_eq!(
            there(&market, item).await.title,
            theirs,
            "nothing is overwritten"
        );
        let page = market.director.get(&base).await.expect(StatusCode::OK);
        assert!(page.text().contains(theirs) && page.text().contains(ours));
        // The member keeps theirs out: ours goes there now.
        let ours_first = page.form(&format!("{base}/viec/chon"));
        market
            .director
            .submit(&ours_first)
            .await
            .expect(StatusCode::SEE_OTHER);
        run_until_idle(&app).await.expect("works");
        assert_eq!(there(&market, item).await.title, ours);
        let open = "select count(*) as n from channel_conflict where chosen_at is null";
        assert_eq!(number(&app, open).await, 0);
    });
}
