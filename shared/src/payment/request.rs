//! What a provider is asked.

use serde::{Deserialize, Serialize};

use super::{NextStep, PaymentReference};
use crate::money::Vnd;
use crate::rules::memo::Memo;
use crate::say::Locale;
use crate::time::Millis;

/// A bank account that money is sent to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// The bank's number at Napas, six digits.
    pub bin: String,
    /// The account's number; some virtual ones contain letters.
    pub number: String,
    /// Its holder, as the bank writes it.
    pub holder: String,
}

/// One attempt to pay. The same reference is never used for another attempt; asking again with the same values is harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatePayment {
    /// Our name for this attempt.
    pub reference: PaymentReference,
    /// What the buyer owes; more than nothing.
    pub amount: Vnd,
    /// What it is for, in any letters; providers that want plain ones fold it.
    pub description: String,
    /// The code a transfer carries. Wanted by transfers only.
    pub memo: Option<Memo>,
    /// The account to pay into. Wanted by transfers only.
    pub payee: Option<BankAccount>,
    /// Where the buyer comes back to. The page there shows the state and never changes it.
    pub return_url: String,
    /// Where a buyer comes back to who gave up.
    pub cancel_url: String,
    /// Where the provider's signed notices go; without a query.
    pub notify_url: String,
    /// The buyer's address on the network, which VNPay wants.
    pub client_ip: String,
    /// When the attempt was made: part of some providers' identity of a payment.
    pub created_at: Millis,
    /// Until when it can be paid.
    pub expires_at: Millis,
    /// The buyer's language.
    pub locale: Locale,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The provider's own name for it, needed for later questions; empty when it has none.
    pub provider_ref: String,
    /// What the buyer does now.
    pub next: NextStep,
}

/// A payment a provider knows, for questions about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPayment {
    /// Our name for the attempt.
    pub reference: PaymentReference,
    /// What [`Created::provider_ref`] said; empty when the answer was lost.
    pub provider_ref: String,
    /// The provider's transaction, once one is known.
    pub provider_txn: Option<String>,
    /// What was asked for.
    pub amount: Vnd,
    /// When the attempt was made, as it was sent.
    pub created_at: Millis,
    /// The buyer's address on the network, as it was sent.
    pub client_ip: String,
}

/// A refund of a paid payment. Asking again with the same values gives the state of the same refund, never a second one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskRefund {
    /// The payment.
    pub payment: KnownPayment,
    /// Our name for this refund; another for each.
    pub reference: PaymentReference,
    /// How much goes back; at most what is left of the payment.
    pub amount: Vnd,
    /// Why, in any letters.
    pub reason: String,
    /// Who asked, as the provider's records name him: a short code.
    pub asked_by: String,
    /// When it was first asked: part of some providers' identity of a refund.
    pub asked_at: Millis,
}
