//! Transfers: exact, in part, twice, late, with a wrong code, told three times.

use super::given::{ACCOUNT, balance, booth, clean, credit, refunds, state, tell, waiting};
use crate::support::{World, on_both, signed_in};
use services::actor::StaffRole;
use services::payments::{self, MINUTES};
use shared::payment::NotifyOutcome;
use shared::state::OrderStatus;

const ONE: &str = "0912 345 671";

async fn allocated(world: &World, offer: uuid::Uuid) -> i64 {
    let text = "select allocated as n from offer where id = $1";
    world.number(text, [offer.into()]).await
}

#[test]
fn an_order_waits_for_its_transfer_and_goes_on() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        assert_eq!(placed.status, OrderStatus::AwaitingPayment);
        assert_eq!(transfer.amount, placed.total);
        assert_eq!(transfer.account_number, ACCOUNT);
        assert_eq!(allocated(world, booth.goods.offer.uuid()).await, 2);
        assert_eq!(balance(world, "buyer").await, placed.total.0);
        let told = "select count(*) as n from outbox where topic = 'sub_order.placed'";
        assert_eq!(
            world.number(told, []).await,
            0,
            "nobody is asked before it is paid"
        );
        // Told three times, by two feeds: booked once.
        let event = credit(
            "FT1",
            placed.total.0,
            &format!("MBVCB.1.{} CT TU", transfer.content),
        );
        assert_eq!(tell(world, &event).await, NotifyOutcome::Recorded);
        assert_eq!(tell(world, &event).await, NotifyOutcome::Repeated);
        let again = payments::record(&world.core, "casso", &event, "{}").await;
        assert_eq!(again.expect("recorded"), NotifyOutcome::Repeated);
        assert_eq!(state(world, &transfer.sub_order).await, "to_confirm");
        assert_eq!(world.number(told, []).await, 1);
        let asked = "select count(*) as n from sub_order where respond_by is not null";
        assert_eq!(world.number(asked, []).await, 1);
        assert_eq!(balance(world, "buyer").await, 0);
        assert_eq!(balance(world, "held").await, placed.total.0);
        clean(world).await;
    });
}

#[test]
fn what_is_not_paid_in_time_is_sold_to_others() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        assert_eq!(payments::expire(&world.core).await.expect("looks"), 0);
        world.core.clock.advance(MINUTES * 60_000 + 1);
        assert_eq!(payments::expire(&world.core).await.expect("ends"), 1);
        assert_eq!(state(world, &transfer.sub_order).await, "cancelled");
        assert_eq!(allocated(world, booth.goods.offer.uuid()).await, 0);
        assert_eq!(balance(world, "buyer").await, 0);
        // The money comes all the same: it goes back, it is never lost.
        let late = credit("FT2", placed.total.0, &transfer.content);
        assert_eq!(tell(world, &late).await, NotifyOutcome::Recorded);
        assert_eq!(state(world, &transfer.sub_order).await, "cancelled");
        assert_eq!(refunds(world, "late").await, placed.total.0);
        assert_eq!(balance(world, "refund_payable").await, -placed.total.0);
        let tasks = "select count(*) as n from task where kind = 'refund' and done_at is null";
        assert_eq!(world.number(tasks, []).await, 1);
        clean(world).await;
    });
}

#[test]
fn parts_too_much_and_twice() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        let total = placed.total.0;
        tell(world, &credit("FT1", 100_000, &transfer.content)).await;
        assert_eq!(state(world, &transfer.sub_order).await, "awaiting_payment");
        assert_eq!(balance(world, "buyer").await, total - 100_000);
        tell(world, &credit("FT2", total - 90_000, &transfer.content)).await;
        assert_eq!(state(world, &transfer.sub_order).await, "to_confirm");
        assert_eq!(refunds(world, "over").await, 10_000);
        tell(world, &credit("FT3", total, &transfer.content)).await;
        assert_eq!(refunds(world, "double").await, total);
        assert_eq!(balance(world, "held").await, 2 * total + 10_000);
        assert_eq!(balance(world, "suspense").await, 0);
        clean(world).await;
    });
}

