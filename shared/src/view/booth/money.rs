//! What the booth sold and receives.

use serde::{Deserialize, Serialize};

use crate::view::parts::SumRow;

/// A month in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthLine {
    /// `2026-08`.
    pub month: String,
    /// `Tháng 8/2026`.
    pub title: String,
    /// How many orders.
    pub orders: String,
    /// What the cooperative receives.
    pub receive: String,
}

/// A sub-order in the month's statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyRow {
    /// Its public code.
    pub code: String,
    /// `15/8`.
    pub day: String,
    /// Its state in words.
    pub state: String,
    /// The goods' value.
    pub sold: String,
    /// The market's fee.
    pub fee: String,
    /// What the cooperative receives.
    pub receive: String,
}

/// The statement of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyView {
    /// `Tháng 8/2026`.
    pub title: String,
    /// `2026-08`.
    pub month: String,
    /// Sold, fee, returned, received.
    pub sums: Vec<SumRow>,
    /// What of it has reached the buyers already, and what is still under way.
    pub under_way: Vec<SumRow>,
    /// Its sub-orders, newest first.
    pub rows: Vec<MoneyRow>,
    /// More rows than are shown: how many there are.
    pub hidden: Option<String>,
    /// Other months with sales, newest first.
    pub months: Vec<MonthLine>,
}
