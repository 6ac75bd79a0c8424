//! What comes after the sale on a channel, as members see it.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;

/// Returns of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnsView {
    /// Where answers go.
    pub action: String,
    /// The shop's name.
    pub shop: String,
    /// The returns.
    pub lines: Vec<ReturnLine>,
    /// May answer.
    pub may_sell: bool,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// A return.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLine {
    /// The channel's number of it.
    pub key: String,
    /// The channel's number of the order.
    pub order: String,
    /// Address of the order here.
    pub part: Option<String>,
    /// How it stands, in words.
    pub state: String,
    /// It needs care.
    pub bad: bool,
    /// Why, in the buyer's words.
    pub reason: String,
    /// What goes back to the buyer.
    pub refund: String,
    /// What follows from accepting.
    pub accept: String,
    /// What follows from disputing.
    pub dispute: String,
    /// Until when it must be answered.
    pub due: Option<String>,
    /// That moment is over.
    pub late: bool,
    /// What was answered and is on its way.
    pub answered: Option<String>,
    /// It can be answered.
    pub open: bool,
}

/// Payouts of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledView {
    /// Where forms go.
    pub action: String,
    /// The shop's name.
    pub shop: String,
    /// Label and value: orders, goods, kept, paid out, differing.
    pub facts: Vec<(String, String)>,
    /// The payouts.
    pub lines: Vec<SettledRow>,
    /// Its statement comes as a file.
    pub files: bool,
    /// Its statement can be fetched.
    pub fetched: bool,
    /// May send a file, or have it fetched.
    pub may_sell: bool,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// What was paid out for an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledRow {
    /// The channel's number of the order.
    pub order: String,
    /// The day.
    pub day: String,
    /// Goods.
    pub goods: String,
    /// What was kept, in words.
    pub cuts: String,
    /// What was paid out.
    pub paid_out: String,
    /// What was expected.
    pub expected: Option<String>,
    /// How it differs and what to do.
    pub difference: Option<String>,
}
