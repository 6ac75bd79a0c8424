//! Livestreams that sellers run: of goods that pay them, by the cooperative's rule; what they sell is theirs.

use crate::ordering::{line, order};
use crate::sharing::{click, lines, pays, seller};
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, MemberRole};
use services::live::{self, Host};
use services::orders::{PlaceContext, place};
use services::share;
use shared::money::Vnd;
use shared::say::Locale;

async fn shown(world: &World, slug: &str) -> Vec<String> {
    let live = live::load(&world.core, slug, Locale::Vi).await;
    let goods = live.expect("there").view.goods.into_iter();
    goods.map(|good| good.code).collect()
}

async fn of_lan(world: &World) -> Actor {
    seller(world, "Lan", "0912 000 002", "020196000001").await
}

#[test]
fn a_seller_goes_live_with_what_pays_and_earns_what_is_sold() {
    on_both(async |world| {
        let core = &world.core;
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let other = world.given_cooperative_at("HTX Khác", "14", "03646").await;
        let head = world
            .given_member(dong_mo, MemberRole::Director, "0912 000 001")
            .await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        let unpaid = world.given_goods(other, "Cà phê", 280_000, 20).await;
        let lan = of_lan(world).await;
        let nothing = live::choices(core, &lan, Host::Seller).await;
        assert!(nothing.expect("listed").0.is_empty(), "nobody pays");
        pays(world, &head, dong_mo, "5", "").await;
        let (goods, _) = live::choices(core, &lan, Host::Seller)
            .await
            .expect("listed");
        assert_eq!(goods.len(), 1);
        let foreign = live::prepare(core, &lan, Host::Seller, &[unpaid.offer]).await;
        assert!(matches!(foreign, Err(Error::NotFound { .. })));
        let slug = live::prepare(core, &lan, Host::Seller, &[na.offer])
            .await
            .expect("opened");
        assert_eq!(shown(world, &slug).await, ["A1"]);
        let view = live::load(core, &slug, Locale::Vi)
            .await
            .expect("there")
            .view;
        assert_eq!(
            (view.host.as_str(), view.referral.as_deref()),
            ("Lan", Some("Lan"))
        );
        live::pin(core, &lan, Host::Seller, (&slug, "A1"))
            .await
            .expect("pinned");
        live::comment(core, &lan, Host::Seller, &slug, ("Hoa", "A1 2"))
            .await
            .expect("read");
        // The cooperative of the goods does not run it, and the price stays the cooperative's.
        let theirs = live::pin(core, &head, dong_mo, (&slug, "A1")).await;
        assert!(matches!(theirs, Err(Error::NotFound { .. })));
        let cheaper = live::flash(core, &lan, Host::Seller, (&slug, "A1"), (Vnd(1), 10)).await;
        assert!(matches!(cheaper, Err(Error::Invalid { .. })));
        // Its one link brings buyers, and what they buy is Lan's.
        let console = live::mine(core, &lan, Host::Seller, &slug)
            .await
            .expect("shown");
        let cookie = click(world, &console.link.expect("a link"), "").await;
        let context = PlaceContext {
            key: Some("a"),
            clicks: Some(&cookie),
            ..PlaceContext::default()
        };
        place(
            core,
            &crate::ordering::buyer(),
            &order(vec![line(&na, "2")]),
            context,
        )
        .await
        .expect("placed");
        let earned = lines(world).await;
        assert_eq!(
            (earned[0].outcome.as_str(), earned[0].amount),
            ("earned", 19_500)
        );
        // Another seller's is not found; one who was stopped has none.
        let chi = seller(world, "Chi", "0912 000 003", "020196000002").await;
        let hers = live::mine(core, &chi, Host::Seller, &slug).await;
        assert!(matches!(hers, Err(Error::NotFound { .. })));
        world
            .execute(
                "update seller set state = 'stopped' where shown_name = 'Lan'",
                [],
            )
            .await;
        assert!(live::mine(core, &lan, Host::Seller, &slug).await.is_err());
        let gone = live::load(core, &slug, Locale::Vi).await;
        assert!(matches!(gone, Err(Error::NotFound { .. })));
    });
}

#[test]
fn a_cooperative_that_wants_to_be_asked_says_yes_to_each_good() {
    on_both(async |world| {
        let core = &world.core;
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = world
            .given_member(dong_mo, MemberRole::Director, "0912 000 001")
            .await;
        let packer = world
            .given_member(dong_mo, MemberRole::Seller, "0912 000 009")
            .await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        let hong = world.given_goods(dong_mo, "Hồng", 95_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        let lan = of_lan(world).await;
        assert!(live::set_rule(core, &packer, dong_mo, "ask").await.is_err());
        let odd = live::set_rule(core, &head, dong_mo, "maybe").await;
        assert!(matches!(odd, Err(Error::Invalid { .. })));
        live::set_rule(core, &head, dong_mo, "ask")
            .await
            .expect("set");
        let slug = live::prepare(core, &lan, Host::Seller, &[na.offer, hong.offer])
            .await
            .expect("opened");
        assert!(shown(world, &slug).await.is_empty(), "nobody sees them yet");
        let early = live::pin(core, &lan, Host::Seller, (&slug, "A1")).await;
        assert!(matches!(early, Err(Error::NotFound { .. })));
        live::comment(core, &lan, Host::Seller, &slug, ("Hoa", "A1 2"))
            .await
            .expect("read");
        assert_eq!(
            world
                .number("select count(*) as n from live_claim", [])
                .await,
            0
        );
        let asked = live::asked(core, &packer, dong_mo).await.expect("listed");
        assert_eq!(asked.len(), 2);
        assert!(asked[0].words.contains("Lan"), "{asked:?}");
        let strange = world.given_cooperative_at("HTX Khác", "14", "03646").await;
        let stranger = world
            .given_member(strange, MemberRole::Director, "0912 000 008")
            .await;
        let foreign = live::answer(core, &stranger, strange, (&asked[0].value, true)).await;
        assert!(matches!(foreign, Err(Error::NotFound { .. })));
        live::answer(core, &packer, dong_mo, (&asked[0].value, true))
            .await
            .expect("yes");
        live::answer(core, &packer, dong_mo, (&asked[1].value, false))
            .await
            .expect("no");
        let twice = live::answer(core, &packer, dong_mo, (&asked[0].value, true)).await;
        assert!(matches!(twice, Err(Error::NotFound { .. })));
        assert_eq!(shown(world, &slug).await, ["A1"]);
        assert!(
            live::asked(core, &packer, dong_mo)
                .await
                .expect("listed")
                .is_empty()
        );
        live::set_rule(core, &head, dong_mo, "off")
            .await
            .expect("set");
        let closed = live::prepare(core, &lan, Host::Seller, &[na.offer]).await;
        assert!(matches!(closed, Err(Error::NotFound { .. })));
        let own = live::prepare(core, &head, dong_mo, &[na.offer]).await;
        own.expect("its own livestreams go on");
        share::home_page(core, &lan).await.expect("home");
    });
}
