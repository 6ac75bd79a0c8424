//! What happens to sub-orders, and what it does to the stock.

use crate::given::Goods;
use crate::ordering::{buy, ledger_is_clean, line, order};
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, Kind, MemberRole};
use services::lots::Packing;
use services::sub_orders::{self, Outcome, SubOrderRef};
use shared::id::{CooperativeId, OrderId};
use shared::say::Locale;
use shared::state::{SubOrderAction, SubOrderState};
use uuid::Uuid;

struct Given {
    seller: Actor,
    goods: Goods,
    which: SubOrderRef,
    order: OrderId,
}

async fn given_order(world: &World, quantity: &str) -> Given {
    let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
    let seller = world
        .given_member(cooperative, MemberRole::Seller, "0912 345 670")
        .await;
    let goods = world
        .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
        .await;
    let placed = buy(&world.core, &order(vec![line(&goods, quantity)]), "given")
        .await
        .expect("placed");
    let order = order_id(world, &placed.code).await;
    Given {
        seller,
        goods,
        which: SubOrderRef::from(placed.sub_orders[0].code.as_str()),
        order,
    }
}

async fn order_id(world: &World, code: &str) -> OrderId {
    let text = "select id from buyer_order where code = $1";
    let row = store::sql::row(world.core.db.read(), text, [code.into()])
        .await
        .expect("runs")
        .expect("there");
    OrderId::from(row.try_get::<Uuid>("", "id").expect("an id"))
}

pub async fn quantities(world: &World, goods: &Goods) -> (i64, i64, i64) {
    let one = async |what: &str| {
        let text = format!("select {what} as n from offer where id = $1");
        world.number(&text, [goods.offer.uuid().into()]).await
    };
    (
        one("on_hand").await,
        one("held").await,
        one("allocated").await,
    )
}

