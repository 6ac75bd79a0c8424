//! Harvests that are sold ahead: promising, giving out, moving, cancelling, time.

mod days;
mod games;
mod shown;
mod time;

use crate::lots::{Booth, booth};
use crate::ordering::{buy, conflict, ledger_is_clean, line, order};
use crate::support::{World, on_both};
use services::Error;
use services::moving::{Choice, choose};
use services::orders::{self, OrderAccess};
use services::preorders;
use services::sub_orders::{self, SubOrderRef};
use shared::id::{ForecastId, OrderId};
use shared::input::forecast::ForecastForm;
use shared::input::order::PlaceOrder;
use shared::say::Locale;
use shared::state::SubOrderState;
use shared::view::order::PlacedOrder;

/// So many, fully sure, harvested from 20 to 22 August 2026; the clock starts on the 15th.
pub fn form(booth: &Booth, quantity: &str) -> ForecastForm {
    ForecastForm {
        offer: booth.goods.offer.to_string(),
        from: "2026-08-20".to_owned(),
        to: "2026-08-22".to_owned(),
        ship_by: "2026-08-24".to_owned(),
        quantity: quantity.to_owned(),
        confidence: "100".to_owned(),
        ..ForecastForm::default()
    }
}

impl Booth {
    pub async fn forecast(&self, world: &World, form: &ForecastForm) -> ForecastId {
        preorders::open(&world.core, &self.seller, self.cooperative, form)
            .await
            .expect("opened")
    }
}

pub fn ask(booth: &Booth, quantity: &str, phone: &str) -> PlaceOrder {
    let mut asked = order(vec![line(&booth.goods, quantity)]);
    phone.clone_into(&mut asked.contact.phone);
    asked
}

pub async fn ahead(world: &World, booth: &Booth, quantity: &str, key: &str) -> PlacedOrder {
    world.core.clock.advance(1_000);
    buy(&world.core, &ask(booth, quantity, "0912 345 678"), key)
        .await
        .expect("placed")
}

pub async fn state(world: &World, placed: &PlacedOrder) -> String {
    let row: shared::state::SubOrderState = sub_orders::find(
        &world.core,
        &services::actor::Actor::system(),
        &SubOrderRef::from(placed.sub_orders[0].code.as_str()),
    )
    .await
    .expect("found")
    .state
    .parse()
    .expect("a state");
    row.code().to_owned()
}

pub async fn order_id(world: &World, placed: &PlacedOrder) -> OrderId {
    access(world, placed).await.order()
}

pub async fn access(world: &World, placed: &PlacedOrder) -> OrderAccess {
    orders::open(&world.core, &placed.code, "0912 345 678", Locale::Vi)
        .await
        .expect("opened")
}

pub async fn all_is_well(world: &World) {
    ledger_is_clean(world).await;
    assert_eq!(preorders::check(&world.core).await.expect("checked"), []);
}

pub async fn sum(world: &World, what: &str, of: ForecastId) -> i64 {
    let text = format!("select {what} as n from forecast where id = $1");
    world.number(&text, [of.uuid().into()]).await
}

#[test]
fn what_is_not_there_is_ordered_ahead_within_the_forecast() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let other = world
            .given_goods(booth.cooperative, "Chè Shan", 48_000, 10)
            .await;
        let refused = buy(&world.core, &ask(&booth, "1", "0912 345 678"), "k0").await;
        assert_eq!(
            conflict(&refused.expect_err("nothing")),
            "insufficient_stock"
        );
        let half_sure = ForecastForm {
            confidence: "80".to_owned(),
            ..form(&booth, "10")
        };
        let forecast = booth.forecast(world, &half_sure).await;
        let asked = order(vec![line(&booth.goods, "3"), line(&other, "1")]);
        let placed = buy(&world.core, &asked, "k1").await.expect("placed");
        let [there, waits] = placed.sub_orders.as_slice() else {
            panic!("two parcels: {placed:?}")
        };
        assert_eq!(there.status, SubOrderState::ToConfirm);
        assert_eq!(waits.status, SubOrderState::Preordered);
        assert_eq!(waits.total.0, 3 * 195_000 + waits.shipping_fee.0);
        assert_eq!(sum(world, "promised", forecast).await, 3);
        assert_eq!(booth.allocated(world).await, 0, "it is no stock yet");
        let more = buy(&world.core, &ask(&booth, "6", "0912 345 678"), "k2").await;
        let Error::Conflict { code, fields, .. } = more.expect_err("too much") else {
            panic!("no conflict")
        };
        assert_eq!(
            code, "insufficient_stock",
            "8 of 10 at 80 %, 3 are promised"
        );
        assert!(fields[0].message.contains("Còn 5"), "{fields:?}");
        buy(&world.core, &ask(&booth, "5", "0912 345 678"), "k3")
            .await
            .expect("the rest");
        all_is_well(world).await;
        let page = orders::follow(
            &world.core,
            &crate::ordering::buyer(),
            &access(world, &placed).await,
        )
        .await
        .expect("followed");
        let window = page.sub_orders[1].preorder.as_ref().expect("a harvest");
        assert_eq!(
            (window.harvest_from.as_str(), window.ship_by.as_str()),
            ("2026-08-20", "2026-08-24")
        );
        assert!(page.sub_orders[0].preorder.is_none());
    });
}

