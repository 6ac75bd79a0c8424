//! The few rows that most tests start from.

use crate::support::World;
use services::actor::{Actor, Kind, MemberRole, Person, StaffRole};
use shared::id::{CooperativeId, ListingId, OfferId, PersonId, ProductId, SessionId, VariantId};
use shared::phone::Phone;
use shared::say::Locale;
use store::entity::{
    booth, category, cooperative, listing, membership, offer, person, pool, pool_member,
    pool_price, product, stock_movement, variant,
};
use store::sql;
use uuid::Uuid;

/// Xã Chi Lăng, tỉnh Lạng Sơn.
pub const CHI_LANG: &str = "06463";

impl World {
    /// A verified cooperative of Chi Lăng with an open booth.
    pub async fn given_cooperative(&self, name: &str) -> CooperativeId {
        self.given_cooperative_at(name, "20", CHI_LANG).await
    }

    /// A verified cooperative of a commune, with an open booth.
    pub async fn given_cooperative_at(
        &self,
        name: &str,
        province_code: &str,
        ward_code: &str,
    ) -> CooperativeId {
        let id = CooperativeId::new();
        let slug = format!("htx-{}", id.uuid().simple());
        self.insert(cooperative::Model {
            pack_days: 127,
            pack_capacity: None,
            live_rule: "auto".to_owned(),
            id: id.uuid(),
            slug: slug.clone(),
            name: name.to_owned(),
            short_name: name.to_owned(),
            kind: "cooperative".to_owned(),
            tax_code: None,
            province_code: province_code.to_owned(),
            ward_code: ward_code.to_owned(),
            phone_sealed: None,
            state: "verified".to_owned(),
            trusted: false,
            licence_picture: None,
            state_note: None,
            verified_at: Some(self.now()),
            verified_by: None,
            paused_at: None,
            holiday_from: None,
            holiday_until: None,
            version: 1,
            created_at: self.now(),
        })
        .await;
        self.insert(booth::Model {
            id: Uuid::now_v7(),
            cooperative_id: id.uuid(),
            slug,
            title: name.to_owned(),
            story_vi: String::new(),
            story_en: String::new(),
            cover_picture: None,
            opened_at: Some(self.now()),
            created_at: self.now(),
        })
        .await;
        id
    }

    /// A person with a phone (`0912 345 678`) and nothing else.
    pub async fn given_person(&self, name: &str, phone: &str) -> PersonId {
        let id = PersonId::new();
        let phone = Phone::parse(phone).expect("a phone");
        self.insert(person::Model {
            id: id.uuid(),
            name: name.to_owned(),
            phone_lookup: self.core.keys.lookup(phone.e164()),
            phone_sealed: self.core.keys.seal(phone.e164()).expect("seals"),
            email_sealed: None,
            password_hash: None,
            locale: "vi".to_owned(),
            created_at: self.now(),
            disabled_at: None,
        })
        .await;
        id
    }

    /// A signed-in member of a cooperative.
    pub async fn given_member(
        &self,
        cooperative: CooperativeId,
        role: MemberRole,
        phone: &str,
    ) -> Actor {
        let id = self.given_person("Thành viên", phone).await;
        self.insert(membership::Model {
            id: Uuid::now_v7(),
            person_id: id.uuid(),
            cooperative_id: cooperative.uuid(),
            role: role.code().to_owned(),
            created_at: self.now(),
            removed_at: None,
        })
        .await;
        signed_in(id, vec![(cooperative, role)], Vec::new())
    }

