//! Links, clicks, and what was earned by them.

mod follow;
mod watch;

use crate::given::{Goods, signed_in};
use crate::moving::parts;
use crate::ordering::{line, order};
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, MemberRole};
use services::orders::{PlaceContext, place};
use services::share::{self, Target};
use shared::id::{CooperativeId, SubOrderId};
use shared::input::order::PlaceOrder;
use shared::input::share::{NewLink, SetRate, SignUpSeller};
use shared::rules::attribution::WINDOW_MS;
use shared::say::Locale;
use store::entity::commission_line;
use store::sql;

const MINUTE: i64 = 60_000;

async fn director(world: &World, cooperative: CooperativeId, phone: &str) -> Actor {
    world
        .given_member(cooperative, MemberRole::Director, phone)
        .await
}

pub async fn seller(world: &World, name: &str, phone: &str, id_number: &str) -> Actor {
    let person = world.given_person(name, phone).await;
    let actor = signed_in(person, Vec::new(), Vec::new());
    let form = SignUpSeller {
        shown_name: name.into(),
        legal_name: format!("Nguyễn {name}"),
        born: "20/8/1996".into(),
        id_number: id_number.into(),
        tax_code: String::new(),
        terms: "1".into(),
    };
    share::sign_up(&world.core, &actor, &form)
        .await
        .expect("signed up");
    actor
}

pub async fn pays(
    world: &World,
    actor: &Actor,
    cooperative: CooperativeId,
    percent: &str,
    phone: &str,
) {
    let form = SetRate {
        percent: percent.into(),
        phone: phone.into(),
        ..SetRate::default()
    };
    share::set_rate(&world.core, actor, cooperative, &form)
        .await
        .expect("set");
}

pub async fn slug(world: &World, goods: &Goods) -> String {
    let row = sql::row(
        world.core.db.read(),
        "select slug from listing where id = $1",
        [goods.listing.uuid().into()],
    )
    .await
    .expect("runs")
    .expect("a row");
    row.try_get("", "slug").expect("a slug")
}

pub async fn link(world: &World, actor: &Actor, goods: &Goods) -> String {
    let form = NewLink {
        kind: "product".into(),
        slug: slug(world, goods).await,
        ..NewLink::default()
    };
    share::new_seller_link(&world.core, actor, &form)
        .await
        .expect("made")
}

pub async fn click(world: &World, code: &str, cookie: &str) -> String {
    let opened = share::open(&world.core, code).await.expect("opens");
    share::click(&world.core, opened.id, "zalo", cookie)
        .await
        .expect("counted")
}

async fn buy(world: &World, order: &PlaceOrder, key: &str, cookie: &str) -> String {
    let context = PlaceContext {
        key: Some(key),
        clicks: Some(cookie),
        ..PlaceContext::default()
    };
    place(&world.core, &crate::ordering::buyer(), order, context)
        .await
        .expect("placed")
        .code
}

pub async fn lines(world: &World) -> Vec<commission_line::Model> {
    sql::all(
        world.core.db.read(),
        "select * from commission_line order by frozen_at, clicked_at, id",
        [],
    )
    .await
    .expect("runs")
}

pub fn outcomes(lines: &[commission_line::Model]) -> Vec<(&str, i64, i64, &str)> {
    lines
        .iter()
        .map(|line| {
            (
                line.outcome.as_str(),
                line.amount,
                line.reversed,
                line.state.as_str(),
            )
        })
        .collect()
}

async fn follow_all(world: &World, order: &str) {
    for part in parts(world, order).await {
        share::follow(&world.core, &[SubOrderId::from(part.id)])
            .await
            .expect("followed");
    }
    booked(world).await;
}

/// What the lines say stands in the ledger.
async fn booked(world: &World) {
    let wrong = services::ledger::check(&world.core).await.expect("checked");
    assert_eq!(wrong, Vec::<String>::new());
    let sum =
        "select cast(coalesce(sum(amount - reversed), 0) as bigint) as n from commission_line";
    let earned = crate::money::balance(world, "commission").await
        + crate::money::balance(world, "commission_payable").await;
    assert_eq!(-earned, world.number(sum, []).await);
}

