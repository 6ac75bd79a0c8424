//! Lots: what comes in, leaves the sale, is packed, sent, returned; and goods settled by the scale.

mod scale;

use crate::given::Goods;
use crate::ordering::{buy, ledger_is_clean, line, order};
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, MemberRole};
use services::lots::{self, Intake, Packing};
use services::stock::{self, Cause};
use services::sub_orders::{self, SubOrderRef};
use shared::id::{CooperativeId, LotId, OrderLineId};
use shared::time::VnDate;
use uuid::Uuid;

pub struct Booth {
    pub cooperative: CooperativeId,
    pub seller: Actor,
    pub goods: Goods,
}

pub async fn booth(world: &World, stock: i64) -> Booth {
    let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
    let seller = world
        .given_member(cooperative, MemberRole::Director, "0912 345 670")
        .await;
    let goods = world
        .given_goods(cooperative, "Na Chi Lăng", 195_000, stock)
        .await;
    Booth {
        cooperative,
        seller,
        goods,
    }
}

fn today(world: &World) -> VnDate {
    world.core.clock.now().vn_date()
}

impl Booth {
    pub async fn lot(&self, world: &World, quantity: i64, days: i64) -> (LotId, String) {
        let id = LotId::new();
        let intake = Intake {
            id,
            quantity,
            harvested_on: Some(today(world)),
            expires_on: Some(today(world).plus_days(days)),
            plot: Some("Thửa 12".to_owned()),
            household: Some("Hộ số 3".to_owned()),
            certificate: None,
            forecast: None,
        };
        let code = lots::receive(
            &world.core,
            &self.seller,
            self.cooperative,
            self.goods.offer,
            intake,
        )
        .await
        .expect("received");
        (id, code)
    }

    pub async fn confirmed(&self, world: &World, quantity: &str, key: &str) -> SubOrderRef {
        let placed = buy(&world.core, &order(vec![line(&self.goods, quantity)]), key)
            .await
            .expect("placed");
        let which = SubOrderRef::from(placed.sub_orders[0].code.as_str());
        sub_orders::accept(&world.core, &self.seller, &which)
            .await
            .expect("accepted");
        which
    }

    async fn pack(
        &self,
        world: &World,
        which: &SubOrderRef,
        packing: Packing,
    ) -> Result<(), Error> {
        sub_orders::pack(&world.core, &self.seller, which, packing)
            .await
            .map(|_| ())
    }

    async fn hold(&self, world: &World, code: &str) -> lots::Held {
        lots::hold(
            &world.core,
            &self.seller,
            self.cooperative,
            code,
            "nghi dư thuốc",
        )
        .await
        .expect("held")
    }

    async fn free(&self, world: &World) -> i64 {
        let text = format!("select {} as n from offer o where o.id = $1", stock::FREE);
        world.number(&text, [self.goods.offer.uuid().into()]).await
    }
}

async fn of_lot(world: &World, lot: LotId, what: &str) -> i64 {
    let text = format!("select {what} as n from lot where id = $1");
    world.number(&text, [lot.uuid().into()]).await
}

async fn line_id(world: &World, which: &SubOrderRef) -> OrderLineId {
    let SubOrderRef::Code(code) = which else {
        panic!("a code")
    };
    let text =
        "select l.id from order_line l join sub_order s on s.id = l.sub_order_id where s.code = $1";
    let row = store::sql::row(world.core.db.read(), text, [code.as_str().into()])
        .await
        .expect("runs")
        .expect("a line");
    row.try_get::<Uuid>("", "id").expect("an id").into()
}

#[test]
fn a_lot_has_a_code_and_comes_in_once() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let (id, code) = booth.lot(world, 12, 50).await;
        assert_eq!(code, "DM-260815-1");
        let (_, second) = booth.lot(world, 3, 50).await;
        assert_eq!(second, "DM-260815-2");
        let again = Intake {
            id,
            quantity: 12,
            harvested_on: None,
            expires_on: None,
            plot: None,
            household: None,
            certificate: None,
            forecast: None,
        };
        let core = &world.core;
        let offer = booth.goods.offer;
        let code = lots::receive(core, &booth.seller, booth.cooperative, offer, again)
            .await
            .expect("harmless");
        assert_eq!(code, "DM-260815-1");
        assert_eq!(booth.free(world).await, 15);
        let open = "select count(*) as n from lot where plot_sealed like '%Thửa%' or household_sealed like '%Hộ%'";
        assert_eq!(world.number(open, []).await, 0);
        ledger_is_clean(world).await;
    });
}