#[test]
fn from_accepting_to_the_end() {
    on_both(async |world| {
        let Given {
            seller,
            goods,
            which,
            ..
        } = given_order(world, "5").await;
        let core = &world.core;
        let done = |state| Outcome::Done(state);
        let accepted = sub_orders::accept(core, &seller, &which)
            .await
            .expect("accepted");
        assert_eq!(accepted, done(SubOrderState::Confirmed));
        let again = sub_orders::accept(core, &seller, &which)
            .await
            .expect("harmless");
        assert_eq!(again, Outcome::AlreadyDone(SubOrderState::Confirmed));
        let packed = sub_orders::pack(core, &seller, &which, Packing::default())
            .await
            .expect("packed");
        assert_eq!(packed, done(SubOrderState::Packed));
        assert_eq!(quantities(world, &goods).await, (20, 0, 5));
        let sent =
            sub_orders::hand_over(core, &seller, &which, "Xe khách Hà Lan", " 9 0123 ").await;
        assert_eq!(sent.expect("sent"), done(SubOrderState::InTransit));
        assert_eq!(quantities(world, &goods).await, (15, 0, 0));
        let delivered = sub_orders::deliver(core, &seller, &which)
            .await
            .expect("delivered");
        assert_eq!(delivered, done(SubOrderState::Delivered));
        let early = sub_orders::complete(core, &seller, &which).await;
        assert!(
            matches!(early, Err(Error::Forbidden)),
            "a seller does not end the time to complain"
        );
        sub_orders::complete(core, &Actor::system(), &which)
            .await
            .expect("completed");
        let steps = world
            .number("select count(*) as n from sub_order_event", [])
            .await;
        assert_eq!(steps, 6);
        let audited = world
            .number(
                "select count(*) as n from audit where entity = 'sub_order'",
                [],
            )
            .await;
        assert_eq!(audited, 5);
        let told = world
            .number(
                "select count(*) as n from outbox where topic = 'sub_order.changed'",
                [],
            )
            .await;
        assert_eq!(told, 5);
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_week_after_delivery_it_is_completed_once() {
    on_both(async |world| {
        let Given { seller, which, .. } = given_order(world, "5").await;
        let core = &world.core;
        let run = async || sub_orders::complete_delivered(core).await.expect("runs");
        for deed in ["accept", "pack", "hand_over"] {
            match deed {
                "accept" => sub_orders::accept(core, &seller, &which).await,
                "pack" => sub_orders::pack(core, &seller, &which, Packing::default()).await,
                _ => sub_orders::hand_over(core, &seller, &which, "Xe khách", "").await,
            }
            .expect(deed);
        }
        core.clock.advance(2 * sub_orders::COMPLETED_AFTER_MS);
        assert_eq!(run().await, 0, "it is still on its way");
        sub_orders::deliver(core, &seller, &which)
            .await
            .expect("delivered");
        core.clock.advance(sub_orders::COMPLETED_AFTER_MS - 1);
        assert_eq!(run().await, 0, "the time is not over");
        core.clock.advance(1);
        assert_eq!(run().await, 1);
        assert_eq!(run().await, 0, "the second time finds nothing");
        let completed = "select count(*) as n from sub_order_event where action = 'complete' and actor_kind = 'system'";
        assert_eq!(world.number(completed, []).await, 1);
        let row = sub_orders::find(core, &seller, &which)
            .await
            .expect("found");
        assert_eq!(row.state, SubOrderState::Completed.code());
        ledger_is_clean(world).await;
    });
}

#[test]
fn declining_and_cancelling_give_the_goods_back() {
    on_both(async |world| {
        let Given {
            seller,
            goods,
            which,
            ..
        } = given_order(world, "5").await;
        let core = &world.core;
        let why = sub_orders::decline(core, &seller, &which, "  ").await;
        assert!(
            matches!(why, Err(Error::Invalid { .. })),
            "a reason is needed"
        );
        sub_orders::decline(core, &seller, &which, "Mưa, không hái được")
            .await
            .expect("declined");
        assert_eq!(quantities(world, &goods).await, (20, 0, 0));
        sub_orders::decline(core, &seller, &which, "Mưa")
            .await
            .expect("harmless");
        ledger_is_clean(world).await;

        let placed = buy(core, &order(vec![line(&goods, "3")]), "second")
            .await
            .expect("placed");
        let id = order_id(world, &placed.code).await;
        let buyer = Actor::guest(Locale::Vi);
        let cancel = SubOrderAction::Cancel;
        sub_orders::cancel_as_buyer(core, &buyer, id, 1, cancel)
            .await
            .expect("cancelled");
        assert_eq!(quantities(world, &goods).await, (20, 0, 0));
        let again = sub_orders::cancel_as_buyer(core, &buyer, id, 1, cancel)
            .await
            .expect("harmless");
        assert_eq!(again, Outcome::AlreadyDone(SubOrderState::Cancelled));
        let other = sub_orders::cancel_as_buyer(core, &buyer, id, 2, cancel).await;
        assert!(matches!(other, Err(Error::NotFound { .. })));
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_packed_parcel_is_asked_back() {
    on_both(async |world| {
        let Given {
            seller,
            goods,
            which,
            order,
        } = given_order(world, "5").await;
        let core = &world.core;
        let buyer = Actor::guest(Locale::Vi);
        sub_orders::accept(core, &seller, &which)
            .await
            .expect("accepted");
        sub_orders::pack(core, &seller, &which, Packing::default())
            .await
            .expect("packed");
        let cancel =
            sub_orders::cancel_as_buyer(core, &buyer, order, 1, SubOrderAction::Cancel).await;
        assert!(
            matches!(cancel, Err(Error::Forbidden)),
            "only the cooperative cancels what is packed"
        );
        let ask = SubOrderAction::RequestCancel;
        sub_orders::cancel_as_buyer(core, &buyer, order, 1, ask)
            .await
            .expect("asked");
        assert_eq!(quantities(world, &goods).await, (20, 0, 5));
        sub_orders::refuse_cancel(core, &seller, &which, "Xe đã chạy")
            .await
            .expect("refused");
        sub_orders::cancel_as_buyer(core, &buyer, order, 1, ask)
            .await
            .expect("asked again");
        sub_orders::cancel(core, &seller, &which, "Khách đổi ý")
            .await
            .expect("cancelled");
        assert_eq!(quantities(world, &goods).await, (20, 0, 0));
        ledger_is_clean(world).await;
    });
}

#[test]
fn what_came_back_is_sold_again_only_when_told_so() {
    on_both(async |world| {
        let Given {
            seller,
            goods,
            which,
            ..
        } = given_order(world, "5").await;
        let core = &world.core;
        sub_orders::accept(core, &seller, &which)
            .await
            .expect("accepted");
        sub_orders::pack(core, &seller, &which, Packing::default())
            .await
            .expect("packed");
        sub_orders::hand_over(core, &seller, &which, "Bưu điện", "")
            .await
            .expect("sent");
        sub_orders::fail_delivery(core, &seller, &which, "Không có ai ở nhà")
            .await
            .expect("failed");
        sub_orders::hand_over(core, &seller, &which, "Bưu điện", "")
            .await
            .expect("once more");
        assert_eq!(
            quantities(world, &goods).await,
            (15, 0, 0),
            "it leaves the stock once"
        );
        sub_orders::fail_delivery(core, &seller, &which, "Không có ai ở nhà")
            .await
            .expect("failed");
        sub_orders::start_return(core, &seller, &which, "Khách không nhận")
            .await
            .expect("on its way back");
        sub_orders::finish_return(core, &seller, &which, true)
            .await
            .expect("back");
        assert_eq!(quantities(world, &goods).await, (20, 0, 0));
        ledger_is_clean(world).await;
    });
}

#[test]
fn somebody_elses_order_is_not_there() {
    on_both(async |world| {
        let Given { which, .. } = given_order(world, "5").await;
        let core = &world.core;
        let other = world.given_cooperative("HTX Lê Lợi").await;
        let stranger = world
            .given_member(other, MemberRole::Director, "0912 345 671")
            .await;
        let found = sub_orders::find(core, &stranger, &which).await;
        assert!(matches!(found, Err(Error::NotFound { .. })));
        let accepted = sub_orders::accept(core, &stranger, &which).await;
        assert!(matches!(accepted, Err(Error::NotFound { .. })));
        let nobody = sub_orders::accept(core, &Actor::guest(Locale::Vi), &which).await;
        assert!(matches!(nobody, Err(Error::SignIn)));
        let link = |id: CooperativeId| Actor {
            locale: Locale::Vi,
            kind: Kind::Link(id),
        };
        let wrong = sub_orders::accept(core, &link(other), &which).await;
        assert!(matches!(wrong, Err(Error::NotFound { .. })));
        let row = sub_orders::find(core, &Actor::system(), &which)
            .await
            .expect("there");
        let mine = link(CooperativeId::from(row.cooperative_id));
        sub_orders::accept(core, &mine, &which)
            .await
            .expect("the link accepts");
        let pack = sub_orders::pack(core, &mine, &which, Packing::default()).await;
        assert!(
            matches!(pack, Err(Error::Forbidden)),
            "and does nothing else"
        );
    });
}

#[test]
fn a_wrong_moment_is_told() {
    on_both(async |world| {
        let Given { seller, which, .. } = given_order(world, "5").await;
        let core = &world.core;
        match sub_orders::pack(core, &seller, &which, Packing::default()).await {
            Err(Error::Conflict { code, message, .. }) => {
                assert_eq!(code, "wrong_state");
                assert!(message.contains("Cần nhận đơn"), "{message}");
            }
            other => panic!("not accepted yet: {other:?}"),
        }
    });
}

#[test]
fn two_answers_at_once_are_one() {
    on_both(async |world| {
        let Given {
            seller,
            goods,
            which,
            ..
        } = given_order(world, "5").await;
        let tasks: Vec<_> = (0..8)
            .map(|n| {
                let (core, seller, which) = (world.core.clone(), seller.clone(), which.clone());
                tokio::spawn(async move {
                    if n % 2 == 0 {
                        sub_orders::accept(&core, &seller, &which)
                            .await
                            .is_ok_and(|o| matches!(o, Outcome::Done(_)))
                    } else {
                        sub_orders::decline(&core, &seller, &which, "Hết hàng")
                            .await
                            .is_ok_and(|o| matches!(o, Outcome::Done(_)))
                    }
                })
            })
            .collect();
        let mut done = 0;
        for task in tasks {
            done += usize::from(task.await.expect("ran"));
        }
        assert_eq!(done, 1);
        ledger_is_clean(world).await;
        let (on_hand, held, _) = quantities(world, &goods).await;
        assert_eq!((on_hand, held), (20, 0));
    });
}
