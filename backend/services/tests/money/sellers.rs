//! What sellers are paid out, tax that is withheld, what commissions are of, and what invoices say.

use super::given::{ACCOUNT, Booth, balance, booth, clean, credit, tell};
use super::statement::operator;
use crate::given::Goods;
use crate::ordering::{buyer, conflict, line, order};
use crate::sharing::{click, lines, link, pays, seller};
use crate::support::{World, on_both};
use services::Error;
use services::lots::Packing;
use services::orders::{PlaceContext, place};
use services::settlements::{self, Deed};
use services::sub_orders::{self, SubOrderRef};
use services::vouchers;
use services::{booths, checkout, remittances, share};
use shared::input::booth::ChangeAccount;
use shared::input::order::{OrderLine, QuoteRequest};
use shared::input::voucher::NewVoucher;
use uuid::Uuid;

const ONE: &str = "0912 345 671";
const DAY: i64 = 24 * 3_600_000;

async fn done(world: &World, booth: &Booth, code: &str) {
    let (core, which) = (&world.core, SubOrderRef::from(code));
    let by = &booth.director;
    sub_orders::accept(core, by, &which)
        .await
        .expect("accepted");
    sub_orders::pack(core, by, &which, Packing::default())
        .await
        .expect("packed");
    sub_orders::hand_over(core, by, &which, "GHN", "GHN1")
        .await
        .expect("sent");
    sub_orders::deliver(core, by, &which)
        .await
        .expect("delivered");
}

/// Ordered through a link, paid by transfer, delivered and free of claims.
async fn sold(world: &World, booth: &Booth, line: OrderLine, cookie: &str) {
    let mut asked = order(vec![line]);
    asked.payment_method = "vietqr".into();
    let context = PlaceContext {
        key: Some("k1"),
        clicks: Some(cookie),
        ..PlaceContext::default()
    };
    let placed = place(&world.core, &buyer(), &asked, context)
        .await
        .expect("placed");
    let transfer = &placed.payment.as_ref().expect("to pay").transfers[0];
    tell(world, &credit("FT1", placed.total.0, &transfer.content)).await;
    done(world, booth, &transfer.sub_order).await;
    world.core.clock.advance(8 * DAY);
    let completed = sub_orders::complete_delivered(&world.core).await;
    assert_eq!(completed.expect("completed"), 1);
}

async fn dear(world: &World, booth: &Booth) -> Goods {
    world
        .given_goods(booth.id, "Gà đồi cả đàn", 2_000_000, 20)
        .await
}