#[test]
fn packing_takes_what_expires_first_and_shipping_lowers_the_lots() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let (late, _) = booth.lot(world, 10, 90).await;
        let (early, _) = booth.lot(world, 3, 40).await;
        let which = booth.confirmed(world, "5", "a").await;
        booth
            .pack(world, &which, Packing::default())
            .await
            .expect("packed");
        let line = line_id(world, &which).await;
        let taken = lots::lots_of_line(&world.core, line).await.expect("read");
        let mut taken: Vec<(Uuid, i64)> = taken.iter().map(|t| (t.lot_id, t.quantity)).collect();
        taken.sort_by_key(|(_, n)| *n);
        assert_eq!(taken, [(late.uuid(), 2), (early.uuid(), 3)]);
        assert_eq!(of_lot(world, early, "packed").await, 3);
        assert_eq!(of_lot(world, early, "on_hand").await, 3);
        ledger_is_clean(world).await;
        let core = &world.core;
        sub_orders::hand_over(core, &booth.seller, &which, "Bưu điện", "1")
            .await
            .expect("sent");
        assert_eq!(of_lot(world, early, "on_hand + packed").await, 0);
        assert_eq!(of_lot(world, late, "on_hand").await, 8);
        ledger_is_clean(world).await;
        let buyers = lots::lines_of_lot(core, early).await.expect("read");
        assert_eq!(buyers.len(), 1);
        assert_eq!(buyers[0].order_line_id, line.uuid());
        sub_orders::start_return(core, &booth.seller, &which, "Hỏng")
            .await
            .ok();
        sub_orders::deliver(core, &booth.seller, &which)
            .await
            .expect("delivered");
        sub_orders::start_return(core, &booth.seller, &which, "Khách không nhận")
            .await
            .expect("on its way back");
        sub_orders::finish_return(core, &booth.seller, &which, true)
            .await
            .expect("back");
        assert_eq!(of_lot(world, early, "on_hand").await, 3);
        assert_eq!(of_lot(world, late, "on_hand").await, 10);
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_member_may_take_another_lot_and_opening_the_box_gives_it_back() {
    on_both(async |world| {
        let booth = booth(world, 2).await;
        let (early, _) = booth.lot(world, 5, 40).await;
        let (late, _) = booth.lot(world, 5, 90).await;
        let which = booth.confirmed(world, "4", "a").await;
        let line = line_id(world, &which).await;
        let packing = Packing {
            lots: vec![(line, Some(late))],
            ..Packing::default()
        };
        booth.pack(world, &which, packing).await.expect("packed");
        assert_eq!(of_lot(world, late, "packed").await, 4);
        ledger_is_clean(world).await;
        sub_orders::cancel(&world.core, &booth.seller, &which, "Khách đổi ý")
            .await
            .expect("cancelled");
        assert_eq!(of_lot(world, late, "packed").await, 0);
        assert_eq!(
            lots::lots_of_line(&world.core, line).await.expect("read"),
            []
        );
        ledger_is_clean(world).await;
        // Stock without a lot first, then the lots.
        let which = booth.confirmed(world, "4", "b").await;
        let line = line_id(world, &which).await;
        let packing = Packing {
            lots: vec![(line, None)],
            ..Packing::default()
        };
        booth.pack(world, &which, packing).await.expect("packed");
        assert_eq!(of_lot(world, early, "packed").await, 2);
        sub_orders::hand_over(&world.core, &booth.seller, &which, "Xe", "")
            .await
            .expect("sent");
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_lot_on_hold_leaves_the_sale_at_once_and_names_the_orders() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let (lot, code) = booth.lot(world, 10, 50).await;
        let which = booth.confirmed(world, "6", "a").await;
        let held = booth.hold(world, &code).await;
        assert_eq!((held.blocked, held.promised), (4, 6));
        let SubOrderRef::Code(sub_order) = &which else {
            panic!("a code")
        };
        assert_eq!(&held.concerned[0].code, sub_order);
        assert_eq!(booth.free(world).await, 0);
        let open = "select count(*) as n from task where kind = 'lot_on_hold' and done_at is null";
        assert_eq!(world.number(open, []).await, 1);
        let told = "select count(*) as n from notice where kind = 'lot.on_hold'";
        assert_eq!(world.number(told, []).await, 1);
        let packed = booth.pack(world, &which, Packing::default()).await;
        assert!(
            matches!(
                packed,
                Err(Error::Conflict {
                    code: "lots_short",
                    ..
                })
            ),
            "{packed:?}"
        );
        // What becomes free goes the same way.
        sub_orders::cancel(&world.core, &booth.seller, &which, "Lô có vấn đề")
            .await
            .expect("cancelled");
        assert_eq!(of_lot(world, lot, "blocked").await, 10);
        assert_eq!(booth.free(world).await, 0);
        ledger_is_clean(world).await;
        lots::release(&world.core, &booth.seller, booth.cooperative, &code)
            .await
            .expect("released");
        assert_eq!(booth.free(world).await, 10);
        assert_eq!(world.number(open, []).await, 0);
        booth.hold(world, &code).await;
        let gone = lots::write_off_rest(&world.core, &booth.seller, booth.cooperative, &code, None)
            .await
            .expect("written off");
        assert_eq!(gone, 10);
        ledger_is_clean(world).await;
    });
}

