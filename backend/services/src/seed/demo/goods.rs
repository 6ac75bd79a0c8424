//! Products with variants, pictures, listings, offers, stock and certificates.

use super::Ids;
use super::data::{Certificate, Files, Lot, Product, Variant};
use super::harvest::forecast_row;
use super::people::id_of;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::listings;
use crate::lots::{Intake, receive_in};
use crate::pictures::StoredPicture;
use crate::seed::bulk::insert;
use crate::stock::Kind;
use serde_json::json;
use shared::goods::Season;
use shared::id::{ListingId, LotId};
use shared::time::{Millis, VnDate};
use std::collections::HashMap;
use store::WriteTxn;
use store::entity::{
    certificate, forecast, listing, listing_review, offer, picture, product, stock_movement,
    variant,
};
use uuid::Uuid;

pub(super) async fn write(
    core: &Core,
    txn: &WriteTxn,
    files: &Files,
    ids: &Ids,
    pictures: &HashMap<String, StoredPicture>,
) -> Result<()> {
    let now = core.clock.now();
    let mut rows = Rows::default();
    let mut products = HashMap::new();
    for (n, one) in (1_i64..).zip(&files.products) {
        let cooperative = id_of(&ids.cooperatives, &one.cooperative)?;
        // Listings of one moment would have no order among the newest.
        let at = now.plus_days(-n * 2).plus_minutes(-n);
        let place = Place {
            product: Uuid::now_v7(),
            listing: Uuid::now_v7(),
            cooperative,
            at,
        };
        rows.push(&place, one, pictures.get(&one.slug), now);
        products.insert(one.slug.as_str(), place.product);
    }
    for one in &files.certificates {
        let product = products.get(one.product.as_str()).copied();
        let cooperative = id_of(&ids.cooperatives, &one.cooperative)?;
        rows.certificates.push(certificate_row(
            one,
            cooperative,
            product,
            ids.officer,
            now,
        )?);
    }
    let all: Vec<Uuid> = rows.listings.iter().map(|l| l.id).collect();
    let lots = std::mem::take(&mut rows.lots);
    rows.write(txn).await?;
    for (cooperative, offer, lot) in lots {
        let of = (cooperative.into(), offer.into());
        receive_in(core, txn, &Actor::system(), of, lot).await?;
    }
    for listing in all {
        listings::refresh(core, txn, ListingId::from(listing)).await?;
    }
    Ok(())
}

/// What the rows of one product have in common.
pub(super) struct Place {
    pub product: Uuid,
    pub listing: Uuid,
    pub cooperative: Uuid,
    pub at: Millis,
}

#[derive(Default)]
struct Rows {
    products: Vec<product::Model>,
    variants: Vec<variant::Model>,
    pictures: Vec<picture::Model>,
    listings: Vec<listing::Model>,
    reviews: Vec<listing_review::Model>,
    offers: Vec<offer::Model>,
    movements: Vec<stock_movement::Model>,
    certificates: Vec<certificate::Model>,
    lots: Vec<(Uuid, Uuid, Intake)>,
    forecasts: Vec<forecast::Model>,
}

impl Rows {
    fn push(&mut self, place: &Place, one: &Product, shown: Option<&StoredPicture>, now: Millis) {
        self.products.push(product_row(place, one, now));
        self.pictures
            .extend(shown.map(|p| picture_row(place, one, p)));
        self.listings.push(listing_row(place, one));
        if one.state == "in_review" {
            self.reviews.push(review_row(place, one, now));
        }
        for (position, pack) in (0..).zip(&one.variants) {
            let (variant, offer) = (super::variant_id(&pack.sku), Uuid::now_v7());
            self.variants
                .push(variant_row(place, variant, pack, position));
            self.offers.push(offer_row(place, variant, offer, pack));
            if pack.loose() > 0 {
                self.movements.push(received(offer, pack.loose(), place.at));
            }
            let expected = pack.forecast.iter();
            self.forecasts
                .extend(expected.map(|of| forecast_row((place.cooperative, offer), of, now)));
            let lots = pack.lots.iter().map(|lot| intake(one, lot, now));
            self.lots
                .extend(lots.map(|lot| (place.cooperative, offer, lot)));
        }
    }

