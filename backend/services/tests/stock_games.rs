//! Random games of buying, holding, answering and counting: the stock is conserved.

use crate::given::Goods;
use crate::lots::Booth;
use crate::ordering::{buy, ledger_is_clean, line, order};
use crate::sub_orders::quantities;
use crate::support::{World, on_both};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use services::actor::{Actor, MemberRole};
use services::lots::Packing;
use services::sub_orders::{self, SubOrderRef};
use services::{holds, stock};

/// One move of the random game.
#[derive(Clone, Copy, Debug)]
enum Move {
    Buy(i64),
    Hold(u8, i64),
    BuyHeld(u8, i64),
    Wait,
    Act(usize, usize),
    Receive(i64),
    Count(i64),
    WriteOff(i64),
    Lot(i64, i64),
    HoldLot(usize),
    ReleaseLot(usize),
    WriteOffLot(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        (1_i64..8).prop_map(Move::Buy),
        (0_u8..3, 1_i64..8).prop_map(|(who, n)| Move::Hold(who, n)),
        (0_u8..3, 1_i64..8).prop_map(|(who, n)| Move::BuyHeld(who, n)),
        Just(Move::Wait),
        (any::<prop::sample::Index>(), 0_usize..9)
            .prop_map(|(at, what)| Move::Act(at.index(64), what)),
        (1_i64..10).prop_map(Move::Receive),
        (0_i64..30).prop_map(Move::Count),
        (1_i64..10).prop_map(Move::WriteOff),
        (1_i64..12, 0_i64..4).prop_map(|(n, days)| Move::Lot(n, days)),
        (0_usize..8).prop_map(Move::HoldLot),
        (0_usize..8).prop_map(Move::ReleaseLot),
        (0_usize..8).prop_map(Move::WriteOffLot),
    ];
    prop::collection::vec(one, 1..60)
}

#[test]
fn random_games_conserve_the_stock() {
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
        .expect("the stock is conserved");
}

async fn play(world: &World, game: &[Move]) {
    let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
    let seller = world
        .given_member(cooperative, MemberRole::Director, "0912 345 670")
        .await;
    let goods = world
        .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
        .await;
    let booth = Booth {
        cooperative,
        seller,
        goods,
    };
    let mut orders: Vec<SubOrderRef> = Vec::new();
    let mut codes: Vec<String> = Vec::new();
    for (n, step) in game.iter().enumerate() {
        match step {
            Move::Lot(quantity, days) => codes.push(booth.lot(world, *quantity, *days * 8).await.1),
            Move::HoldLot(at) | Move::ReleaseLot(at) | Move::WriteOffLot(at) => {
                if let Some(code) = codes.get(*at % codes.len().max(1)) {
                    of_lot(world, &booth, code, *step).await;
                }
            }
            _ => step_of(world, &booth.seller, &goods, &mut orders, *step, n).await,
        }
        ledger_is_clean(world).await;
        let (on_hand, held, allocated) = quantities(world, &goods).await;
        assert!(
            held >= 0 && allocated >= 0 && on_hand >= held + allocated,
            "{on_hand} {held} {allocated}"
        );
    }
}

async fn step_of(
    world: &World,
    seller: &Actor,
    goods: &Goods,
    orders: &mut Vec<SubOrderRef>,
    step: Move,
    n: usize,
) {
    let core = &world.core;
    let checkout = |who: u8| format!("checkout-{who}");
    match step {
        Move::Buy(quantity) => {
            let asked = order(vec![line(goods, &quantity.to_string())]);
            if let Ok(placed) = buy(core, &asked, &format!("k{n}")).await {
                orders.push(SubOrderRef::from(placed.sub_orders[0].code.as_str()));
            }
        }
        Move::Hold(who, quantity) => {
            let _ = holds::keep(core, seller, &checkout(who), &[(goods.offer, quantity)]).await;
        }
        Move::BuyHeld(who, quantity) => {
            let asked = order(vec![line(goods, &quantity.to_string())]);
            let (key, checkout) = (format!("k{n}"), checkout(who));
            let context = services::orders::PlaceContext {
                key: Some(&key),
                checkout: Some(&checkout),
                ..services::orders::PlaceContext::default()
            };
            if let Ok(placed) = services::orders::place(core, seller, &asked, context).await {
                orders.push(SubOrderRef::from(placed.sub_orders[0].code.as_str()));
            }
        }
        Move::Wait => {
            core.clock.advance(6 * 3_600_000);
            holds::sweep(core).await.expect("swept");
            services::lots::expire(core).await.expect("expired");
        }
        Move::Act(at, what) if !orders.is_empty() => {
            act(world, seller, &orders[at % orders.len()], what).await
        }
        Move::Act(..) => {}
        Move::Lot(..) | Move::HoldLot(_) | Move::ReleaseLot(_) | Move::WriteOffLot(_) => {}
        Move::Receive(quantity) => book(world, goods, Booking::Receive(quantity)).await,
        Move::Count(counted) => book(world, goods, Booking::Count(counted)).await,
        Move::WriteOff(quantity) => book(world, goods, Booking::WriteOff(quantity)).await,
    }
}

async fn of_lot(world: &World, booth: &Booth, code: &str, step: Move) {
    use services::lots::{hold, release, write_off_rest};
    let (core, seller, of) = (&world.core, &booth.seller, booth.cooperative);
    match step {
        Move::HoldLot(_) => drop(hold(core, seller, of, code, "xem lại").await.expect("held")),
        Move::ReleaseLot(_) => drop(release(core, seller, of, code).await),
        _ => drop(write_off_rest(core, seller, of, code, None).await),
    }
}

enum Booking {
    Receive(i64),
    Count(i64),
    WriteOff(i64),
}

async fn book(world: &World, goods: &Goods, booking: Booking) {
    let (core, actor, cause) = (&world.core, Actor::system(), stock::Cause::of("test"));
    let txn = core.db.begin().await.expect("begins");
    let booked = match booking {
        Booking::Receive(n) => stock::receive(core, &txn, &actor, goods.offer, n, &cause).await,
        Booking::WriteOff(n) => stock::write_off(core, &txn, &actor, goods.offer, n, &cause).await,
        Booking::Count(n) => stock::count(
            core,
            &txn,
            &actor,
            goods.offer,
            stock::Counted::OnHand(n),
            &cause,
        )
        .await
        .map(|_| ()),
    };
    if booked.is_ok() {
        txn.commit().await.expect("committed");
    }
}

async fn act(world: &World, seller: &Actor, which: &SubOrderRef, what: usize) {
    let core = &world.core;
    let system = Actor::system();
    let _ = match what {
        0 => sub_orders::accept(core, seller, which).await,
        1 => sub_orders::decline(core, seller, which, "Hết hàng").await,
        2 => sub_orders::pack(core, seller, which, Packing::default()).await,
        3 => sub_orders::hand_over(core, seller, which, "Bưu điện", "1").await,
        4 => sub_orders::deliver(core, seller, which).await,
        5 => sub_orders::cancel(core, seller, which, "Đổi ý").await,
        6 => sub_orders::start_return(core, seller, which, "Hỏng").await,
        7 => sub_orders::finish_return(core, seller, which, true).await,
        _ => sub_orders::time_out(core, &system, which).await,
    };
}
