//! A listing as a channel gets it: everything decided, in our words.

use serde::{Deserialize, Serialize};

use crate::money::Vnd;
use crate::time::VnDate;

/// A picture, by address and by content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where it can be fetched.
    pub url: String,
    /// In hex, the same for the same picture: it is uploaded once. Where a channel fetches pictures by address, SHA-256 of the
    /// bytes it finds there.
    pub hash: String,
    /// The channel's id of it, once uploaded.
    pub remote_id: Option<String>,
}

/// An attribute of the channel's category with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The channel's id.
    pub id: String,
    /// The value in words.
    pub value: String,
    /// The channel's id of a value chosen from its list.
    pub value_id: Option<String>,
    /// The unit of a quantity.
    pub unit: Option<String>,
}

/// What an attribute takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A day.
    Date,
    /// One of the options.
    Choice,
    /// One of the options, or other words.
    ChoiceOrText,
}

/// An attribute that a category asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeSpec {
    /// The channel's id.
    pub id: String,
    /// Its name there.
    pub name: String,
    /// Whether the channel refuses a listing without it.
    pub required: bool,
    /// What it takes.
    pub kind: AttributeKind,
    /// The values to choose from: id and words.
    pub options: Vec<(String, String)>,
    /// Units of a quantity.
    pub units: Vec<String>,
}

/// A category of the channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// The channel's id.
    pub id: String,
    /// The category above it.
    pub parent: Option<String>,
    /// Names from the top, for people.
    pub path: String,
    /// Whether listings may be put here.
    pub leaf: bool,
    /// What it asks for; read when the category is chosen.
    pub attributes: Vec<AttributeSpec>,
}

/// The channel's categories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taxonomy {
    /// The channel's version of them, or a hash of what was read.
    pub version: String,
    /// All of them, parents before children.
    pub categories: Vec<Category>,
}

/// A certificate that is valid today and covers this product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Our kind: `ocop`, `vietgap`, `food_safety` …
    pub kind: String,
    /// Number of the decision or paper.
    pub number: String,
    /// OCOP stars.
    pub stars: Option<u8>,
    /// Who issued it.
    pub issuer: String,
    /// First day.
    pub issued: Option<VnDate>,
    /// Last day.
    pub expires: Option<VnDate>,
}

/// What the channel calls a listing and its variants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteIds {
    /// The channel's id of the listing.
    pub id: String,
    /// Address of its page there, if known.
    pub url: Option<String>,
    /// SKU and the channel's id of each variant.
    pub variants: Vec<(String, String)>,
}

/// A sellable unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Our SKU: the key everywhere. ASCII capitals, digits and dashes.
    pub sku: String,
    /// Its name: `Túi 500 g`.
    pub name: String,
    /// What buyers pay there for one.
    pub price: Vnd,
    /// How many can be bought there, after buffer and quota.
    pub stock: i64,
    /// Word of the unit: `túi`, `kg`.
    pub unit: String,
    /// Weight of the goods in one unit, grams.
    pub net_weight_g: Option<i64>,
    /// Weight of one unit packed, grams.
    pub gross_weight_g: i64,
    /// Length, width and height of the parcel, cm.
    pub parcel_cm: Option<(u32, u32, u32)>,
    /// Global trade item number, 8 to 14 digits.
    pub gtin: Option<String>,
}

/// A listing with everything a channel may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Our SKU of the whole listing.
    pub sku: String,
    /// Title within the channel's limits.
    pub title: String,
    /// Plain text.
    pub description: String,
    /// Address of the product on our storefront.
    pub link: String,
    /// Our category's name and the channel's category, once mapped.
    pub category: (String, Option<String>),
    /// The channel's attributes.
    pub attributes: Vec<Attribute>,
    /// Pictures, the main one first.
    pub pictures: Vec<Picture>,
    /// Sellable units, at least one.
    pub variants: Vec<Variant>,
    /// Brand, if any.
    pub brand: Option<String>,
    /// The cooperative that sells.
    pub producer: String,
    /// Our id of it, for channels with several sellers.
    pub producer_code: String,
    /// Province of origin.
    pub origin_province: String,
    /// Days it keeps.
    pub shelf_life_days: i64,
    /// How it is stored, if said.
    pub storage: Option<String>,
    /// Certificates that are valid today.
    pub certificates: Vec<Certificate>,
    /// Days until it is handed over.
    pub handling_days: i64,
    /// Whether buyers see it there.
    pub visible: bool,
    /// Rises with every change.
    pub version: i64,
    /// What the channel calls it, once it knows it.
    pub remote: Option<RemoteIds>,
}
