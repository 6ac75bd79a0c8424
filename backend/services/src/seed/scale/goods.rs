//! Products with everything that makes them sellable.

use super::{CHUNK, Cooperative, Maker, Offer};
use crate::error::Result;
use crate::seed::bulk::insert;
use crate::seed::words::{self, GOODS, Good};
use crate::stock::Kind;
use shared::goods::Season;
use shared::money::Vnd;
use shared::places::places;
use shared::quantity::per_kg;
use shared::say::Locale;
use shared::text::{fold, slug, sort_key, toned};
use shared::time::DAY_MS;
use store::entity::{certificate, listing, offer, product, stock_movement, variant};
use store::fts::ListingText;
use uuid::Uuid;

/// Stock received of every offer, in units; more than is ever ordered.
const RECEIVED: i64 = 1_000;

/// Makes the products, chunk by chunk.
pub(super) async fn products(
    maker: &mut Maker<'_>,
    cooperatives: &[Cooperative],
) -> Result<Vec<Offer>> {
    let txn = maker.core.db.begin().await?;
    crate::seed::demo::write_categories(&txn).await?;
    txn.commit().await?;
    let mut made = Vec::new();
    let mut rows = ProductRows::default();
    for n in 0..maker.size.products {
        let home = maker.dice.below(cooperatives.len() as u64) as usize;
        let Some(cooperative) = cooperatives.get(home) else {
            break;
        };
        let kind = maker.dice.below(GOODS.len() as u64) as usize;
        let Some(good) = GOODS.get(kind) else { break };
        let mut offer = rows.push(maker, cooperative, good, n);
        (offer.cooperative, offer.good) = (home, kind);
        made.push(offer);
        if rows.products.len() >= CHUNK {
            rows.write(maker).await?;
            (maker.progress)("products", n + 1, maker.size.products);
        }
    }
    rows.write(maker).await?;
    (maker.progress)("products", made.len() as u64, maker.size.products);
    Ok(made)
}

#[derive(Default)]
struct ProductRows {
    products: Vec<product::Model>,
    variants: Vec<variant::Model>,
    listings: Vec<listing::Model>,
    certificates: Vec<certificate::Model>,
    offers: Vec<offer::Model>,
    movements: Vec<stock_movement::Model>,
    texts: Vec<(Uuid, ListingText)>,
}

/// What the rows of one product have in common.
struct Draft<'a> {
    id: Uuid,
    variant: Uuid,
    listing: Uuid,
    title: String,
    slug: String,
    price: i64,
    stars: i32,
    at: i64,
    good: &'a Good,
    home: &'a Cooperative,
}

impl ProductRows {
    fn push(&mut self, maker: &mut Maker<'_>, home: &Cooperative, good: &Good, n: u64) -> Offer {
        let kind = maker.dice.pick(words::KINDS).copied().unwrap_or("");
        let name = if kind.is_empty() {
            good.vi.to_owned()
        } else {
            format!("{} {kind}", good.vi)
        };
        let title = format!("{name} {}", home.place);
        let at = maker.now.0 - (maker.dice.below(700) as i64) * DAY_MS - n as i64;
        let stars = match maker.dice.below(20) {
            0 => 4,
            1..=4 => 3,
            _ => 0,
        };
        let draft = Draft {
            id: maker.dice.id(at),
            variant: maker.dice.id(at),
            listing: maker.dice.id(at),
            slug: format!("{}-{}-{n}", slug(&title), maker.size.seed),
            price: good.price * (70 + maker.dice.below(61) as i64) / 100 / 1000 * 1000,
            title,
            stars,
            at,
            good,
            home,
        };
        let offer = maker.dice.id(at);
        self.products.push(draft.product());
        self.variants.push(draft.variant(n, maker.size.seed));
        self.listings.push(draft.listing(maker.now.0));
        if stars > 0 {
            self.certificates
                .push(draft.certificate(maker.dice.id(at), maker.now.0));
        }
        let steps = RECEIVED * good.unit.steps_per_unit();
        self.offers.push(draft.offer(offer, steps));
        self.movements
            .push(received(maker.dice.id(at), offer, steps, at));
        self.texts.push((draft.listing, draft.text()));
        Offer {
            id: offer,
            listing: draft.listing,
            variant: draft.variant,
            cooperative: 0,
            good: 0,
            price: draft.price,
            title: draft.title,
        }
    }

    async fn write(&mut self, maker: &Maker<'_>) -> Result<()> {
        let rows = std::mem::take(self);
        let txn = maker.core.db.begin().await?;
        insert::<product::Entity>(&txn, rows.products).await?;
        insert::<variant::Entity>(&txn, rows.variants).await?;
        insert::<listing::Entity>(&txn, rows.listings).await?;
        insert::<certificate::Entity>(&txn, rows.certificates).await?;
        insert::<offer::Entity>(&txn, rows.offers).await?;
        insert::<stock_movement::Entity>(&txn, rows.movements).await?;
        store::fts::put_new(&txn, &rows.texts).await?;
        Ok(txn.commit().await?)
    }
}

