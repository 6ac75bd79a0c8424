//! Mending a good: words, packs, pictures.

use super::{given_categories, given_officer, given_seller, photo};
use crate::support::{World, on_both};
use services::Error;
use services::catalogue::product::{Wanted, product};
use services::checkout::load;
use services::goods::{
    GalleryChange, PackOutcome, Saved, change_pictures, edit, remove_pack, save_pack,
};
use services::listings::review;
use shared::id::{OfferId, VariantId};
use shared::input::goods::{EditGoods, EditPack};
use shared::say::Locale;

fn words(name: &str, text: &str) -> EditGoods {
    EditGoods {
        name: name.to_owned(),
        description_vi: text.to_owned(),
        category: "trai-cay".to_owned(),
        class: "P1".to_owned(),
        shelf_life: "4".to_owned(),
        origin: "Chi Lăng, Lạng Sơn".to_owned(),
        origin_code: "06463".to_owned(),
        main: vec![7, 8, 9],
        ..EditGoods::default()
    }
}

pub(super) async fn given_live(
    world: &World,
    trusted: bool,
) -> (
    shared::id::CooperativeId,
    services::actor::Actor,
    String,
    OfferId,
) {
    given_categories(world).await;
    let (coop, actor) = given_seller(world, trusted, "0912345678").await;
    let goods = world.given_goods(coop, "Na dai", 195_000, 20).await;
    (
        coop,
        actor,
        format!("hang-{}", goods.listing.uuid().simple()),
        goods.offer,
    )
}

#[test]
fn a_trusted_booth_mends_at_once() {
    on_both(async |world| {
        let (coop, actor, slug, _) = given_live(world, true).await;
        let saved = edit(
            &world.core,
            &actor,
            coop,
            &slug,
            &words("Na bở", "Hái sáng"),
        )
        .await
        .expect("saved");
        assert_eq!(saved, Saved::Shown);
        let text = "select count(*) as n from listing where title = 'Na bở' and season_main = 448 and shipping_class = 'P1'";
        assert_eq!(world.number(text, []).await, 1);
    });
}

#[test]
fn an_untrusted_booths_words_wait_and_buyers_see_the_old_ones() {
    on_both(async |world| {
        let (coop, actor, slug, offer) = given_live(world, false).await;
        let saved = edit(
            &world.core,
            &actor,
            coop,
            &slug,
            &words("Na bở", "Hái sáng"),
        )
        .await
        .expect("saved");
        assert_eq!(saved, Saved::Waiting);
        let shown = "select count(*) as n from listing where title = 'Na dai' and state = 'live'";
        assert_eq!(world.number(shown, []).await, 1);
        let price = EditPack {
            unit: "thung".into(),
            pack: "3 kg".into(),
            price: "205k".into(),
            ..EditPack::default()
        };
        let pack = save_pack(&world.core, &actor, coop, (&slug, Some(offer)), &price)
            .await
            .expect("saved");
        assert_eq!(pack, PackOutcome::Saved(Saved::Waiting));
        let officer = given_officer(world, "20", "0912345601").await;
        let open = review::list_open(&world.core, &officer, None, 10)
            .await
            .expect("read");
        assert_eq!(
            (open.len(), open[0].new, open[0].title.as_str()),
            (1, false, "Na bở")
        );
        let case = review::open(&world.core, &officer, open[0].id)
            .await
            .expect("read");
        let fields: Vec<&str> = case.difference.iter().map(|d| d.field).collect();
        assert!(
            fields.contains(&"Tên món") && fields.contains(&"Giá"),
            "{fields:?}"
        );
        review::approve(&world.core, &officer, open[0].id)
            .await
            .expect("approved");
        let text = "select count(*) as n from listing where title = 'Na bở' and price = 205000 and visible";
        assert_eq!(world.number(text, []).await, 1);
    });
}

fn five_kilos() -> EditPack {
    EditPack {
        unit: "thung".into(),
        pack: "5 kg".into(),
        price: "315k".into(),
        ..EditPack::default()
    }
}

/// The pack of [`five_kilos`], with ten of it in store.
async fn given_stocked(world: &World) -> (OfferId, VariantId) {
    let text = "select id, variant_id from offer where price = 315000";
    let row = store::sql::row(world.core.db.read(), text, [])
        .await
        .expect("read")
        .expect("a row");
    let id = |name| row.try_get::<uuid::Uuid>("", name).expect("an id");
    let fill = "update offer set on_hand = 10000 where id = $1";
    world.execute(fill, [id("id").into()]).await;
    (id("id").into(), id("variant_id").into())
}

