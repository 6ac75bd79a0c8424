//! Moving the days of a harvest, changing its numbers, taking no further orders.

use super::{access, ahead, all_is_well, ask, form, order_id, state};
use crate::lots::booth;
use crate::ordering::{buy, conflict};
use crate::support::on_both;
use services::Error;
use services::moving::{Choice, choose};
use services::orders;
use services::preorders;
use shared::input::forecast::ForecastForm;
use uuid::Uuid;

#[test]
fn a_moved_harvest_asks_everybody_who_waits() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let forecast = booth.forecast(world, &form(&booth, "20")).await;
        let placed = ahead(world, &booth, "5", "k1").await;
        let later = ForecastForm {
            from: "2026-08-27".to_owned(),
            to: "2026-08-29".to_owned(),
            ship_by: "2026-08-31".to_owned(),
            ..ForecastForm::default()
        };
        let (core, of) = (&world.core, booth.cooperative);
        let ship_on = "select ship_on as n from sub_order";
        let before = world.number(ship_on, []).await;
        for _ in 0..2 {
            preorders::shift(core, &booth.seller, of, forecast, &later)
                .await
                .expect("moved");
        }
        assert_eq!(world.number(ship_on, []).await, before + 7 * 86_400_000);
        let told = "select count(*) as n from outbox where topic = 'preorder.changed' and payload like '%moved%'";
        assert_eq!(
            world.number(told, []).await,
            1,
            "the same days move nothing"
        );
        let order = order_id(world, &placed).await;
        let buyer = crate::ordering::buyer();
        let page = orders::page(core, &buyer, &access(world, &placed).await)
            .await
            .expect("a page");
        let choice = page.parcels[0].choice.as_ref().expect("a choice");
        assert!(choice.text.contains("27–29/8"), "{}", choice.text);
        choose(core, &buyer, order, 1, Choice::Wait)
            .await
            .expect("waits");
        choose(core, &buyer, order, 1, Choice::Wait)
            .await
            .expect("again");
        choose(core, &buyer, order, 1, Choice::Refund)
            .await
            .expect("cancelled");
        assert_eq!(state(world, &placed).await, "cancelled");
        all_is_well(world).await;
    });
}

#[test]
fn forecasts_are_changed_within_what_is_promised_and_kept_apart() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let forecast = booth.forecast(world, &form(&booth, "20")).await;
        ahead(world, &booth, "5", "k1").await;
        let (core, by, of) = (&world.core, &booth.seller, booth.cooperative);
        let less = preorders::revise(core, by, of, forecast, &form(&booth, "4")).await;
        let fields = crate::ordering::fields(less.expect_err("promised"));
        assert_eq!(
            (fields[0].0.as_str(), fields[0].1.as_str()),
            ("quantity", "promised")
        );
        preorders::revise(core, by, of, forecast, &form(&booth, "5"))
            .await
            .expect("just enough");
        let same_days = preorders::open(core, by, of, &form(&booth, "9")).await;
        let fields = crate::ordering::fields(same_days.expect_err("the same days"));
        assert_eq!(
            (fields[0].0.as_str(), fields[0].1.as_str()),
            ("from", "overlaps")
        );
        preorders::close(core, by, of, forecast)
            .await
            .expect("closed");
        let refused = buy(core, &ask(&booth, "1", "0912 345 678"), "k2").await;
        assert_eq!(
            conflict(&refused.expect_err("closed")),
            "insufficient_stock"
        );
        let stranger = world.given_cooperative("HTX Khác").await;
        let other = world
            .given_member(
                stranger,
                services::actor::MemberRole::Director,
                "0912 345 671",
            )
            .await;
        let foreign = preorders::close(core, &other, stranger, forecast).await;
        assert!(matches!(foreign, Err(Error::NotFound { .. })));
        let unknown = preorders::close(core, by, of, Uuid::now_v7().into()).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })));
        booth.lot(world, 5, 9).await;
        let done = world
            .number(
                "select count(*) as n from forecast where state = 'done'",
                [],
            )
            .await;
        assert_eq!(done, 1, "who ordered was served, and nothing is left to do");
        all_is_well(world).await;
    });
}
