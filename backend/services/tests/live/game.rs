//! Random livestreams on both databases: never more kept than there is, and the line in order. The rules alone go through far more
//! events in `shared::rules::live`.

use super::{Stage, boxes, stage};
use crate::ordering::ledger_is_clean;
use crate::support::{World, on_both};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use services::{holds, live};

#[derive(Clone, Copy, Debug)]
enum Event {
    Says(u8, i64),
    Drops(u8),
    Waits(i64),
    Sweeps,
    Serves,
    Restocks(i64),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = prop_oneof![
        4 => (0_u8..6, 1_i64..4).prop_map(|(who, n)| Event::Says(who, n)),
        1 => (0_u8..6).prop_map(Event::Drops),
        1 => (1_i64..8).prop_map(Event::Waits),
        1 => Just(Event::Sweeps),
        2 => Just(Event::Serves),
        1 => (1_i64..4).prop_map(Event::Restocks),
    ];
    prop::collection::vec(one, 20..60)
}

#[test]
fn random_events_never_hold_more_than_there_is_and_serve_in_order() {
    let mut runner = TestRunner::new(Config {
        cases: 6,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&events(), |events| {
            on_both(async |world| play(world, &events).await);
            Ok(())
        })
        .expect("holds and lines are right");
}

async fn play(world: &World, events: &[Event]) {
    let stage = stage(world, 4).await;
    let core = &world.core;
    for event in events {
        match *event {
            Event::Says(who, n) => {
                stage
                    .says(world, &format!("Khách {who}"), &format!("A1 x{n}"))
                    .await;
            }
            Event::Drops(who) => {
                stage.says(world, &format!("Khách {who}"), "bỏ A1").await;
            }
            Event::Waits(minutes) => core.clock.advance(minutes * 60_000),
            Event::Sweeps => {
                holds::sweep(core).await.expect("swept");
            }
            Event::Serves => {
                live::serve(core).await.expect("served");
            }
            Event::Restocks(n) => stage.restock(world, n).await,
        }
        let over = "select count(*) as n from offer where held > on_hand or held <> \
            (select coalesce(sum(quantity), 0) from hold where state = 'active')";
        assert_eq!(world.number(over, []).await, 0, "{event:?}");
        // Whoever was served from the line never stood behind somebody who waits still.
        let passed = "select count(*) as n from live_claim w join live_claim s on s.item_id = w.item_id \
            where w.state = 'waiting' and s.state = 'held' and s.place > w.place";
        assert_eq!(world.number(passed, []).await, 0, "{event:?}");
    }
    ledger_is_clean(world).await;
    tells_the_same(world, &stage).await;
}

/// What was written down tells how the livestream stands.
async fn tells_the_same(world: &World, stage: &Stage) {
    let told = live::report(
        &world.core,
        &stage.seller,
        stage.cooperative,
        &stage.slug,
        None,
    )
    .await
    .expect("told");
    let count = |state: &'static str| {
        let text = "select count(*) as n from live_claim where state = $1";
        world.number(text, [state.into()])
    };
    let held =
        "select coalesce(cast(sum(steps) as bigint), 0) as n from live_claim where state = 'held'";
    let words = format!(
        "đang giữ {} · {} người chờ · đã đặt {}",
        boxes(world.number(held, []).await),
        count("waiting").await,
        boxes(0)
    );
    assert_eq!(told.standing, [("A1".to_owned(), words)]);
}