#[test]
fn two_hundred_buyers_are_promised_exactly_fifty() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let forecast = booth.forecast(world, &form(&booth, "50")).await;
        let tasks: Vec<_> = (0..200)
            .map(|n| {
                let (core, asked) = (world.core.clone(), ask(&booth, "1", "0912 345 678"));
                tokio::spawn(async move { buy(&core, &asked, &format!("buyer-{n}")).await })
            })
            .collect();
        let (mut sold, mut refused) = (0, 0);
        for task in tasks {
            match task.await.expect("ran") {
                Ok(_) => sold += 1,
                Err(error) => {
                    assert_eq!(conflict(&error), "insufficient_stock");
                    refused += 1;
                }
            }
        }
        assert_eq!((sold, refused), (50, 150));
        assert_eq!(sum(world, "promised", forecast).await, 50);
        all_is_well(world).await;
    });
}

#[test]
fn caps_hold_for_all_and_for_each_phone() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let capped = ForecastForm {
            cap: "6".to_owned(),
            buyer_cap: "4".to_owned(),
            ..form(&booth, "100")
        };
        booth.forecast(world, &capped).await;
        let (core, mine, yours) = (&world.core, "0912 345 678", "0987 654 321");
        buy(core, &ask(&booth, "3", mine), "k1").await.expect("3");
        let more = buy(core, &ask(&booth, "2", mine), "k2").await;
        let Error::Conflict { code, message, .. } = more.expect_err("five of one phone") else {
            panic!("no conflict")
        };
        assert_eq!(code, "buyer_cap");
        assert!(message.contains("đã đặt 3"), "{message}");
        buy(core, &ask(&booth, "1", mine), "k3").await.expect("4");
        buy(core, &ask(&booth, "2", yours), "k4").await.expect("6");
        let full = buy(core, &ask(&booth, "1", yours), "k5").await;
        assert_eq!(conflict(&full.expect_err("the cap")), "insufficient_stock");
        all_is_well(world).await;
    });
}