#[test]
fn a_part_payment_goes_back_when_the_rest_does_not_come() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (_, transfer) = waiting(world, &booth, "k1").await;
        tell(world, &credit("FT1", 100_000, &transfer.content)).await;
        world.core.clock.advance(MINUTES * 60_000 + 1);
        payments::expire(&world.core).await.expect("ends");
        assert_eq!(refunds(world, "cancelled").await, 100_000);
        assert_eq!(balance(world, "buyer").await, 0);
        clean(world).await;
    });
}

#[test]
fn a_wrong_code_is_settled_by_a_person() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let person = world.given_person("Vận hành", "0912 345 699").await;
        let operator = signed_in(person, Vec::new(), vec![StaffRole::Operator]);
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        let total = placed.total.0;
        tell(world, &credit("FT1", total, "tien na")).await;
        tell(world, &credit("FT2", 1_000, "?")).await;
        assert_eq!(state(world, &transfer.sub_order).await, "awaiting_payment");
        assert_eq!(balance(world, "suspense").await, -total - 1_000);
        let shown = payments::money_tasks(&world.core, &operator)
            .await
            .expect("shown");
        assert_eq!(shown.credits.len(), 2);
        assert_eq!(
            shown.credits[0].proposals,
            std::slice::from_ref(&transfer.content)
        );
        assert!(
            payments::money_tasks(&world.core, &booth.director)
                .await
                .is_err()
        );
        let (first, second) = (&shown.credits[0].id, &shown.credits[1].id);
        let bad = payments::assign(&world.core, &operator, first, "CP0000000").await;
        assert!(bad.is_err());
        payments::assign(&world.core, &operator, first, &transfer.content)
            .await
            .expect("assigned");
        assert!(
            payments::assign(&world.core, &operator, first, &transfer.content)
                .await
                .is_err()
        );
        payments::give_back(&world.core, &operator, second)
            .await
            .expect("noted");
        assert_eq!(state(world, &transfer.sub_order).await, "to_confirm");
        assert_eq!(balance(world, "suspense").await, 0);
        assert_eq!(balance(world, "held").await, total);
        clean(world).await;
    });
}

#[test]
fn what_was_dropped_after_the_money_is_made_up_for() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
        // As if the server had died between booking the money and telling the order.
        let txn = world.core.db.begin().await.expect("begins");
        let text = "update sub_order set state = 'awaiting_payment' where code = $1";
        store::sql::execute(&*txn, text, [transfer.sub_order.clone().into()])
            .await
            .expect("runs");
        txn.commit().await.expect("commits");
        world.core.clock.advance(MINUTES * 60_000 + 1);
        assert_eq!(
            payments::expire(&world.core).await.expect("looks"),
            0,
            "it is paid"
        );
        let text = "select key from outbox where topic = 'payment.paid'";
        let row = store::sql::row(world.core.db.read(), text, [])
            .await
            .expect("runs")
            .expect("a message");
        let key: String = row.try_get("", "key").expect("a key");
        for _ in 0..3 {
            let id = key.parse().expect("an id");
            payments::confirm(&world.core, id).await.expect("confirmed");
        }
        assert_eq!(state(world, &transfer.sub_order).await, "to_confirm");
        clean(world).await;
    });
}

#[test]
fn transfers_are_offered_when_everybody_takes_them() {
    on_both(async |world| {
        let with = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let without = world.given_cooperative("HTX Bích Thao").await;
        let other = world.given_goods(without, "Cà phê", 90_000, 5).await;
        let mut asked = crate::ordering::order(vec![
            crate::ordering::line(&with.goods, "1"),
            crate::ordering::line(&other, "1"),
        ]);
        asked.payment_method = "vietqr".into();
        let error = crate::ordering::buy(&world.core, &asked, "k1")
            .await
            .expect_err("refused");
        let fields = crate::ordering::fields(error);
        assert_eq!(
            (fields[0].0.as_str(), fields[0].1.as_str()),
            ("payment_method", "not_available")
        );
        assert!(fields[0].2.contains("Bích Thao"));
        asked.payment_method = "gold".into();
        assert!(
            crate::ordering::buy(&world.core, &asked, "k2")
                .await
                .is_err()
        );
    });
}