    async fn write(self, txn: &WriteTxn) -> Result<()> {
        insert::<product::Entity>(txn, self.products).await?;
        insert::<variant::Entity>(txn, self.variants).await?;
        insert::<picture::Entity>(txn, self.pictures).await?;
        insert::<listing::Entity>(txn, self.listings).await?;
        insert::<listing_review::Entity>(txn, self.reviews).await?;
        insert::<offer::Entity>(txn, self.offers).await?;
        insert::<stock_movement::Entity>(txn, self.movements).await?;
        insert::<forecast::Entity>(txn, self.forecasts).await?;
        insert::<certificate::Entity>(txn, self.certificates).await
    }
}

pub(super) fn product_row(place: &Place, one: &Product, now: Millis) -> product::Model {
    let season = Season::of_months(&one.season_main, &one.season_minor);
    product::Model {
        id: place.product,
        cooperative_id: place.cooperative,
        category_slug: one.category.clone(),
        name: one.name.clone(),
        name_en: Some(one.name_en.clone()),
        description_vi: one.description_vi.clone(),
        description_en: one.description_en.clone(),
        origin_ward_code: one.origin_ward_code.clone(),
        shipping_class: one.shipping_class.code().to_owned(),
        shelf_life_days: one.shelf_life_days,
        season_main: i32::from(season.main),
        season_minor: i32::from(season.minor),
        harvested_on: one
            .harvested_days_ago
            .map(|days| now.vn_date().plus_days(-days).start().0),
        drawing: true,
        created_at: place.at.0,
        updated_at: place.at.0,
    }
}

pub(super) fn picture_row(place: &Place, one: &Product, shown: &StoredPicture) -> picture::Model {
    let widths: Vec<String> = shown.widths.iter().map(u32::to_string).collect();
    let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    picture::Model {
        id: shown.id.clone(),
        cooperative_id: place.cooperative,
        product_id: Some(place.product),
        purpose: "product".to_owned(),
        position: 0,
        alt_vi: format!("{}, hình vẽ", one.name),
        alt_en: format!("{}, a drawing", one.name_en),
        width: number(shown.width),
        height: number(shown.height),
        widths: widths.join(","),
        bytes: i64::try_from(shown.bytes).unwrap_or(i64::MAX),
        created_at: place.at.0,
    }
}

/// Only what belongs to the listing alone: the rest follows from the product by `listings::refresh`.
pub(super) fn listing_row(place: &Place, one: &Product) -> listing::Model {
    let live = one.state == "live";
    listing::Model {
        id: place.listing,
        slug: one.slug.clone(),
        product_id: place.product,
        cooperative_id: place.cooperative,
        pooled: false,
        state: one.state.clone(),
        state_note: None,
        title: one.name.clone(),
        title_en: one.name_en.clone(),
        category_slug: one.category.clone(),
        province_code: String::new(),
        picture: None,
        picture_alt: None,
        price: 0,
        unit_label: String::new(),
        price_per_kg: None,
        price_per_litre: None,
        season_main: 0,
        season_minor: 0,
        shipping_class: one.shipping_class.code().to_owned(),
        harvested_on: None,
        stars: 0,
        stars_until: None,
        certificate_kinds: String::new(),
        certificates_until: None,
        sort_key: String::new(),
        visible: false,
        published_at: live.then_some(place.at.0),
        version: 1,
        created_at: place.at.0,
        updated_at: place.at.0,
    }
}

fn review_row(place: &Place, one: &Product, now: Millis) -> listing_review::Model {
    let price = one.variants.first().map(|v| v.price);
    let after = json!({
        "name": one.name,
        "name_en": one.name_en,
        "description_vi": one.description_vi,
        "price": price,
        "shipping_class": one.shipping_class,
    });
    listing_review::Model {
        id: Uuid::now_v7(),
        listing_id: place.listing,
        submitted_by: None,
        submitted_at: now.plus_minutes(-95).0,
        before_json: "{}".to_owned(),
        after_json: after.to_string(),
        findings_json: "[]".to_owned(),
        decided_at: None,
        decided_by: None,
        outcome: None,
        note: None,
    }
}

