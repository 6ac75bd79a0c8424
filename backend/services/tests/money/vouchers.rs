//! Vouchers: who pays, how often, never below a floor; and what becomes of them.

use super::given::{ACCOUNT, balance, booth, clean, state};
use super::statement::operator;
use crate::ordering::{buy, line, order};
use crate::support::{World, on_both};
use services::Error;
use services::actor::MemberRole;
use services::sub_orders::{self, SubOrderRef};
use services::vouchers::{self, Whose};
use shared::input::floor::SetFloor;
use shared::input::order::PlaceOrder;
use shared::input::voucher::NewVoucher;

const ONE: &str = "0912 345 671";

fn voucher(code: &str, off: &str) -> NewVoucher {
    NewVoucher {
        code: code.into(),
        off: off.into(),
        until: "31/8/2026".into(),
        ..NewVoucher::default()
    }
}

fn with(mut order: PlaceOrder, code: &str, phone: &str) -> PlaceOrder {
    order.voucher = Some(code.into());
    order.contact.phone = phone.into();
    order
}

fn refused(error: &Error) -> (&str, &str) {
    match error {
        Error::Invalid { fields } => (fields[0].path.as_str(), fields[0].code.as_ref()),
        other => panic!("{other:?}"),
    }
}

async fn used(world: &World, code: &str) -> i64 {
    let text = "select used as n from voucher where code = $1";
    world.number(text, [code.into()]).await
}

#[test]
fn a_cooperative_pays_for_its_voucher_and_the_market_for_its_own() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        vouchers::create(
            core,
            &booth.director,
            Some(booth.id),
            &voucher("namua10", "10%"),
        )
        .await
        .expect("given");
        let operator = operator(world).await;
        vouchers::create(core, &operator, None, &voucher("CHOPHIEN", "20.000"))
            .await
            .expect("given");
        let two = || order(vec![line(&booth.goods, "2")]);
        let own = buy(core, &with(two(), "NaMua10", "0912 345 601"), "k1").await;
        let own = own.expect("placed");
        let part = &own.sub_orders[0];
        assert_eq!(part.discount.map(|off| off.0), Some(39_000));
        assert_eq!(own.total.0, 390_000 + part.shipping_fee.0 - 39_000);
        assert_eq!(own.total, part.total);
        // The fee is of the price as sold; the cooperative bears its voucher.
        assert_eq!(balance(world, "platform_fee").await, -10_530);
        assert_eq!(
            balance(world, "pending").await,
            -(390_000 - 39_000 - 10_530)
        );
        let market = buy(core, &with(two(), "CHOPHIEN", "0912 345 601"), "k2").await;
        market.expect("placed");
        assert_eq!(balance(world, "promotion").await, 20_000);
        assert_eq!(balance(world, "platform_fee").await, -10_530 - 11_700);
        let again = buy(core, &with(two(), "NAMUA10", "0912 345 601"), "k3").await;
        assert_eq!(
            refused(&again.expect_err("once")),
            ("voucher", "used_before")
        );
        let unknown = buy(core, &with(two(), "KHONGCO", "0912 345 602"), "k4").await;
        assert_eq!(refused(&unknown.expect_err("none")), ("voucher", "unknown"));
        let page = vouchers::page(core, &booth.director, Whose::Cooperative(booth.id)).await;
        let page = page.expect("shown");
        assert_eq!((page.lines.len(), page.lines[0].live), (1, true));
        clean(world).await;
        // Cancelled as a whole: it may be used again, and nobody has paid for it.
        let which = SubOrderRef::from(part.code.as_str());
        sub_orders::cancel(core, &services::actor::Actor::system(), &which, "Thử")
            .await
            .expect("cancelled");
        assert_eq!(state(world, &part.code).await, "cancelled");
        assert_eq!(used(world, "NAMUA10").await, 0);
        assert_eq!(balance(world, "platform_fee").await, -11_700);
        buy(core, &with(two(), "NAMUA10", "0912 345 601"), "k5")
            .await
            .expect("placed");
        clean(world).await;
    });
}

#[test]
fn a_shared_voucher_waits_for_its_cooperative_and_ends() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let operator = operator(world).await;
        let slug = "select slug as v from cooperative";
        let shared = NewVoucher {
            own: "50".into(),
            cooperative: world.word(slug).await,
            least_goods: "300k".into(),
            ..voucher("CHIASE", "40.000")
        };
        vouchers::create(core, &operator, None, &shared)
            .await
            .expect("given");
        let two = || order(vec![line(&booth.goods, "2")]);
        let early = buy(core, &with(two(), "CHIASE", "0912 345 601"), "k1").await;
        assert_eq!(
            refused(&early.expect_err("not agreed")),
            ("voucher", "ended")
        );
        let packer = world
            .given_member(booth.id, MemberRole::Seller, "0912 345 698")
            .await;
        assert!(
            vouchers::agree(core, &packer, booth.id, "CHIASE")
                .await
                .is_err()
        );
        vouchers::agree(core, &booth.director, booth.id, "CHIASE")
            .await
            .expect("agreed");
        let little = order(vec![line(&booth.goods, "1")]);
        let little = buy(core, &with(little, "CHIASE", "0912 345 601"), "k2").await;
        assert_eq!(
            refused(&little.expect_err("too little")),
            ("voucher", "too_little")
        );
        buy(core, &with(two(), "CHIASE", "0912 345 601"), "k3")
            .await
            .expect("placed");
        assert_eq!(balance(world, "promotion").await, 20_000);
        assert_eq!(balance(world, "platform_fee").await, -11_100);
        let other = super::given::booth(world, "HTX Khác", "0912 345 673", "9999999999").await;
        let foreign = vouchers::end(core, &other.director, Some(other.id), "CHIASE").await;
        assert!(matches!(foreign, Err(Error::NotFound { .. })));
        vouchers::end(core, &operator, None, "CHIASE")
            .await
            .expect("ended");
        let late = buy(core, &with(two(), "CHIASE", "0912 345 602"), "k4").await;
        assert_eq!(refused(&late.expect_err("ended")), ("voucher", "ended"));
        clean(world).await;
    });
}