async fn buyers_see(world: &World, slug: &str, variant: VariantId) -> (usize, bool) {
    let page = product(&world.core, slug, &Wanted::default(), Locale::Vi)
        .await
        .expect("a page");
    let goods = load(&world.core, &[variant]).await.expect("read");
    let packs = page.view.buy.map_or(0, |buy| buy.packs.len());
    let for_sale = goods.get(&variant).is_some_and(|goods| goods.free() > 0);
    (packs, for_sale)
}

#[test]
fn an_untrusted_booths_new_pack_is_not_for_sale_before_an_officer_agrees() {
    on_both(async |world| {
        let (coop, actor, slug, _) = given_live(world, false).await;
        let added = save_pack(&world.core, &actor, coop, (&slug, None), &five_kilos())
            .await
            .expect("saved");
        assert_eq!(added, PackOutcome::Saved(Saved::Waiting));
        let (_, variant) = given_stocked(world).await;
        assert_eq!(buyers_see(world, &slug, variant).await, (1, false));
        let officer = given_officer(world, "20", "0912345601").await;
        let open = review::list_open(&world.core, &officer, None, 10)
            .await
            .expect("read");
        let case = review::open(&world.core, &officer, open[0].id)
            .await
            .expect("read");
        let [price] = case.difference.as_slice() else {
            panic!("{:?}", case.difference)
        };
        assert_eq!(price.field, "Giá");
        let has_five = |text: &str| text.replace('\u{a0}', " ").contains("5 kg");
        assert!(has_five(&price.after) && !has_five(&price.before));
        review::approve(&world.core, &officer, open[0].id)
            .await
            .expect("approved");
        assert_eq!(buyers_see(world, &slug, variant).await, (2, true));
    });
}

#[test]
fn a_pack_that_was_sent_back_waits_until_it_is_sent_in_again() {
    on_both(async |world| {
        let (coop, actor, slug, _) = given_live(world, false).await;
        save_pack(&world.core, &actor, coop, (&slug, None), &five_kilos())
            .await
            .expect("saved");
        let (offer, variant) = given_stocked(world).await;
        let officer = given_officer(world, "20", "0912345601").await;
        let waiting = async || {
            review::list_open(&world.core, &officer, None, 10)
                .await
                .expect("read")
        };
        let first = waiting().await[0].id;
        review::send_back(&world.core, &officer, first, "Giá chưa đúng")
            .await
            .expect("sent back");
        // A change of the words alone does not bring it in by the back door.
        edit(&world.core, &actor, coop, &slug, &words("Na bở", ""))
            .await
            .expect("saved");
        let second = waiting().await[0].id;
        review::approve(&world.core, &officer, second)
            .await
            .expect("approved");
        assert_eq!(buyers_see(world, &slug, variant).await, (1, false));
        let form = EditPack {
            price: "310k".into(),
            ..five_kilos()
        };
        save_pack(&world.core, &actor, coop, (&slug, Some(offer)), &form)
            .await
            .expect("saved");
        let third = waiting().await[0].id;
        review::approve(&world.core, &officer, third)
            .await
            .expect("approved");
        assert_eq!(buyers_see(world, &slug, variant).await, (2, true));
    });
}

#[test]
fn a_waiting_pack_that_is_taken_away_leaves_nothing_to_review() {
    on_both(async |world| {
        let (coop, actor, slug, _) = given_live(world, false).await;
        save_pack(&world.core, &actor, coop, (&slug, None), &five_kilos())
            .await
            .expect("saved");
        let text = "select id from offer where price = 315000";
        let row = store::sql::row(world.core.db.read(), text, []).await;
        let offer: uuid::Uuid = row
            .expect("read")
            .expect("a row")
            .try_get("", "id")
            .expect("an id");
        remove_pack(&world.core, &actor, coop, &slug, offer.into())
            .await
            .expect("removed");
        let open = "select count(*) as n from listing_review where decided_at is null";
        assert_eq!(world.number(open, []).await, 0);
    });
}

