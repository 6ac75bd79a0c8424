//! Money of parts that another cooperative takes over, of weight that was not paid, of cards that are charged back; and what
//! sellers earn of it all.

use super::given::{
    ACCOUNT, balance, booth, clean, credit, order_id, paid, refunds, state, tell, waiting,
};
use super::statement::operator;
use crate::moving::{given_pool, parts};
use crate::ordering::{buy, line, order};
use crate::support::{World, on_both};
use services::actor::{Actor, MemberRole};
use services::lots::Packing;
use services::sub_orders::{self, SubOrderRef};
use services::{Core, payments};
use shared::input::booth::ChangeAccount;
use shared::money::Vnd;
use shared::payment::{DisputeNews, News, NotifyEvent, PayState};

const ONE: &str = "0912 345 671";

async fn open_tasks(world: &World, kind: &str) -> i64 {
    let text = "select count(*) as n from task where kind = $1 and done_at is null";
    world.number(text, [kind.into()]).await
}

async fn held_by(world: &World, cooperative: uuid::Uuid) -> i64 {
    let text = "select cast(coalesce(sum(amount), 0) as bigint) as n from posting \
                where account = 'held' and cooperative_id = $1";
    world.number(text, [cooperative.into()]).await
}

#[test]
fn who_has_the_money_of_a_part_that_moved_hands_it_on() {
    on_both(async |world| {
        let core = &world.core;
        let pool = given_pool(world, [20, 20, 20]).await;
        let mut heads = Vec::new();
        for (n, cooperative) in pool.all.iter().enumerate() {
            let phone = format!("0912 345 69{n}");
            let head = world
                .given_member(*cooperative, MemberRole::Director, &phone)
                .await;
            let form = ChangeAccount {
                bin: "970405".into(),
                number: format!("{ACCOUNT}{n}"),
                holder: "HTX".into(),
            };
            payments::change_account(core, &head, *cooperative, &form)
                .await
                .expect("an account");
            heads.push(head);
        }
        let mut asked = order(vec![line(&pool.goods, "2")]);
        asked.payment_method = "vietqr".into();
        let placed = buy(core, &asked, "k1").await.expect("placed");
        let transfer = placed.payment.as_ref().expect("to pay").transfers[0].clone();
        let mut event = credit("FT1", placed.total.0, &transfer.content);
        if let News::Credit(line) = &mut event.news {
            line.account = transfer.account_number.clone();
        }
        tell(world, &event).await;
        let old = parts(world, &placed.code).await.remove(0);
        let first = pool
            .all
            .iter()
            .position(|id| id.uuid() == old.cooperative_id);
        let first = first.expect("one of them");
        assert_eq!(held_by(world, old.cooperative_id).await, placed.total.0);
        let which = SubOrderRef::from(transfer.sub_order.as_str());
        sub_orders::decline(core, &heads[first], &which, "Hết hàng")
            .await
            .expect("declined");
        let new = parts(world, &placed.code).await.pop().expect("moved");
        assert_eq!(new.state, "to_confirm");
        assert_eq!(held_by(world, old.cooperative_id).await, 0);
        assert_eq!(held_by(world, new.cooperative_id).await, placed.total.0);
        assert_eq!(balance(world, "buyer").await, 0);
        assert_eq!(open_tasks(world, "forward_money").await, 1);
        let second = pool
            .all
            .iter()
            .position(|id| id.uuid() == new.cooperative_id);
        let second = second.expect("one of them");
        let todo = async |n: usize| {
            let view = services::booths::load_money_view(core, &heads[n], pool.all[n], "").await;
            view.expect("shown").todos
        };
        let (from, to) = (todo(first).await, todo(second).await);
        assert!(from[0].text.contains(&new.code) && from[0].deeds.is_empty());
        assert_eq!(to[0].deeds.len(), 1);
        // Who only owes it cannot say that it came; who received it says so once or twice.
        let wrong =
            payments::settle_todo(core, &heads[first], pool.all[first], &new.code, "da-nhan");
        assert!(wrong.await.is_err());
        for _ in 0..2 {
            payments::settle_todo(core, &heads[second], pool.all[second], &new.code, "da-nhan")
                .await
                .expect("noted");
        }
        assert_eq!(open_tasks(world, "forward_money").await, 0);
        clean(world).await;
    });
}

/// A bird of about 1.5 kg that is paid by transfer and weighs 1.62 kg; its cooperative, and what is missing.
async fn heavy(world: &World) -> (super::given::Booth, String) {
    let booth = booth(world, "HTX Tuấn Chuyên", ONE, ACCOUNT).await;
    for text in [
        "update variant set catch_weight = true, step = 1500, unit = 'kg', name = '1 con'",
        "update offer set on_hand = 4500",
        "update stock_movement set on_hand = 4500",
    ] {
        world.execute(text, []).await;
    }
    let mut asked = order(vec![line(&booth.goods, "1.5")]);
    asked.payment_method = "vietqr".into();
    let placed = buy(&world.core, &asked, "k1").await.expect("placed");
    let transfer = placed.payment.as_ref().expect("to pay").transfers[0].clone();
    tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
    let which = SubOrderRef::from(transfer.sub_order.as_str());
    sub_orders::accept(&world.core, &booth.director, &which)
        .await
        .expect("accepted");
    let row = store::sql::row(world.core.db.read(), "select id from order_line", []).await;
    let id: uuid::Uuid = row
        .expect("runs")
        .expect("a line")
        .try_get("", "id")
        .expect("an id");
    let packing = Packing {
        weighed: vec![(id.into(), "1,62".to_owned())],
        ..Packing::default()
    };
    sub_orders::pack(&world.core, &booth.director, &which, packing)
        .await
        .expect("packed");
    (booth, transfer.sub_order)
}

