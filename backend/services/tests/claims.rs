//! Claims in texts, and what happens to them when their certificate ends or is withdrawn.

use crate::given::Goods;
use crate::goods::{given_categories, given_officer};
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, MemberRole};
use services::alliance::decide_certificate;
use services::booths::change_story;
use services::goods::{edit, save_pack, shelve};
use services::listings::{About, check_text};
use services::upkeep::refresh_badges;
use shared::id::{CertificateId, CooperativeId};
use shared::input::booth::ChangeStory;
use shared::input::goods::{EditGoods, EditPack};
use shared::input::staff::DecideCertificate;
use shared::say::Locale;
use shared::state::ListingAction;
use shared::time::{DAY_MS, VnDate};
use store::entity::certificate;
use uuid::Uuid;

struct Booth {
    coop: CooperativeId,
    director: Actor,
    goods: Goods,
    slug: String,
    paper: CertificateId,
}

/// A trusted booth whose mango has three stars until the end of 20 August 2026.
async fn given_booth(world: &World) -> Booth {
    given_categories(world).await;
    let coop = world.given_cooperative("HTX Toàn Thắng").await;
    let director = world
        .given_member(coop, MemberRole::Director, "0912345678")
        .await;
    let goods = world
        .given_goods(coop, "Xoài sấy OCOP 3 sao", 95_000, 20)
        .await;
    world
        .execute("update cooperative set trusted = true", [])
        .await;
    let last = VnDate::new(2026, 8, 20).expect("a day");
    let paper = Uuid::now_v7();
    world
        .insert(certificate::Model {
            id: paper,
            cooperative_id: coop.uuid(),
            product_id: Some(goods.product.uuid()),
            kind: "ocop".to_owned(),
            mark: None,
            stars: Some(3),
            number: Some("01/QĐ".to_owned()),
            issuer: "UBND".to_owned(),
            scope_text: "xoài sấy".to_owned(),
            valid_from: 1,
            valid_to: last.end().0,
            scan_picture: None,
            verified_at: Some(1),
            verified_by: None,
            revoked_at: None,
            revoke_reason: None,
            created_at: 1,
        })
        .await;
    let listed = "update listing set stars = 3, stars_until = $1, certificates_until = $1";
    world.execute(listed, [last.end().0.into()]).await;
    Booth {
        coop,
        director,
        slug: format!("hang-{}", goods.listing.uuid().simple()),
        goods,
        paper: paper.into(),
    }
}

