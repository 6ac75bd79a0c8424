//! Lots of an offer: one comes in, one leaves the sale or comes back.

use serde::{Deserialize, Serialize};

/// The form that brings a lot in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiveLot {
    /// The lot gets this key, so that sending twice brings it in once.
    pub key: String,
    /// How much, as typed.
    pub quantity: String,
    /// The day of harvest: `2026-08-15`.
    pub harvested_on: String,
    /// The last day; empty takes the product's shelf life.
    pub expires_on: String,
    /// Where it grew, for the cooperative only.
    pub plot: String,
    /// Who grew it, for the cooperative only.
    pub household: String,
    /// Id of the certificate that covers it; empty when none does.
    pub certificate: String,
    /// Id of the forecast whose harvest it is, when the member came from there.
    pub forecast: String,
}

/// A deed on a lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LotDeed {
    /// `hold`, `release` or `write_off`.
    pub viec: String,
    /// Why.
    pub reason: String,
}