#[test]
fn the_last_click_earns_and_both_sides_read_the_same() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000001").await;
        let chi = seller(world, "Chi", "0912 000 003", "020196000002").await;
        pays(world, &head, dong_mo, "8", "0912000003").await;
        let (first, second) = (link(world, &lan, &na).await, link(world, &chi, &na).await);
        let cookie = click(world, &first, "").await;
        assert_eq!(
            click(world, &first, &cookie).await,
            cookie,
            "the same click"
        );
        world.core.clock.advance(5 * MINUTE);
        let cookie = click(world, &second, &cookie).await;
        assert_eq!(
            world
                .number("select count(*) as n from share_click", [])
                .await,
            2
        );
        let code = buy(world, &order(vec![line(&na, "2")]), "a", &cookie).await;
        let frozen = lines(world).await;
        assert_eq!(
            outcomes(&frozen),
            [
                ("later_click", 0, 0, "none"),
                ("earned", 31_200, 0, "pending")
            ]
        );
        assert!(frozen[1].targeted && frozen[1].base == 390_000 && frozen[1].rate_bp == 800);
        let kept = world
            .number(
                "select count(*) as n from buyer_order where share_code is not null",
                [],
            )
            .await;
        assert_eq!(kept, 1);
        let mine = share::home_page(&world.core, &chi).await.expect("home");
        let theirs = share::booth_page(&world.core, &head, dong_mo)
            .await
            .expect("page");
        let why = |lines: &[shared::view::share::CommissionRow]| {
            lines
                .iter()
                .find(|line| line.amount.starts_with("31.200"))
                .map(|line| (line.order.clone(), line.why.clone()))
        };
        assert!(why(&mine.lines).is_some());
        assert_eq!(why(&mine.lines), why(&theirs.lines));
        assert_eq!(theirs.lines.len(), 2);
        let lost = share::home_page(&world.core, &lan).await.expect("home");
        assert!(
            lost.lines[0].why.contains("link khác"),
            "{}",
            lost.lines[0].why
        );
        assert!(
            mine.links[0]
                .numbers
                .contains("1\u{a0}lượt bấm · 1\u{a0}đơn"),
            "{}",
            mine.links[0].numbers
        );
        let csv = String::from_utf8(share::seller_csv(&world.core, &chi).await.expect("a file"))
            .expect("text");
        assert!(csv.contains("390000") && csv.contains("31200") && csv.contains(&code));
    });
}

#[test]
fn nothing_is_asked_or_written_without_a_click() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        buy(world, &order(vec![line(&na, "1")]), "a", "").await;
        buy(
            world,
            &order(vec![line(&na, "1")]),
            "b",
            "nonsense.0198c0de",
        )
        .await;
        assert_eq!(lines(world).await, []);
    });
}

#[test]
fn an_order_with_a_code_counts_as_a_click() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "7,5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000001").await;
        let code = link(world, &lan, &na).await;
        let asked = PlaceOrder {
            share_code: Some(code),
            ..order(vec![line(&na, "1")])
        };
        buy(world, &asked, "a", "").await;
        assert_eq!(
            outcomes(&lines(world).await),
            [("earned", 14_625, 0, "pending")]
        );
    });
}

#[test]
fn own_purchases_and_ended_links_earn_nothing() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        // The phone of the order in `order()`.
        let own = seller(world, "Hạnh", "0912 345 678", "020196000001").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        let cookie = click(world, &link(world, &own, &na).await, "").await;
        buy(world, &order(vec![line(&na, "1")]), "a", &cookie).await;
        let code = link(world, &lan, &na).await;
        let cookie = click(world, &code, "").await;
        share::end_seller_link(&world.core, &lan, &code)
            .await
            .expect("ended");
        share::end_seller_link(&world.core, &lan, &code)
            .await
            .expect("ended again");
        assert!(matches!(
            share::open(&world.core, &code).await,
            Err(Error::NotFound { .. })
        ));
        assert!(matches!(
            share::end_seller_link(&world.core, &own, &code).await,
            Err(Error::NotFound { .. })
        ));
        buy(world, &order(vec![line(&na, "1")]), "b", &cookie).await;
        let found = lines(world).await;
        assert_eq!(
            outcomes(&found),
            [("own_purchase", 0, 0, "none"), ("link_ended", 0, 0, "none")]
        );
    });
}

#[test]
fn a_basket_holds_goods_of_several_cooperatives() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let bich_thao = world
            .given_cooperative_at("HTX Bích Thao", "14", "03646")
            .await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        let ca_phe = world.given_goods(bich_thao, "Cà phê", 280_000, 20).await;
        let form = NewLink {
            kind: "basket".into(),
            variant: vec![na.variant.to_string(), ca_phe.variant.to_string()],
            ..NewLink::default()
        };
        let code = share::new_booth_link(&world.core, &head, dong_mo, &form)
            .await
            .expect("made");
        let opened = share::open(&world.core, &code).await.expect("opens");
        let Target::Basket(items) = opened.target else {
            panic!("a basket")
        };
        assert_eq!(
            opened.referrer, None,
            "a cooperative's own link pays nobody"
        );
        let basket = share::basket(&world.core, &items, Locale::Vi)
            .await
            .expect("read");
        assert_eq!(
            (basket.goods.len(), basket.sellers.len(), basket.total.0),
            (2, 2, 475_000)
        );
        let page = share::booth_link(&world.core, &head, dong_mo, &code, "http://x/s/")
            .await
            .expect("page");
        assert!(
            page.texts[0].contains("Na, Cà phê") && page.texts[0].ends_with(&code),
            "{:?}",
            page.texts
        );
        // A seller cannot share what pays nothing.
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        assert!(matches!(
            share::new_seller_link(&world.core, &lan, &form).await,
            Err(Error::NotFound { .. })
        ));
    });
}

#[test]
fn clicks_fall_out_after_seven_days() {
    on_both(async |world| {
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000002").await;
        let cookie = click(world, &link(world, &lan, &na).await, "").await;
        assert_eq!(
            share::referrer(&world.core, &cookie)
                .await
                .expect("read")
                .as_deref(),
            Some("Lan")
        );
        world.core.clock.advance(WINDOW_MS + 1);
        buy(world, &order(vec![line(&na, "1")]), "a", &cookie).await;
        assert_eq!(lines(world).await, []);
    });
}
