//! Price floors: who sets them, what they stop, who may go below them.

mod days;

use crate::given::Goods;
use crate::ordering::{buy, line, order};
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, MemberRole};
use services::floors::{
    self, BELOW, Open, Returned, Sale, allow, disallow, end, guard, in_force, set,
};
use services::goods::{PackOutcome, Returned as GoodsReturned, Saved, one, save_pack};
use services::import::{Preview, preview};
use shared::id::{CooperativeId, OfferId};
use shared::input::floor::{AllowLess, SetFloor};
use shared::input::goods::EditPack;
use shared::money::Vnd;
use shared::rules::floor::{Below, least};
use shared::time::DAY_MS;
use shared::view::goods::FloorsView;
use store::entity::lot;
use uuid::Uuid;

struct Booth {
    coop: CooperativeId,
    director: Actor,
    goods: Goods,
    slug: String,
}

async fn given_booth(world: &World) -> Booth {
    let coop = world.given_cooperative("HTX Đồng Mỏ").await;
    let director = world
        .given_member(coop, MemberRole::Director, "0912345678")
        .await;
    let goods = world.given_goods(coop, "Na dai", 195_000, 20).await;
    let trust = "update cooperative set trusted = true where id = $1";
    world.execute(trust, [coop.uuid().into()]).await;
    Booth {
        coop,
        director,
        goods,
        slug: format!("hang-{}", goods.listing.uuid().simple()),
    }
}

fn floor(offer: OfferId, amount: &str) -> SetFloor {
    SetFloor {
        offer: offer.to_string(),
        amount: amount.to_owned(),
        decision: "Nghị quyết HĐQT số 05".to_owned(),
        decided_on: "2026-08-01".to_owned(),
        ..SetFloor::default()
    }
}

fn less(amount: &str, until: &str) -> AllowLess {
    AllowLess {
        amount: amount.to_owned(),
        reason: "Lô chín quá".to_owned(),
        until: until.to_owned(),
    }
}

fn pack(price: &str) -> EditPack {
    EditPack {
        unit: "thung".into(),
        pack: "3 kg".into(),
        price: price.into(),
        ..EditPack::default()
    }
}

impl Booth {
    async fn set(&self, world: &World, form: SetFloor) -> services::Result<()> {
        set(&world.core, &self.director, self.coop, &self.slug, &form).await
    }

    async fn price(&self, world: &World, price: &str) -> services::Result<PackOutcome> {
        let which = (self.slug.as_str(), Some(self.goods.offer));
        save_pack(&world.core, &self.director, self.coop, which, &pack(price)).await
    }

    async fn page(&self, world: &World, actor: &Actor) -> FloorsView {
        let returned = Returned::default();
        floors::page(&world.core, actor, self.coop, &self.slug, returned)
            .await
            .expect("read")
    }

    async fn floor_id(&self, world: &World) -> Uuid {
        let page = self.page(world, &self.director).await;
        page.packs[0].floors[0].id.parse().expect("an id")
    }
}

async fn refused(world: &World, offer: OfferId, price: i64) -> Option<Below> {
    let sale = [Sale::own_shop(offer, Vnd(price))];
    let day = world.core.clock.now().vn_date();
    let mut found = guard(world.core.db.read(), &sale, day)
        .await
        .expect("checked");
    found.pop().map(|(_, below)| below)
}

async fn count(world: &World, text: &str) -> i64 {
    world.number(text, []).await
}

#[test]
fn a_price_below_the_floor_is_refused_at_its_field() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        booth
            .set(world, floor(booth.goods.offer, "180k"))
            .await
            .expect("set");
        let Err(Error::Invalid { fields }) = booth.price(world, "185k").await else {
            panic!("refused");
        };
        assert_eq!(
            (fields[0].path.as_str(), fields[0].code.as_str()),
            ("price", BELOW)
        );
        let words = fields[0].message.replace('\u{a0}', " ");
        assert!(
            words.contains("phí chợ 5.550 ₫ còn 179.450 ₫") && words.contains("thiếu 550 ₫"),
            "{words}"
        );
        let kept = "select price as n from offer";
        assert_eq!(count(world, kept).await, 195_000, "nothing is written");
        let saved = booth.price(world, "186k").await.expect("saved");
        assert_eq!(saved, PackOutcome::Saved(Saved::Shown));
        let audits = "select count(*) as n from audit where action = 'set_price_floor'";
        assert_eq!(count(world, audits).await, 1);
    });
}

#[test]
fn a_row_of_a_spreadsheet_below_the_floor_is_told() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        booth
            .set(world, floor(booth.goods.offer, "180k"))
            .await
            .expect("set");
        let sku = "update variant set sku = 'DM-1'";
        world.execute(sku, []).await;
        let send = async |price: &str| {
            let file = format!(
                "Mã,Tên món,Đơn vị,Một đơn vị có,Giá (₫),Còn bán được,Mô tả\nDM-1,Na dai,thùng,3 kg,{price},20,\n"
            );
            preview(&world.core, &booth.director, booth.coop, file.into_bytes())
                .await
                .expect("read")
        };
        let Preview::Wrong(errors) = send("185000").await else {
            panic!("refused");
        };
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!((errors[0].row, errors[0].column.as_str()), (2, "Giá (₫)"));
        assert!(errors[0].message.contains("thấp hơn giá sàn"), "{errors:?}");
        assert!(matches!(send("190000").await, Preview::Ready { .. }));
    });
}

