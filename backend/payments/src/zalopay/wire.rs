//! Fields as ZaloPay spells them.

use serde::Deserialize;

use crate::kit::Loose;

/// The answer to a new payment.
#[derive(Debug, Deserialize)]
pub(super) struct Created {
    pub return_code: i64,
    #[serde(default)]
    pub return_message: String,
    #[serde(default)]
    pub sub_return_code: i64,
    #[serde(default)]
    pub order_url: String,
}

/// The answer to a question about a payment.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    pub return_code: i64,
    #[serde(default)]
    pub return_message: String,
    #[serde(default)]
    pub sub_return_code: i64,
    #[serde(default)]
    pub amount: i64,
    #[serde(default)]
    pub zp_trans_id: Loose,
}

/// The answer to a refund, or to a question about one.
#[derive(Debug, Deserialize)]
pub(super) struct Refunded {
    pub return_code: i64,
    #[serde(default)]
    pub return_message: String,
    #[serde(default)]
    pub sub_return_code: i64,
    #[serde(default)]
    pub refund_id: Loose,
}

/// A notice: a text that is signed, and its signature.
#[derive(Debug, Deserialize)]
pub(super) struct Callback {
    pub data: String,
    pub mac: String,
}

/// What the signed text says.
#[derive(Debug, Deserialize)]
pub(super) struct Paid {
    pub app_id: Loose,
    pub app_trans_id: String,
    pub amount: i64,
    pub zp_trans_id: Loose,
    #[serde(default)]
    pub server_time: i64,
}
