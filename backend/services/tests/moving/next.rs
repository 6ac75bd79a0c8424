//! Who is asked next, and what stays as it was promised.

use super::{bought, decline, given_pool, operator, parts, tick, which};
use crate::given::Goods;
use crate::ordering::{buy, buyer, line, order};
use crate::support::on_both;
use services::{Error, moving, orders, sub_orders};
use shared::id::{CooperativeId, SubOrderId};
use shared::say::Locale;

#[test]
fn declined_goes_to_the_next_and_never_back() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let placed = bought(world, &pool, "2", "a").await;
        let mut asked = Vec::new();
        for n in 0..3 {
            let all = parts(world, &placed.code).await;
            assert_eq!(all.len(), n + 1);
            let last = &all[n];
            assert_eq!(last.state, "to_confirm");
            assert!(!asked.contains(&last.cooperative_id), "asked again");
            asked.push(last.cooperative_id);
            assert_eq!(last.number, i32::try_from(n + 1).expect("small"));
            assert_eq!(last.code, format!("{}-{}", placed.code, n + 1));
            decline(world, last).await;
            super::books_agree(world).await;
            let access = orders::open(&world.core, &placed.code, "0912 345 678", Locale::Vi)
                .await
                .expect("opened");
            let page = orders::page(&world.core, &buyer(), &access)
                .await
                .expect("a page");
            let [parcel] = page.parcels.as_slice() else {
                panic!("one parcel: {page:?}")
            };
            let title = parcel.title.replace('\u{a0}', " ");
            assert!(title.starts_with("Kiện 1 · "), "the living count: {title}");
        }
        let all = parts(world, &placed.code).await;
        assert_eq!(all.len(), 3, "nobody is left");
        assert!(all.iter().all(|part| part.state == "declined"));
        let promised = "select count(*) as n from offer where allocated <> 0";
        assert_eq!(world.number(promised, []).await, 0);
        let task = "select count(*) as n from task where kind = 'no_supplier' and subject = $1 and done_at is null";
        assert_eq!(world.number(task, [all[2].code.clone().into()]).await, 1);
        let choice =
            "select count(*) as n from buyer_choice where sub_order_id = $1 and settled_at is null";
        assert_eq!(world.number(choice, [all[2].id.into()]).await, 1);
        let decisions = "select count(*) as n from routing_decision where cause = 'declined'";
        assert_eq!(world.number(decisions, []).await, 3);
    });
}

#[test]
fn the_buyer_never_pays_more_than_was_promised() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 0, 9]).await;
        // One more from the near one only: the parcel of both costs what it cost.
        let placed = bought(world, &pool, "2", "a").await;
        let first = parts(world, &placed.code).await.remove(0);
        assert_eq!(first.cooperative_id, pool.all[0].uuid());
        world
            .execute(
                "update sub_order set shipping_fee = shipping_fee - 5000, total = total - 5000",
                [],
            )
            .await;
        world
            .execute(
                "update buyer_order set shipping_total = shipping_total - 5000, total = total - 5000",
                [],
            )
            .await;
        // The price goes up meanwhile.
        world
            .execute("update pool_price set price = 240000", [])
            .await;
        decline(world, &first).await;
        let all = parts(world, &placed.code).await;
        assert_eq!(all[1].cooperative_id, pool.all[2].uuid());
        assert_eq!(all[1].goods_total, 390_000);
        assert_eq!(all[1].shipping_fee, first.shipping_fee - 5_000);
        assert!(all[1].fee_borne > 0, "the market bears the rest");
        let total = world.number("select total as n from buyer_order", []).await;
        assert_eq!(total, placed.total.0 - 5_000);
        super::books_agree(world).await;
    });
}

#[test]
fn one_part_becomes_two_when_nobody_has_all() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 2, 2]).await;
        let placed = bought(world, &pool, "4", "a").await;
        decline(world, &parts(world, &placed.code).await[0]).await;
        let all = parts(world, &placed.code).await;
        assert_eq!(all.len(), 3);
        let fees: i64 = all[1..].iter().map(|part| part.shipping_fee).sum();
        assert!(
            fees <= all[0].shipping_fee,
            "two parcels for the fee of one"
        );
        let goods: i64 = all[1..].iter().map(|part| part.goods_total).sum();
        assert_eq!(goods, all[0].goods_total);
        assert_eq!(all[1].state, "to_confirm");
        super::books_agree(world).await;
    });
}

