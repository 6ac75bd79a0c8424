//! Listings kept true, lists, filters and the API's items, on both databases.

mod goods;
mod lists;
mod places;

use crate::support::{Goods, World, morning};
use sea_orm::FromQueryResult;
use services::listings;
use shared::id::{CooperativeId, ListingId};
use shared::say::Locale;
use store::entity::certificate;
use store::sql;
use uuid::Uuid;

pub const L: Locale = Locale::Vi;

#[derive(Debug, FromQueryResult)]
pub struct Shown {
    pub title: String,
    pub price: i64,
    pub unit_label: String,
    pub price_per_kg: Option<i64>,
    pub stars: i32,
    pub stars_until: Option<i64>,
    pub certificate_kinds: String,
    pub province_code: String,
    pub visible: bool,
}

pub async fn refresh(world: &World, listing: ListingId) {
    let txn = world.core.db.begin().await.expect("begins");
    listings::refresh(&world.core, &txn, listing)
        .await
        .expect("refreshed");
    txn.commit().await.expect("committed");
}

pub async fn shown(world: &World, listing: ListingId) -> Shown {
    let row: Option<Shown> = sql::one(
        world.core.db.read(),
        "select * from listing where id = $1",
        [listing.uuid().into()],
    )
    .await
    .expect("read");
    row.expect("a listing")
}

pub async fn laid_out(
    world: &World,
    cooperative: CooperativeId,
    name: &str,
    price: i64,
    stock: i64,
) -> Goods {
    let goods = world.given_goods(cooperative, name, price, stock).await;
    refresh(world, goods.listing).await;
    goods
}

pub async fn given_certificate(
    world: &World,
    cooperative: CooperativeId,
    goods: &Goods,
    kind: &str,
    stars: Option<i32>,
    days: i64,
) {
    world
        .insert(certificate::Model {
            id: Uuid::now_v7(),
            cooperative_id: cooperative.uuid(),
            product_id: Some(goods.product.uuid()),
            kind: kind.to_owned(),
            mark: None,
            stars,
            number: Some("12/QĐ".to_owned()),
            issuer: "UBND tỉnh Lạng Sơn".to_owned(),
            scope_text: "Na".to_owned(),
            valid_from: morning().vn_date().plus_days(-100).start().0,
            valid_to: morning().vn_date().plus_days(days).end().0,
            scan_picture: None,
            verified_by: None,
            verified_at: Some(world.now()),
            revoked_at: None,
            revoke_reason: None,
            created_at: world.now(),
        })
        .await;
}

pub async fn slug(world: &World, goods: &Goods) -> String {
    let row = sql::row(
        world.core.db.read(),
        "select slug from listing where id = $1",
        [goods.listing.uuid().into()],
    );
    row.await
        .expect("read")
        .expect("a listing")
        .try_get("", "slug")
        .expect("a slug")
}