pub(super) fn variant_row(
    place: &Place,
    id: Uuid,
    pack: &Variant,
    position: i32,
) -> variant::Model {
    variant::Model {
        id,
        product_id: place.product,
        sku: pack.sku.clone(),
        name: pack.name.clone(),
        unit: pack.unit.code().to_owned(),
        step: pack.step,
        net_weight_g: pack.net_weight_g,
        net_volume_ml: pack.net_volume_ml,
        gross_weight_g: pack.gross_weight_g,
        catch_weight: pack.catch_weight,
        position,
        created_at: place.at.0,
    }
}

pub(super) fn offer_row(place: &Place, variant: Uuid, id: Uuid, pack: &Variant) -> offer::Model {
    offer::Model {
        in_lots: 0,
        blocked: 0,
        id,
        variant_id: variant,
        listing_id: place.listing,
        cooperative_id: place.cooperative,
        price: pack.price,
        on_hand: pack.loose(),
        held: 0,
        allocated: 0,
        paused: false,
        version: 1,
        created_at: place.at.0,
        updated_at: place.at.0,
    }
}

fn intake(one: &Product, lot: &Lot, now: Millis) -> Intake {
    let harvested = now.vn_date().plus_days(-lot.harvested_days_ago);
    Intake {
        id: LotId::new(),
        quantity: lot.quantity,
        harvested_on: Some(harvested),
        expires_on: Some(harvested.plus_days(i64::from(one.shelf_life_days))),
        plot: lot.plot.clone(),
        household: lot.household.clone(),
        certificate: None,
        forecast: None,
    }
}

pub(super) fn received(offer: Uuid, stock: i64, at: Millis) -> stock_movement::Model {
    stock_movement::Model {
        blocked: 0,
        lot_id: None,
        id: Uuid::now_v7(),
        offer_id: offer,
        kind: Kind::Receive.code().to_owned(),
        on_hand: stock,
        held: 0,
        allocated: 0,
        reason: None,
        actor_id: None,
        source: "seed".to_owned(),
        source_id: None,
        idempotency_key: None,
        at: at.0,
    }
}

fn certificate_row(
    one: &Certificate,
    cooperative: Uuid,
    product: Option<Uuid>,
    officer: Option<Uuid>,
    now: Millis,
) -> Result<certificate::Model> {
    let day = |text: &str| {
        VnDate::parse(text)
            .map_err(|_| Error::internal(format!("the demonstration data has a bad day {text}")))
    };
    let valid_from = day(&one.valid_from)?.start();
    Ok(certificate::Model {
        id: Uuid::now_v7(),
        cooperative_id: cooperative,
        product_id: product,
        kind: one.kind.clone(),
        mark: None,
        stars: Some(one.stars),
        number: one.number.clone(),
        issuer: one.issuer.clone(),
        scope_text: one.scope_text.clone(),
        valid_from: valid_from.0,
        valid_to: day(&one.valid_to)?.end().0,
        scan_picture: None,
        verified_by: officer,
        verified_at: Some(valid_from.plus_days(30).0.min(now.0)),
        revoked_at: None,
        revoke_reason: None,
        created_at: valid_from.0.min(now.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_fit_together() {
        let files = Files::read().expect("the files are well-formed");
        let categories = super::super::data::categories().expect("well-formed");
        let cooperatives: Vec<&str> = files.cooperatives.iter().map(|c| c.slug.as_str()).collect();
        let products: Vec<&str> = files.products.iter().map(|p| p.slug.as_str()).collect();
        assert!(
            files
                .products
                .iter()
                .all(|p| cooperatives.contains(&p.cooperative.as_str()))
        );
        assert!(
            files
                .certificates
                .iter()
                .all(|c| products.contains(&c.product.as_str()))
        );
        assert!(
            files
                .products
                .iter()
                .all(|p| categories.iter().any(|c| c.slug == p.category))
        );
        for good in crate::seed::words::GOODS {
            assert!(
                categories.iter().any(|c| c.slug == good.category),
                "{}",
                good.vi
            );
        }
    }
}
