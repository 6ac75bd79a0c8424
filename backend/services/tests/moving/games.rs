//! A thousand random sequences: whatever happens, in whatever order, stock, money and shares are conserved.

use super::{HOUR, Pool, bought, given_pool, operator, parts, seller, which};
use crate::ordering::buyer;
use crate::support::{World, on_both};
use services::moving::{self, Choice};
use services::sub_orders;
use shared::id::{CooperativeId, SubOrderId};
use shared::input::order::OrderLine;
use shared::state::SubOrderAction;
use store::entity::sub_order;
use store::sql;

/// A small generator with a seed, so that a failure can be played again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

async fn some_part(world: &World, dice: &mut Dice) -> Option<sub_order::Model> {
    let all: Vec<sub_order::Model> = sql::all(
        world.core.db.read(),
        "select * from sub_order where state not in ('cancelled', 'in_transit') order by id desc limit 24",
        [],
    )
    .await
    .expect("runs");
    let at = dice.roll(all.len().max(1) as u64);
    all.into_iter().nth(usize::try_from(at).expect("small"))
}

/// An order, which begins a sequence.
async fn begin(world: &World, pool: &Pool, dice: &mut Dice, n: u64) {
    let quantity = (1 + dice.roll(4)).to_string();
    let chosen = (dice.roll(6) == 0).then(|| pool.all[usize::try_from(n % 3).expect("small")]);
    let line = OrderLine {
        cooperative_id: chosen,
        ..crate::ordering::line(&pool.goods, &quantity)
    };
    let asked = crate::ordering::order(vec![line]);
    let placed = crate::ordering::buy(&world.core, &asked, &format!("game-{n}")).await;
    fair(placed.map(|_| ()));
}

/// One random deed; refusals are part of the game, faults are not.
async fn deed(world: &World, pool: &Pool, dice: &mut Dice) {
    let core = &world.core;
    let Some(part) = some_part(world, dice).await else {
        return;
    };
    let (which, seller, order) = (
        which(&part),
        seller(part.cooperative_id),
        part.order_id.into(),
    );
    match dice.roll(9) {
        0 => fair(sub_orders::accept(core, &seller, &which).await.map(|_| ())),
        1 | 2 => fair(
            sub_orders::decline(core, &seller, &which, "hết")
                .await
                .map(|_| ()),
        ),
        3 => {
            core.clock.advance(3 * HOUR);
            fair(moving::tick(core).await.map(|_| ()));
        }
        4 => {
            let (system, cancel) = (services::actor::Actor::system(), SubOrderAction::Cancel);
            let late = sub_orders::time_out(core, &system, &which);
            let gone = sub_orders::cancel_as_buyer(core, &system, order, part.number, cancel);
            let (late, gone) = tokio::join!(late, gone);
            fair(late.map(|_| ()));
            fair(gone.map(|_| ()));
        }
        5 => {
            let choice = [
                Choice::Wait,
                Choice::Refund,
                Choice::Replace,
                Choice::Elsewhere,
            ];
            let choice = choice[usize::try_from(dice.roll(4)).expect("small")];
            fair(moving::choose(core, &buyer(), order, part.number, choice).await);
        }
        6 => {
            let packing = services::lots::Packing::default();
            fair(
                sub_orders::pack(core, &seller, &which, packing)
                    .await
                    .map(|_| ()),
            );
        }
        7 => fair(
            sub_orders::hand_over(core, &seller, &which, "Xe khách", "")
                .await
                .map(|_| ()),
        ),
        _ => {
            let at = usize::try_from(dice.roll(3)).expect("small");
            let pin = (dice.roll(2) == 0).then_some(pool.all[at]);
            let part = SubOrderId::from(part.id);
            fair(moving::reroute(core, &operator(), part, pin, "thử".to_owned()).await);
        }
    }
}

fn fair(outcome: services::Result<()>) {
    if let Err(services::Error::Internal(fault)) = outcome {
        panic!("a fault: {fault}");
    }
}

#[test]
fn a_thousand_random_sequences_conserve_stock_money_and_shares() {
    on_both(async |world| {
        let pool = given_pool(world, [900, 700, 1_100]).await;
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for n in 0..1_000 {
            begin(world, &pool, &mut dice, n).await;
            for _ in 0..=dice.roll(2) {
                deed(world, &pool, &mut dice).await;
            }
            if n % 200 == 199 {
                super::books_agree(world).await;
            }
        }
        super::books_agree(world).await;
        nobody_was_asked_twice(world).await;
        nobody_pays_more(world).await;
        let moved = "select count(*) as n from sub_order where replaces is not null";
        let ended = "select count(*) as n from buyer_choice where settled_at is not null";
        let (moved, ended) = (world.number(moved, []).await, world.number(ended, []).await);
        assert!(
            moved > 50 && ended > 10,
            "a lively game: {moved} moved, {ended} offers ended"
        );
    });
}

/// Who declined or was silent is never asked for the same goods of the same order again.
async fn nobody_was_asked_twice(world: &World) {
    let twice = world
        .number(
            "select count(*) as n from sub_order a join sub_order b on b.order_id = a.order_id \
             and b.cooperative_id = a.cooperative_id and b.number > a.number \
             join sub_order_event e on e.sub_order_id = a.id and e.state in ('declined', 'timed_out') and e.action <> 'move_away' \
             and e.at <= b.created_at",
            [],
        )
        .await;
    assert_eq!(twice, 0);
}

/// The parts that took over never cost more than the part they took over.
async fn nobody_pays_more(world: &World) {
    let more = world
        .number(
            "select count(*) as n from sub_order s where s.state in ('declined', 'timed_out', 'cancelled') \
             and s.total < (select coalesce(sum(n.total), 0) from sub_order n where n.replaces = s.id)",
            [],
        )
        .await;
    assert_eq!(more, 0);
}

#[test]
fn many_decline_the_same_moment() {
    on_both(async |world| {
        let pool = given_pool(world, [12, 6, 6]).await;
        let mut orders = Vec::new();
        for n in 0..12 {
            orders.push(bought(world, &pool, "1", &format!("crowd-{n}")).await.code);
        }
        let mut all = Vec::new();
        for code in &orders {
            all.extend(parts(world, code).await);
        }
        let mut crowd = tokio::task::JoinSet::new();
        for part in all {
            let core = world.core.clone();
            crowd.spawn(async move {
                let seller = seller(part.cooperative_id);
                let which = which(&part);
                loop {
                    match sub_orders::decline(&core, &seller, &which, "mất điện").await {
                        Err(services::Error::Busy { .. }) => {}
                        other => break other.map(|_| ()),
                    }
                }
            });
        }
        while let Some(outcome) = crowd.join_next().await {
            fair(outcome.expect("no panic"));
        }
        let promised = world
            .number("select cast(sum(allocated) as bigint) as n from offer", [])
            .await;
        assert_eq!(promised, 12, "all of it moved, none of it twice");
        let back = world
            .number(
                "select count(*) as n from sub_order where state = 'to_confirm' and cooperative_id = $1 \
                 and replaces is not null and exists (select 1 from sub_order o where o.id = sub_order.replaces \
                 and o.cooperative_id = sub_order.cooperative_id)",
                [CooperativeId::uuid(pool.all[0]).into()],
            )
            .await;
        assert_eq!(back, 0);
        super::books_agree(world).await;
    });
}