#[test]
fn what_one_cannot_send_is_asked_for_and_the_rest_goes() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 2, 0]).await;
        let placed = bought(world, &pool, "4", "a").await;
        decline(world, &parts(world, &placed.code).await[0]).await;
        let all = parts(world, &placed.code).await;
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].goods_total, 390_000, "two of four");
        assert!(
            moving::is_waiting(&world.core, SubOrderId::from(all[0].id))
                .await
                .expect("read")
        );
        super::books_agree(world).await;
        // The buyer gives the rest up; what goes is not touched.
        let order = all[0].order_id.into();
        let buyer = crate::ordering::buyer();
        moving::choose(&world.core, &buyer, order, 1, moving::Choice::Refund)
            .await
            .expect("chosen");
        let all = parts(world, &placed.code).await;
        assert_eq!(
            (all[0].state.as_str(), all[1].state.as_str()),
            ("cancelled", "to_confirm")
        );
        super::books_agree(world).await;
    });
}

#[test]
fn a_moved_part_cannot_be_cancelled_but_its_successor_can() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let placed = bought(world, &pool, "2", "a").await;
        let first = parts(world, &placed.code).await.remove(0);
        decline(world, &first).await;
        let buyer = crate::ordering::buyer();
        let cancel = shared::state::SubOrderAction::Cancel;
        let order = first.order_id.into();
        let refused = sub_orders::cancel_as_buyer(&world.core, &buyer, order, 1, cancel).await;
        assert!(
            matches!(refused, Err(Error::Conflict { .. })),
            "{refused:?}"
        );
        sub_orders::cancel_as_buyer(&world.core, &buyer, order, 2, cancel)
            .await
            .expect("cancelled");
        let total = world.number("select total as n from buyer_order", []).await;
        assert_eq!(total, 0);
        super::books_agree(world).await;
    });
}

#[test]
fn an_operator_routes_anew_or_to_one_that_may() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let operator = operator();
        let placed = bought(world, &pool, "2", "a").await;
        let first = parts(world, &placed.code).await.remove(0);
        let part = SubOrderId::from(first.id);
        let again = async |pin: Option<CooperativeId>| {
            moving::reroute(&world.core, &operator, part, pin, "xe hỏng".to_owned()).await
        };
        // The one that has it is no choice.
        let refused = again(Some(CooperativeId::from(first.cooperative_id))).await;
        assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
        let all = parts(world, &placed.code).await;
        assert_eq!(
            (all.len(), all[0].state.as_str()),
            (1, "to_confirm"),
            "nothing changed"
        );
        again(Some(pool.all[2])).await.expect("pinned");
        let all = parts(world, &placed.code).await;
        assert_eq!(all[1].cooperative_id, pool.all[2].uuid());
        let kept = "select count(*) as n from routing_decision where cause = 'operator' and reason = 'xe hỏng' \
            and actor_id is not null";
        assert_eq!(world.number(kept, []).await, 1);
        let taken = "select count(*) as n from sub_order_event where action = 'move_away' and note = 'xe hỏng'";
        assert_eq!(world.number(taken, []).await, 1, "it did not say no");
        let facts = "select count(*) as n from routing_decision where cause = 'operator' and plan like '%moved_away%' \
            and plan not like '%declined%'";
        assert_eq!(
            world.number(facts, []).await,
            0,
            "who is pinned needs no exclusion"
        );
        let access = orders::open(&world.core, &placed.code, "0912 345 678", Locale::Vi)
            .await
            .expect("opened");
        let page = orders::page(&world.core, &crate::ordering::buyer(), &access)
            .await
            .expect("a page");
        let why = &page.parcels[0].why;
        assert!(
            why.starts_with("Người của chợ đã giao phần này cho"),
            "{why}"
        );
        // The one from whom it was taken never said no, so it may be asked when the next one does.
        decline(world, &all[1]).await;
        let last = parts(world, &placed.code).await.remove(2);
        assert_eq!(last.cooperative_id, first.cooperative_id);
        let guest = crate::ordering::buyer();
        let nobody = moving::reroute(&world.core, &guest, part, None, String::new()).await;
        assert!(nobody.is_err());
        super::books_agree(world).await;
    });
}

#[test]
fn goods_of_one_cooperative_have_no_other_sender() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let own: Goods = world.given_goods(pool.all[0], "Mơ ngâm", 60_000, 9).await;
        let placed = buy(
            &world.core,
            &order(vec![line(&pool.goods, "1"), line(&own, "1")]),
            "a",
        )
        .await
        .expect("placed");
        let first = parts(world, &placed.code).await.remove(0);
        assert_eq!(first.cooperative_id, pool.all[0].uuid());
        sub_orders::time_out(
            &world.core,
            &services::actor::Actor::system(),
            &which(&first),
        )
        .await
        .expect("timed out");
        let all = parts(world, &placed.code).await;
        assert_eq!(all.len(), 2, "the pooled good moves");
        assert_eq!(all[1].goods_total, 195_000);
        let choice = "select count(*) as n from buyer_choice where settled_at is null";
        assert_eq!(world.number(choice, []).await, 1, "the other is asked for");
        assert_eq!(tick(world).await, 0);
        super::books_agree(world).await;
    });
}