#[test]
fn no_voucher_goes_below_a_floor() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        // Nets 195,000 − 3 % = 189,150; with 10 % off 170,235.
        let floor = SetFloor {
            offer: booth.goods.offer.to_string(),
            amount: "175k".into(),
            decision: "Nghị quyết HĐQT số 05".into(),
            decided_on: "2026-08-01".into(),
            ..SetFloor::default()
        };
        let slug = world.word("select slug as v from listing").await;
        services::floors::set(core, &booth.director, booth.id, &slug, &floor)
            .await
            .expect("set");
        let deep = vouchers::create(
            core,
            &booth.director,
            Some(booth.id),
            &voucher("SAUQUA", "10%"),
        )
        .await;
        assert_eq!(refused(&deep.expect_err("below")), ("off", "below_floor"));
        // What depends on the order is looked at there.
        vouchers::create(
            core,
            &booth.director,
            Some(booth.id),
            &voucher("BON0", "40.000"),
        )
        .await
        .expect("given");
        let few = with(order(vec![line(&booth.goods, "2")]), "BON0", "0912 345 601");
        match buy(core, &few, "k1").await {
            Err(Error::Invalid { fields }) => {
                assert_eq!(
                    (fields[0].path.as_str(), fields[0].code.as_str()),
                    ("voucher", "below_floor")
                );
                assert!(fields[0].message.contains("₫"), "{}", fields[0].message);
            }
            other => panic!("{other:?}"),
        }
        let many = with(order(vec![line(&booth.goods, "6")]), "BON0", "0912 345 601");
        buy(core, &many, "k2").await.expect("placed");
        // The market's own money lowers nobody's price.
        let operator = operator(world).await;
        vouchers::create(core, &operator, None, &voucher("CHOCHIU", "60.000"))
            .await
            .expect("given");
        let few = with(
            order(vec![line(&booth.goods, "2")]),
            "CHOCHIU",
            "0912 345 601",
        );
        buy(core, &few, "k3").await.expect("placed");
        clean(world).await;
    });
}

#[test]
fn the_last_use_goes_to_one_of_fifty() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        world
            .execute(
                "update offer set on_hand = 100 where id = $1",
                [booth.goods.offer.uuid().into()],
            )
            .await;
        world
            .execute(
                "update stock_movement set on_hand = 100 where offer_id = $1",
                [booth.goods.offer.uuid().into()],
            )
            .await;
        let last = NewVoucher {
            uses: "1".into(),
            ..voucher("CUOICUNG", "20.000")
        };
        vouchers::create(&world.core, &booth.director, Some(booth.id), &last)
            .await
            .expect("given");
        let orders: Vec<PlaceOrder> = (0..50)
            .map(|n| {
                with(
                    order(vec![line(&booth.goods, "1")]),
                    "CUOICUNG",
                    &format!("0912 345 6{n:02}"),
                )
            })
            .collect();
        let mut crowd = tokio::task::JoinSet::new();
        for (n, asked) in orders.into_iter().enumerate() {
            let core = world.core.clone();
            crowd.spawn(async move {
                match buy(&core, &asked, &format!("k{n}")).await {
                    Ok(_) => true,
                    Err(error @ Error::Invalid { .. }) => {
                        assert_eq!(refused(&error), ("voucher", "used_up"));
                        false
                    }
                    Err(other) => panic!("{other:?}"),
                }
            });
        }
        let bought = crowd.join_all().await;
        assert_eq!(bought.into_iter().filter(|got| *got).count(), 1);
        assert_eq!(used(world, "CUOICUNG").await, 1);
        clean(world).await;
    });
}

#[test]
fn who_takes_over_does_not_pay_for_anothers_voucher() {
    on_both(async |world| {
        let core = &world.core;
        let pool = crate::moving::given_pool(world, [20, 20, 20]).await;
        let head = world
            .given_member(pool.all[0], MemberRole::Director, "0912 345 690")
            .await;
        vouchers::create(core, &head, Some(pool.all[0]), &voucher("NAMUA10", "10%"))
            .await
            .expect("given");
        let placed = buy(
            core,
            &with(
                order(vec![line(&pool.goods, "2")]),
                "NAMUA10",
                "0912 345 601",
            ),
            "k1",
        )
        .await
        .expect("placed");
        let which = SubOrderRef::from(placed.sub_orders[0].code.as_str());
        sub_orders::decline(core, &head, &which, "Hết hàng")
            .await
            .expect("declined");
        let parts = crate::moving::parts(world, &placed.code).await;
        let new = parts
            .iter()
            .find(|part| part.state == "to_confirm")
            .expect("moved");
        assert_eq!((new.voucher_own, new.voucher_market), (0, 39_000));
        assert_eq!(new.total, placed.total.0, "the buyer pays what was agreed");
        assert_eq!(balance(world, "promotion").await, 39_000 + new.fee_borne);
        clean(world).await;
    });
}