    /// The category that [`World::given_product`] puts goods in.
    pub async fn given_category(&self) -> &'static str {
        let known = self
            .number(
                "select count(*) as n from category where slug = 'trai-cay'",
                [],
            )
            .await;
        if known == 0 {
            self.insert(category::Model {
                slug: "trai-cay".to_owned(),
                name_vi: "Trái cây".to_owned(),
                name_en: "Fruit".to_owned(),
                ocop_group: None,
                position: 1,
            })
            .await;
        }
        "trai-cay"
    }

    /// A product in season all year that may be sent anywhere (class P3).
    pub async fn given_product(&self, cooperative: CooperativeId, name: &str) -> ProductId {
        let id = ProductId::new();
        let category = self.given_category().await;
        self.insert(product::Model {
            id: id.uuid(),
            cooperative_id: cooperative.uuid(),
            category_slug: category.to_owned(),
            name: name.to_owned(),
            name_en: None,
            description_vi: String::new(),
            description_en: String::new(),
            origin_ward_code: CHI_LANG.to_owned(),
            shipping_class: "P3".to_owned(),
            shelf_life_days: 30,
            season_main: 0xfff,
            season_minor: 0,
            harvested_on: None,
            drawing: true,
            created_at: self.now(),
            updated_at: self.now(),
        })
        .await;
        id
    }

    /// A variant sold by the whole `unit` (code), weighing 3.2 kg as a parcel.
    pub async fn given_variant(&self, product: ProductId, unit: &str) -> VariantId {
        let id = VariantId::new();
        self.insert(variant::Model {
            id: id.uuid(),
            product_id: product.uuid(),
            sku: format!("SKU-{}", id.uuid().simple()),
            name: "Thùng 3 kg".to_owned(),
            unit: unit.to_owned(),
            step: 1,
            net_weight_g: Some(3_000),
            net_volume_ml: None,
            gross_weight_g: 3_200,
            catch_weight: false,
            position: 1,
            created_at: self.now(),
        })
        .await;
        id
    }

    /// A live listing of a product; its slug is `hang-` and the id.
    pub async fn given_listing(
        &self,
        cooperative: CooperativeId,
        product: ProductId,
        title: &str,
        price: i64,
    ) -> ListingId {
        let id = ListingId::new();
        self.insert(listing::Model {
            id: id.uuid(),
            slug: format!("hang-{}", id.uuid().simple()),
            product_id: product.uuid(),
            cooperative_id: cooperative.uuid(),
            pooled: false,
            state: "live".to_owned(),
            state_note: None,
            title: title.to_owned(),
            title_en: title.to_owned(),
            category_slug: "trai-cay".to_owned(),
            province_code: "20".to_owned(),
            picture: None,
            picture_alt: None,
            price,
            unit_label: "thùng 3 kg".to_owned(),
            price_per_kg: None,
            price_per_litre: None,
            season_main: 0xfff,
            season_minor: 0,
            shipping_class: "P3".to_owned(),
            harvested_on: None,
            stars: 0,
            stars_until: None,
            certificate_kinds: String::new(),
            certificates_until: None,
            sort_key: title.to_lowercase(),
            visible: true,
            published_at: Some(self.now()),
            version: 1,
            created_at: self.now(),
            updated_at: self.now(),
        })
        .await;
        id
    }

    /// An offer with stock, and the movement that brought it in.
    pub async fn given_offer(
        &self,
        cooperative: CooperativeId,
        listing: ListingId,
        variant: VariantId,
        price: i64,
        stock: i64,
    ) -> OfferId {
        let id = OfferId::new();
        self.insert(offer::Model {
            in_lots: 0,
            blocked: 0,
            id: id.uuid(),
            variant_id: variant.uuid(),
            listing_id: listing.uuid(),
            cooperative_id: cooperative.uuid(),
            price,
            on_hand: stock,
            held: 0,
            allocated: 0,
            paused: false,
            version: 1,
            created_at: self.now(),
            updated_at: self.now(),
        })
        .await;
        self.insert(stock_movement::Model {
            blocked: 0,
            lot_id: None,
            id: Uuid::now_v7(),
            offer_id: id.uuid(),
            kind: "receive".to_owned(),
            on_hand: stock,
            held: 0,
            allocated: 0,
            reason: None,
            actor_id: None,
            source: "test".to_owned(),
            source_id: None,
            idempotency_key: None,
            at: self.now(),
        })
        .await;
        id
    }

    /// A product of one variant (a carton), listed and offered.
    pub async fn given_goods(
        &self,
        cooperative: CooperativeId,
        name: &str,
        price: i64,
        stock: i64,
    ) -> Goods {
        let product = self.given_product(cooperative, name).await;
        let variant = self.given_variant(product, "thung").await;
        let listing = self.given_listing(cooperative, product, name, price).await;
        let offer = self
            .given_offer(cooperative, listing, variant, price, stock)
            .await;
        Goods {
            product,
            variant,
            listing,
            offer,
        }
    }
}

impl World {
    /// Makes a good a pooled listing at a fixed price: its own cooperative and the others take part with equal shares,
    /// each of the others with an offer of `stock`. Gives the offers, the own one first.
    pub async fn given_pool(
        &self,
        goods: &Goods,
        owner: CooperativeId,
        others: &[CooperativeId],
        (price, stock): (i64, i64),
        claims: &str,
    ) -> Vec<OfferId> {
        self.insert(pool::Model {
            listing_id: goods.listing.uuid(),
            brand: "Thử".to_owned(),
            grade: "Loại 1".to_owned(),
            price_rule: "fixed".to_owned(),
            claims: claims.to_owned(),
            created_at: self.now(),
            updated_at: self.now(),
        })
        .await;
        self.insert(pool_price::Model {
            variant_id: goods.variant.uuid(),
            listing_id: goods.listing.uuid(),
            price,
            updated_at: self.now(),
        })
        .await;
        let txn = self.core.db.begin().await.expect("begins");
        sql::execute(
            &*txn,
            "update listing set pooled = true where id = $1",
            [goods.listing.uuid().into()],
        )
        .await
        .expect("runs");
        txn.commit().await.expect("commits");
        let mut offers = vec![goods.offer];
        for cooperative in std::iter::once(&owner).chain(others) {
            self.insert(pool_member::Model {
                id: Uuid::now_v7(),
                listing_id: goods.listing.uuid(),
                cooperative_id: cooperative.uuid(),
                state: "joined".to_owned(),
                share: 1,
                month_cap: None,
                season_main: None,
                season_minor: None,
                harvested_on: None,
                created_at: self.now(),
                updated_at: self.now(),
            })
            .await;
        }
        for cooperative in others {
            let offer = self
                .given_offer(*cooperative, goods.listing, goods.variant, price, stock)
                .await;
            offers.push(offer);
        }
        offers
    }
}

/// What [`World::given_goods`] made.
#[derive(Clone, Copy, Debug)]
pub struct Goods {
    pub product: ProductId,
    pub variant: VariantId,
    pub listing: ListingId,
    pub offer: OfferId,
}

/// A signed-in person with these roles.
pub fn signed_in(
    id: PersonId,
    memberships: Vec<(CooperativeId, MemberRole)>,
    staff: Vec<StaffRole>,
) -> Actor {
    let person = Person {
        id,
        session: SessionId::new(),
        name: "Người thử".to_owned(),
        memberships,
        staff,
    };
    Actor {
        locale: Locale::Vi,
        kind: Kind::Person(Box::new(person)),
    }
}
