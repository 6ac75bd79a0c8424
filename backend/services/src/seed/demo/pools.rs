//! Goods that several cooperatives sell under one name.

use super::Ids;
use super::data::{Files, Pool, PoolMember, Product};
use super::goods::{
    Place, listing_row, offer_row, picture_row, product_row, received, variant_row,
};
use super::people::id_of;
use crate::core::Core;
use crate::error::Result;
use crate::listings;
use crate::pictures::StoredPicture;
use crate::seed::bulk::insert;
use shared::id::ListingId;
use shared::time::Millis;
use std::collections::HashMap;
use store::WriteTxn;
use store::entity::{listing, offer, picture, pool, pool_member, product, stock_movement, variant};
use uuid::Uuid;

/// Listed so long ago, so that it does not stand among the newest.
const DAYS_AGO: i64 = 45;

pub(super) async fn write(
    core: &Core,
    txn: &WriteTxn,
    files: &Files,
    ids: &Ids,
    pictures: &HashMap<String, StoredPicture>,
) -> Result<()> {
    let now = core.clock.now();
    for (n, one) in (0_i64..).zip(&files.pools) {
        let place = Place {
            product: Uuid::now_v7(),
            listing: Uuid::now_v7(),
            cooperative: id_of(&ids.cooperatives, &one.owner)?,
            at: now.plus_days(-DAYS_AGO).plus_minutes(-n),
        };
        let goods = one.product();
        insert::<product::Entity>(txn, vec![product_row(&place, &goods, now)]).await?;
        let shown = pictures.get(&one.slug);
        let shown = shown.map(|stored| picture_row(&place, &goods, stored));
        insert::<picture::Entity>(txn, shown.into_iter().collect()).await?;
        let row = listing::Model {
            pooled: true,
            ..listing_row(&place, &goods)
        };
        insert::<listing::Entity>(txn, vec![row]).await?;
        let row = pool::Model {
            listing_id: place.listing,
            brand: one.brand.clone(),
            grade: one.grade.clone(),
            price_rule: one.price_rule.clone(),
            claims: one.claims.clone(),
            created_at: place.at.0,
            updated_at: place.at.0,
        };
        insert::<pool::Entity>(txn, vec![row]).await?;
        let packs = (0..).zip(&one.variants);
        let packs = packs.map(|(position, pack)| {
            variant_row(&place, super::variant_id(&pack.sku), pack, position)
        });
        insert::<variant::Entity>(txn, packs.collect()).await?;
        for member in &one.members {
            join(txn, ids, (one, &place), member, now).await?;
        }
        listings::refresh(core, txn, ListingId::from(place.listing)).await?;
    }
    Ok(())
}

async fn join(
    txn: &WriteTxn,
    ids: &Ids,
    (one, place): (&Pool, &Place),
    member: &PoolMember,
    now: Millis,
) -> Result<()> {
    let cooperative = id_of(&ids.cooperatives, &member.cooperative)?;
    let made = now.vn_date().plus_days(-member.made_days_ago);
    let row = pool_member::Model {
        id: Uuid::now_v7(),
        listing_id: place.listing,
        cooperative_id: cooperative,
        state: "joined".to_owned(),
        share: member.share,
        month_cap: None,
        season_main: None,
        season_minor: None,
        harvested_on: Some(made.start().0),
        created_at: place.at.0,
        updated_at: place.at.0,
    };
    insert::<pool_member::Entity>(txn, vec![row]).await?;
    for pack in &one.variants {
        let id = Uuid::now_v7();
        let row = offer::Model {
            cooperative_id: cooperative,
            price: member.price,
            on_hand: member.stock,
            ..offer_row(place, super::variant_id(&pack.sku), id, pack)
        };
        insert::<offer::Entity>(txn, vec![row]).await?;
        let movement = received(id, member.stock, place.at);
        insert::<stock_movement::Entity>(txn, vec![movement]).await?;
    }
    Ok(())
}

impl Pool {
    /// Its product, as one of a single cooperative is described.
    fn product(&self) -> Product {
        Product {
            cooperative: self.owner.clone(),
            slug: self.slug.clone(),
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            category: self.category.clone(),
            origin_ward_code: self.origin_ward_code.clone(),
            shipping_class: self.shipping_class,
            shelf_life_days: self.shelf_life_days,
            season_main: self.season_main.clone(),
            season_minor: Vec::new(),
            harvested_days_ago: None,
            picture: self.picture.clone(),
            state: "live".to_owned(),
            description_vi: self.description_vi.clone(),
            description_en: self.description_en.clone(),
            variants: Vec::new(),
        }
    }
}