fn codes<T: std::fmt::Debug>(answer: services::Result<T>) -> Vec<(String, String)> {
    match answer {
        Err(Error::Invalid { fields }) => fields.into_iter().map(|f| (f.path, f.code)).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

fn words(name: &str) -> EditGoods {
    EditGoods {
        name: name.to_owned(),
        category: "trai-cay".to_owned(),
        class: "P3".to_owned(),
        shelf_life: "30".to_owned(),
        origin: "Chi Lăng, Lạng Sơn".to_owned(),
        origin_code: "06463".to_owned(),
        main: vec![7],
        ..EditGoods::default()
    }
}

#[test]
fn claims_are_stopped_in_every_text() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let (core, by, coop, slug) = (&world.core, &booth.director, booth.coop, &booth.slug);
        let form = EditGoods {
            name_en: "Four-star mango, V.i.e.t.G.A.P".to_owned(),
            description_vi: "Xoài trồng HU\u{31b}\u{303}U CO\u{31b}".to_owned(),
            description_en: "Clean and organic".to_owned(),
            ..words("Xoài sấy O.C.O.P bốn sao")
        };
        let at = |path: &str, code: &str| (path.to_owned(), code.to_owned());
        assert_eq!(
            codes(edit(core, by, coop, slug, &form).await),
            [
                at("name", "stars"),
                at("name_en", "stars"),
                at("description_vi", "certificate"),
                at("description_en", "certificate"),
            ]
        );
        let pack = EditPack {
            pack_name: "Hộp xoài sạch".into(),
            unit: "thung".into(),
            pack: "3 kg".into(),
            price: "95k".into(),
            ..EditPack::default()
        };
        let which = (slug.as_str(), Some(booth.goods.offer));
        assert_eq!(
            codes(save_pack(core, by, coop, which, &pack).await),
            [at("pack_name", "clean")]
        );
        let story = ChangeStory {
            story_vi: "Nhà tôi có món OCOP 3 sao và món 4 sao".to_owned(),
            story_en: "Our tea heals: Cao Phong oranges".to_owned(),
        };
        assert_eq!(
            codes(change_story(core, by, coop, &story).await),
            [at("story_vi", "stars"), at("story_en", "protected_name")]
        );
        let story = ChangeStory {
            story_vi: "Nhà tôi có món OCOP 3 sao".to_owned(),
            ..ChangeStory::default()
        };
        change_story(core, by, coop, &story).await.expect("proven");
        let other = world.given_product(coop, "Na dai").await;
        let read = async |about| {
            let fields = [("text", "Mời mua món OCOP 3 sao của nhà tôi")];
            let day = core.clock.now().vn_date();
            check_text(core.db.read(), about, &fields, (day, Locale::Vi)).await
        };
        read(About::Product(coop, booth.goods.product))
            .await
            .expect("proven");
        read(About::Booth(coop)).await.expect("proven");
        assert_eq!(
            codes(read(About::Product(coop, other)).await),
            [at("text", "ocop")]
        );
    });
}

async fn state(world: &World) -> (i64, i64) {
    let paused = "select count(*) as n from listing where state = 'paused' and not visible and stars = 0 \
                  and state_note like '%OCOP%'";
    let told = "select count(*) as n from outbox where topic = 'listing.reviewed'";
    (world.number(paused, []).await, world.number(told, []).await)
}

#[test]
fn a_listing_whose_words_outlive_their_certificate_is_paused_until_they_are_mended() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let (core, by, coop, slug) = (&world.core, &booth.director, booth.coop, &booth.slug);
        assert_eq!(refresh_badges(core).await.expect("refreshes"), 0);
        core.clock.advance(6 * DAY_MS);
        assert_eq!(refresh_badges(core).await.expect("refreshes"), 1);
        assert_eq!(state(world).await, (1, 1));
        assert_eq!(refresh_badges(core).await.expect("refreshes"), 0);
        let tried = shelve(core, by, coop, slug, ListingAction::Resume).await;
        assert_eq!(codes(tried)[0].0, "name");
        edit(core, by, coop, slug, &words("Xoài sấy dẻo"))
            .await
            .expect("mended");
        shelve(core, by, coop, slug, ListingAction::Resume)
            .await
            .expect("sold again");
    });
}

#[test]
fn words_without_a_claim_stay_on_the_shelf_and_lose_only_the_badge() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let plain = "update product set name = 'Xoài Yên Châu sấy' where id = $1";
        world
            .execute(plain, [booth.goods.product.uuid().into()])
            .await;
        world.core.clock.advance(6 * DAY_MS);
        refresh_badges(&world.core).await.expect("refreshes");
        let live =
            "select count(*) as n from listing where state = 'live' and visible and stars = 0";
        assert_eq!(
            world.number(live, []).await,
            1,
            "what was never proven is an officer's matter"
        );
    });
}

#[test]
fn a_withdrawn_certificate_takes_its_words_along() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let officer = given_officer(world, "20", "0912345601").await;
        let form = DecideCertificate {
            action: "revoke".to_owned(),
            reason: "Cấp nhầm cho món khác".to_owned(),
        };
        decide_certificate(&world.core, &officer, booth.paper, &form)
            .await
            .expect("withdrawn");
        assert_eq!(state(world).await, (1, 1));
    });
}
