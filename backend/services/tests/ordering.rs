//! Placing orders: sums, keys, stock under pressure, holds.

use crate::given::Goods;
use crate::support::{World, on_both};
use services::actor::Actor;
use services::orders::{PlaceContext, place};
use services::{Core, Error, stock};
use shared::input::order::{Address, Contact, OrderLine, PlaceOrder};
use shared::say::Locale;
use shared::state::{OrderStatus, SubOrderState};
use shared::view::order::PlacedOrder;

/// Phường Cầu Giấy, Hà Nội.
pub const CAU_GIAY: &str = "00166";

pub fn line(goods: &Goods, quantity: &str) -> OrderLine {
    OrderLine {
        variant_id: goods.variant,
        quantity: quantity.to_owned(),
        unit_price: None,
        cooperative_id: None,
    }
}

pub fn order(lines: Vec<OrderLine>) -> PlaceOrder {
    PlaceOrder {
        lines,
        contact: Contact {
            name: "Nguyễn Thị Thuý Hạnh".into(),
            phone: "0912 345 678".into(),
        },
        address: Address {
            ward_code: CAU_GIAY.into(),
            street: "Số 12 ngõ 68 đường Cầu Giấy".into(),
        },
        payment_method: "cod".into(),
        share_code: None,
        voucher: None,
    }
}

pub fn buyer() -> Actor {
    Actor::guest(Locale::Vi)
}

pub async fn buy(core: &Core, order: &PlaceOrder, key: &str) -> services::Result<PlacedOrder> {
    place(
        core,
        &buyer(),
        order,
        PlaceContext {
            key: Some(key),
            ..PlaceContext::default()
        },
    )
    .await
}

pub async fn ledger_is_clean(world: &World) {
    assert_eq!(stock::check(&world.core).await.expect("checked"), []);
}

pub fn fields(error: Error) -> Vec<(String, String, String)> {
    match error {
        Error::Invalid { fields } | Error::Conflict { fields, .. } => fields
            .into_iter()
            .map(|f| (f.path, f.code, f.message))
            .collect(),
        other => panic!("no fields: {other:?}"),
    }
}

pub fn conflict(error: &Error) -> &'static str {
    match error {
        Error::Conflict { code, .. } => code,
        other => panic!("no conflict: {other:?}"),
    }
}

#[test]
fn an_order_splits_by_cooperative_and_adds_up() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let bich_thao = world
            .given_cooperative_at("HTX Bích Thao", "14", "03646")
            .await;
        let na = world.given_goods(dong_mo, "Na Chi Lăng", 195_000, 20).await;
        let che = world.given_goods(dong_mo, "Chè Shan", 48_000, 20).await;
        let ca_phe = world
            .given_goods(bich_thao, "Cà phê Arabica", 280_001, 20)
            .await;
        let asked = order(vec![
            line(&na, "1"),
            line(&ca_phe, "2"),
            line(&che, "3"),
            line(&na, "1"),
        ]);
        let placed = buy(&world.core, &asked, "k1").await.expect("placed");
        assert_eq!(placed.status, OrderStatus::ToConfirm);
        assert_eq!(placed.sub_orders.len(), 2);
        let [first, second] = placed.sub_orders.as_slice() else {
            panic!("two parts")
        };
        assert_eq!(first.code, format!("{}-1", placed.code));
        assert_eq!(
            (first.cooperative.id, first.status),
            (dong_mo, SubOrderState::ToConfirm)
        );
        assert_eq!(first.lines.len(), 2, "the two lines of one good are one");
        assert_eq!(first.lines[0].quantity, "2");
        assert_eq!(
            first.total.0,
            2 * 195_000 + 3 * 48_000 + first.shipping_fee.0
        );
        assert_eq!(second.total.0, 2 * 280_001 + second.shipping_fee.0);
        assert!(first.shipping_fee.0 > 0 && second.shipping_fee.0 > 0);
        assert_eq!(placed.total.0, first.total.0 + second.total.0);
        let fee = world
            .number(
                "select platform_fee as n from sub_order where code = $1",
                [second.code.as_str().into()],
            )
            .await;
        assert_eq!(
            fee, 16_800,
            "3 % of 560.002, half a đồng and more counts as one"
        );
        let waiting = world
            .number(
                "select count(*) as n from outbox where topic = 'sub_order.placed'",
                [],
            )
            .await;
        assert_eq!(waiting, 2);
        let sums = world
            .number(
                "select cast(sum(s.total) - max(o.total) as bigint) as n from buyer_order o \
                 join sub_order s on s.order_id = o.id",
                [],
            )
            .await;
        assert_eq!(sums, 0);
        let open = world
            .number("select count(*) as n from buyer_order where street_sealed like '%Giấy%' or phone_sealed like '%912%'", [])
            .await;
        assert_eq!(open, 0, "personal data is sealed");
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_key_is_one_order() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
            .await;
        let asked = order(vec![line(&na, "1")]);
        let first = buy(&world.core, &asked, "same").await.expect("placed");
        assert_eq!(
            buy(&world.core, &asked, "same").await.expect("again"),
            first
        );
        let other = buy(&world.core, &order(vec![line(&na, "2")]), "same")
            .await
            .expect_err("another body");
        assert_eq!(fields(other)[0].1, "reused");
        world
            .execute("update offer set paused = $1", [true.into()])
            .await;
        let gone = buy(&world.core, &asked, "same").await;
        assert_eq!(gone.expect("what was answered"), first);
        world
            .execute("update offer set paused = $1", [false.into()])
            .await;
        let missing = place(&world.core, &buyer(), &asked, PlaceContext::default())
            .await
            .expect_err("no key");
        assert_eq!(fields(missing)[0].0, "Idempotency-Key");
        world.core.clock.advance(24 * 3_600_000 + 1);
        let later = buy(&world.core, &asked, "same")
            .await
            .expect("a day later it is a new order");
        assert_ne!(later.code, first.code);
        assert_eq!(
            world.number("select allocated as n from offer", []).await,
            2
        );
        ledger_is_clean(world).await;
    });
}