#[test]
fn only_directors_change_floors_and_members_see_them() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        booth
            .set(world, floor(booth.goods.offer, "180k"))
            .await
            .expect("set");
        let id = booth.floor_id(world).await;
        for (role, phone) in [
            (MemberRole::Seller, "0912345601"),
            (MemberRole::Accountant, "0912345602"),
        ] {
            let actor = world.given_member(booth.coop, role, phone).await;
            let page = booth.page(world, &actor).await;
            assert!(!page.can_change && !page.packs[0].floors[0].can_change);
            let form = floor(booth.goods.offer, "1k");
            let tried = set(&world.core, &actor, booth.coop, &booth.slug, &form).await;
            assert!(matches!(tried, Err(Error::Forbidden)));
            let tried = end(&world.core, &actor, booth.coop, &booth.slug, id).await;
            assert!(matches!(tried, Err(Error::Forbidden)));
            let what = (booth.slug.as_str(), id);
            let form = less("150k", "2026-08-16");
            let tried = allow(&world.core, &actor, booth.coop, what, &form).await;
            assert!(matches!(tried, Err(Error::Forbidden)));
        }
        let other = world.given_cooperative("HTX Khác").await;
        let stranger = world
            .given_member(other, MemberRole::Director, "0912345603")
            .await;
        let tried = end(&world.core, &stranger, other, &booth.slug, id).await;
        assert!(matches!(tried, Err(Error::NotFound { .. })));
        let returned = Returned::default();
        let tried = floors::page(&world.core, &stranger, other, &booth.slug, returned).await;
        assert!(matches!(tried, Err(Error::NotFound { .. })));
    });
}

#[test]
fn a_permission_lets_a_lower_price_pass_for_its_days() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let offer = booth.goods.offer;
        booth.set(world, floor(offer, "180k")).await.expect("set");
        let id = booth.floor_id(world).await;
        let what = (booth.slug.as_str(), id);
        let (core, coop) = (&world.core, booth.coop);
        allow(
            core,
            &booth.director,
            coop,
            what,
            &less("150k", "2026-08-16"),
        )
        .await
        .expect("allowed");
        assert_eq!(refused(world, offer, 160_000).await, None);
        let below = refused(world, offer, 150_000).await.expect("too low");
        assert_eq!(below.floor, Vnd(150_000));
        world.core.clock.advance(2 * DAY_MS);
        let below = refused(world, offer, 160_000).await.expect("over");
        assert_eq!(below.floor, Vnd(180_000));
        allow(
            core,
            &booth.director,
            coop,
            what,
            &less("150k", "2026-09-16"),
        )
        .await
        .expect("allowed");
        let page = booth.page(world, &booth.director).await;
        let permits = &page.packs[0].floors[0].permits;
        assert_eq!(
            permits.iter().map(|p| p.can_end).collect::<Vec<_>>(),
            [true, false]
        );
        let permit = permits[0].id.parse().expect("an id");
        disallow(core, &booth.director, coop, what, permit)
            .await
            .expect("ended");
        assert!(refused(world, offer, 160_000).await.is_some());
        end(core, &booth.director, coop, &booth.slug, id)
            .await
            .expect("ended");
        assert_eq!(refused(world, offer, 1_000).await, None);
        let tried = allow(
            core,
            &booth.director,
            coop,
            what,
            &less("150k", "2026-09-16"),
        )
        .await;
        assert!(matches!(
            tried,
            Err(Error::Conflict {
                code: "floor_over",
                ..
            })
        ));
        let page = booth.page(world, &booth.director).await;
        assert_eq!(
            (page.packs[0].floors.len(), page.packs[0].past.len()),
            (0, 1)
        );
    });
}

#[test]
fn a_floor_raised_above_the_price_stops_the_sale_and_says_so() {
    on_both(async |world| {
        let booth = given_booth(world).await;
        let form = order(vec![line(&booth.goods, "1")]);
        buy(&world.core, &form, "a").await.expect("sold");
        booth
            .set(world, floor(booth.goods.offer, "200k"))
            .await
            .expect("set");
        let page = booth.page(world, &booth.director).await;
        let warning = page.packs[0].warning.clone().expect("warned");
        assert!(warning.contains("Khách chưa mua được"), "{warning}");
        let returned = GoodsReturned::default();
        let goods = one(
            &world.core,
            &booth.director,
            booth.coop,
            &booth.slug,
            returned,
        )
        .await
        .expect("read");
        let told = goods.packs.iter().filter_map(|pack| pack.below.as_ref());
        assert_eq!(told.count(), 1);
        buy(&world.core, &form, "b").await.expect_err("refused");
        // The rest of the pack can be mended while its price stays.
        booth.price(world, "195k").await.expect("saved");
        booth.price(world, "210k").await.expect("saved");
        buy(&world.core, &form, "c").await.expect("sold again");
    });
}
