//! Fields as PayOS spells them.

use serde::Deserialize;
use serde_json::Value;

use crate::kit::Loose;

/// Around every answer and notice. The data stays as it came until its signature is checked.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub desc: Loose,
    #[serde(default)]
    pub success: Option<bool>,
    #[serde(default)]
    pub data: Value,
    #[serde(default)]
    pub signature: String,
}

/// A new payment link.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Link {
    pub bin: Loose,
    pub account_number: Loose,
    #[serde(default)]
    pub account_name: Loose,
    pub amount: i64,
    pub description: Loose,
    pub order_code: i64,
    pub payment_link_id: Loose,
    pub qr_code: String,
    #[serde(default)]
    pub checkout_url: Loose,
}

/// A payment link, asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct State {
    pub order_code: i64,
    #[serde(default)]
    pub amount_paid: i64,
    pub status: Loose,
    #[serde(default)]
    pub transactions: Vec<Transaction>,
}

/// A transfer to a payment link.
#[derive(Debug, Deserialize)]
pub(super) struct Transaction {
    #[serde(default)]
    pub reference: Loose,
}

/// A notice: a transfer arrived.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Paid {
    pub order_code: i64,
    pub amount: i64,
    #[serde(default)]
    pub description: Loose,
    #[serde(default)]
    pub account_number: Loose,
    #[serde(default)]
    pub reference: Loose,
    #[serde(default)]
    pub transaction_date_time: Loose,
    #[serde(default)]
    pub payment_link_id: Loose,
    #[serde(default)]
    pub code: Loose,
    #[serde(default)]
    pub counter_account_name: Loose,
    #[serde(default)]
    pub counter_account_number: Loose,
    #[serde(default)]
    pub virtual_account_number: Loose,
}
