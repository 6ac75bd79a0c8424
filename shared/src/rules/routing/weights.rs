//! What a plan aims at, and how much each aim counts.

use serde::{Deserialize, Serialize};

/// How candidates are chosen among once the hard rules are met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// The least weighted cost: parcels, shipping, days, freshness, fair share.
    #[default]
    Market,
    /// In the given order, each giving what it has.
    Priority,
    /// The nearest first, each giving what it has.
    Nearest,
    /// The largest free stock first, each giving what it has.
    HighestStock,
    /// As few parcels as possible; among equals the cheapest.
    FewestParcels,
    /// Whoever is furthest behind its agreed share first.
    Fair,
}

/// The name of the rules below; a plan says which it was made by.
pub const RULE: &str = "2026-11.3";
/// The name of the usual weights.
const WEIGHTS: &str = "2026-11";

/// What counts how much for [`Strategy::Market`], in đồng, so that the terms can be weighed against each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// The name of this set.
    pub version: String,
    /// For each parcel.
    pub parcel: i64,
    /// For each 100 đồng of shipping.
    pub shipping_percent: i64,
    /// For each day until a parcel arrives at the latest.
    pub day: i64,
    /// For each day the goods of a line are old when they are sent, up to thirty.
    pub age_day: i64,
    /// For each percentage point a cooperative would be above its agreed share.
    pub share_point: i64,
    /// The most the share can count for a parcel: fairness never adds a parcel.
    pub share_cap: i64,
    /// The value, in đồng, below which a share is not yet measured in full: the first order of a month proves nothing.
    pub share_base: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            version: WEIGHTS.to_owned(),
            parcel: 40_000,
            shipping_percent: 100,
            day: 2_000,
            age_day: 500,
            share_point: 6_000,
            share_cap: 36_000,
            share_base: 2_000_000,
        }
    }
}
