//! What a provider says, in answers and in notices.

use serde::{Deserialize, Serialize};

use super::PaymentReference;
use crate::money::Vnd;
use crate::time::Millis;

/// What the buyer does after an attempt was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NextStep {
    /// Go to the provider's page.
    Redirect {
        /// Its address.
        url: String,
    },
    /// Scan a code with any bank's app, or type what it says.
    ShowQr {
        /// What the code contains (EMVCo).
        payload: String,
        /// What the transfer has to say.
        content: String,
        /// The account it goes to, for those who type; absent when only the code says it.
        account: Option<super::BankAccount>,
        /// The amount.
        amount: Vnd,
        /// The provider's own page with the code; empty when it has none.
        #[serde(default)]
        page: String,
    },
    /// Nothing: the carrier collects.
    None,
}

/// Where a payment stands at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PayState {
    /// The buyer has not finished.
    Pending,
    /// The buyer has paid less than he was asked for; the amount says how much.
    PartlyPaid,
    /// Paid.
    Paid,
    /// It did not work; the buyer may try again.
    Failed {
        /// The provider's own code, for the record.
        code: String,
    },
    /// The buyer gave up.
    Cancelled,
    /// Its time has passed.
    Expired,
    /// Money may have moved: a person looks.
    Review {
        /// The provider's own code, for the record.
        code: String,
    },
}

/// What a provider says of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentNews {
    /// Our name for the attempt.
    pub reference: PaymentReference,
    /// The provider's transaction; empty when there is none yet.
    pub provider_txn: String,
    /// The amount the provider speaks of. Whoever books it compares it with what was asked.
    pub amount: Vnd,
    /// Where it stands.
    pub state: PayState,
}

/// Where a refund stands at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RefundState {
    /// Taken on; ask later.
    Pending,
    /// The money is on its way back.
    Done,
    /// Nothing goes back.
    Failed {
        /// The provider's own code, for the record.
        code: String,
    },
}

/// What a provider says of a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundNews {
    /// Our name for the refund; absent when somebody made it at the provider.
    pub reference: Option<PaymentReference>,
    /// The transaction of the payment that is refunded; empty when the provider does not repeat it.
    pub payment_txn: String,
    /// The provider's transaction of the refund; empty when there is none yet.
    pub provider_txn: String,
    /// How much goes back.
    pub amount: Vnd,
    /// Where it stands.
    pub state: RefundState,
}

/// A buyer's bank takes a payment back until it is decided who is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeNews {
    /// The dispute at the provider.
    pub provider_txn: String,
    /// The transaction of the payment.
    pub payment_txn: String,
    /// How much is disputed.
    pub amount: Vnd,
    /// The provider's word for the reason.
    pub reason: String,
    /// `needs_response`, `won`, `lost` and what else the provider says.
    pub status: String,
}

/// One line of a bank account's statement, whoever reported it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankCredit {
    /// The line's number at the feed that reported it.
    pub source_id: String,
    /// The bank's own reference, the same through every feed. One line is known by account, reference, amount and direction.
    pub bank_ref: String,
    /// The account.
    pub account: String,
    /// The virtual account it came in by; empty when by none.
    pub virtual_account: String,
    /// More than nothing came in, less than nothing went out.
    pub amount: Vnd,
    /// When the bank booked it.
    pub booked_at: Option<Millis>,
    /// What the transfer says, as the bank passes it on.
    pub content: String,
    /// Our reference, when the feed knows for which payment the account was given out.
    pub reference: Option<PaymentReference>,
    /// The other side's account; empty when the bank does not tell.
    pub counter_account: String,
    /// The other side's name; empty when the bank does not tell.
    pub counter_name: String,
    /// The account's balance after it, when told: opening balance and lines have to add up to it.
    pub balance: Option<Vnd>,
}

/// What one notice, or one part of it, is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum News {
    /// A payment moved.
    Payment(PaymentNews),
    /// A line of a bank account.
    Credit(BankCredit),
    /// A refund moved.
    Refund(RefundNews),
    /// A payment is disputed.
    Dispute(DisputeNews),
    /// Genuine, and nothing we keep: a trial call, or a kind of notice nobody here needs.
    Nothing {
        /// What the provider calls it.
        what: String,
    },
}

/// A verified notice. The same key means the same notice, however often it arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotifyEvent {
    /// What it is known by, within the provider.
    pub key: String,
    /// When the provider says it happened.
    pub stated_at: Option<Millis>,
    /// What it says.
    pub news: News,
}

/// What came of a notice, for the answer the provider gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotifyOutcome {
    /// It is recorded, whatever it says.
    Recorded,
    /// It was recorded before.
    Repeated,
    /// The signature is wrong, or the notice is too old.
    Forged,
    /// The signature is right and the content is not what the document says; the raw text is kept.
    Malformed,
    /// No payment has this reference.
    UnknownReference,
    /// The amount is not the one asked for.
    WrongAmount,
    /// We could not store it: it has to come again.
    OurFault,
}

impl NotifyOutcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Recorded,
        Self::Repeated,
        Self::Forged,
        Self::Malformed,
        Self::UnknownReference,
        Self::WrongAmount,
        Self::OurFault,
    ];
}
