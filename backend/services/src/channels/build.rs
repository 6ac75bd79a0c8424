//! A listing as a channel gets it, from everything that is known here.

use super::account::Account;
use super::conflicts::theirs_of_title;
use super::offers::{OfferLine, lines};
use super::rows;
use crate::catalogue::picture_address;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::keys;
use sea_orm::FromQueryResult;
use shared::canonical::{Attribute, Certificate, Listing, Picture, RemoteIds, Variant};
use shared::money::Vnd;
use shared::places::places;
use shared::rules::parcel_size;
use shared::time::Millis;
use std::collections::HashMap;
use store::entity::{category, channel_category_map, channel_listing, variant};
use store::sql;
use uuid::Uuid;

/// The width in which channels get pictures.
const PICTURE_WIDTH: u32 = 1_200;

/// A listing ready to be sent, and what is needed to record what became of it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The row.
    pub row: channel_listing::Model,
    /// What is sent.
    pub listing: Listing,
    /// Its units with stock and price.
    pub offers: Vec<OfferLine>,
    /// Hash of everything but stock and price: what is the same was sent already.
    pub hash: String,
    /// The category slug on our side.
    pub category_slug: String,
}

#[derive(FromQueryResult)]
struct Facts {
    slug: String,
    title: String,
    state: String,
    visible: bool,
    category_slug: String,
    product_id: Uuid,
    description_vi: String,
    shelf_life_days: i32,
    storage_class: String,
    cooperative_id: Uuid,
    cooperative: String,
    province_code: String,
    brand: Option<String>,
}

/// Builds the listing of a row. `public_url` is scheme and host of our storefront.
pub async fn draft(core: &Core, account: &Account, id: Uuid, public_url: &str) -> Result<Draft> {
    let row = rows::listing(core.db.read(), account.row.id, id).await?;
    let facts: Facts = sql::one(
        core.db.read(),
        "select l.slug, l.title, l.state, l.visible, l.category_slug, l.product_id, p.description_vi, p.shelf_life_days, \
         p.shipping_class as storage_class, c.id as cooperative_id, c.name as cooperative, c.province_code, w.brand \
         from listing l join product p on p.id = l.product_id join cooperative c on c.id = p.cooperative_id \
         left join pool w on w.listing_id = l.id where l.id = $1",
        [row.listing_id.into()],
    )
    .await?
    .ok_or(Error::NotFound { what: "listing" })?;
    let offers = lines(core, account, rows::variants(core.db.read(), row.id).await?).await?;
    let category = mapped(core, account, &facts.category_slug).await?;
    let listing = assemble(core, account, (&row, &facts), &offers, category, public_url).await?;
    let hash = content_hash(&listing);
    Ok(Draft {
        category_slug: facts.category_slug,
        row,
        listing,
        offers,
        hash,
    })
}

async fn mapped(
    core: &Core,
    account: &Account,
    slug: &str,
) -> Result<Option<channel_category_map::Model>> {
    Ok(sql::one(
        core.db.read(),
        "select * from channel_category_map where account_id = $1 and category_slug = $2",
        [account.row.id.into(), slug.into()],
    )
    .await?)
}

async fn assemble(
    core: &Core,
    account: &Account,
    (row, facts): (&channel_listing::Model, &Facts),
    offers: &[OfferLine],
    category: Option<channel_category_map::Model>,
    public_url: &str,
) -> Result<Listing> {
    let name: Option<category::Model> = sql::one(
        core.db.read(),
        "select * from category where slug = $1",
        [facts.category_slug.as_str().into()],
    )
    .await?;
    let mut attributes: Vec<Attribute> = serde_json::from_str(&row.attributes)?;
    if let Some(map) = &category {
        let usual: Vec<Attribute> = serde_json::from_str(&map.attributes)?;
        let own: Vec<String> = attributes.iter().map(|one| one.id.clone()).collect();
        attributes.extend(usual.into_iter().filter(|one| !own.contains(&one.id)));
    }
    let on_sale = (facts.visible || account.practice) && facts.state == "live";
    let remote = row.remote_id.as_ref().map(|id| RemoteIds {
        id: id.clone(),
        url: row.remote_url.clone(),
        variants: offers
            .iter()
            .filter_map(|line| Some((line.row.sku.clone(), line.row.remote_variant.clone()?)))
            .collect(),
    });
    // While a person has not chosen between two titles, the one that stands there stays.
    let theirs = theirs_of_title(core, row.id).await?;
    Ok(Listing {
        sku: row.id.simple().to_string().to_uppercase(),
        title: theirs.unwrap_or_else(|| row.title.clone().unwrap_or_else(|| facts.title.clone())),
        description: row
            .description
            .clone()
            .unwrap_or_else(|| facts.description_vi.clone()),
        link: format!("{public_url}/p/{}", facts.slug),
        category: (
            name.map_or_else(|| facts.category_slug.clone(), |name| name.name_vi),
            row.category_id
                .clone()
                .or(category.map(|category| category.category_id)),
        ),
        attributes,
        pictures: pictures(core, account, facts.product_id, public_url).await?,
        variants: variants(core, offers).await?,
        brand: facts.brand.clone(),
        producer: facts.cooperative.clone(),
        producer_code: facts.cooperative_id.simple().to_string(),
        origin_province: places()
            .province(&facts.province_code)
            .map(|province| province.name.to_owned())
            .unwrap_or_default(),
        shelf_life_days: i64::from(facts.shelf_life_days),
        storage: storage(&facts.storage_class),
        certificates: certificates(core, facts.product_id).await?,
        handling_days: account.settings.handling_days,
        visible: on_sale && !row.hidden && !account.is_paused(),
        version: row.version,
        remote,
    })
}

