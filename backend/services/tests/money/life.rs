//! The life of parts in the ledger: cash, declining, cancelling, claims.

use super::given::{
    ACCOUNT, balance, booth, clean, credit, order_id, refunds, state, tell, waiting,
};
use crate::ordering::{buy, conflict, line, order};
use crate::support::{World, on_both};
use services::actor::Actor;
use services::lots::Packing;
use services::pictures::StoredPicture;
use services::sub_orders::{self, SubOrderRef};
use services::{orders, payments};
use shared::say::Locale;
use shared::state::SubOrderAction;

const ONE: &str = "0912 345 671";
const TWO: &str = "0912 345 672";

pub fn photo() -> StoredPicture {
    StoredPicture {
        id: "anh".into(),
        width: 800,
        height: 600,
        widths: vec![400],
        bytes: 1_000,
    }
}

pub async fn delivered(world: &World, by: &Actor, code: &str) {
    let (core, which) = (&world.core, SubOrderRef::from(code));
    sub_orders::accept(core, by, &which)
        .await
        .expect("accepted");
    sub_orders::pack(core, by, &which, Packing::default())
        .await
        .expect("packed");
    sub_orders::hand_over(core, by, &which, "Viettel Post", "VTP1")
        .await
        .expect("sent");
    sub_orders::deliver(core, by, &which)
        .await
        .expect("delivered");
}

#[test]
fn cash_lies_with_the_carrier_until_it_is_handed_on() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let placed = buy(&world.core, &order(vec![line(&booth.goods, "2")]), "k1")
            .await
            .expect("placed");
        let code = placed.sub_orders[0].code.clone();
        assert_eq!(balance(world, "buyer").await, placed.total.0);
        delivered(world, &booth.director, &code).await;
        assert_eq!(balance(world, "cod_receivable").await, placed.total.0);
        assert_eq!(balance(world, "buyer").await, 0);
        assert_eq!(balance(world, "pending").await, -390_000 + 11_700);
        clean(world).await;
    });
}

#[test]
fn what_was_paid_goes_back_when_the_order_is_cancelled() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
        let which = SubOrderRef::from(transfer.sub_order.as_str());
        sub_orders::accept(&world.core, &booth.director, &which)
            .await
            .expect("accepted");
        let order = order_id(world, &placed.code).await;
        let buyer = crate::ordering::buyer();
        sub_orders::cancel_as_buyer(&world.core, &buyer, order, 1, SubOrderAction::Cancel)
            .await
            .expect("cancelled");
        assert_eq!(refunds(world, "cancelled").await, placed.total.0);
        assert_eq!(balance(world, "pending").await, 0);
        assert_eq!(balance(world, "platform_fee").await, 0);
        // The cooperative has the money and notes that it sent it back; noting it twice is harmless.
        let due = payments::open_claims(&world.core, &booth.director, booth.id)
            .await
            .expect("shown");
        assert_eq!(due.len(), 1);
        for _ in 0..2 {
            payments::refund_done(&world.core, &booth.director, &due[0].reference)
                .await
                .expect("noted");
        }
        assert_eq!(
            (
                balance(world, "held").await,
                balance(world, "refund_payable").await
            ),
            (0, 0)
        );
        // The same transfer told again, after everything: nothing starts anew.
        tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
        assert_eq!(state(world, &transfer.sub_order).await, "cancelled");
        assert_eq!(refunds(world, "cancelled").await, placed.total.0);
        clean(world).await;
    });
}

#[test]
fn a_paid_part_that_another_takes_over_stays_paid() {
    on_both(async |world| {
        let first = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &first, "k1").await;
        tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
        let which = SubOrderRef::from(transfer.sub_order.as_str());
        sub_orders::decline(&world.core, &first.director, &which, "Hết hàng")
            .await
            .expect("declined");
        // Nobody else has it: the buyer chooses, and his money waits for that.
        assert_eq!(balance(world, "buyer").await, -placed.total.0);
        assert_eq!(refunds(world, "cancelled").await, 0);
        let order = order_id(world, &placed.code).await;
        let buyer = crate::ordering::buyer();
        services::moving::choose(
            &world.core,
            &buyer,
            order,
            1,
            services::moving::Choice::Refund,
        )
        .await
        .expect("chosen");
        assert_eq!(refunds(world, "cancelled").await, placed.total.0);
        assert_eq!(balance(world, "buyer").await, 0);
        clean(world).await;
    });
}

