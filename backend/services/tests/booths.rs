//! The booth: one-tap links, deeds on sub-orders, members, opening, settings, money.

use crate::support::{CHI_LANG, World, on_both, signed_in};
use sea_orm::Value;
use services::actor::{Actor, MemberRole};
use services::booths::{self, JustDone, LinkView, ListOrders, Printed};
use services::pictures::StoredPicture;
use services::{Error, links, members};
use shared::id::{CooperativeId, SubOrderId};
use shared::input::booth::{AddMember, ChangeStory, OpenBooth, SetHoliday, SubOrderDeed};
use shared::say::Locale;
use shared::state::SubOrderAction as A;
use shared::view::booth::{DeedKind, SubOrderView};
use store::entity::{buyer_order, order_line, sub_order, sub_order_event};
use store::sql;
use uuid::Uuid;

const HOUR: i64 = 3_600_000;

/// An order of two cartons that waits for its cooperative, with its stock allocated.
struct Placed {
    id: SubOrderId,
    code: String,
    cooperative: CooperativeId,
}

async fn given_order(world: &World, cooperative: CooperativeId) -> Placed {
    let goods = world
        .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
        .await;
    let number = world
        .number("select count(*) as n from buyer_order", [])
        .await;
    let order_code = shared::code::OrderCode::from_random(
        40_000_000 + u64::try_from(number).expect("few").pow(3) * 977,
    );
    let code = shared::code::sub_order_code(&order_code, 1);
    let (order, id) = (Uuid::now_v7(), SubOrderId::new());
    let keys = &world.core.keys;
    let seal = |text: &str| keys.seal(text).expect("seals");
    world
        .insert(buyer_order::Model {
            id: order,
            code: order_code.to_string(),
            channel: "storefront".to_owned(),
            locale: "vi".to_owned(),
            contact_name_sealed: seal("Nguyễn Thị Thuý Hạnh"),
            phone_sealed: seal("+84912345678"),
            phone_lookup: keys.lookup("+84912345678"),
            street_sealed: seal("Số 12 ngõ 68"),
            ward_code: "00166".to_owned(),
            address_shown_sealed: seal("Số 12 ngõ 68, phường Cầu Giấy, Hà Nội"),
            payment_method: "cod".to_owned(),
            currency: "VND".to_owned(),
            goods_total: 390_000,
            shipping_total: 35_000,
            total: 425_000,
            share_code: None,
            created_at: world.now(),
        })
        .await;
    world
        .insert(sub_order::Model {
            id: id.uuid(),
            order_id: order,
            number: 1,
            code: code.clone(),
            cooperative_id: cooperative.uuid(),
            state: "to_confirm".to_owned(),
            goods_total: 390_000,
            shipping_fee: 35_000,
            total: 425_000,
            platform_fee: 11_700,
            parcel_weight_g: 6_400,
            respond_by: Some(world.now() + 4 * HOUR),
            ship_on: world.core.clock.now().vn_date().start().0,
            deliver_from: world.now() + 24 * HOUR,
            deliver_to: world.now() + 48 * HOUR,
            routing_json: "{}".to_owned(),
            carrier: None,
            tracking_no: None,
            close_reason: None,
            packed_picture: None,
            version: 1,
            created_at: world.now(),
            updated_at: world.now(),
        })
        .await;
    world
        .insert(order_line::Model {
            id: Uuid::now_v7(),
            sub_order_id: id.uuid(),
            order_id: order,
            listing_id: goods.listing.uuid(),
            variant_id: goods.variant.uuid(),
            offer_id: goods.offer.uuid(),
            title: "Na Chi Lăng".to_owned(),
            variant_name: "Thùng 3 kg".to_owned(),
            unit: "thung".to_owned(),
            unit_label: "thùng 3 kg".to_owned(),
            picture: None,
            quantity: 2,
            unit_price: 195_000,
            total: 390_000,
            position: 1,
        })
        .await;
    world
        .insert(sub_order_event::Model {
            id: Uuid::now_v7(),
            sub_order_id: id.uuid(),
            state: "to_confirm".to_owned(),
            action: "place".to_owned(),
            actor_kind: "buyer".to_owned(),
            actor_id: None,
            note: None,
            at: world.now(),
        })
        .await;
    world
        .execute(
            "update offer set allocated = 2 where id = $1",
            [goods.offer.uuid().into()],
        )
        .await;
    Placed {
        id,
        code,
        cooperative,
    }
}

async fn given_link(world: &World, placed: &Placed) -> String {
    let txn = world.core.db.begin().await.expect("begins");
    let token = links::issue(&world.core, &txn, placed.id)
        .await
        .expect("issued");
    txn.commit().await.expect("committed");
    token
}

