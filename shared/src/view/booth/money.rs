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
    /// What makes it up: goods, fees, delivery.
    pub made_of: String,
    /// What the cooperative receives of it.
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
    /// Claims to answer and refunds to transfer.
    pub claims: Vec<ClaimRow>,
    /// Money that has to be handed on, received or collected.
    pub todos: Vec<MoneyTodo>,
    /// Cash that carriers have: the part and the amount.
    pub cash: Vec<(String, String)>,
    /// Periods that were settled, newest first.
    pub settlements: Vec<SettlementRow>,
    /// The member may book money.
    pub may_book: bool,
    /// What was just done.
    pub done: Option<String>,
    /// Why the last deed was not done.
    pub failed: Option<String>,
}

/// Something about money that a member settles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyTodo {
    /// The part, for the form.
    pub code: String,
    /// What is to be done.
    pub text: String,
    /// The form's word and its button, for each way it can end; none when another cooperative ends it.
    pub deeds: Vec<(String, String)>,
}

/// A claim as its cooperative sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// For the form, and the text of the transfer.
    pub reference: String,
    /// The part.
    pub code: String,
    /// What is claimed for.
    pub good: String,
    /// What it cost, or what is to be given back.
    pub amount: String,
    /// What half of it is.
    pub half: String,
    /// What the buyer wrote.
    pub note: String,
    /// Address of the photo.
    pub picture: Option<String>,
    /// Why money goes back, in words.
    pub cause: String,
    /// It waits for an answer; else for the transfer.
    pub asked: bool,
    /// The carrier can be asked for half.
    pub carrier: bool,
}

/// A period that was settled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementRow {
    /// Its days.
    pub period: String,
    /// What remained, in words: who pays whom how much.
    pub net: String,
    /// How it stands.
    pub state: String,
}

/// What a carrier's statement came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemittanceView {
    /// Lines of the file.
    pub lines: usize,
    /// Lines that are as expected.
    pub matched: usize,
    /// Cash collected.
    pub gross: String,
    /// Cash handed on.
    pub net: String,
    /// Lines that are not, the first hundred.
    pub differences: Vec<RemittanceRow>,
}

/// A line that is not as expected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemittanceRow {
    /// The code as the file writes it.
    pub code: String,
    /// What the file says.
    pub told: String,
    /// What was expected; empty when nothing was.
    pub expected: String,
    /// What it means.
    pub why: String,
}

/// A part of an order in a statement on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementRow {
    /// Its public code.
    pub code: String,
    /// `15/8`.
    pub day: String,
    /// Goods, less what came back.
    pub sold: String,
    /// The market's fee, commission and tax.
    pub fees: String,
    /// Delivery: what buyers paid, less what carriers took.
    pub freight: String,
    /// What the cooperative receives of it.
    pub receive: String,
}

/// The statement of a month on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementView {
    /// `Tháng 8/2026`.
    pub title: String,
    /// Sold, fees, freight, returned, received.
    pub sums: Vec<SumRow>,
    /// Each part, by its code.
    pub rows: Vec<StatementRow>,
}