#[test]
fn a_seller_is_paid_less_the_tax_and_again_when_the_bank_returns_it() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let operator = operator(world).await;
        let goods = dear(world, &booth).await;
        pays(world, &booth.director, booth.id, "40", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000001").await;
        let cookie = click(world, &link(world, &lan, &goods).await, "").await;
        sold(world, &booth, line(&goods, "8"), &cookie).await;
        assert_eq!(balance(world, "commission_payable").await, -6_400_000);
        world.core.clock.advance(7 * DAY);
        // The cooperative's week and the seller's payout; once.
        assert_eq!(settlements::close(core).await.expect("settled"), 2);
        assert_eq!(settlements::close(core).await.expect("settled"), 0);
        let account = ChangeAccount {
            bin: "970405".into(),
            number: "1 234 567 000".into(),
            holder: "nguyen lan".into(),
        };
        share::change_account(core, &lan, &account)
            .await
            .expect("kept");
        assert!(due(world, &operator).await.is_empty(), "not checked yet");
        let tasks = services::payments::money_tasks(core, &operator).await;
        let tasks = tasks.expect("shown");
        let task = tasks.accounts.iter().find(|task| task.seller);
        let task = task.expect("to check");
        assert_eq!(task.cooperative, "Nguyễn Lan");
        let verify =
            async |actor, seen_at| share::verify_account(core, actor, &task.id, seen_at).await;
        assert!(verify(&lan, task.entered_at).await.is_err());
        let other = verify(&operator, task.entered_at - 1).await;
        assert!(
            matches!(other, Err(Error::Conflict { .. })),
            "it was changed after the operator had looked"
        );
        verify(&operator, task.entered_at).await.expect("checked");
        let payout = due(world, &operator).await.remove(0);
        assert_eq!(
            (payout.amount.0, payout.number.as_str()),
            (5_760_000, "1234567000")
        );
        let (_, file) = settlements::payout_file(core, &operator)
            .await
            .expect("a file");
        assert!(String::from_utf8(file).expect("text").contains("5760000"));
        for by in [&lan, &booth.director] {
            let theirs = settlements::note_seller(core, by, &payout.id, Deed::Paid, "").await;
            assert!(theirs.is_err());
        }
        let note =
            async |deed| settlements::note_seller(core, &operator, &payout.id, deed, "FT9").await;
        note(Deed::Paid).await.expect("noted");
        let twice = note(Deed::Paid).await;
        assert_eq!(conflict(&twice.expect_err("once")), "settled");
        assert_eq!(balance(world, "commission_payable").await, 0);
        assert_eq!(balance(world, "tax_withheld").await, -640_000);
        assert_eq!(balance(world, "bank").await, -5_760_000);
        let home = share::home_page(core, &lan).await.expect("home");
        assert!(home.payouts[0].net.contains("640.000"), "{home:?}");
        let left = home.sums.last().expect("a sum");
        assert!(left.total && left.amount.starts_with("0"), "{left:?}");
        note(Deed::Returned).await.expect("noted");
        assert_eq!(balance(world, "commission_payable").await, -6_400_000);
        assert_eq!(balance(world, "tax_withheld").await, 0);
        assert_eq!(balance(world, "bank").await, 0);
        assert!(
            due(world, &operator).await.is_empty(),
            "with the next payout"
        );
        world.core.clock.advance(7 * DAY);
        settlements::close(core).await.expect("settled");
        let again = due(world, &operator).await.remove(0);
        assert!(again.amount == payout.amount && again.id != payout.id);
        let known = share::list_sellers(core, &operator).await.expect("listed");
        let who: Uuid = known.sellers[0].id.parse().expect("an id");
        let stop =
            async |stop| share::set_seller(core, &operator, who, (stop, "Cần xem lại")).await;
        stop(true).await.expect("stopped");
        assert!(due(world, &operator).await.is_empty(), "withdrawn");
        let old = settlements::note_seller(core, &operator, &again.id, Deed::Paid, "").await;
        assert_eq!(conflict(&old.expect_err("withdrawn")), "settled");
        settlements::close(core).await.expect("settled");
        assert!(due(world, &operator).await.is_empty(), "still stopped");
        stop(false).await.expect("goes on");
        settlements::close(core).await.expect("settled");
        let again = due(world, &operator).await.remove(0);
        assert_eq!(again.amount, payout.amount);
        settlements::note_seller(core, &operator, &again.id, Deed::Paid, "")
            .await
            .expect("noted");
        assert_eq!(balance(world, "commission_payable").await, 0);
        let home = share::home_page(core, &lan).await.expect("home");
        assert_eq!(home.payouts.len(), 2);
        clean(world).await;
    });
}

async fn due(world: &World, operator: &services::actor::Actor) -> Vec<settlements::Payout> {
    let all = settlements::payouts(&world.core, operator).await;
    let all = all.expect("listed").into_iter();
    all.filter(|one| one.payee == "Lan").collect()
}

#[test]
fn small_commissions_wait_and_nothing_is_withheld_of_cooperatives() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        pays(world, &booth.director, booth.id, "5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000001").await;
        let cookie = click(world, &link(world, &lan, &booth.goods).await, "").await;
        sold(world, &booth, line(&booth.goods, "2"), &cookie).await;
        assert_eq!(balance(world, "commission_payable").await, -19_500);
        assert_eq!(balance(world, "tax_withheld").await, 0);
        world.core.clock.advance(7 * DAY);
        settlements::close(core).await.expect("settled");
        let payouts = "select count(*) as n from seller_payout";
        assert_eq!(world.number(payouts, []).await, 0);
        clean(world).await;
    });
}

#[test]
fn of_a_groups_sale_tax_is_withheld_when_it_is_done() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "Tổ hợp tác Bản Mẫu", ONE, ACCOUNT).await;
        world
            .execute("update cooperative set kind = 'group'", [])
            .await;
        sold(world, &booth, line(&booth.goods, "2"), "").await;
        // 1 % and 0.5 % of 390,000.
        assert_eq!(balance(world, "tax_withheld").await, -5_850);
        assert_eq!(balance(world, "payable").await, -(390_000 - 11_700 - 5_850));
        let month = booths::load_money_view(core, &booth.director, booth.id, "").await;
        let month = month.expect("shown");
        let tax = month.sums.iter().find(|row| row.label == "Thuế khấu trừ");
        assert!(tax.is_some_and(|row| row.amount.contains("5.850")));
        // Cash that comes after the end is less the tax already.
        let cash = crate::ordering::buy(core, &order(vec![line(&booth.goods, "1")]), "k2").await;
        let code = cash.expect("placed").sub_orders[0].code.clone();
        done(world, &booth, &code).await;
        world.core.clock.advance(8 * DAY);
        sub_orders::complete_delivered(core)
            .await
            .expect("completed");
        assert_eq!(balance(world, "tax_withheld").await, -5_850 - 2_925);
        remittances::received(core, &booth.director, booth.id, &code)
            .await
            .expect("noted");
        assert_eq!(balance(world, "tax_withheld").await, -5_850 - 2_925);
        assert_eq!(
            balance(world, "payable").await,
            -(390_000 + 195_000 - 11_700 - 5_850 - 5_850 - 2_925)
        );
        clean(world).await;
    });
}

