//! A notice's fields, as SePay spells them.

use serde::Deserialize;

use crate::kit::Loose;

/// One line of a statement.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Line {
    pub id: Loose,
    pub transaction_date: String,
    pub account_number: Loose,
    #[serde(default)]
    pub sub_account: Loose,
    #[serde(default)]
    pub content: Loose,
    pub transfer_type: Direction,
    pub transfer_amount: i64,
    #[serde(default)]
    pub accumulated: Option<i64>,
    #[serde(default)]
    pub reference_code: Loose,
}

/// In or out.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Direction {
    In,
    Out,
    #[serde(other)]
    Unknown,
}