async fn state(world: &World, placed: &Placed) -> String {
    let text = "select state from sub_order where id = $1";
    let row = sql::row(world.core.db.read(), text, [placed.id.uuid().into()])
        .await
        .expect("runs")
        .expect("a row");
    row.try_get("", "state").expect("a state")
}

fn deed(action: A) -> SubOrderDeed {
    SubOrderDeed {
        viec: action.code().to_owned(),
        ..SubOrderDeed::default()
    }
}

fn declined(reason: &str) -> SubOrderDeed {
    SubOrderDeed {
        reason: reason.to_owned(),
        ..deed(A::Decline)
    }
}

async fn open_link(world: &World, token: &str) -> SubOrderView {
    match booths::load_link_view(&world.core, token, &JustDone::default(), Locale::Vi)
        .await
        .expect("loads")
    {
        LinkView::Order(view) => *view,
        other => panic!("not an order: {other:?}"),
    }
}

#[test]
fn a_link_accepts_once_without_signing_in() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let token = given_link(world, &placed).await;
        let kept = world
            .number(
                "select count(*) as n from action_link where token_hash = $1",
                [token.as_str().into()],
            )
            .await;
        assert_eq!(kept, 0, "only a hash of the token is kept");
        let view = open_link(world, &token).await;
        assert_eq!(
            state(world, &placed).await,
            "to_confirm",
            "looking changes nothing"
        );
        assert!(
            view.contact.is_none(),
            "no name or phone without signing in"
        );
        assert_eq!(view.deeds.len(), 2);
        world.core.clock.advance(19 * 60_000);
        let first = booths::answer_link(&world.core, &token, &deed(A::Accept), Locale::Vi)
            .await
            .expect("accepts");
        assert_eq!((first.done, first.already), (Some(A::Accept), None));
        assert_eq!(state(world, &placed).await, "confirmed");
        world.core.clock.advance(HOUR);
        let second = booths::answer_link(&world.core, &token, &deed(A::Accept), Locale::Vi)
            .await
            .expect("is safe");
        assert_eq!((second.done, second.already), (None, Some(A::Accept)));
        let other = booths::answer_link(&world.core, &token, &declined("sold_out"), Locale::Vi)
            .await
            .expect("is safe");
        assert_eq!(other.already, Some(A::Decline));
        assert_eq!(state(world, &placed).await, "confirmed");
        let view = open_link(world, &token).await;
        assert!(view.deeds.is_empty());
        assert_eq!(
            view.notice.expect("says so").title,
            "Đơn này đã nhận lúc 09:31"
        );
        let logged = world
            .number(
                "select count(*) as n from audit where action = 'accept' and actor_kind = 'link'",
                [],
            )
            .await;
        assert_eq!(logged, 1);
    });
}

#[test]
fn a_link_declines_with_a_reason_and_does_nothing_else() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let token = given_link(world, &placed).await;
        let answer = async |form: &SubOrderDeed| {
            booths::answer_link(&world.core, &token, form, Locale::Vi).await
        };
        assert!(matches!(
            answer(&declined("")).await,
            Err(Error::Invalid { .. })
        ));
        assert!(matches!(
            answer(&deed(A::Pack)).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            answer(&deed(A::Cancel)).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            answer(&SubOrderDeed::default()).await,
            Err(Error::Invalid { .. })
        ));
        assert_eq!(state(world, &placed).await, "to_confirm");
        answer(&declined("sold_out")).await.expect("declines");
        assert_eq!(state(world, &placed).await, "declined");
        assert_eq!(
            world.number("select allocated as n from offer", []).await,
            0,
            "the goods can be sold again"
        );
        let reason = booths::load_link_reason(&world.core, &token, Locale::Vi).await;
        assert!(matches!(reason, Err(Error::NotFound { .. })));
    });
}

#[test]
fn links_end_and_unknown_ones_say_so() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let token = given_link(world, &placed).await;
        let look = async |token: &str| {
            booths::load_link_view(&world.core, token, &JustDone::default(), Locale::Vi)
                .await
                .expect("loads")
        };
        assert!(matches!(look("not-a-token").await, LinkView::Unknown(_)));
        world.core.clock.advance(4 * HOUR - 1);
        assert!(matches!(look(&token).await, LinkView::Order(_)));
        world.core.clock.advance(1);
        let LinkView::Over(view) = look(&token).await else {
            panic!("it is over")
        };
        assert!(view.text.contains(&placed.code) && view.link.is_some());
        let late = booths::answer_link(&world.core, &token, &deed(A::Accept), Locale::Vi).await;
        assert!(matches!(
            late,
            Err(Error::Refused {
                code: "link_expired",
                ..
            })
        ));
        let unknown = booths::answer_link(&world.core, "x", &deed(A::Accept), Locale::Vi).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })));
        assert_eq!(state(world, &placed).await, "to_confirm");
    });
}

