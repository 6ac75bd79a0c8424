//! Keeps the row of a listing true to product, offers, certificates and cooperative.

use super::proof::{Paper, proven};
use super::text::{Source, listing_text};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::pools;
use crate::topics;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::ListingId;
use shared::money::Vnd;
use shared::quantity::{Measure, Unit, per_kg, per_litre};
use shared::say::Locale;
use shared::state::ListingState;
use shared::text::{nfc_clean, sort_key};
use shared::view::pack::pack_label;
use store::outbox::Repeat;
use store::{WriteTxn, fts, outbox, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Subject {
    product_id: Uuid,
    cooperative_id: Uuid,
    pooled: bool,
    state: String,
    cooperative_state: String,
    cooperative_paused: Option<i64>,
    cooperative_name: String,
    cooperative_short: String,
    cooperative_ward: String,
    category_slug: String,
    category_vi: String,
    category_en: String,
    name: String,
    name_en: Option<String>,
    description_vi: String,
    origin_ward_code: String,
    shipping_class: String,
    season_main: i32,
    season_minor: i32,
    harvested_on: Option<i64>,
}

#[derive(FromQueryResult)]
struct Pack {
    price: i64,
    unit: String,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
}

#[derive(FromQueryResult)]
struct Shown {
    id: String,
    alt_vi: String,
}

/// Recomputes the row of a listing and its searchable text, and makes the pages that show it stale. Call it in
/// the transaction of every change to the product, its variants, prices, pictures, certificates, the state of
/// the listing or of its cooperative. Stock is not in the row.
pub async fn refresh(core: &Core, txn: &WriteTxn, listing: ListingId) -> Result<()> {
    let subject = load(txn, listing).await?;
    let mut pack = leading_pack(txn, listing).await?;
    let picture = first_picture(txn, subject.product_id).await?;
    let now = core.clock.now();
    // Whoever owns a brand may rest while the others sell.
    let visible = pack.is_some()
        && subject.state == ListingState::Live.code()
        && subject.cooperative_state == "verified"
        && (subject.pooled || subject.cooperative_paused.is_none());
    let mut province = shared::places::places()
        .ward(&subject.origin_ward_code)
        .map_or("", |ward| ward.province_code)
        .to_owned();
    let proof = if subject.pooled {
        show(txn, listing, visible).await?;
        let facts = pools::facts(core, &**txn, subject.product_id).await?;
        province = facts.province.unwrap_or(province);
        if let (Some(pack), Some(price)) = (&mut pack, facts.price) {
            pack.price = price;
        }
        facts.proven
    } else {
        let papers = papers(txn, &subject).await?;
        let (product, cooperative) = (subject.product_id.into(), subject.cooperative_id.into());
        proven(&papers, product, cooperative, now)
    };
    let title = nfc_clean(&subject.name);
    let price = price_of(pack.as_ref());
    let (picture_id, picture_alt) = picture.map_or((None, None), |p| (Some(p.id), Some(p.alt_vi)));
    sql::execute(
        &**txn,
        "update listing set title = $1, title_en = $2, category_slug = $3, province_code = $4, picture = $5, \
         picture_alt = $6, price = $7, unit_label = $8, price_per_kg = $9, price_per_litre = $10, season_main = $11, \
         season_minor = $12, shipping_class = $13, harvested_on = $14, stars = $15, stars_until = $16, \
         certificate_kinds = $17, certificates_until = $18, sort_key = $19, visible = $20, \
         published_at = case when $20 then coalesce(published_at, $21) else published_at end, updated_at = $21 \
         where id = $22",
        [
            title.as_str().into(),
            subject.name_en.as_deref().map_or(title.clone(), nfc_clean).into(),
            subject.category_slug.as_str().into(),
            province.as_str().into(),
            picture_id.into(),
            picture_alt.into(),
            price.price.into(),
            price.label.into(),
            price.per_kg.into(),
            price.per_litre.into(),
            subject.season_main.into(),
            subject.season_minor.into(),
            subject.shipping_class.as_str().into(),
            subject.harvested_on.into(),
            proof.stars.into(),
            proof.stars_until.into(),
            proof.kinds.into(),
            proof.until.into(),
            sort_key(&title).into(),
            visible.into(),
            now.0.into(),
            listing.uuid().into(),
        ],
    )
    .await?;
    let members = match subject.pooled {
        true => pools::member_names(&**txn, listing).await?,
        false => Vec::new(),
    };
    fts::put(
        txn,
        listing.uuid(),
        &listing_text(&text_source(&subject, &members)),
    )
    .await?;
    tell(txn, listing, now.0).await
}

/// Whether buyers see it: what its suppliers can sell depends on it.
async fn show(txn: &WriteTxn, listing: ListingId, visible: bool) -> Result<()> {
    let text = "update listing set visible = $1 where id = $2 and visible <> $1";
    sql::execute(&**txn, text, [visible.into(), listing.uuid().into()]).await?;
    Ok(())
}

/// Pages that show the listing, and the lists it may have entered or left.
async fn tell(txn: &WriteTxn, listing: ListingId, now: i64) -> Result<()> {
    let payload = json!({ "listings": [listing.uuid()], "catalogue": true });
    let key = format!("catalogue:{listing}");
    outbox::enqueue(txn, topics::PAGES, &key, &payload, Repeat::Coalesce, now).await?;
    Ok(())
}

async fn load(txn: &WriteTxn, listing: ListingId) -> Result<Subject> {
    let found: Option<Subject> = sql::one(
        &**txn,
        "select l.product_id, l.cooperative_id, l.pooled, l.state, c.state as cooperative_state, \
         c.paused_at as cooperative_paused, c.name as cooperative_name, c.short_name as cooperative_short, \
         c.ward_code as cooperative_ward, p.category_slug, g.name_vi as category_vi, g.name_en as category_en, \
         p.name, p.name_en, p.description_vi, p.origin_ward_code, p.shipping_class, p.season_main, p.season_minor, \
         p.harvested_on from listing l join product p on p.id = l.product_id \
         join cooperative c on c.id = l.cooperative_id join category g on g.slug = p.category_slug where l.id = $1",
        [listing.uuid().into()],
    )
    .await?;
    found.ok_or(Error::NotFound { what: "listing" })
}

/// The pack that stands for the good in lists: the first one that is on sale, else the first.
async fn leading_pack(txn: &WriteTxn, listing: ListingId) -> Result<Option<Pack>> {
    let pack = sql::one(
        &**txn,
        "select o.price, v.unit, v.net_weight_g, v.net_volume_ml from offer o join variant v on v.id = o.variant_id \
         where o.listing_id = $1 order by o.paused, v.position, o.price, v.id limit 1",
        [listing.uuid().into()],
    )
    .await?;
    Ok(pack)
}

async fn first_picture(txn: &WriteTxn, product: Uuid) -> Result<Option<Shown>> {
    let picture = sql::one(
        &**txn,
        "select id, alt_vi from picture where product_id = $1 and purpose = 'product' order by position, created_at \
         limit 1",
        [product.into()],
    )
    .await?;
    Ok(picture)
}

/// Certificates of the good itself, and those of the cooperative that are not tied to another good.
async fn papers(txn: &WriteTxn, subject: &Subject) -> Result<Vec<Paper>> {
    let papers = sql::all(
        &**txn,
        "select cooperative_id, product_id, kind, mark, stars, valid_from, valid_to, verified_at, revoked_at \
         from certificate where product_id = $1 or (cooperative_id = $2 and product_id is null)",
        [subject.product_id.into(), subject.cooperative_id.into()],
    )
    .await?;
    Ok(papers)
}

struct Price {
    price: i64,
    label: String,
    per_kg: Option<i64>,
    per_litre: Option<i64>,
}

fn price_of(pack: Option<&Pack>) -> Price {
    let unit = pack.and_then(|pack| pack.unit.parse::<Unit>().ok().map(|unit| (pack, unit)));
    let Some((pack, unit)) = unit else {
        return Price {
            price: 0,
            label: String::new(),
            per_kg: None,
            per_litre: None,
        };
    };
    let price = Vnd(pack.price);
    let grams = match unit.measure() {
        Measure::Weight => Some(unit.steps_per_unit()),
        _ => pack.net_weight_g,
    };
    let millilitres = match unit.measure() {
        Measure::Volume => Some(unit.steps_per_unit()),
        _ => pack.net_volume_ml,
    };
    Price {
        price: price.dong(),
        label: pack_label(unit, pack.net_weight_g, pack.net_volume_ml, Locale::Vi),
        per_kg: grams.and_then(|g| per_kg(price, g)).map(Vnd::dong),
        per_litre: millilitres
            .and_then(|ml| per_litre(price, ml))
            .map(Vnd::dong),
    }
}

fn text_source<'a>(subject: &'a Subject, members: &'a [String]) -> Source<'a> {
    let mut source = Source {
        name: &subject.name,
        others: vec![
            &subject.cooperative_name,
            &subject.cooperative_short,
            &subject.category_vi,
            &subject.category_en,
            subject.name_en.as_deref().unwrap_or(""),
            &subject.description_vi,
        ],
        wards: [&subject.origin_ward_code, &subject.cooperative_ward],
    };
    source.others.extend(members.iter().map(String::as_str));
    source
}
