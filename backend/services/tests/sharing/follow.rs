//! What becomes of a commission when its sale changes, and who may set rates.

use super::{buy, click, director, follow_all, line, lines, link, order, outcomes, pays, seller};
use crate::moving::{given_pool, parts};
use crate::support::on_both;
use services::Error;
use services::actor::Right;
use services::payments;
use services::share;
use services::sub_orders::{self, SubOrderRef};
use shared::input::share::SetRate;
use shared::say::Locale;

#[test]
fn commission_follows_the_order() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        let code = link(world, &lan, &na).await;
        let cookie = click(world, &code, "").await;
        let kept = buy(world, &order(vec![line(&na, "1")]), "a", &cookie).await;
        let stopped = buy(world, &order(vec![line(&na, "1")]), "b", &cookie).await;
        // A higher rate afterwards changes nothing that was sold.
        pays(world, &head, dong_mo, "20", "").await;
        world
            .execute(
                "update sub_order set state = 'completed' where code = $1",
                [format!("{kept}-1").into()],
            )
            .await;
        let part = parts(world, &stopped).await.remove(0);
        let which = SubOrderRef::Id(part.id.into());
        sub_orders::decline(&world.core, &head, &which, "Hết")
            .await
            .expect("declined");
        for _ in 0..2 {
            follow_all(world, &kept).await;
            follow_all(world, &stopped).await;
        }
        let found = lines(world).await;
        assert_eq!(
            outcomes(&found),
            [
                ("earned", 9_750, 0, "payable"),
                ("earned", 9_750, 9_750, "reversed")
            ]
        );
    });
}

#[test]
fn a_lighter_parcel_takes_its_share_back() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        let cookie = click(world, &link(world, &lan, &na).await, "").await;
        let code = buy(world, &order(vec![line(&na, "2")]), "a", &cookie).await;
        world
            .execute("update order_line set total = 292500", [])
            .await;
        follow_all(world, &code).await;
        assert_eq!(
            outcomes(&lines(world).await),
            [("earned", 19_500, 4_875, "pending")]
        );
    });
}

#[test]
fn the_cooperative_that_takes_over_pays_by_its_own_rate() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let head = director(world, pool.all[0], "0912 000 001").await;
        let next = director(world, pool.all[1], "0912 000 004").await;
        pays(world, &head, pool.all[0], "5", "").await;
        pays(world, &next, pool.all[1], "6", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        let cookie = click(world, &link(world, &lan, &pool.goods).await, "").await;
        let code = buy(world, &order(vec![line(&pool.goods, "1")]), "a", &cookie).await;
        let first = parts(world, &code).await.remove(0);
        sub_orders::decline(&world.core, &head, &SubOrderRef::Id(first.id.into()), "Hết")
            .await
            .expect("declined");
        for _ in 0..2 {
            follow_all(world, &code).await;
        }
        let found = lines(world).await;
        assert_eq!(
            outcomes(&found),
            [
                ("earned", 9_750, 9_750, "reversed"),
                ("earned", 11_700, 0, "pending")
            ]
        );
        assert_eq!(found[1].cooperative_id, pool.all[1].uuid());
    });
}

#[test]
fn a_claim_takes_its_share_back_and_the_ledger_says_the_same() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        let cookie = click(world, &link(world, &lan, &na).await, "").await;
        let code = buy(world, &order(vec![line(&na, "2")]), "a", &cookie).await;
        super::booked(world).await;
        crate::money::delivered(world, &head, &format!("{code}-1")).await;
        let id = crate::money::order_id(world, &code).await;
        payments::claim(
            &world.core,
            id,
            (1, 1),
            "Dập",
            &crate::money::photo(),
            Locale::Vi,
        )
        .await
        .expect("claimed");
        let open = payments::open_claims(&world.core, &head, dong_mo).await;
        let reference = open.expect("shown").remove(0).reference;
        payments::decide(&world.core, &head, dong_mo, &reference, "half")
            .await
            .expect("granted");
        // At once, and the message afterwards changes nothing.
        super::booked(world).await;
        assert_eq!(
            outcomes(&lines(world).await),
            [("earned", 19_500, 9_750, "pending")]
        );
        follow_all(world, &code).await;
        assert_eq!(
            outcomes(&lines(world).await),
            [("earned", 19_500, 9_750, "pending")]
        );
    });
}

#[test]
fn a_rate_below_the_price_floor_is_refused() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        let person = head.signed_in().expect("signed in").id;
        world
            .execute(
                "insert into price_floor (id, cooperative_id, variant_id, amount, decision, decided_on, valid_from, set_by, \
                 created_at) values ($1, $2, $3, 180000, 'NQ 1', 0, 0, $4, 0)",
                [uuid::Uuid::now_v7().into(), dong_mo.uuid().into(), na.variant.uuid().into(), person.uuid().into()],
            )
            .await;
        let form = |percent: &str| SetRate {
            percent: percent.into(),
            ..SetRate::default()
        };
        let refused = share::set_rate(&world.core, &head, dong_mo, &form("10")).await;
        let fields = crate::ordering::fields(refused.expect_err("refused"));
        assert_eq!(
            (fields[0].0.as_str(), fields[0].1.as_str()),
            ("percent", "below_floor")
        );
        share::set_rate(&world.core, &head, dong_mo, &form("4"))
            .await
            .expect("set");
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        let goods = share::goods_page(&world.core, &lan)
            .await
            .expect("goods")
            .goods;
        assert!(
            goods[0].rate.starts_with("4\u{a0}% · 7.800"),
            "{}",
            goods[0].rate
        );
        assert!(goods[0].floor.contains("180.000"), "{}", goods[0].floor);
    });
}

#[test]
fn only_members_of_the_cooperative_touch_its_rates_and_links() {
    on_both(async |world| {
        let ours = world.given_cooperative("HTX Đồng Mỏ").await;
        let theirs = world.given_cooperative("HTX Khác").await;
        let head = director(world, ours, "0912 000 001").await;
        let stranger = director(world, theirs, "0912 000 005").await;
        world.given_goods(ours, "Na", 195_000, 20).await;
        assert!(head.member(ours, Right::Manage).is_ok());
        pays(world, &head, ours, "5", "").await;
        let rate = share::booth_page(&world.core, &head, ours)
            .await
            .expect("page")
            .rates
            .remove(0);
        for result in [
            share::end_rate(&world.core, &stranger, theirs, &rate.id).await,
            share::end_rate(&world.core, &stranger, ours, &rate.id).await,
            share::end_booth_link(&world.core, &stranger, theirs, "abcdefgh").await,
        ] {
            assert!(matches!(result, Err(Error::NotFound { .. })));
        }
        share::end_rate(&world.core, &head, ours, &rate.id)
            .await
            .expect("ended");
        assert!(
            share::booth_page(&world.core, &head, ours)
                .await
                .expect("page")
                .rates
                .is_empty()
        );
    });
}
