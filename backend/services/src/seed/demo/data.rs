//! The shapes of the files in `backend/demo`; its README says what each field means.

use crate::error::Result;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::goods::ShippingClass;
use shared::quantity::Unit;

macro_rules! demo_file {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/", $name))
    };
}

/// Everything the files hold.
pub(super) struct Files {
    pub cooperatives: Vec<Cooperative>,
    pub products: Vec<Product>,
    pub certificates: Vec<Certificate>,
    pub people: People,
    pub pools: Vec<Pool>,
}

impl Files {
    /// Reads the files that were built in.
    pub(super) fn read() -> Result<Self> {
        let certificates: Certificates = parse(demo_file!("certificates.json"))?;
        Ok(Self {
            cooperatives: parse(demo_file!("cooperatives.json"))?,
            products: parse(demo_file!("products.json"))?,
            certificates: certificates.certificates,
            people: parse(demo_file!("people.json"))?,
            pools: parse(demo_file!("pools.json"))?,
        })
    }
}

/// The categories of the market.
pub(super) fn categories() -> Result<Vec<Category>> {
    parse(demo_file!("categories.json"))
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text)?)
}

#[derive(Deserialize)]
pub(super) struct Category {
    pub slug: String,
    pub name_vi: String,
    pub name_en: String,
    pub ocop_group: Option<String>,
    pub position: i32,
}

#[derive(Deserialize)]
pub(super) struct Cooperative {
    pub slug: String,
    pub short_name: String,
    pub name: String,
    pub kind: String,
    pub ward_code: String,
    pub story_vi: String,
    pub story_en: String,
    pub state: String,
    pub trusted: bool,
    pub verified_days_ago: Option<i64>,
    pub opened_days_ago: Option<i64>,
    pub phone: String,
}

#[derive(Deserialize)]
pub(super) struct Product {
    pub cooperative: String,
    pub slug: String,
    pub name: String,
    pub name_en: String,
    pub category: String,
    pub origin_ward_code: String,
    pub shipping_class: ShippingClass,
    pub shelf_life_days: i32,
    pub season_main: Vec<u8>,
    pub season_minor: Vec<u8>,
    pub harvested_days_ago: Option<i64>,
    pub picture: String,
    pub state: String,
    pub description_vi: String,
    pub description_en: String,
    pub variants: Vec<Variant>,
}

#[derive(Deserialize)]
pub(super) struct Variant {
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub step: i64,
    pub net_weight_g: Option<i64>,
    pub net_volume_ml: Option<i64>,
    pub gross_weight_g: i64,
    pub price: i64,
    pub stock: i64,
    pub catch_weight: bool,
    /// Parts of the stock that came in as lots.
    #[serde(default)]
    pub lots: Vec<Lot>,
    /// A harvest of it that is sold ahead.
    pub forecast: Option<Expected>,
}

#[derive(Deserialize)]
pub(super) struct Expected {
    pub from_in_days: i64,
    pub to_in_days: i64,
    pub ship_in_days: i64,
    pub quantity: i64,
    pub confidence: i32,
    pub buyer_cap: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Lot {
    pub quantity: i64,
    pub harvested_days_ago: i64,
    pub plot: Option<String>,
    pub household: Option<String>,
}

impl Variant {
    /// What of the stock came in without a lot.
    pub fn loose(&self) -> i64 {
        self.stock - self.lots.iter().map(|lot| lot.quantity).sum::<i64>()
    }
}

/// A product that several cooperatives sell under one name.
#[derive(Deserialize)]
pub(super) struct Pool {
    pub owner: String,
    pub slug: String,
    pub name: String,
    pub name_en: String,
    pub brand: String,
    pub grade: String,
    pub price_rule: String,
    pub claims: String,
    pub category: String,
    pub origin_ward_code: String,
    pub shipping_class: ShippingClass,
    pub shelf_life_days: i32,
    pub season_main: Vec<u8>,
    pub picture: String,
    pub description_vi: String,
    pub description_en: String,
    pub variants: Vec<Variant>,
    pub members: Vec<PoolMember>,
}

#[derive(Deserialize)]
pub(super) struct PoolMember {
    pub cooperative: String,
    pub share: i32,
    pub made_days_ago: i64,
    pub price: i64,
    pub stock: i64,
}

#[derive(Deserialize)]
struct Certificates {
    certificates: Vec<Certificate>,
}

#[derive(Deserialize)]
pub(super) struct Certificate {
    pub cooperative: String,
    pub product: String,
    pub kind: String,
    pub stars: i32,
    pub number: Option<String>,
    pub issuer: String,
    pub scope_text: String,
    pub valid_from: String,
    pub valid_to: String,
}

#[derive(Deserialize)]
pub(super) struct People {
    pub password: String,
    pub people: Vec<Person>,
    pub buyers: Vec<Buyer>,
}

#[derive(Deserialize)]
pub(super) struct Person {
    pub name: String,
    pub phone: String,
    pub staff_role: Option<String>,
    pub province_code: Option<String>,
    #[serde(default)]
    pub memberships: Vec<Membership>,
}

#[derive(Deserialize)]
pub(super) struct Membership {
    pub cooperative: String,
    pub role: String,
}

#[derive(Deserialize)]
pub(super) struct Buyer {
    pub name: String,
    pub phone: String,
    pub ward_code: String,
    pub street: String,
}