fn received(id: Uuid, offer: Uuid, steps: i64, at: i64) -> stock_movement::Model {
    stock_movement::Model {
        blocked: 0,
        lot_id: None,
        id,
        offer_id: offer,
        kind: Kind::Receive.code().to_owned(),
        on_hand: steps,
        held: 0,
        allocated: 0,
        reason: None,
        actor_id: None,
        source: "seed".to_owned(),
        source_id: None,
        idempotency_key: None,
        at,
    }
}

impl Draft<'_> {
    fn product(&self) -> product::Model {
        let season = Season::of_months(self.good.months, &[]);
        product::Model {
            id: self.id,
            cooperative_id: self.home.id,
            category_slug: self.good.category.to_owned(),
            name: self.title.clone(),
            name_en: Some(self.good.en.to_owned()),
            description_vi: format!(
                "{} của {}, gói tại {}.",
                self.title, self.home.name, self.home.place
            ),
            description_en: format!(
                "{} from {}, packed in {}.",
                self.good.en, self.home.name, self.home.place
            ),
            origin_ward_code: self.home.ward.to_owned(),
            shipping_class: self.good.class.code().to_owned(),
            shelf_life_days: self.good.life_days,
            season_main: i32::from(season.main),
            season_minor: i32::from(season.minor),
            harvested_on: None,
            drawing: false,
            created_at: self.at,
            updated_at: self.at,
        }
    }

    fn variant(&self, n: u64, seed: u64) -> variant::Model {
        variant::Model {
            id: self.variant,
            product_id: self.id,
            sku: format!("S{seed}-{n}"),
            name: self.good.unit.word(Locale::Vi).to_owned(),
            unit: self.good.unit.code().to_owned(),
            step: self.good.unit.steps_per_unit(),
            net_weight_g: Some(self.good.net_g),
            net_volume_ml: None,
            gross_weight_g: self.good.net_g * 11 / 10,
            catch_weight: false,
            position: 0,
            created_at: self.at,
        }
    }

    fn listing(&self, now: i64) -> listing::Model {
        let season = Season::of_months(self.good.months, &[]);
        listing::Model {
            id: self.listing,
            slug: self.slug.clone(),
            product_id: self.id,
            cooperative_id: self.home.id,
            pooled: false,
            state: "live".to_owned(),
            state_note: None,
            title: self.title.clone(),
            title_en: format!("{}, {}", self.good.en, self.home.place),
            category_slug: self.good.category.to_owned(),
            province_code: self.home.province.to_owned(),
            picture: None,
            picture_alt: None,
            price: self.price,
            unit_label: self.good.unit.word(Locale::Vi).to_owned(),
            price_per_kg: per_kg(Vnd(self.price), self.good.net_g).map(|v| v.0),
            price_per_litre: None,
            season_main: i32::from(season.main),
            season_minor: i32::from(season.minor),
            shipping_class: self.good.class.code().to_owned(),
            harvested_on: None,
            stars: self.stars,
            stars_until: (self.stars > 0).then_some(now + 700 * DAY_MS),
            certificate_kinds: if self.stars > 0 {
                ",ocop,".to_owned()
            } else {
                String::new()
            },
            certificates_until: (self.stars > 0).then_some(now + 700 * DAY_MS),
            sort_key: sort_key(&self.title),
            visible: true,
            published_at: Some(self.at),
            version: 1,
            created_at: self.at,
            updated_at: self.at,
        }
    }

    fn certificate(&self, id: Uuid, now: i64) -> certificate::Model {
        certificate::Model {
            id,
            cooperative_id: self.home.id,
            product_id: Some(self.id),
            kind: "ocop".to_owned(),
            mark: None,
            stars: Some(self.stars),
            number: None,
            issuer: "Dữ liệu tự tạo để đo".to_owned(),
            scope_text: self.title.clone(),
            valid_from: now - 395 * DAY_MS,
            valid_to: now + 700 * DAY_MS,
            scan_picture: None,
            verified_by: None,
            verified_at: Some(self.at),
            revoked_at: None,
            revoke_reason: None,
            created_at: self.at,
        }
    }

    fn offer(&self, id: Uuid, steps: i64) -> offer::Model {
        offer::Model {
            in_lots: 0,
            blocked: 0,
            id,
            variant_id: self.variant,
            listing_id: self.listing,
            cooperative_id: self.home.id,
            price: self.price,
            on_hand: steps,
            held: 0,
            allocated: 0,
            paused: false,
            version: 1,
            created_at: self.at,
            updated_at: self.at,
        }
    }

    fn text(&self) -> ListingText {
        let province = places().province(self.home.province).map_or("", |p| p.name);
        let body = format!(
            "{} {} {province} {}",
            self.home.name, self.home.place, self.good.en
        );
        ListingText {
            name_toned: toned(&self.title),
            name_folded: fold(&self.title),
            body_toned: toned(&body),
            body_folded: fold(&body),
        }
    }
}
