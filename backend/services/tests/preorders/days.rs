//! Moving the days of a harvest, changing its numbers, taking no further orders.

use super::{access, ahead, all_is_well, ask, form, order_id, state};
use crate::lots::booth;
use crate::ordering::{buy, conflict};
use crate::support::on_both;
use services::moving::{Choice, choose};
use services::orders;
use services::preorders;
use services::{Error, lots};
use shared::input::forecast::ForecastForm;
use shared::input::goods::ReceiveLot;
use uuid::Uuid;

#[test]
fn a_harvest_that_comes_long_before_its_days_is_given_out_when_it_is_named() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let late = ForecastForm {
            from: "2026-09-20".to_owned(),
            to: "2026-09-22".to_owned(),
            ship_by: "2026-09-24".to_owned(),
            ..form(&booth, "20")
        };
        let forecast = booth.forecast(world, &late).await;
        let placed = ahead(world, &booth, "3", "k1").await;
        let (core, of, offer) = (&world.core, booth.cooperative, booth.goods.offer);
        let said = async |forecast| {
            let filled = lots::Filled {
                forecast,
                ..lots::Filled::default()
            };
            let page = lots::load_lots(core, &booth.seller, of, offer, filled).await;
            page.expect("a page").ahead.expect("somebody waits")
        };
        assert!(
            said(None).await.contains("Lô nhập từ 13/9"),
            "{}",
            said(None).await
        );
        let named = said(Some(forecast)).await;
        assert!(
            named.contains("Lô mới chia theo thứ tự trả tiền"),
            "{named}"
        );
        let lot = async |key: Uuid, forecast: &str| {
            let form = ReceiveLot {
                key: key.to_string(),
                quantity: "4".to_owned(),
                harvested_on: "2026-08-15".to_owned(),
                forecast: forecast.to_owned(),
                ..ReceiveLot::default()
            };
            let received = lots::receive_form(core, &booth.seller, of, offer, &form).await;
            received.expect("received");
        };
        lot(Uuid::now_v7(), "").await;
        assert_eq!(state(world, &placed).await, "preordered", "another harvest");
        lot(Uuid::now_v7(), &forecast.to_string()).await;
        assert_eq!(state(world, &placed).await, "confirmed");
        all_is_well(world).await;
    });
}

#[test]
fn a_lot_past_its_last_day_is_refused_at_its_field() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        world
            .execute("update product set shelf_life_days = 4", [])
            .await;
        let tried = async |harvested: &str, expires: &str| {
            let form = ReceiveLot {
                key: Uuid::now_v7().to_string(),
                quantity: "4".to_owned(),
                harvested_on: harvested.to_owned(),
                expires_on: expires.to_owned(),
                ..ReceiveLot::default()
            };
            let (of, offer) = (booth.cooperative, booth.goods.offer);
            let received = lots::receive_form(&world.core, &booth.seller, of, offer, &form).await;
            match received {
                Err(Error::Invalid { fields }) => fields[0].path.clone(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(tried("1990-05-01", "").await, "harvested_on");
        assert_eq!(tried("2026-08-10", "2026-08-14").await, "expires_on");
        assert_eq!(tried("2026-08-15", "9999-12-31").await, "expires_on");
        assert!(tried("2026-08-11", "2026-08-15").await.starts_with("Ok"));
    });
}

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