#[test]
fn the_same_key_at_the_same_time_is_one_order() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
            .await;
        let asked = order(vec![line(&na, "1")]);
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (core, asked) = (world.core.clone(), asked.clone());
                tokio::spawn(
                    async move { buy(&core, &asked, "double-tap").await.expect("placed").code },
                )
            })
            .collect();
        let mut codes = Vec::new();
        for task in tasks {
            codes.push(task.await.expect("ran"));
        }
        codes.dedup();
        assert_eq!(codes.len(), 1);
        assert_eq!(
            world
                .number("select count(*) as n from buyer_order", [])
                .await,
            1
        );
        ledger_is_clean(world).await;
    });
}

#[test]
fn two_hundred_buyers_get_exactly_fifty() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 50)
            .await;
        let (sold, refused) = rush(world, &na, |goods| vec![line(goods, "1")]).await;
        assert_eq!((sold, refused), (50, 150));
        assert_eq!(
            world.number("select allocated as n from offer", []).await,
            50
        );
        ledger_is_clean(world).await;
    });
}

#[test]
fn the_same_good_on_two_lines_does_not_sell_twice() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 50)
            .await;
        let (sold, _) = rush(world, &na, |goods| vec![line(goods, "1"), line(goods, "1")]).await;
        assert_eq!(sold, 25);
        assert_eq!(
            world.number("select allocated as n from offer", []).await,
            50
        );
        ledger_is_clean(world).await;
    });
}

async fn rush(world: &World, goods: &Goods, lines: fn(&Goods) -> Vec<OrderLine>) -> (usize, usize) {
    let tasks: Vec<_> = (0..200)
        .map(|n| {
            let (core, asked) = (world.core.clone(), order(lines(goods)));
            tokio::spawn(async move {
                buy(&core, &asked, &format!("buyer {n}").replace(' ', "-")).await
            })
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
    (sold, refused)
}

#[test]
fn two_goods_in_either_order_do_not_lock_each_other_out() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world.given_goods(cooperative, "Na", 195_000, 1000).await;
        let che = world.given_goods(cooperative, "Chè", 48_000, 1000).await;
        let tasks: Vec<_> = (0..60)
            .map(|n| {
                let lines = if n % 2 == 0 { [&na, &che] } else { [&che, &na] };
                let (core, asked) = (
                    world.core.clone(),
                    order(lines.map(|g| line(g, "1")).to_vec()),
                );
                tokio::spawn(async move { buy(&core, &asked, &format!("k{n}")).await.map(|_| ()) })
            })
            .collect();
        for task in tasks {
            task.await.expect("ran").expect("placed");
        }
        assert_eq!(
            world
                .number("select cast(sum(allocated) as bigint) as n from offer", [])
                .await,
            120
        );
        ledger_is_clean(world).await;
    });
}