#[test]
fn a_claim_with_a_photo_is_answered_in_two_taps() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
        let order = order_id(world, &placed.code).await;
        let claim = async |note: &str| {
            payments::claim(&world.core, order, (1, 1), note, &photo(), Locale::Vi).await
        };
        let early = claim("Dập hết").await.expect_err("not delivered");
        assert_eq!(conflict(&early), "too_late");
        delivered(world, &booth.director, &transfer.sub_order).await;
        assert!(claim("").await.is_err());
        claim("Dập hết").await.expect("claimed");
        assert_eq!(conflict(&claim("Dập").await.expect_err("once")), "claimed");
        let open = payments::open_claims(&world.core, &booth.director, booth.id)
            .await
            .expect("shown");
        assert_eq!(
            (open.len(), open[0].asked, open[0].carrier),
            (1, true, true)
        );
        let other = super::given::booth(world, "HTX Khác", TWO, "9999999999").await;
        let foreign = payments::decide(
            &world.core,
            &other.director,
            other.id,
            &open[0].reference,
            "all",
        );
        assert!(foreign.await.is_err());
        payments::decide(
            &world.core,
            &booth.director,
            booth.id,
            &open[0].reference,
            "carrier",
        )
        .await
        .expect("granted");
        let again = payments::decide(
            &world.core,
            &booth.director,
            booth.id,
            &open[0].reference,
            "half",
        );
        assert_eq!(conflict(&again.await.expect_err("once")), "answered");
        assert_eq!(balance(world, "carrier_claim").await, 195_000);
        assert_eq!(balance(world, "refund_payable").await, -390_000);
        assert_eq!(balance(world, "platform_fee").await, 0);
        payments::refund_done(&world.core, &booth.director, &open[0].reference)
            .await
            .expect("noted");
        assert_eq!(balance(world, "refund_payable").await, 0);
        clean(world).await;
    });
}

#[test]
fn who_refuses_parcels_pays_first() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (core, by) = (&world.core, &booth.director);
        for n in 0..2 {
            let asked = order(vec![line(&booth.goods, "1")]);
            let placed = buy(core, &asked, &format!("k{n}")).await.expect("placed");
            let calls = "select count(*) as n from task where kind = 'confirm_call'";
            assert_eq!(world.number(calls, []).await, i64::from(n > 0));
            let which = SubOrderRef::from(placed.sub_orders[0].code.as_str());
            sub_orders::accept(core, by, &which)
                .await
                .expect("accepted");
            sub_orders::pack(core, by, &which, Packing::default())
                .await
                .expect("packed");
            sub_orders::hand_over(core, by, &which, "GHN", "1")
                .await
                .expect("sent");
            sub_orders::fail_delivery(core, by, &which, "Khách không nhận")
                .await
                .expect("failed");
            sub_orders::start_return(core, by, &which, "Khách không nhận")
                .await
                .expect("back");
            sub_orders::finish_return(core, by, &which, true)
                .await
                .expect("back");
        }
        let third = buy(core, &order(vec![line(&booth.goods, "1")]), "k9").await;
        assert_eq!(conflict(&third.expect_err("prepaid only")), "prepay_only");
        let mut prepaid = order(vec![line(&booth.goods, "1")]);
        prepaid.payment_method = "vietqr".into();
        buy(core, &prepaid, "k10").await.expect("placed");
        // Freight of what came back is the cooperative's loss, nothing else is.
        assert_eq!(balance(world, "pending").await, -195_000 + 5_850);
        clean(world).await;
        let access = orders::just_placed(core, "unknown").await;
        assert!(access.is_err());
    });
}
