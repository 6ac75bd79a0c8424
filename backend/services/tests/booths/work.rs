//! What members do to their sub-orders, and who may.

use super::{Placed, declined, deed, given_order, state};
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, MemberRole};
use services::booths::{self, JustDone, ListOrders, Printed};
use shared::input::booth::SubOrderDeed;
use shared::say::Locale;
use shared::state::SubOrderAction as A;
use shared::view::booth::{DeedKind, SubOrderView};

async fn act(
    world: &World,
    actor: &Actor,
    placed: &Placed,
    form: &SubOrderDeed,
) -> services::Result<JustDone> {
    booths::do_deed(&world.core, actor, placed.cooperative, &placed.code, form).await
}

async fn look(world: &World, actor: &Actor, placed: &Placed) -> SubOrderView {
    let just = JustDone::default();
    booths::load_sub_order_view(&world.core, actor, placed.cooperative, &placed.code, &just)
        .await
        .expect("loads")
}

#[test]
fn a_parcel_goes_from_accept_to_the_bus() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let seller = world
            .given_member(placed.cooperative, MemberRole::Seller, "0987 654 321")
            .await;
        let view = look(world, &seller, &placed).await;
        let main = view
            .deeds
            .iter()
            .find(|deed| deed.kind == DeedKind::Main)
            .expect("a main button");
        assert_eq!(main.deed, "accept");
        let stock = view.lines[0].stock.as_deref().unwrap_or_default();
        assert_eq!(
            stock.replace('\u{a0}', " "),
            "Kho có 20 thùng, đã giữ 2 thùng cho đơn này",
            "the order itself is counted"
        );
        assert!(view.contact.is_none(), "the receiver shows once accepted");
        assert_eq!(
            view.sums.last().map(|sum| sum.amount.as_str()),
            Some("378.300\u{a0}₫")
        );
        for action in [A::Accept, A::Pack] {
            act(world, &seller, &placed, &deed(action))
                .await
                .expect("done");
        }
        let again = act(world, &seller, &placed, &deed(A::Pack))
            .await
            .expect("is safe");
        assert_eq!(again.already, Some(A::Pack));
        let view = look(world, &seller, &placed).await;
        assert_eq!(
            view.contact.as_ref().map(|who| who.name.as_str()),
            Some("Nguyễn Thị Thuý Hạnh")
        );
        assert!(view.hand_over && view.printable);
        let carrier = SubOrderDeed {
            carrier: "Xe Hải Vân".to_owned(),
            ..deed(A::HandOver)
        };
        act(world, &seller, &placed, &carrier)
            .await
            .expect("handed over");
        assert_eq!(state(world, &placed).await, "in_transit");
        let list = booths::load_order_list(
            &world.core,
            &seller,
            placed.cooperative,
            &ListOrders::default(),
        )
        .await
        .expect("loads");
        let groups: Vec<&str> = list
            .groups
            .iter()
            .map(|group| group.slug.as_str())
            .collect();
        assert_eq!(groups, ["dang-di"]);
        let money = booths::load_money_view(&world.core, &seller, placed.cooperative, "")
            .await
            .expect("loads");
        let amounts: Vec<&str> = money.sums.iter().map(|sum| sum.amount.as_str()).collect();
        assert_eq!(
            amounts,
            ["390.000\u{a0}₫", "−11.700\u{a0}₫", "378.300\u{a0}₫"]
        );
    });
}

#[test]
fn accountants_look_and_strangers_see_nothing() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let accountant = world
            .given_member(placed.cooperative, MemberRole::Accountant, "0987 654 321")
            .await;
        let other = world.given_cooperative("HTX Bằng Mạc").await;
        let stranger = world
            .given_member(other, MemberRole::Director, "0987 654 322")
            .await;
        let core = &world.core;
        assert!(look(world, &accountant, &placed).await.deeds.is_empty());
        let refused = act(world, &accountant, &placed, &deed(A::Accept)).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        let just = JustDone::default();
        for cooperative in [placed.cooperative, other] {
            let view =
                booths::load_sub_order_view(core, &stranger, cooperative, &placed.code, &just)
                    .await;
            assert!(matches!(view, Err(Error::NotFound { .. })));
            let done =
                booths::do_deed(core, &stranger, cooperative, &placed.code, &deed(A::Accept)).await;
            assert!(matches!(done, Err(Error::NotFound { .. })));
        }
        let what = Printed {
            codes: vec![placed.code.clone()],
            ..Printed::default()
        };
        assert!(
            booths::load_labels(core, &stranger, other, &what)
                .await
                .is_err()
        );
        let guest = Actor::guest(Locale::Vi);
        assert!(matches!(
            booths::load_home_view(core, &guest, placed.cooperative).await,
            Err(Error::SignIn)
        ));
    });
}

#[test]
fn labels_mask_the_phone_and_wait_for_the_answer() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let seller = world
            .given_member(placed.cooperative, MemberRole::Seller, "0987 654 321")
            .await;
        let what = Printed {
            codes: vec![placed.code.clone()],
            ..Printed::default()
        };
        let labels =
            async || booths::load_labels(&world.core, &seller, placed.cooperative, &what).await;
        assert!(
            matches!(labels().await, Err(Error::NotFound { .. })),
            "not accepted yet"
        );
        act(world, &seller, &placed, &deed(A::Accept))
            .await
            .expect("accepted");
        let label = labels().await.expect("loads").remove(0);
        assert_eq!(label.to_name, "Nguyễn Thị Thuý Hạnh");
        assert_eq!(label.to_phone, "0912•••678");
        assert_eq!(label.cash.as_deref(), Some("425.000\u{a0}₫"));
        let group = Printed {
            group: "cho-goi".to_owned(),
            ..Printed::default()
        };
        let slips = booths::load_slips(&world.core, &seller, placed.cooperative, &group)
            .await
            .expect("loads");
        assert_eq!(slips.len(), 1);
    });
}

#[test]
fn the_first_page_names_the_work_by_its_deadline() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let seller = world
            .given_member(placed.cooperative, MemberRole::Seller, "0987 654 321")
            .await;
        let home = async || {
            booths::load_home_view(&world.core, &seller, placed.cooperative)
                .await
                .expect("loads")
        };
        let view = home().await;
        assert_eq!(view.tasks[0].title, "1\u{a0}đơn chờ nhận");
        assert_eq!(view.tasks[0].until.as_deref(), Some("còn\u{a0}4\u{a0}giờ"));
        assert!(view.tasks[0].hot && view.tasks[0].button.is_some() && view.all_done.is_none());
        act(world, &seller, &placed, &declined("sold_out"))
            .await
            .expect("declined");
        let view = home().await;
        assert!(view.tasks.is_empty());
        assert_eq!(
            view.all_done.as_deref(),
            Some("Xong hết việc. Hôm nay còn 20\u{a0}thùng Na Chi Lăng.")
        );
    });
}