#[test]
fn a_lot_serves_in_the_order_of_payment_and_keeps_a_part() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let forecast = booth.forecast(world, &form(&booth, "20")).await;
        let first = ahead(world, &booth, "4", "k1").await;
        let second = ahead(world, &booth, "5", "k2").await;
        let third = ahead(world, &booth, "1", "k3").await;
        world.core.clock.advance(5 * 24 * 3_600_000);
        booth.lot(world, 6, 9).await;
        assert_eq!(state(world, &first).await, "confirmed");
        assert_eq!(state(world, &second).await, "preordered");
        assert_eq!(state(world, &third).await, "preordered", "nobody overtakes");
        assert_eq!(
            booth.allocated(world).await,
            6,
            "two are kept for the second"
        );
        assert_eq!(sum(world, "promised", forecast).await, 4);
        assert_eq!(sum(world, "harvested", forecast).await, 6);
        all_is_well(world).await;
        let told = world
            .number(
                "select count(*) as n from outbox where topic = 'preorder.changed'",
                [],
            )
            .await;
        assert_eq!(told, 3, "everybody is told");
        let page = orders::page(
            &world.core,
            &crate::ordering::buyer(),
            &access(world, &second).await,
        )
        .await
        .expect("a page");
        let why = page.parcels[0].steps[0].detail.replace('\u{a0}', " ");
        assert!(
            why.contains("Thu về 6 thùng") && why.contains("đã có 2 thùng trong 5 thùng"),
            "{why}"
        );
        let options: Vec<&str> = page.parcels[0]
            .choice
            .as_ref()
            .expect("a choice")
            .options
            .iter()
            .map(|option| option.value.as_str())
            .collect();
        assert_eq!(options, ["wait", "take", "refund"]);
        let (by, filled) = (&booth.seller, preorders::Filled::default());
        let harvests = preorders::load_forecasts(&world.core, by, booth.cooperative, filled)
            .await
            .expect("the booth's page");
        let whys: Vec<bool> = harvests.forecasts[0]
            .queue
            .iter()
            .map(|line| line.why.contains("Thu về 6"))
            .collect();
        assert_eq!(whys, [true, true, true], "the cooperative reads why");
        booth.lot(world, 10, 9).await;
        assert_eq!(state(world, &second).await, "confirmed");
        assert_eq!(state(world, &third).await, "confirmed");
        assert_eq!(booth.allocated(world).await, 10);
        assert_eq!(booth.free_now(world).await, 6, "the rest is on sale");
        all_is_well(world).await;
        let which = SubOrderRef::from(second.sub_orders[0].code.as_str());
        let core = &world.core;
        sub_orders::pack(
            core,
            &booth.seller,
            &which,
            services::lots::Packing::default(),
        )
        .await
        .expect("packed");
        sub_orders::hand_over(core, &booth.seller, &which, "Bưu điện", "1")
            .await
            .expect("sent");
        all_is_well(world).await;
    });
}

#[test]
fn whoever_takes_what_is_there_pays_for_that_only() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let forecast = booth.forecast(world, &form(&booth, "20")).await;
        let placed = ahead(world, &booth, "5", "k1").await;
        let order = order_id(world, &placed).await;
        let buyer = crate::ordering::buyer();
        let early = choose(&world.core, &buyer, order, 1, Choice::Take).await;
        assert_eq!(conflict(&early.expect_err("nothing is there")), "settled");
        booth.lot(world, 2, 9).await;
        choose(&world.core, &buyer, order, 1, Choice::Take)
            .await
            .expect("taken");
        assert_eq!(state(world, &placed).await, "confirmed");
        let total = world.number("select total as n from buyer_order", []).await;
        assert_eq!(
            total,
            2 * 195_000 + placed.sub_orders[0].shipping_fee.0,
            "two of five"
        );
        assert_eq!(sum(world, "promised", forecast).await, 0);
        assert_eq!(booth.allocated(world).await, 2);
        all_is_well(world).await;
    });
}

#[test]
fn cancelling_gives_the_promise_and_what_was_kept_back() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let forecast = booth.forecast(world, &form(&booth, "5")).await;
        let placed = ahead(world, &booth, "5", "k1").await;
        booth.lot(world, 2, 9).await;
        let order = order_id(world, &placed).await;
        let buyer = crate::ordering::buyer();
        choose(&world.core, &buyer, order, 1, Choice::Refund)
            .await
            .expect("cancelled");
        assert_eq!(state(world, &placed).await, "cancelled");
        assert_eq!(sum(world, "promised", forecast).await, 0);
        assert_eq!(sum(world, "served", forecast).await, 0);
        assert_eq!(booth.allocated(world).await, 0);
        assert_eq!(booth.free_now(world).await, 2);
        let total = world.number("select total as n from buyer_order", []).await;
        assert_eq!(total, 0);
        all_is_well(world).await;
    });
}

impl Booth {
    pub async fn allocated(&self, world: &World) -> i64 {
        let text = "select allocated as n from offer where id = $1";
        world.number(text, [self.goods.offer.uuid().into()]).await
    }

    pub async fn free_now(&self, world: &World) -> i64 {
        let text = "select on_hand - held - allocated - blocked as n from offer where id = $1";
        world.number(text, [self.goods.offer.uuid().into()]).await
    }
}
