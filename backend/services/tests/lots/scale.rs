//! What the scale charges, and a book that is put right by an entry.

use super::{Booth, booth, line_id, of_lot};
use crate::given::Goods;
use crate::ordering::ledger_is_clean;
use crate::support::{World, on_both};
use services::Error;
use services::actor::MemberRole;
use services::booths::{JustDone, load_sub_order_view};
use services::lots::Packing;
use services::sub_orders::SubOrderRef;
use services::{stock, sub_orders};
use shared::say::Locale;
use shared::view::booth::OrderLineView;

const L: Locale = Locale::Vi;

#[test]
fn the_scale_settles_what_is_charged() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Tuấn Chuyên").await;
        let seller = world
            .given_member(cooperative, MemberRole::Director, "0912 345 670")
            .await;
        let product = world.given_product(cooperative, "Gà Lạc Thủy").await;
        let variant = world.given_variant(product, "kg").await;
        let weigh =
            "update variant set catch_weight = true, step = 1500, name = '1 con' where id = $1";
        world.execute(weigh, [variant.uuid().into()]).await;
        let listing = world
            .given_listing(cooperative, product, "Gà Lạc Thủy", 160_000)
            .await;
        let offer = world
            .given_offer(cooperative, listing, variant, 160_000, 4_500)
            .await;
        let booth = Booth {
            cooperative,
            seller,
            goods: Goods {
                product,
                variant,
                listing,
                offer,
            },
        };
        let which = booth.confirmed(world, "1.5", "a").await;
        let line = line_id(world, &which).await;
        for (typed, code) in [
            ("", "required"),
            ("1,7", "out_of_tolerance"),
            ("x", "not_a_number"),
        ] {
            let packing = Packing {
                weighed: vec![(line, typed.to_owned())],
                ..Packing::default()
            };
            match booth.pack(world, &which, packing).await {
                Err(Error::Invalid { fields }) => {
                    assert_eq!(fields[0].path, format!("can-{line}"));
                    if code != "not_a_number" {
                        assert_eq!(fields[0].code, code);
                    }
                }
                other => panic!("{typed}: {other:?}"),
            }
        }
        ledger_is_clean(world).await;
        let packing = Packing {
            weighed: vec![(line, "1,62".to_owned())],
            ..Packing::default()
        };
        booth.pack(world, &which, packing).await.expect("packed");
        let total = "select total as n from order_line where weighed = 1620";
        assert_eq!(world.number(total, []).await, 259_200);
        let code = world.word("select code as v from buyer_order").await;
        let access =
            services::orders::open(&world.core, &code, "0912 345 678", shared::say::Locale::Vi)
                .await
                .expect("opened");
        let told = services::orders::follow(&world.core, &crate::ordering::buyer(), &access)
            .await
            .expect("followed");
        let bird = &told.sub_orders[0].placed.lines[0];
        assert_eq!(
            (bird.quantity.as_str(), bird.weighed.as_deref()),
            ("1.5", Some("1.62")),
            "the API says what was ordered and what was weighed"
        );
        let goods = "select goods_total as n from sub_order";
        assert_eq!(world.number(goods, []).await, 259_200);
        let sums = "select s.total - o.total as n from sub_order s join buyer_order o on o.id = s.order_id";
        assert_eq!(world.number(sums, []).await, 0);
        let fee = "select platform_fee as n from sub_order";
        assert_eq!(world.number(fee, []).await, 7_776);
        let noted = "select count(*) as n from sub_order_event where action = 'pack' and note like '%1,62%'";
        assert_eq!(world.number(noted, []).await, 1);
        ledger_is_clean(world).await;
        assert_eq!(booth.free(world).await, 3_000, "two birds are left");
        sub_orders::hand_over(&world.core, &booth.seller, &which, "Xe", "")
            .await
            .expect("sent");
        let left = "select on_hand as n from offer";
        assert_eq!(world.number(left, []).await, 3_000);
        ledger_is_clean(world).await;
        // Lighter, from a lot, and back.
        let (lot, _) = booth.lot(world, 3_000, 50).await;
        let which = booth.confirmed(world, "3", "b").await;
        let line = line_id(world, &which).await;
        let packing = Packing {
            weighed: vec![(line, "2,8".to_owned())],
            ..Packing::default()
        };
        let pack = look(world, &booth, &which).await;
        assert_eq!(pack, ["2 con, khoảng 3 kg · Gà Lạc Thủy"]);
        booth.pack(world, &which, packing).await.expect("packed");
        assert_eq!(of_lot(world, lot, "packed").await, 2_800);
        let code = "select o.code as v from buyer_order o join sub_order s on s.order_id = o.id where s.goods_total = 448000";
        let access =
            services::orders::open(&world.core, &world.word(code).await, "0912 345 678", L)
                .await
                .expect("opened");
        let page = services::orders::page(&world.core, &crate::ordering::buyer(), &access)
            .await
            .expect("a page");
        assert_eq!(page.title, "Đơn đang được chuẩn bị", "it is not on its way");
        assert_eq!(
            page.parcels[0].goods.replace('\u{a0}', " "),
            "Gà Lạc Thủy, đặt 2 con, khoảng 3 kg, cân được 2,8 kg, trả 448.000 ₫"
        );
        ledger_is_clean(world).await;
        sub_orders::cancel(&world.core, &booth.seller, &which, "Đổi ý")
            .await
            .expect("cancelled");
        ledger_is_clean(world).await;
    });
}

