//! The operators' money screen.

/// A credit that a person has to settle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreditRow {
    /// Its id, for the form.
    pub id: String,
    /// How much.
    pub amount: String,
    /// What the transfer says.
    pub content: String,
    /// Who sent it, as the bank tells.
    pub sender: String,
    /// When, in words.
    pub at: String,
    /// Why it is not certain.
    pub why: String,
    /// Whose account.
    pub cooperative: String,
    /// Codes of payments that wait for this amount.
    pub proposals: Vec<String>,
}

/// A refund somebody has to transfer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefundRow {
    /// Its reference, for the form and the transfer's text.
    pub reference: String,
    /// The order or part.
    pub code: String,
    /// How much.
    pub amount: String,
    /// Why, in words.
    pub cause: String,
    /// Who has the money.
    pub cooperative: String,
}

/// A week of a cooperative, or a seller's payout, that money has to be moved for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettlementTask {
    /// Its id, for the form.
    pub id: String,
    /// Whose.
    pub cooperative: String,
    /// How much, in words.
    pub text: String,
    /// The form's word and its button, for each thing the bank can say.
    pub deeds: Vec<(String, String)>,
    /// Address of the picture of the payout's code, when it can be paid out.
    pub qr: Option<String>,
    /// It is a seller's.
    pub seller: bool,
}

/// An account that nobody has compared with the papers of the cooperative or seller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountTask {
    /// The cooperative or seller, for the form.
    pub id: String,
    /// Its name; of a seller the one on the papers.
    pub cooperative: String,
    /// It is a seller's.
    pub seller: bool,
    /// Bank, number, holder; a line each.
    pub account: Vec<String>,
    /// When it was entered.
    pub changed: String,
    /// The same in milliseconds since 1970 UTC: the form brings it back, so that what is confirmed is what was seen.
    pub entered_at: i64,
}

/// What operators have to settle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyTasksView {
    /// Credits.
    pub credits: Vec<CreditRow>,
    /// Refunds.
    pub refunds: Vec<RefundRow>,
    /// Weeks to be paid out, returned or received.
    pub settlements: Vec<SettlementTask>,
    /// Accounts to check.
    pub accounts: Vec<AccountTask>,
    /// Why the last deed was not done.
    pub failed: Option<String>,
}
