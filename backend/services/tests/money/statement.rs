//! Statements, carriers' remittances, settlements, what the market pays out.

use super::given::{ACCOUNT, Booth, balance, booth, clean, credit, tell, waiting};
use crate::ordering::{buy, conflict, line, order};
use crate::support::{World, on_both, signed_in};
use services::actor::{Actor, StaffRole};
use services::lots::Packing;
use services::settlements::{self, Deed};
use services::sub_orders::{self, SubOrderRef};
use services::{booths, payments, remittances};

const ONE: &str = "0912 345 671";
const DAY: i64 = 24 * 3_600_000;

async fn delivered(world: &World, booth: &Booth, code: &str, tracking: &str) {
    let (core, which) = (&world.core, SubOrderRef::from(code));
    let by = &booth.director;
    sub_orders::accept(core, by, &which)
        .await
        .expect("accepted");
    sub_orders::pack(core, by, &which, Packing::default())
        .await
        .expect("packed");
    sub_orders::hand_over(core, by, &which, "GHN", tracking)
        .await
        .expect("sent");
    sub_orders::deliver(core, by, &which)
        .await
        .expect("delivered");
}

async fn cash_order(world: &World, booth: &Booth, key: &str) -> (String, i64) {
    let placed = buy(&world.core, &order(vec![line(&booth.goods, "1")]), key)
        .await
        .expect("placed");
    let code = placed.sub_orders[0].code.clone();
    delivered(world, booth, &code, &format!("GHN{key}")).await;
    (code, placed.total.0)
}

pub async fn operator(world: &World) -> Actor {
    let person = world.given_person("Vận hành", "0912 345 699").await;
    signed_in(person, Vec::new(), vec![StaffRole::Operator])
}

#[test]
fn a_carriers_file_is_compared_line_by_line() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let (core, by) = (&world.core, &booth.director);
        let (first, total) = cash_order(world, &booth, "1").await;
        let (_, _) = cash_order(world, &booth, "2").await;
        let (third, _) = cash_order(world, &booth, "3").await;
        let file = format!(
            "\u{feff}Mã đơn;Mã vận đơn;Tiền thu hộ;Cước;Phí thu hộ\n{first};x;{total};20.000;2.500\nGHN2;x;100.000;0;0\nZZZ;x;1;;\n"
        );
        let done = remittances::import(core, by, booth.id, "t.csv", file.as_bytes())
            .await
            .expect("imported");
        assert_eq!(
            (done.lines, done.matched, done.differences.len()),
            (3, 1, 2)
        );
        assert_eq!(done.differences[0].told.replace('\u{a0}', " "), "100.000 ₫");
        let again = remittances::import(core, by, booth.id, "t.csv", file.as_bytes()).await;
        assert_eq!(conflict(&again.expect_err("once")), "known");
        let left = 2 * total - 100_000;
        assert_eq!(balance(world, "cod_receivable").await, left);
        remittances::received(core, by, booth.id, &third)
            .await
            .expect("noted");
        assert!(
            remittances::received(core, by, booth.id, &third)
                .await
                .is_err()
        );
        assert_eq!(balance(world, "cod_receivable").await, left - total);
        let bad = remittances::import(core, by, booth.id, "t.csv", b"a,b\n1,2\n").await;
        assert!(bad.is_err());
        clean(world).await;
    });
}

#[test]
fn a_week_is_settled_once_and_the_fee_is_paid() {
    on_both(async |world| {
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let operator = operator(world).await;
        let (core, by) = (&world.core, &booth.director);
        let (placed, transfer) = waiting(world, &booth, "k1").await;
        tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
        delivered(world, &booth, &transfer.sub_order, "GHN1").await;
        let view = booths::load_money_view(core, by, booth.id, "")
            .await
            .expect("shown");
        let said: Vec<String> = view
            .sums
            .iter()
            .map(|row| row.amount.replace('\u{a0}', " "))
            .collect();
        assert_eq!(said.first().map(String::as_str), Some("390.000 ₫"));
        assert_eq!(said.last().map(String::as_str), Some("378.300 ₫"));
        world.core.clock.advance(8 * DAY);
        assert_eq!(
            sub_orders::complete_delivered(core)
                .await
                .expect("completed"),
            1
        );
        assert_eq!(balance(world, "payable").await, -378_300);
        world.core.clock.advance(7 * DAY);
        assert_eq!(settlements::close(core).await.expect("settled"), 1);
        assert_eq!(settlements::close(core).await.expect("settled"), 0);
        // The cooperative has the buyer's money: the fee remains.
        assert_eq!(balance(world, "payable").await, 11_700);
        assert_eq!(balance(world, "held").await, 0);
        let view = booths::load_money_view(core, by, booth.id, "")
            .await
            .expect("shown");
        assert_eq!(view.settlements.len(), 1);
        assert!(view.settlements[0].net.contains("11.700"));
        let tasks = payments::money_tasks(core, &operator).await.expect("shown");
        let id = tasks.settlements[0].id.clone();
        assert!(
            settlements::note(core, by, &id, Deed::Received, "")
                .await
                .is_err()
        );
        settlements::note(core, &operator, &id, Deed::Received, "FT9")
            .await
            .expect("noted");
        let twice = settlements::note(core, &operator, &id, Deed::Received, "FT9").await;
        assert_eq!(conflict(&twice.expect_err("once")), "settled");
        assert_eq!(balance(world, "payable").await, 0);
        assert_eq!(balance(world, "bank").await, 11_700);
        clean(world).await;
    });
}

