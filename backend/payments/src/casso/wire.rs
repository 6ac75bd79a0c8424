//! Lines of a statement, as Casso spells them.

use serde::Deserialize;

use crate::kit::Loose;

/// A line of version 1.
#[derive(Debug, Deserialize)]
pub(super) struct First {
    pub id: Loose,
    #[serde(default)]
    pub tid: Loose,
    #[serde(default)]
    pub description: Loose,
    pub amount: i64,
    #[serde(default)]
    pub cusum_balance: Option<i64>,
    #[serde(default)]
    pub when: Loose,
    #[serde(default)]
    pub bank_sub_acc_id: Loose,
    #[serde(default, rename = "subAccId")]
    pub sub_acc_id: Loose,
    #[serde(default)]
    pub virtual_account: Loose,
    #[serde(default, rename = "corresponsiveName")]
    pub corresponsive_name: Loose,
    #[serde(default, rename = "corresponsiveAccount")]
    pub corresponsive_account: Loose,
}

/// A line of version 2.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Second {
    pub id: Loose,
    #[serde(default)]
    pub reference: Loose,
    #[serde(default)]
    pub description: Loose,
    pub amount: i64,
    #[serde(default)]
    pub running_balance: Option<i64>,
    #[serde(default)]
    pub transaction_date_time: Loose,
    #[serde(default)]
    pub account_number: Loose,
    #[serde(default)]
    pub virtual_account_number: Loose,
    #[serde(default)]
    pub counter_account_name: Loose,
    #[serde(default)]
    pub counter_account_number: Loose,
}
