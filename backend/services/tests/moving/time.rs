//! Reminders and time-outs at the right moments.

use super::{HOUR, MINUTE, bought, given_pool, parts, seller, tick, which};
use crate::support::on_both;
use services::sub_orders;
use shared::time::{Millis, VnDate};

fn at(day: u8, hour: i64, minute: i64) -> i64 {
    let day = VnDate::new(2026, 8, day).expect("a day");
    day.start().plus_minutes(hour * 60 + minute).0
}

#[test]
fn reminded_at_half_time_once_and_moved_on_at_the_end() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let placed = bought(world, &pool, "2", "a").await;
        let first = &parts(world, &placed.code).await[0];
        // 09:12; four hours of waking time; sent on the 15th before 14:00.
        assert_eq!(first.respond_by, Some(at(15, 13, 12)));
        assert_eq!(first.remind_at, Some(at(15, 11, 12)));
        world.core.clock.advance(2 * HOUR - MINUTE);
        assert_eq!(tick(world).await, 0, "a minute early");
        world.core.clock.advance(MINUTE);
        assert_eq!(tick(world).await, 1, "reminded");
        assert_eq!(tick(world).await, 0, "once");
        let messages = "select count(*) as n from outbox where topic = 'sub_order.remind'";
        assert_eq!(world.number(messages, []).await, 1);
        world.core.clock.advance(2 * HOUR - MINUTE);
        assert_eq!(tick(world).await, 0, "a minute early");
        world.core.clock.advance(MINUTE);
        assert_eq!(tick(world).await, 1, "timed out");
        let all = parts(world, &placed.code).await;
        assert_eq!(
            all.iter()
                .map(|part| part.state.as_str())
                .collect::<Vec<_>>(),
            ["timed_out", "to_confirm"]
        );
        assert_eq!(all[1].replaces, Some(all[0].id));
        assert_ne!(all[1].cooperative_id, all[0].cooperative_id);
        // 13:12: 48 minutes to the cut-off if it still leaves today, else four hours.
        let by = Millis(all[1].respond_by.expect("a time"));
        assert!(by.0 > world.now() && by.vn_minute_of_day() <= 21 * 60);
        super::books_agree(world).await;
    });
}

#[test]
fn nights_and_days_without_packing_are_waited_for() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 0, 0]).await;
        // Monday to Friday; today is Saturday the 15th.
        world
            .execute(
                "update cooperative set pack_days = 31 where id = $1",
                [pool.all[0].uuid().into()],
            )
            .await;
        let placed = bought(world, &pool, "2", "a").await;
        let part = &parts(world, &placed.code).await[0];
        assert_eq!(part.respond_by, Some(at(17, 10, 0)));
        assert_eq!(part.remind_at, Some(at(17, 8, 0)));
        world.core.clock.advance(at(17, 7, 59) - world.now());
        assert_eq!(tick(world).await, 0);
        world.core.clock.advance(MINUTE);
        assert_eq!(tick(world).await, 1, "reminded on Monday morning");
        world.core.clock.advance(2 * HOUR);
        assert_eq!(tick(world).await, 1, "timed out at ten");
    });
}

#[test]
fn an_answer_and_the_end_of_the_time_race_and_one_wins() {
    on_both(async |world| {
        for round in 0..12 {
            let pool = given_pool_again(world, round).await;
            let placed = bought(world, &pool, "1", &format!("race-{round}")).await;
            let part = parts(world, &placed.code).await.remove(0);
            world.core.clock.advance(24 * HOUR);
            let seller = seller(part.cooperative_id);
            let (one, two) = (which(&part), which(&part));
            let system = services::actor::Actor::system();
            let (accepted, timed_out, again) = tokio::join!(
                sub_orders::accept(&world.core, &seller, &one),
                sub_orders::time_out(&world.core, &system, &two),
                services::moving::tick(&world.core),
            );
            let all = parts(world, &placed.code).await;
            match all[0].state.as_str() {
                "confirmed" => {
                    assert!(accepted.is_ok() && timed_out.is_err());
                    assert_eq!(all.len(), 1);
                }
                "timed_out" => {
                    assert!(accepted.is_err(), "{accepted:?}");
                    assert_eq!(all.len(), 2, "moved once");
                }
                other => panic!("{other}"),
            }
            again.expect("a turn that loses is no fault");
            super::books_agree(world).await;
        }
    });
}

#[test]
fn several_processes_take_the_same_turn_and_do_it_once() {
    on_both(async |world| {
        let pool = given_pool(world, [20, 20, 20]).await;
        let mut codes = Vec::new();
        for n in 0..8 {
            codes.push(bought(world, &pool, "1", &format!("turn-{n}")).await.code);
        }
        world.core.clock.advance(2 * HOUR);
        let turn = || services::moving::tick(&world.core);
        let (a, b, c) = tokio::join!(turn(), turn(), turn());
        for outcome in [a, b, c] {
            outcome.expect("a turn");
        }
        let reminders = "select count(*) as n from outbox where topic = 'sub_order.remind'";
        assert_eq!(world.number(reminders, []).await, 8, "each once");
        world.core.clock.advance(2 * HOUR);
        let (a, b, c) = tokio::join!(turn(), turn(), turn());
        for outcome in [a, b, c] {
            outcome.expect("a turn");
        }
        for code in codes {
            let all = parts(world, &code).await;
            assert_eq!(all.len(), 2, "moved once");
            assert_eq!(all[0].state, "timed_out");
        }
        super::books_agree(world).await;
    });
}

async fn given_pool_again(world: &crate::support::World, round: usize) -> super::Pool {
    world.execute("delete from membership", []).await;
    world.execute("delete from person", []).await;
    let _ = round;
    given_pool(world, [3, 3, 3]).await
}

#[test]
fn orders_of_marketplaces_stay_and_become_a_task_in_time() {
    on_both(async |world| {
        let pool = given_pool(world, [5, 5, 5]).await;
        let placed = bought(world, &pool, "2", "a").await;
        world
            .execute("update buyer_order set channel = 'voso'", [])
            .await;
        let part = &parts(world, &placed.code).await[0];
        world.core.clock.advance(4 * HOUR);
        assert_eq!(tick(world).await, 1, "a task");
        assert_eq!(tick(world).await, 0, "one");
        let open = "select count(*) as n from task where kind = 'channel_answer' and done_at is null and due_at = $1";
        let cut_off = part.ship_on + 14 * HOUR;
        assert_eq!(world.number(open, [cut_off.into()]).await, 1);
        let all = parts(world, &placed.code).await;
        assert_eq!((all.len(), all[0].state.as_str()), (1, "to_confirm"));
        sub_orders::accept(&world.core, &seller(part.cooperative_id), &which(part))
            .await
            .expect("accepted");
        assert_eq!(
            world.number(open, [cut_off.into()]).await,
            0,
            "done with the answer"
        );
        // Declined, it stays with its cooperative too.
        let second = bought(world, &pool, "1", "b").await;
        world
            .execute("update buyer_order set channel = 'voso'", [])
            .await;
        let part = &parts(world, &second.code).await[0];
        super::decline(world, part).await;
        let all = parts(world, &second.code).await;
        assert_eq!((all.len(), all[0].state.as_str()), (1, "declined"));
        let tasks =
            "select count(*) as n from task where kind = 'channel_answer' and done_at is null";
        assert_eq!(world.number(tasks, []).await, 1);
        assert_eq!(
            world
                .number("select count(*) as n from buyer_choice", [])
                .await,
            0
        );
        super::books_agree(world).await;
    });
}
