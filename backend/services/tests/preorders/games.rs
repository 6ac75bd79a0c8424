//! Random games of forecasting, ordering ahead, harvesting, moving and cancelling: promises and stock are conserved.

use super::{all_is_well, ask, form};
use crate::lots::{Booth, booth};
use crate::ordering::buy;
use crate::support::{World, on_both};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use services::moving::{Choice, choose};
use services::orders;
use services::preorders;
use services::sub_orders::{self, SubOrderRef};
use shared::id::ForecastId;
use shared::input::forecast::ForecastForm;
use shared::say::Locale;

#[derive(Clone, Copy, Debug)]
enum Move {
    Open(i64, i64, i64),
    Revise(i64, i64),
    Shift(i64),
    Close,
    Order(i64),
    Lot(i64),
    Choose(usize, usize),
    Decline(usize),
    Wait(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        2 => (0_i64..20, 5_i64..40, 40_i64..=100).prop_map(|(d, n, c)| Move::Open(d, n, c)),
        1 => (1_i64..40, 20_i64..=100).prop_map(|(n, c)| Move::Revise(n, c)),
        1 => (0_i64..12).prop_map(Move::Shift),
        1 => Just(Move::Close),
        8 => (1_i64..7).prop_map(Move::Order),
        4 => (1_i64..12).prop_map(Move::Lot),
        4 => (0_usize..32, 0_usize..4).prop_map(|(at, what)| Move::Choose(at, what)),
        2 => (0_usize..32).prop_map(Move::Decline),
        2 => (1_i64..5).prop_map(Move::Wait),
    ];
    prop::collection::vec(one, 10..50)
}

#[test]
fn random_harvests_conserve_promises_and_stock() {
    let mut runner = TestRunner::new(Config {
        cases: 6,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&moves(), |game| {
            on_both(async |world| play(world, &game).await);
            Ok(())
        })
        .expect("promises are conserved");
}

async fn play(world: &World, game: &[Move]) {
    let booth = booth(world, 0).await;
    let mut codes: Vec<String> = Vec::new();
    let mut forecasts: Vec<ForecastId> = Vec::new();
    for (n, step) in game.iter().enumerate() {
        world.core.clock.advance(1_000);
        match *step {
            Move::Order(quantity) => {
                let asked = ask(&booth, &quantity.to_string(), "0912 345 678");
                if let Ok(placed) = buy(&world.core, &asked, &format!("k{n}")).await {
                    codes.push(placed.code);
                }
            }
            Move::Lot(quantity) => drop(booth.lot(world, quantity, 30).await),
            Move::Choose(at, what) if !codes.is_empty() => {
                pick(world, &codes[at % codes.len()], what).await;
            }
            Move::Decline(at) if !codes.is_empty() => {
                let code = format!("{}-1", codes[at % codes.len()]);
                let which = SubOrderRef::from(code.as_str());
                drop(sub_orders::cancel(&world.core, &booth.seller, &which, "Mất mùa").await);
            }
            Move::Choose(..) | Move::Decline(_) => {}
            other => plan(world, &booth, &mut forecasts, other).await,
        }
        all_is_well(world).await;
        let over = world
            .number(
                "select count(*) as n from offer where on_hand < held + allocated + blocked",
                [],
            )
            .await;
        assert_eq!(over, 0);
    }
}

async fn plan(world: &World, booth: &Booth, forecasts: &mut Vec<ForecastId>, step: Move) {
    let (core, by, of) = (&world.core, &booth.seller, booth.cooperative);
    let today = core.clock.now().vn_date();
    let days = |ahead: i64| ForecastForm {
        from: today.plus_days(ahead).iso(),
        to: today.plus_days(ahead + 2).iso(),
        ship_by: today.plus_days(ahead + 4).iso(),
        ..form(booth, "1")
    };
    let last = forecasts.last().copied();
    match (step, last) {
        (Move::Open(ahead, quantity, confidence), _) => {
            let form = ForecastForm {
                quantity: quantity.to_string(),
                confidence: confidence.to_string(),
                ..days(ahead)
            };
            forecasts.extend(preorders::open(core, by, of, &form).await);
        }
        (Move::Revise(quantity, confidence), Some(id)) => {
            let form = ForecastForm {
                quantity: quantity.to_string(),
                confidence: confidence.to_string(),
                ..days(0)
            };
            drop(preorders::revise(core, by, of, id, &form).await);
        }
        (Move::Shift(ahead), Some(id)) => {
            drop(preorders::shift(core, by, of, id, &days(ahead)).await);
        }
        (Move::Close, Some(id)) => drop(preorders::close(core, by, of, id).await),
        (Move::Wait(days), _) => {
            core.clock.advance(days * 86_400_000);
            preorders::tick(core).await.expect("ticked");
        }
        _ => {}
    }
}

async fn pick(world: &World, code: &str, what: usize) {
    let core = &world.core;
    let Ok(access) = orders::open(core, code, "0912 345 678", Locale::Vi).await else {
        return;
    };
    let choice = [
        Choice::Wait,
        Choice::Take,
        Choice::Refund,
        Choice::Elsewhere,
    ][what];
    let buyer = crate::ordering::buyer();
    drop(choose(core, &buyer, access.order(), 1, choice).await);
}
