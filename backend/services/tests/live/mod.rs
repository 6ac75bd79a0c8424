//! Livestreams: claims become holds, whoever is late waits in order, and what is answered is kept.

mod feed;
mod flash;
mod game;
mod sellers;
mod told;

use crate::given::Goods;
use crate::ordering::ledger_is_clean;
use crate::support::{World, on_both};
use services::actor::{Actor, MemberRole};
use services::live::{self, ClaimState, Outcome};
use services::{Error, holds, stock};
use shared::id::CooperativeId;
use shared::quantity::Quantity;
use shared::say::Locale;

struct Stage {
    cooperative: CooperativeId,
    seller: Actor,
    na: Goods,
    slug: String,
}

async fn stage(world: &World, free: i64) -> Stage {
    let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
    let seller = world
        .given_member(cooperative, MemberRole::Seller, "0912 345 670")
        .await;
    let na = world
        .given_goods(cooperative, "Na Chi Lăng", 195_000, free)
        .await;
    let slug = live::prepare(&world.core, &seller, cooperative, &[na.offer])
        .await
        .expect("prepared");
    Stage {
        cooperative,
        seller,
        na,
        slug,
    }
}

impl Stage {
    async fn says(&self, world: &World, name: &str, text: &str) -> Outcome {
        live::comment(
            &world.core,
            &self.seller,
            self.cooperative,
            &self.slug,
            (name, text),
        )
        .await
        .expect("read")
    }

    async fn restock(&self, world: &World, quantity: i64) {
        let txn = world.core.db.begin().await.expect("begins");
        let cause = stock::Cause::of("booth");
        stock::receive(
            &world.core,
            &txn,
            &self.seller,
            self.na.offer,
            quantity,
            &cause,
        )
        .await
        .expect("received");
        txn.commit().await.expect("committed");
    }

    /// The viewer's good: kept or in line.
    async fn state(&self, world: &World, token: &str) -> Option<ClaimState> {
        live::basket(&world.core, &self.slug, token, Locale::Vi)
            .await
            .expect("a basket")
            .lines
            .first()
            .map(|line| line.3)
    }
}

/// So many of them in words.
fn boxes(steps: i64) -> String {
    Quantity::of(steps, "thung".parse().expect("a unit")).words(Locale::Vi)
}

#[test]
fn claims_are_held_and_the_line_is_served_in_order() {
    on_both(async |world| {
        let stage = stage(world, 3).await;
        let hoa = stage.says(world, "Hoa", "chốt a1 x2 nha shop").await;
        assert_eq!(hoa.held, ["A1"]);
        let again = stage.says(world, "hoa", "A1 2 nhé").await;
        assert_eq!(
            (again.repeated, again.token),
            (vec!["A1".to_owned()], hoa.token.clone())
        );
        let tu = stage.says(world, "Bác Tư", "lấy 2 A1").await;
        assert_eq!(tu.waiting, ["A1"]);
        // One is free, but somebody waits already.
        let mai = stage.says(world, "Mai", "A1").await;
        assert_eq!(
            stage.state(world, &mai.token).await,
            Some(ClaimState::Waiting(1))
        );
        assert_eq!(live::serve(&world.core).await.expect("served"), 0);
        stage.says(world, "Hoa", "thôi bỏ A1").await;
        assert_eq!(live::serve(&world.core).await.expect("served"), 2);
        let until = world.core.clock.now().plus_minutes(holds::MINUTES);
        assert_eq!(
            stage.state(world, &tu.token).await,
            Some(ClaimState::Held(until))
        );
        assert_eq!(
            stage.state(world, &mai.token).await,
            Some(ClaimState::Held(until))
        );
        let late = stage.says(world, "Lan", "A1").await;
        assert_eq!(late.waiting, ["A1"]);
        world.core.clock.advance(11 * 60_000);
        holds::sweep(&world.core).await.expect("swept");
        assert_eq!(live::serve(&world.core).await.expect("served"), 1);
        stage.restock(world, 5).await;
        assert_eq!(stage.says(world, "Hoa", "A1 5").await.held, ["A1"]);
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_repeat_and_an_unclear_amount_are_left_to_the_seller() {
    on_both(async |world| {
        let stage = stage(world, 9).await;
        let outcome = stage.says(world, "Hoa", "A1 loại to, 0900 000 001").await;
        assert_eq!(
            (outcome.unclear, outcome.held),
            (vec!["A1".to_owned()], vec![])
        );
        let sealed = "select count(*) as n from live_comment where source_sealed like '%0900%'";
        assert_eq!(world.number(sealed, []).await, 0);
        let console = live::mine(&world.core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("mine");
        assert_eq!(console.talks[0].text, "A1 loại to, 0900 000 001");
    });
}

#[test]
fn only_those_who_sell_the_goods_may_show_them() {
    on_both(async |world| {
        let stage = stage(world, 9).await;
        let other = world.given_cooperative("HTX Bảo Minh").await;
        let theirs = world.given_goods(other, "Nhãn", 42_000, 5).await;
        let stranger = world
            .given_member(other, MemberRole::Seller, "0912 345 671")
            .await;
        let core = &world.core;
        let refused = live::prepare(core, &stage.seller, stage.cooperative, &[theirs.offer]).await;
        assert!(matches!(refused, Err(Error::NotFound { .. })));
        let pinned = live::pin(core, &stranger, other, (&stage.slug, "A1")).await;
        assert!(matches!(pinned, Err(Error::NotFound { .. })));
        live::pin(core, &stage.seller, stage.cooperative, (&stage.slug, "A1"))
            .await
            .expect("pinned");
        let live = live::load(core, &stage.slug, Locale::Vi)
            .await
            .expect("there");
        assert!(live.view.goods[0].pinned);
        live::end(core, &stage.seller, stage.cooperative, &stage.slug)
            .await
            .expect("ended");
        let late = live::take(core, &stage.seller, &stage.slug, ("Hoa", "A1", 1)).await;
        assert!(matches!(late, Err(Error::NotFound { .. })));
    });
}

#[test]
fn a_claim_that_is_cut_off_leaves_nothing_and_an_answered_one_stays() {
    on_both(async |world| {
        let stage = stage(world, 5).await;
        let answered = stage.says(world, "Hoa", "A1 2").await;
        let cut = stage.says(world, "Mai", "A1 2");
        // Dropped on the way, as by a process that is killed: it is there whole or not at all.
        let _ = tokio::time::timeout(std::time::Duration::from_micros(300), cut).await;
        let claims = world
            .number("select coalesce(cast(sum(steps) as bigint), 0) as n from live_claim where state = 'held'", [])
            .await;
        let held = world.number("select held as n from offer", []).await;
        assert_eq!(claims, held);
        assert!(matches!(
            stage.state(world, &answered.token).await,
            Some(ClaimState::Held(_))
        ));
        ledger_is_clean(world).await;
    });
}