#[test]
fn of_many_answers_at_once_one_counts() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let tokens = [
            given_link(world, &placed).await,
            given_link(world, &placed).await,
        ];
        let mut tries = tokio::task::JoinSet::new();
        for n in 0..12 {
            let (core, token) = (world.core.clone(), tokens[n % 2].clone());
            let form = if n % 3 == 0 {
                declined("sold_out")
            } else {
                deed(A::Accept)
            };
            tries.spawn(async move { booths::answer_link(&core, &token, &form, Locale::Vi).await });
        }
        let outcomes = tries.join_all().await;
        let done = outcomes
            .iter()
            .filter(|o| o.as_ref().is_ok_and(|just| just.done.is_some()))
            .count();
        assert_eq!(done, 1);
        let answers =
            "select count(*) as n from sub_order_event where state in ('confirmed', 'declined')";
        assert_eq!(world.number(answers, []).await, 1);
        let allocated = world.number("select allocated as n from offer", []).await;
        assert_eq!(
            allocated,
            if state(world, &placed).await == "confirmed" {
                2
            } else {
                0
            }
        );
    });
}

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

#[test]
fn directors_add_and_remove_and_one_stays() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let director = world
            .given_member(cooperative, MemberRole::Director, "0987 654 321")
            .await;
        let seller = world
            .given_member(cooperative, MemberRole::Seller, "0987 654 322")
            .await;
        let core = &world.core;
        let add = |phone: &str, role: &str| AddMember {
            phone: phone.to_owned(),
            name: "Nông Thị Mai".to_owned(),
            role: role.to_owned(),
        };
        let refused =
            members::add_member(core, &seller, cooperative, &add("0912 345 678", "seller")).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        let bad = members::add_member(core, &director, cooperative, &add("0912", "cook")).await;
        assert!(matches!(bad, Err(Error::Invalid { fields }) if fields.len() == 2));
        for _ in 0..2 {
            members::add_member(
                core,
                &director,
                cooperative,
                &add("0912 345 678", "accountant"),
            )
            .await
            .expect("added");
        }
        let list = async || {
            members::load_members_view(core, &director, cooperative)
                .await
                .expect("loads")
                .members
        };
        assert_eq!(list().await.len(), 3);
        let id = |line: &shared::view::booth::MemberLine| line.id.parse::<Uuid>().expect("an id");
        let lines = list().await;
        let me = lines
            .iter()
            .find(|line| line.detail.starts_with("Giám đốc"))
            .expect("the director");
        assert!(!me.removable);
        let last = members::remove_member(core, &director, cooperative, id(me)).await;
        assert!(matches!(
            last,
            Err(Error::Refused {
                code: "last_director",
                ..
            })
        ));
        let her = lines
            .iter()
            .find(|line| line.name == "Nông Thị Mai")
            .expect("added");
        members::remove_member(core, &director, cooperative, id(her))
            .await
            .expect("removed");
        assert_eq!(list().await.len(), 2);
        members::add_member(
            core,
            &director,
            cooperative,
            &add("0912 345 678", "accountant"),
        )
        .await
        .expect("back");
        assert_eq!(list().await.len(), 3);
        assert_eq!(
            world
                .number(
                    "select count(*) as n from audit where entity = 'membership'",
                    []
                )
                .await,
            3
        );
    });
}

#[test]
fn two_directors_cannot_remove_each_other() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let a = world
            .given_member(cooperative, MemberRole::Director, "0987 654 321")
            .await;
        let b = world
            .given_member(cooperative, MemberRole::Director, "0987 654 322")
            .await;
        let lines = members::load_members_view(&world.core, &a, cooperative)
            .await
            .expect("loads")
            .members;
        let ids: Vec<Uuid> = lines
            .iter()
            .map(|line| line.id.parse().expect("an id"))
            .collect();
        let (x, y) = tokio::join!(
            members::remove_member(&world.core, &a, cooperative, ids[1]),
            members::remove_member(&world.core, &b, cooperative, ids[0]),
        );
        assert_eq!(usize::from(x.is_ok()) + usize::from(y.is_ok()), 1);
        let left =
            "select count(*) as n from membership where role = 'director' and removed_at is null";
        assert_eq!(world.number(left, []).await, 1);
    });
}