#[test]
fn what_weighs_more_than_was_paid_is_collected_or_given() {
    for deed in ["da-thu", "bo-qua"] {
        on_both(async |world| {
            let (booth, code) = heavy(world).await;
            let more = 195_000 * 162 / 100 - 195_000 * 150 / 100;
            assert_eq!(balance(world, "buyer").await, more);
            assert_eq!(open_tasks(world, "weight_difference").await, 1);
            let held = balance(world, "held").await;
            let earned = balance(world, "pending").await;
            for _ in 0..2 {
                payments::settle_todo(&world.core, &booth.director, booth.id, &code, deed)
                    .await
                    .expect("settled");
            }
            assert_eq!(balance(world, "buyer").await, 0);
            let (took, gave) = match deed {
                "da-thu" => (more, 0),
                _ => (0, more),
            };
            assert_eq!(balance(world, "held").await, held + took);
            assert_eq!(balance(world, "pending").await, earned + gave);
            assert_eq!(open_tasks(world, "weight_difference").await, 0);
            clean(world).await;
        });
    }
}

/// The core of a market that offers VNPay.
pub fn with_vnpay(world: &World) -> Core {
    let mut core = world.core.clone();
    core.ways = vec![services::PayWay {
        code: "vnpay".into(),
        name_vi: "VNPay",
        name_en: "VNPay",
        least: Vnd(5_000),
        most: Vnd(99_999_999),
    }];
    core
}

#[test]
fn a_card_that_is_charged_back_costs_each_cooperative_its_goods() {
    on_both(async |world| {
        let core = &with_vnpay(world);
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let mut asked = order(vec![line(&booth.goods, "2")]);
        asked.payment_method = "vnpay".into();
        let placed = buy(core, &asked, "k1").await.expect("placed");
        let id = order_id(world, &placed.code).await;
        let open = payments::to_open(core, id).await.expect("looks").remove(0);
        let told = paid(&open.reference, "T1", placed.total.0);
        payments::record(core, "vnpay", &told, "{}")
            .await
            .expect("paid");
        assert_eq!(state(world, &placed.sub_orders[0].code).await, "to_confirm");
        let dispute = |status: &str| NotifyEvent {
            key: format!("dispute:{status}"),
            stated_at: None,
            news: News::Dispute(DisputeNews {
                payment_txn: "T1".into(),
                provider_txn: "D1".into(),
                amount: placed.total,
                reason: "fraudulent".into(),
                status: status.into(),
            }),
        };
        for status in ["needs_response", "lost", "lost"] {
            payments::record(core, "vnpay", &dispute(status), "{}")
                .await
                .expect("recorded");
        }
        // The provider's balance is what it was before the payment; the goods are asked of the cooperative, delivery is lost.
        assert_eq!(balance(world, "clearing").await, 0);
        assert_eq!(balance(world, "payable").await, 390_000);
        assert_eq!(balance(world, "loss").await, placed.total.0 - 390_000);
        assert_eq!(open_tasks(world, "payment_review").await, 1);
        clean(world).await;
    });
}

#[test]
fn a_payment_that_is_confirmed_after_the_end_goes_back() {
    on_both(async |world| {
        let core = &with_vnpay(world);
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let mut asked = order(vec![line(&booth.goods, "1")]);
        asked.payment_method = "vnpay".into();
        let placed = buy(core, &asked, "k1").await.expect("placed");
        let id = order_id(world, &placed.code).await;
        let open = payments::to_open(core, id).await.expect("looks").remove(0);
        let which = SubOrderRef::from(placed.sub_orders[0].code.as_str());
        sub_orders::cancel(core, &Actor::system(), &which, "Đổi ý")
            .await
            .expect("cancelled");
        let told = paid(&open.reference, "T1", placed.total.0);
        for _ in 0..3 {
            payments::record(core, "vnpay", &told, "{}")
                .await
                .expect("kept");
        }
        assert_eq!(state(world, &placed.sub_orders[0].code).await, "cancelled");
        assert_eq!(refunds(world, "late").await, placed.total.0);
        assert_eq!(balance(world, "refund_payable").await, -placed.total.0);
        // A late word of failure changes nothing any more.
        let mut failed = paid(&open.reference, "T1", placed.total.0);
        failed.key = "failed".into();
        if let News::Payment(news) = &mut failed.news {
            news.state = PayState::Failed { code: "24".into() };
        }
        payments::record(core, "vnpay", &failed, "{}")
            .await
            .expect("kept");
        assert_eq!(refunds(world, "late").await, placed.total.0);
        clean(world).await;
    });
}

#[test]
fn a_transfer_for_a_part_that_was_never_paid_stays_with_its_cooperative() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        let operator = operator(world).await;
        let foreign = payments::settle_todo(
            &world.core,
            &operator,
            booth.id,
            &transfer.sub_order,
            "da-thu",
        );
        assert!(foreign.await.is_err());
        let none = payments::settle_todo(
            &world.core,
            &booth.director,
            booth.id,
            &transfer.sub_order,
            "da-thu",
        );
        assert!(none.await.is_err(), "nothing is missing");
        assert_eq!(balance(world, "buyer").await, placed.total.0);
        clean(world).await;
    });
}
