//! What time does to harvests.

use super::{ahead, all_is_well, form, order_id, state, sum};
use crate::lots::booth;
use crate::support::on_both;
use services::moving::{Choice, choose};
use services::notices;
use services::preorders;
use shared::id::SubOrderId;
use uuid::Uuid;

const DAY: i64 = 86_400_000;

#[test]
fn a_harvest_that_does_not_come_is_asked_for_and_ends() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let forecast = booth.forecast(world, &form(&booth, "20")).await;
        let silent = ahead(world, &booth, "5", "k1").await;
        let patient = ahead(world, &booth, "2", "k2").await;
        let core = &world.core;
        assert_eq!(preorders::tick(core).await.expect("ticked"), 0);
        // 23 August: the days are over.
        core.clock.advance(8 * DAY);
        assert_eq!(preorders::tick(core).await.expect("ticked"), 1);
        assert_eq!(preorders::tick(core).await.expect("ticked"), 0, "once");
        let due = "select count(*) as n from outbox where topic = 'forecast.due'";
        assert_eq!(world.number(due, []).await, 1);
        notices::forecast_due(core, Uuid::now_v7(), forecast, "https://cho.example")
            .await
            .expect("told");
        let notices = "select count(*) as n from notice where kind = 'forecast.due'";
        assert_eq!(world.number(notices, []).await, 1);
        let late = super::ask(&booth, "1", "0912 345 678");
        let refused = crate::ordering::buy(core, &late, "k9").await;
        assert!(refused.is_err(), "its days are over");
        // 25 August: the promised day has passed.
        core.clock.advance(2 * DAY);
        assert_eq!(preorders::tick(core).await.expect("ticked"), 1);
        let tasks = "select count(*) as n from task where kind = 'no_harvest' and done_at is null";
        assert_eq!(world.number(tasks, []).await, 1);
        let open = "select count(*) as n from buyer_choice where settled_at is null";
        assert_eq!(world.number(open, []).await, 2);
        let buyer = crate::ordering::buyer();
        let order = order_id(world, &patient).await;
        core.clock.advance(3 * DAY);
        choose(core, &buyer, order, 1, Choice::Wait)
            .await
            .expect("waits");
        core.clock.advance(5 * DAY);
        preorders::tick(core).await.expect("ticked");
        assert_eq!(state(world, &silent).await, "cancelled");
        assert_eq!(state(world, &patient).await, "preordered");
        assert_eq!(sum(world, "promised", forecast).await, 2);
        all_is_well(world).await;
        booth.lot(world, 2, 9).await;
        assert_eq!(state(world, &patient).await, "confirmed");
        assert_eq!(world.number(tasks, []).await, 0, "the task is done");
        all_is_well(world).await;
    });
}

#[test]
fn silence_after_a_small_lot_means_waiting() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        booth.forecast(world, &form(&booth, "20")).await;
        let placed = ahead(world, &booth, "5", "k1").await;
        world.core.clock.advance(5 * DAY);
        booth.lot(world, 2, 9).await;
        let id = world.sub_order_id(&placed.sub_orders[0].code).await;
        notices::preorder_changed(
            &world.core,
            Uuid::now_v7(),
            id,
            "shared",
            "https://cho.example",
        )
        .await
        .expect("told");
        let notices = "select count(*) as n from notice where kind = 'preorder.changed'";
        assert_eq!(world.number(notices, []).await, 1);
        // The last day of sending has begun, but is not over.
        world.core.clock.advance(4 * DAY);
        preorders::tick(&world.core).await.expect("ticked");
        assert_eq!(state(world, &placed).await, "preordered");
        assert_eq!(booth.allocated(world).await, 2, "still kept");
        all_is_well(world).await;
    });
}

impl crate::support::World {
    async fn sub_order_id(&self, code: &str) -> SubOrderId {
        services::sub_orders::find(
            &self.core,
            &services::actor::Actor::system(),
            &services::sub_orders::SubOrderRef::from(code),
        )
        .await
        .expect("found")
        .id
        .into()
    }
}