#[test]
fn what_a_provider_collected_is_paid_out_and_may_come_back() {
    on_both(async |world| {
        let mut core = world.core.clone();
        core.ways = vec![services::PayWay {
            code: "vnpay".into(),
            name_vi: "VNPay",
            name_en: "VNPay",
            least: shared::money::Vnd(1),
            most: shared::money::Vnd(99_999_999),
        }];
        let core = &core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let operator = operator(world).await;
        let mut asked = order(vec![line(&booth.goods, "2")]);
        asked.payment_method = "vnpay".into();
        let placed = buy(core, &asked, "k1").await.expect("placed");
        let order = super::given::order_id(world, &placed.code).await;
        let open = payments::to_open(core, order).await.expect("looks");
        assert_eq!(open.len(), 1);
        let created = shared::payment::Created {
            provider_ref: "P1".into(),
            next: shared::payment::NextStep::Redirect {
                url: "https://pay.example/1".into(),
            },
        };
        payments::opened(core, open[0].id, &created, "127.0.0.1")
            .await
            .expect("opened");
        let reference = open[0].reference.clone();
        let wrong = super::given::paid(&reference, "T1", placed.total.0 - 1);
        let outcome = payments::record(core, "vnpay", &wrong, "raw")
            .await
            .expect("recorded");
        assert_eq!(outcome, shared::payment::NotifyOutcome::WrongAmount);
        // Looked at by a person, then the right notice comes.
        let event = super::given::paid(&reference, "T2", placed.total.0);
        for _ in 0..3 {
            payments::record(core, "vnpay", &event, "raw")
                .await
                .expect("recorded");
        }
        let strange = super::given::paid(&reference, "T3", 1);
        let other = payments::record(core, "momo", &strange, "raw");
        assert_eq!(
            other.await.expect("recorded"),
            shared::payment::NotifyOutcome::UnknownReference
        );
        let code = &placed.sub_orders[0].code;
        assert_eq!(super::given::state(world, code).await, "to_confirm");
        assert_eq!(balance(world, "clearing").await, placed.total.0);
        delivered(world, &booth, code, "GHN1").await;
        world.core.clock.advance(8 * DAY);
        sub_orders::complete_delivered(core)
            .await
            .expect("completed");
        world.core.clock.advance(7 * DAY);
        settlements::close(core).await.expect("settled");
        assert!(
            settlements::payouts(core, &operator)
                .await
                .expect("listed")
                .is_empty(),
            "not checked yet"
        );
        let tasks = payments::money_tasks(core, &operator).await;
        let tasks = tasks.expect("shown").accounts;
        let seen = tasks.iter().find(|task| task.id == booth.id.to_string());
        let seen = seen.expect("to check").entered_at;
        payments::verify_account(core, &operator, booth.id, seen - 1)
            .await
            .expect_err("it was changed after the operator had looked");
        payments::verify_account(core, &operator, booth.id, seen)
            .await
            .expect("checked");
        let due = settlements::payouts(core, &operator).await.expect("listed");
        assert_eq!((due.len(), due[0].number.as_str()), (1, ACCOUNT));
        let (_, file) = settlements::payout_file(core, &operator)
            .await
            .expect("a file");
        assert!(String::from_utf8(file).expect("text").contains(ACCOUNT));
        let id = due[0].id.clone();
        let owed = -balance(world, "payable").await;
        assert_eq!(owed, due[0].amount.0);
        for deed in [Deed::Paid, Deed::Returned, Deed::Paid] {
            settlements::note(core, &operator, &id, deed, "")
                .await
                .expect("noted");
            let left = if deed == Deed::Paid { 0 } else { -owed };
            assert_eq!(balance(world, "payable").await, left);
        }
        clean(world).await;
    });
}