fn licence() -> StoredPicture {
    StoredPicture {
        id: "ab".repeat(16),
        width: 1200,
        height: 900,
        widths: vec![320, 640, 1200],
        bytes: 200_000,
    }
}

#[test]
fn a_booth_opens_with_name_commune_and_a_photo() {
    on_both(async |world| {
        let person = world.given_person("Nông Thị Mai", "0912 345 678").await;
        let actor = signed_in(person, Vec::new(), Vec::new());
        let core = &world.core;
        let form = OpenBooth {
            name: "Hợp tác xã Đồng Mỏ".to_owned(),
            ward_code: CHI_LANG.to_owned(),
        };
        let guest = Actor::guest(Locale::Vi);
        assert!(matches!(
            booths::open_cooperative(core, &guest, &form, Some(&licence())).await,
            Err(Error::SignIn)
        ));
        let nothing = booths::open_cooperative(core, &actor, &OpenBooth::default(), None).await;
        assert!(matches!(nothing, Err(Error::Invalid { fields }) if fields.len() == 3));
        let id = booths::open_cooperative(core, &actor, &form, Some(&licence()))
            .await
            .expect("opens");
        let second = booths::open_cooperative(core, &actor, &form, Some(&licence()))
            .await
            .expect("another address");
        assert_ne!(id, second);
        let actor = signed_in(person, vec![(id, MemberRole::Director)], Vec::new());
        let home = booths::load_home_view(core, &actor, id)
            .await
            .expect("loads");
        assert_eq!(
            home.standing.expect("says so").title,
            "Giấy tờ đang được xem"
        );
        let again = booths::send_papers_again(core, &actor, Some(&licence())).await;
        assert!(
            matches!(again, Err(Error::NotFound { .. })),
            "nothing was sent back"
        );
        let values: [Value; 1] = [id.uuid().into()];
        world
            .execute(
                "update cooperative set state = 'refused', state_note = 'Ảnh mờ' where id = $1",
                values,
            )
            .await;
        let view = booths::load_opening_view(core, &actor, &OpenBooth::default(), "")
            .await
            .expect("loads");
        assert_eq!(view.again.as_deref(), Some("Giấy tờ cần gửi lại. Ảnh mờ"));
        booths::send_papers_again(core, &actor, Some(&licence()))
            .await
            .expect("sent");
        let waits = "select count(*) as n from cooperative where state = 'documents' and licence_picture is not null";
        assert_eq!(world.number(waits, []).await, 2);
    });
}

#[test]
fn a_booth_rests_and_comes_back() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
            .await;
        let director = world
            .given_member(cooperative, MemberRole::Director, "0987 654 321")
            .await;
        let seller = world
            .given_member(cooperative, MemberRole::Seller, "0987 654 322")
            .await;
        let core = &world.core;
        assert!(matches!(
            booths::pause(core, &seller, cooperative, true).await,
            Err(Error::Forbidden)
        ));
        let visible = async || {
            world
                .number("select count(*) as n from listing where visible", [])
                .await
        };
        booths::pause(core, &director, cooperative, true)
            .await
            .expect("pauses");
        booths::pause(core, &director, cooperative, true)
            .await
            .expect("is safe");
        assert_eq!(visible().await, 0);
        booths::pause(core, &director, cooperative, false)
            .await
            .expect("opens");
        assert_eq!(visible().await, 1);
        let days = SetHoliday {
            from: "15/8/2026".to_owned(),
            until: "20/8/2026".to_owned(),
        };
        booths::set_holiday(core, &director, cooperative, &days)
            .await
            .expect("kept");
        let home = booths::load_home_view(core, &director, cooperative)
            .await
            .expect("loads");
        assert_eq!(
            home.standing.expect("says so").title,
            "Đang nghỉ, bán lại từ thứ Sáu 21/8"
        );
        booths::set_holiday(core, &director, cooperative, &SetHoliday::default())
            .await
            .expect("ended");
        let story = ChangeStory {
            story_vi: "Na trên núi đá.".to_owned(),
            story_en: String::new(),
        };
        booths::change_story(core, &director, cooperative, &story)
            .await
            .expect("kept");
        let view = booths::load_settings_view(core, &director, cooperative)
            .await
            .expect("loads");
        assert_eq!(
            (view.story_vi.as_str(), view.holiday),
            ("Na trên núi đá.", None)
        );
        assert_eq!(
            world
                .number("select count(*) as n from audit where entity = 'booth'", [])
                .await,
            5
        );
    });
}
