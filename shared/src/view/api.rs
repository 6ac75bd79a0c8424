//! Goods as the JSON API tells them.

use serde::{Deserialize, Serialize};

use crate::id::{CooperativeId, ListingId, VariantId};
use crate::money::Vnd;
use crate::view::quote::HarvestWindow;

/// A cooperative named beside a good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CooperativeRef {
    /// Its id.
    pub id: CooperativeId,
    /// Its booth's name in addresses.
    pub slug: String,
    /// Its short name.
    pub name: String,
}

/// A good in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductItem {
    /// Id of the listing.
    pub id: ListingId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Price of the leading pack, in đồng.
    pub price: Vnd,
    /// What the price is for: `kg`, `thùng 3 kg`.
    pub unit: String,
    /// Address of a picture 640 pixels wide.
    pub image_url: Option<String>,
    /// OCOP stars of a valid certificate.
    pub stars: Option<u8>,
    /// The province it comes from.
    pub province: String,
    /// Sold by several cooperatives together.
    pub pooled: bool,
    /// Who sells it; null when pooled.
    pub cooperative: Option<CooperativeRef>,
    /// How much of the leading pack can be bought now, as a decimal number of its unit.
    pub available: String,
}

/// A pack that can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VariantItem {
    /// Its id, for quotes and orders.
    pub id: VariantId,
    /// Its number in the cooperative's books.
    pub sku: String,
    /// Its name.
    pub name: String,
    /// Price of one unit, in đồng.
    pub price: Vnd,
    /// What the price is for: `kg`, `thùng 3 kg`.
    pub unit: String,
    /// Orders are multiples of this, as a decimal number of the unit.
    pub step: String,
    /// How much can be bought now, as a decimal number of the unit.
    pub available: String,
    /// Net weight of one unit in grams, if known.
    pub net_weight_g: Option<i64>,
    /// Nothing is there, but a harvest is expected: an order of this pack waits for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preorder: Option<PreorderItem>,
}

/// What can be ordered ahead of a harvest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreorderItem {
    /// When it is harvested and sent.
    #[serde(flatten)]
    pub window: HarvestWindow,
    /// How much one buyer can order ahead now, as a decimal number of the unit.
    pub available: String,
}

/// A certificate in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateItem {
    /// Kind: `ocop`, `vietgap`, …
    pub kind: String,
    /// The kind in words, with the protected name if it is for one.
    pub name: String,
    /// OCOP stars.
    pub stars: Option<u8>,
    /// Its number, if known.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// What it covers.
    pub scope: String,
    /// First day, `2024-07-01`.
    pub valid_from: String,
    /// Last day.
    pub valid_to: String,
}

/// When a good is in season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeasonItem {
    /// Months of the main crop, 1 to 12.
    pub main: Vec<u8>,
    /// Months of a small crop.
    pub minor: Vec<u8>,
    /// In words: `tháng 7 đến tháng 9`.
    pub words: String,
    /// The day of the last harvest, `2026-08-15`.
    pub harvested_on: Option<String>,
}

/// A good with everything about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductDetail {
    /// What lists tell.
    #[serde(flatten)]
    pub item: ProductItem,
    /// The packs.
    pub variants: Vec<VariantItem>,
    /// Certificates in force.
    pub certificates: Vec<CertificateItem>,
    /// Its season.
    pub season: SeasonItem,
    /// How well it travels: `P0` (live) to `P4` (keeps for months).
    pub shipping_class: String,
    /// What the cooperative says of it.
    pub description: String,
    /// When the listing last changed, RFC 3339 UTC.
    pub updated_at: String,
}