#[test]
fn wrong_words_are_told_by_field() {
    on_both(async |world| {
        let (coop, actor, slug, _) = given_live(world, true).await;
        let form = EditGoods {
            class: "P9".to_owned(),
            shelf_life: "vài".to_owned(),
            origin: "Nơi nào đó".to_owned(),
            harvested: "mai".to_owned(),
            category: "gi-do".to_owned(),
            ..words("Na hữu cơ", "")
        };
        let error = edit(&world.core, &actor, coop, &slug, &form)
            .await
            .expect_err("wrong");
        let Error::Invalid { fields } = error else {
            panic!("{error:?}")
        };
        let mut paths: Vec<&str> = fields.iter().map(|f| f.path.as_str()).collect();
        paths.sort_unstable();
        assert_eq!(
            paths,
            [
                "category",
                "class",
                "harvested",
                "name",
                "origin",
                "shelf_life"
            ]
        );
    });
}

#[test]
fn packs_come_change_and_go() {
    on_both(async |world| {
        let (coop, actor, slug, offer) = given_live(world, true).await;
        save_pack(&world.core, &actor, coop, (&slug, None), &five_kilos())
            .await
            .expect("added");
        let added =
            "select count(*) as n from variant where name = 'Thùng 5 kg' and gross_weight_g = 5500";
        assert_eq!(world.number(added, []).await, 1);
        let slip = EditPack {
            unit: "thung".into(),
            pack: "3 kg".into(),
            price: "19500".into(),
            ..EditPack::default()
        };
        let asked = save_pack(&world.core, &actor, coop, (&slug, Some(offer)), &slip)
            .await
            .expect("asked");
        assert!(
            matches!(asked, PackOutcome::AskPrice(question) if question.other.0 == 195_000),
            "{asked:?}"
        );
        let unit = EditPack {
            unit: "kg".into(),
            price: "65k".into(),
            price_ok: "65000".into(),
            ..EditPack::default()
        };
        let stocked = save_pack(&world.core, &actor, coop, (&slug, Some(offer)), &unit)
            .await
            .expect_err("in stock");
        assert!(matches!(stocked, Error::Invalid { .. }));
        let used = remove_pack(&world.core, &actor, coop, &slug, offer)
            .await
            .expect_err("has movements");
        assert!(matches!(
            used,
            Error::Conflict {
                code: "pack_used",
                ..
            }
        ));
        let row = store::sql::row(
            world.core.db.read(),
            "select id from offer where price = 315000",
            [],
        )
        .await;
        let fresh: uuid::Uuid = row
            .expect("read")
            .expect("a row")
            .try_get("", "id")
            .expect("an id");
        remove_pack(&world.core, &actor, coop, &slug, fresh.into())
            .await
            .expect("removed");
        assert_eq!(
            world.number("select count(*) as n from variant", []).await,
            1
        );
    });
}

#[test]
fn pictures_come_lead_and_go_but_never_all() {
    on_both(async |world| {
        let (coop, actor, slug, _) = given_live(world, true).await;
        let change = |change| {
            let (core, actor, slug) = (world.core.clone(), actor.clone(), slug.clone());
            async move { change_pictures(&core, &actor, coop, &slug, &change).await }
        };
        let (a, b) = (photo("a"), photo("b"));
        change(GalleryChange::Add(a.clone())).await.expect("added");
        change(GalleryChange::Add(b.clone())).await.expect("added");
        change(GalleryChange::Lead(b.id.clone()))
            .await
            .expect("leads");
        let face = "select count(*) as n from listing where picture = $1";
        assert_eq!(world.number(face, [b.id.as_str().into()]).await, 1);
        change(GalleryChange::Remove(b.id.clone()))
            .await
            .expect("gone");
        assert_eq!(world.number(face, [a.id.as_str().into()]).await, 1);
        let last = change(GalleryChange::Remove(a.id.clone()))
            .await
            .expect_err("the last one");
        assert!(matches!(last, Error::Invalid { .. }));
        let claims = "Na Chi Lăng OCOP 4 sao hữu cơ".to_owned();
        let claimed = change(GalleryChange::Describe(a.id.clone(), claims))
            .await
            .expect_err("what no paper proves");
        let Error::Invalid { fields } = claimed else {
            panic!("{claimed:?}")
        };
        assert_eq!(fields[0].path, "alt");
        change(GalleryChange::Describe(
            a.id.clone(),
            "Ba quả na".to_owned(),
        ))
        .await
        .expect("described");
        let foreign = change(GalleryChange::Lead(b.id.clone()))
            .await
            .expect_err("not shown");
        assert!(matches!(foreign, Error::NotFound { .. }));
    });
}
