//! Rows of a new good and of a new pack.

use super::names;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::{CooperativeId, ListingId, OfferId, ProductId, VariantId};
use shared::input::goods::PackFacts;
use shared::money::Vnd;
use shared::quantity::Unit;
use shared::rules::guess::Facts;
use shared::say::Locale;
use shared::view::pack::pack_label;
use store::{WriteTxn, entity, sql};

/// What a member's goods take from the cooperative.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Owner {
    pub slug: String,
    pub short_name: String,
    pub ward_code: String,
    pub state: String,
    pub trusted: bool,
}

impl Owner {
    pub(crate) async fn load<C: sea_orm::ConnectionTrait>(
        db: &C,
        cooperative: CooperativeId,
    ) -> Result<Self> {
        let owner = sql::one(
            db,
            "select slug, short_name, ward_code, state, trusted from cooperative where id = $1",
            [cooperative.uuid().into()],
        )
        .await?;
        owner.ok_or(Error::NotFound {
            what: "cooperative",
        })
    }

    /// Its listings go live without an officer.
    pub(crate) fn passes(&self) -> bool {
        // In a class there is nobody to look at it, and nobody outside sees it.
        self.state == "practice" || (self.trusted && self.state == "verified")
    }
}

/// What identifies a new good.
pub(crate) struct Place {
    pub cooperative: CooperativeId,
    pub product: ProductId,
    pub listing: ListingId,
    pub now: i64,
}

pub(crate) async fn insert_product(
    txn: &WriteTxn,
    place: &Place,
    owner: &Owner,
    (name, facts): (&str, &Facts),
) -> Result<()> {
    let row = entity::product::Model {
        id: place.product.uuid(),
        cooperative_id: place.cooperative.uuid(),
        category_slug: facts.category.clone(),
        name: name.to_owned(),
        name_en: None,
        description_vi: String::new(),
        description_en: String::new(),
        origin_ward_code: owner.ward_code.clone(),
        shipping_class: facts.shipping_class.code().to_owned(),
        shelf_life_days: facts.shelf_life_days,
        season_main: i32::from(facts.season.main),
        season_minor: i32::from(facts.season.minor),
        harvested_on: None,
        drawing: false,
        created_at: place.now,
        updated_at: place.now,
    };
    entity::product::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}

/// Only what belongs to the listing alone: the rest follows by `listings::refresh`.
pub(crate) async fn insert_listing(
    txn: &WriteTxn,
    place: &Place,
    owner: &Owner,
    (name, facts): (&str, &Facts),
) -> Result<String> {
    let slug = names::free_slug(txn, name, &owner.slug, place.listing.uuid()).await?;
    let row = entity::listing::Model {
        id: place.listing.uuid(),
        slug: slug.clone(),
        product_id: place.product.uuid(),
        cooperative_id: place.cooperative.uuid(),
        pooled: false,
        state: "draft".to_owned(),
        state_note: None,
        title: name.to_owned(),
        title_en: name.to_owned(),
        category_slug: facts.category.clone(),
        province_code: String::new(),
        picture: None,
        picture_alt: None,
        price: 0,
        unit_label: String::new(),
        price_per_kg: None,
        price_per_litre: None,
        season_main: 0,
        season_minor: 0,
        shipping_class: facts.shipping_class.code().to_owned(),
        harvested_on: None,
        stars: 0,
        stars_until: None,
        certificate_kinds: String::new(),
        certificates_until: None,
        sort_key: String::new(),
        visible: false,
        published_at: None,
        version: 1,
        created_at: place.now,
        updated_at: place.now,
    };
    entity::listing::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(slug)
}

/// Adds a pack without any offer. Its code is `sku`, or made from the cooperative's initials.
pub(crate) async fn insert_variant(
    txn: &WriteTxn,
    place: &Place,
    owner: &Owner,
    (pack, position, sku): (&PackFacts, i32, Option<&str>),
) -> Result<VariantId> {
    let variant = VariantId::new();
    let row = entity::variant::Model {
        id: variant.uuid(),
        product_id: place.product.uuid(),
        sku: sku.map_or_else(
            || names::sku(&owner.short_name, variant.uuid()),
            str::to_owned,
        ),
        name: pack_name(pack),
        unit: pack.unit.code().to_owned(),
        step: pack.unit.steps_per_unit(),
        net_weight_g: pack.net_weight_g,
        net_volume_ml: pack.net_volume_ml,
        gross_weight_g: pack.gross_weight_g,
        catch_weight: false,
        position,
        created_at: place.now,
    };
    entity::variant::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(variant)
}

/// Adds a pack with its empty offer, as [`insert_variant`].
pub(crate) async fn insert_pack(
    txn: &WriteTxn,
    place: &Place,
    owner: &Owner,
    pack: (&PackFacts, i32, Option<&str>),
) -> Result<OfferId> {
    let variant = insert_variant(txn, place, owner, pack).await?;
    insert_offer(txn, place, variant, pack.0.price).await
}

/// Adds the empty offer of `place.cooperative` for a pack.
pub(crate) async fn insert_offer(
    txn: &WriteTxn,
    place: &Place,
    variant: VariantId,
    price: Vnd,
) -> Result<OfferId> {
    let offer = OfferId::new();
    let row = entity::offer::Model {
        blocked: 0,
        in_lots: 0,
        id: offer.uuid(),
        variant_id: variant.uuid(),
        listing_id: place.listing.uuid(),
        cooperative_id: place.cooperative.uuid(),
        price: price.dong(),
        on_hand: 0,
        held: 0,
        allocated: 0,
        paused: false,
        version: 1,
        created_at: place.now,
        updated_at: place.now,
    };
    entity::offer::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(offer)
}

/// The name as typed, else unit and content: `Thùng 3 kg`.
pub(crate) fn pack_name(pack: &PackFacts) -> String {
    if !pack.name.is_empty() {
        return pack.name.clone();
    }
    made_name(pack.unit, pack.net_weight_g, pack.net_volume_ml)
}

/// The name of a pack made of unit and content.
pub(crate) fn made_name(
    unit: Unit,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
) -> String {
    capital(&label(unit, net_weight_g, net_volume_ml))
}

/// Unit and content with ordinary spaces, as names are stored.
fn label(unit: Unit, net_weight_g: Option<i64>, net_volume_ml: Option<i64>) -> String {
    pack_label(unit, net_weight_g, net_volume_ml, Locale::Vi).replace('\u{a0}', " ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
