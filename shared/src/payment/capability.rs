//! What a provider can do, as data that screens and services read.

use serde::Serialize;

use crate::money::Vnd;
use crate::say::Locale;

/// How the buyer pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// Cash to the carrier.
    Cash,
    /// A transfer between bank accounts, by QR code or typed.
    Transfer,
    /// On the provider's page, which sends the buyer back.
    Redirect,
    /// Not a way to pay: it reports what arrived in a bank account.
    Feed,
}

/// What makes us believe that the money is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// The provider calls us, signed.
    Notice,
    /// A line of the bank account's statement, by whichever feed reports it.
    BankCredit,
    /// A line of the carrier's remittance.
    Remittance,
}

/// Where the money is once it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// In the cooperative's own account, at once.
    OwnAccount,
    /// With the provider, who pays out later.
    Provider,
    /// With the carrier, who remits later.
    Carrier,
}

/// What a provider gives back when asked by a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundSupport {
    /// Nothing: somebody transfers the money back by hand.
    ByHand,
    /// All of it or a part, several times.
    Partial,
}

/// What a provider can do. The contract suite holds it against what its methods do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Capabilities {
    /// How the buyer pays.
    pub kind: PaymentKind,
    /// Vietnamese name of the way to pay.
    pub name_vi: &'static str,
    /// English name of the way to pay.
    pub name_en: &'static str,
    /// The least amount it takes.
    pub least: Vnd,
    /// The greatest amount it takes.
    pub most: Vnd,
    /// What confirms a payment.
    pub confirmation: Confirmation,
    /// Where the money goes.
    pub settlement: Settlement,
    /// Whether the state of a payment can be asked for.
    pub query: bool,
    /// What is given back by a call.
    pub refund: RefundSupport,
}

impl Capabilities {
    /// The name people read.
    #[must_use]
    pub const fn name(&self, l: Locale) -> &'static str {
        l.say(self.name_vi, self.name_en)
    }

    /// Whether a buyer can choose it for this amount.
    #[must_use]
    pub fn takes(&self, amount: Vnd) -> bool {
        self.kind != PaymentKind::Feed && self.least <= amount && amount <= self.most
    }
}
