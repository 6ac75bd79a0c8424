//! Orders that are declined or not answered: who is asked next, when, and what the buyer is asked.

mod choices;
mod games;
mod next;
mod time;

use crate::given::Goods;
use crate::ordering::{buy, line, order};
use crate::support::World;
use services::actor::{Actor, MemberRole, StaffRole};
use services::moving;
use services::sub_orders::{self, SubOrderRef};
use shared::id::{CooperativeId, SubOrderId};
use shared::view::order::PlacedOrder;
use store::entity::sub_order;
use store::sql;
use uuid::Uuid;

/// Phường Chiềng An, tỉnh Sơn La.
pub const CHIENG_AN: &str = "03664";
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A pooled listing of three cooperatives, the first one nearest to the buyer.
pub struct Pool {
    pub goods: Goods,
    pub all: Vec<CooperativeId>,
}

pub async fn given_pool(world: &World, stocks: [i64; 3]) -> Pool {
    let first = world.given_cooperative("HTX Gần").await;
    let second = world.given_cooperative("HTX Giữa").await;
    let third = world.given_cooperative_at("HTX Xa", "14", CHIENG_AN).await;
    for (n, cooperative) in [first, second, third].into_iter().enumerate() {
        let phone = format!("0912 345 67{n}");
        world
            .given_member(cooperative, MemberRole::Seller, &phone)
            .await;
    }
    let goods = world
        .given_goods(first, "Na Chi Lăng", 195_000, stocks[0])
        .await;
    let offers = world
        .given_pool(&goods, first, &[second, third], (195_000, stocks[1]), "")
        .await;
    let more = stocks[2] - stocks[1];
    world
        .execute(
            "update offer set on_hand = on_hand + $1 where id = $2",
            [more.into(), offers[2].uuid().into()],
        )
        .await;
    world
        .execute(
            "update stock_movement set on_hand = on_hand + $1 where offer_id = $2",
            [more.into(), offers[2].uuid().into()],
        )
        .await;
    Pool {
        goods,
        all: vec![first, second, third],
    }
}

pub async fn bought(world: &World, pool: &Pool, quantity: &str, key: &str) -> PlacedOrder {
    buy(&world.core, &order(vec![line(&pool.goods, quantity)]), key)
        .await
        .expect("placed")
}

/// The parts of an order, by number.
pub async fn parts(world: &World, order: &str) -> Vec<sub_order::Model> {
    sql::all(
        world.core.db.read(),
        "select s.* from sub_order s join buyer_order o on o.id = s.order_id where o.code = $1 order by s.number",
        [order.into()],
    )
    .await
    .expect("runs")
}

pub fn which(part: &sub_order::Model) -> SubOrderRef {
    SubOrderRef::from(SubOrderId::from(part.id))
}

/// A member of the cooperative who may answer, as a job sees one.
pub fn seller(cooperative: Uuid) -> Actor {
    let memberships = vec![(CooperativeId::from(cooperative), MemberRole::Seller)];
    crate::given::signed_in(shared::id::PersonId::new(), memberships, Vec::new())
}

pub fn operator() -> Actor {
    crate::given::signed_in(
        shared::id::PersonId::new(),
        Vec::new(),
        vec![StaffRole::Operator],
    )
}

pub async fn decline(world: &World, part: &sub_order::Model) {
    sub_orders::decline(
        &world.core,
        &seller(part.cooperative_id),
        &which(part),
        "hết hàng",
    )
    .await
    .expect("declined");
}

pub async fn tick(world: &World) -> u64 {
    moving::tick(&world.core).await.expect("a turn")
}

/// Sums, shares and stock agree with the parts.
pub async fn books_agree(world: &World) {
    crate::ordering::ledger_is_clean(world).await;
    let wrong_sums = world
        .number(
            "select count(*) as n from buyer_order o where o.total <> o.goods_total + o.shipping_total \
             or o.goods_total <> (select coalesce(sum(s.goods_total), 0) from sub_order s where s.order_id = o.id \
                 and s.state not in ('declined', 'timed_out', 'cancelled', 'returning', 'returned')) \
             or o.shipping_total <> (select coalesce(sum(s.shipping_fee), 0) from sub_order s where s.order_id = o.id \
                 and s.state not in ('declined', 'timed_out', 'cancelled', 'returning', 'returned'))",
            [],
        )
        .await;
    assert_eq!(wrong_sums, 0, "orders are the sum of their living parts");
    let wrong_parts = world
        .number(
            "select count(*) as n from sub_order s where s.total <> s.goods_total + s.shipping_fee \
             or s.goods_total <> (select sum(l.total) from order_line l where l.sub_order_id = s.id)",
            [],
        )
        .await;
    assert_eq!(wrong_parts, 0, "parts are the sum of their lines");
    let living = "select coalesce(sum(l.total), 0) from order_line l join sub_order s on s.id = l.sub_order_id \
        where l.listing_id = p.listing_id and s.cooperative_id = p.cooperative_id \
        and s.state not in ('declined', 'timed_out', 'cancelled', 'returning', 'returned')";
    let wrong_shares = world
        .number(
            &format!("select count(*) as n from (select listing_id, cooperative_id, sum(value) as value from pool_share \
                 group by listing_id, cooperative_id) p where p.value <> ({living})"),
            [],
        )
        .await;
    assert_eq!(wrong_shares, 0, "shares are the sum of living lines");
}