/// How goods of a shipping class are kept; nothing is said of live animals.
fn storage(class: &str) -> Option<String> {
    let words = match class {
        "P1" | "P2" => "Bảo quản nơi mát, ưu tiên ngăn mát tủ lạnh",
        "P3" => "Bảo quản nơi khô mát, tránh nắng",
        "P4" => "Bảo quản nơi khô ráo, thoáng mát, tránh nắng",
        _ => return None,
    };
    Some(words.to_owned())
}

#[derive(FromQueryResult)]
struct StoredPicture {
    id: String,
    widths: String,
    remote_id: Option<String>,
}

async fn pictures(
    core: &Core,
    account: &Account,
    product: Uuid,
    public_url: &str,
) -> Result<Vec<Picture>> {
    let rows: Vec<StoredPicture> = sql::all(
        core.db.read(),
        "select p.id, p.widths, c.remote_id from picture p left join channel_picture c on c.account_id = $1 \
         and c.hash = p.id where p.product_id = $2 and p.purpose = 'product' order by p.position, p.id",
        [account.row.id.into(), product.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let path = picture_address(&row.id, &row.widths, PICTURE_WIDTH)?;
            Some(Picture {
                url: format!("{public_url}{path}"),
                hash: row.id,
                remote_id: row.remote_id,
            })
        })
        .collect())
}

async fn variants(core: &Core, offers: &[OfferLine]) -> Result<Vec<Variant>> {
    if offers.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "select * from variant where id in ({}) order by position, id",
        sql::placeholders(1, offers.len())
    );
    let rows: Vec<variant::Model> = sql::all(
        core.db.read(),
        &text,
        offers.iter().map(|line| line.row.variant_id.into()),
    )
    .await?;
    let by_variant: HashMap<Uuid, &OfferLine> = offers
        .iter()
        .map(|line| (line.row.variant_id, line))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let line = by_variant.get(&row.id)?;
            let unit: shared::quantity::Unit = row.unit.parse().ok()?;
            let word = unit.word(shared::say::Locale::Vi);
            let name = match line.units {
                1 => row.name.clone(),
                units => format!("{} ({units} {word})", row.name),
            };
            Some(Variant {
                sku: line.row.sku.clone(),
                name,
                price: line.price,
                stock: line.stock,
                unit: word.to_owned(),
                net_weight_g: row.net_weight_g.map(|g| g * line.units),
                gross_weight_g: row.gross_weight_g * line.units,
                parcel_cm: Some(parcel_size::usual(row.gross_weight_g * line.units)),
                gtin: None,
            })
        })
        .collect())
}

async fn certificates(core: &Core, product: Uuid) -> Result<Vec<Certificate>> {
    let now = core.clock.now().0;
    let rows: Vec<store::entity::certificate::Model> = sql::all(
        core.db.read(),
        "select * from certificate where product_id = $1 and verified_at is not null and revoked_at is null \
         and valid_from <= $2 and valid_to > $2 order by kind, id",
        [product.into(), now.into()],
    )
    .await?;
    let day = |ms: i64| Some(Millis(ms).vn_date());
    Ok(rows
        .into_iter()
        .map(|row| Certificate {
            kind: row.kind,
            number: row.number.unwrap_or_default(),
            stars: row.stars.and_then(|stars| u8::try_from(stars).ok()),
            issuer: row.issuer,
            issued: day(row.valid_from),
            expires: day(row.valid_to),
        })
        .collect())
}

/// Everything that is sent with the listing but stock, price, version and what the channel calls things.
fn content_hash(listing: &Listing) -> String {
    let mut plain = listing.clone();
    plain.version = 0;
    plain.remote = None;
    for variant in &mut plain.variants {
        variant.stock = 0;
        variant.price = Vnd::ZERO;
    }
    for picture in &mut plain.pictures {
        picture.remote_id = None;
    }
    keys::digest(format!("{plain:?}").as_bytes())
}