#[test]
fn the_hour_takes_lots_past_their_day_off_the_sale() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let (_, code) = booth.lot(world, 10, 10).await;
        let which = booth.confirmed(world, "2", "a").await;
        assert_eq!(lots::expire(&world.core).await.expect("runs"), 0);
        world.core.clock.advance(11 * 86_400_000);
        let packed = booth.pack(world, &which, Packing::default()).await;
        assert!(packed.is_err(), "a lot past its day is not packed");
        assert_eq!(lots::expire(&world.core).await.expect("runs"), 1);
        assert_eq!(lots::expire(&world.core).await.expect("runs"), 0);
        assert_eq!(booth.free(world).await, 0);
        let again = lots::release(&world.core, &booth.seller, booth.cooperative, &code).await;
        assert!(matches!(
            again,
            Err(Error::Conflict {
                code: "expired",
                ..
            })
        ));
        ledger_is_clean(world).await;
    });
}

#[test]
fn counting_less_takes_from_the_oldest_lot() {
    on_both(async |world| {
        let booth = booth(world, 2).await;
        let (early, _) = booth.lot(world, 5, 40).await;
        let (late, _) = booth.lot(world, 5, 90).await;
        let core = &world.core;
        let txn = core.db.begin().await.expect("begins");
        let counted = stock::Counted::OnHand(6);
        stock::count(
            core,
            &txn,
            &booth.seller,
            booth.goods.offer,
            counted,
            &Cause::of("test"),
        )
        .await
        .expect("counted");
        txn.commit().await.expect("commits");
        assert_eq!(of_lot(world, early, "on_hand").await, 1);
        assert_eq!(of_lot(world, late, "on_hand").await, 5);
        ledger_is_clean(world).await;
    });
}

#[test]
fn two_boxes_never_take_the_same_piece() {
    on_both(async |world| {
        let booth = booth(world, 0).await;
        let (lot, code) = booth.lot(world, 10, 50).await;
        let mut orders = Vec::new();
        for n in 0..5 {
            orders.push(booth.confirmed(world, "2", &format!("k{n}")).await);
        }
        let pack = |n: usize| booth.pack(world, &orders[n], Packing::default());
        let held = lots::hold(
            &world.core,
            &booth.seller,
            booth.cooperative,
            &code,
            "xem lại",
        );
        let (a, b, c, d, e, held) = tokio::join!(pack(0), pack(1), pack(2), pack(3), pack(4), held);
        held.expect("held");
        let done = [a, b, c, d, e].iter().filter(|one| one.is_ok()).count();
        assert_eq!(of_lot(world, lot, "packed").await, 2 * done as i64);
        ledger_is_clean(world).await;
    });
}
