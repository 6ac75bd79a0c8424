//! The ledger against itself, as an operator sees it.

use serde::{Deserialize, Serialize};

use crate::view::goods::MovementLine;

/// An offer whose quantities are not explained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerOffer {
    /// Its id.
    pub offer: String,
    /// `HTX Đồng Mỏ · Na Chi Lăng, thùng 3 kg`.
    pub title: String,
    /// What the books say and what explains it, a sentence each.
    pub differences: Vec<String>,
    /// The newest movements.
    pub movements: Vec<MovementLine>,
    /// What would be booked, a sentence each.
    pub proposal: Vec<String>,
}

/// The ledger: what agrees, and what does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerView {
    /// What was done, or could not be.
    pub done: Option<String>,
    /// What stood in the way.
    pub failed: Option<String>,
    /// `Đã đối chiếu 132 món lúc 09:12`.
    pub checked: String,
    /// Offers that do not agree.
    pub offers: Vec<LedgerOffer>,
}