fn off(code: &str, off: &str) -> NewVoucher {
    NewVoucher {
        code: code.into(),
        off: off.into(),
        until: "31/8/2026".into(),
        ..NewVoucher::default()
    }
}

#[test]
fn a_commission_is_of_the_price_after_the_cooperatives_voucher_and_before_the_markets() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let own = off("NAMUA10", "10%");
        vouchers::create(core, &booth.director, Some(booth.id), &own)
            .await
            .expect("given");
        let operator = operator(world).await;
        vouchers::create(core, &operator, None, &off("CHOPHIEN", "20.000"))
            .await
            .expect("given");
        pays(world, &booth.director, booth.id, "10", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000001").await;
        let cookie = click(world, &link(world, &lan, &booth.goods).await, "").await;
        for (n, code) in ["NAMUA10", "CHOPHIEN"].into_iter().enumerate() {
            let mut asked = order(vec![line(&booth.goods, "2")]);
            asked.voucher = Some(code.into());
            let key = format!("k{n}");
            let context = PlaceContext {
                key: Some(&key),
                clicks: Some(&cookie),
                ..PlaceContext::default()
            };
            let placed = place(core, &buyer(), &asked, context).await;
            let code = placed.expect("placed").sub_orders[0].code.clone();
            done(world, &booth, &code).await;
            world.core.clock.advance(1_000);
        }
        let earned = lines(world).await;
        let told = |n: usize| (earned[n].base, earned[n].amount, earned[n].reversed);
        assert_eq!(told(0), (351_000, 35_100, 0));
        assert_eq!(told(1), (390_000, 39_000, 0));
        clean(world).await;
        invoiced(world, &booth).await;
    });
}

/// The discount is the seller's own, line by line; the market's money is no discount.
async fn invoiced(world: &World, booth: &Booth) {
    world
        .execute("update category set ocop_group = 'I.1.a'", [])
        .await;
    let file = booths::invoice_csv(&world.core, &booth.director, booth.id, "").await;
    let (_, bytes) = file.expect("a file");
    let text = String::from_utf8(bytes).expect("text");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().expect("a head").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let cell = |row: usize, name: &str| {
        let at = head.iter().position(|column| column == name);
        rows[row]
            .get(at.expect("a column"))
            .expect("a cell")
            .to_owned()
    };
    let money = |row| {
        let names = [
            "Thành tiền",
            "Giảm giá",
            "Sau giảm giá",
            "Trong đó chợ trả thay khách",
        ];
        names.map(|name| cell(row, name))
    };
    assert_eq!(money(0), ["390000", "39000", "351000", "0"]);
    assert_eq!(money(1), ["390000", "0", "390000", "20000"]);
    assert_eq!(cell(0, "Thuế suất"), "KCT");
    assert!(cell(0, "Căn cứ thuế suất").contains("chưa chế biến"));
}

#[test]
fn a_quote_says_what_a_voucher_takes_off_and_why_it_does_not() {
    on_both(async |world| {
        let core = &world.core;
        let booth = booth(world, "HTX Đồng Mỏ", ONE, ACCOUNT).await;
        let own = off("NAMUA10", "10%");
        vouchers::create(core, &booth.director, Some(booth.id), &own)
            .await
            .expect("given");
        let asked = |code: Option<&str>| QuoteRequest {
            lines: vec![line(&booth.goods, "2")],
            ward_code: "00166".into(),
            voucher: code.map(Into::into),
        };
        let plain = checkout::quote(core, &buyer(), &asked(None)).await;
        let plain = plain.expect("quoted");
        let less = checkout::quote(core, &buyer(), &asked(Some("namua10"))).await;
        let less = less.expect("quoted");
        assert_eq!((plain.discount.0, less.discount.0), (0, 39_000));
        assert_eq!(less.total.0, plain.total.0 - 39_000);
        assert_eq!(less.parcels[0].discount.0, 39_000);
        assert_eq!(less.parcels[0].total, less.total);
        match checkout::quote(core, &buyer(), &asked(Some("KHONGCO"))).await {
            Err(Error::Invalid { fields }) => {
                assert_eq!(
                    (fields[0].path.as_str(), fields[0].code.as_str()),
                    ("voucher", "unknown")
                );
                assert!(fields[0].message.contains("để trống"));
            }
            other => panic!("{other:?}"),
        }
    });
}