/// The lines of a sub-order as its cooperative reads them.
async fn look(world: &World, booth: &Booth, which: &SubOrderRef) -> Vec<String> {
    let SubOrderRef::Code(code) = which else {
        panic!("a code: {which:?}")
    };
    let just = JustDone::default();
    let view = load_sub_order_view(&world.core, &booth.seller, booth.cooperative, code, &just)
        .await
        .expect("a page");
    let line = |line: &OrderLineView| format!("{} · {}", line.quantity, line.title);
    let lines = view.lines.iter().map(line);
    lines.map(|text| text.replace('\u{a0}', " ")).collect()
}

#[test]
fn a_broken_book_is_explained_and_mended_by_an_entry() {
    on_both(async |world| {
        let booth = booth(world, 10).await;
        let (lot, _) = booth.lot(world, 5, 50).await;
        booth.confirmed(world, "3", "a").await;
        let break_it = "update offer set on_hand = 17, held = 2, allocated = 1, blocked = 1";
        world.execute(break_it, []).await;
        let break_lot = "update lot set on_hand = 6, received = 9, packed = 1 where id = $1";
        world.execute(break_lot, [lot.uuid().into()]).await;
        let core = &world.core;
        let found = stock::check(core).await.expect("checked");
        assert!(found.len() >= 8, "{found:?}");
        let said = stock::explain(core, shared::say::Locale::Vi)
            .await
            .expect("explained");
        assert!(
            said[0]
                .differences
                .iter()
                .any(|s| s.contains("17\u{a0}thùng")),
            "{said:?}"
        );
        assert!(!said[0].proposal.is_empty() && !said[0].movements.is_empty());
        let history = "select count(*) as n from stock_movement";
        let before = world.number(history, []).await;
        let refused = stock::mend(core, &booth.seller, booth.goods.offer).await;
        assert!(refused.is_err(), "only an operator mends");
        let operator = world.given_person("Vận hành", "0912 345 699").await;
        let staff = vec![services::actor::StaffRole::Operator];
        let operator = crate::given::signed_in(operator, Vec::new(), staff);
        stock::mend(core, &operator, booth.goods.offer)
            .await
            .expect("mended");
        ledger_is_clean(world).await;
        assert!(world.number(history, []).await > before);
        let book =
            stock::load_stock_book(core, &booth.seller, booth.cooperative, booth.goods.offer, 1)
                .await
                .expect("read");
        assert!(book.lines[0].detail.contains("đối chiếu"), "{book:?}");
        assert!(book.lines[0].balance.contains("17"), "{book:?}");
    });
}
