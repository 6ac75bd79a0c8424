//! Money in double entry: every event is a handful of postings that sum to zero, and every balance is a sum of postings.
//! Debits are positive, credits negative. Nothing is ever changed; what was wrong is posted back.
//!
//! Four facts stay apart: what the buyer owes or has paid, what the cooperative earned, what a seller's commission is, and
//! what the market keeps. The value of an order is not the market's income; its fee is. The market holds no buyer's money
//! unless a licensed provider collected it: what a bank transfer or a carrier brings lies with the cooperative ([`Account::Held`]).

mod amounts;
mod book;
mod events;
mod money;
mod settle;

use serde::{Deserialize, Serialize};

pub use amounts::{Amounts, Terms, by_weight, split};
pub use book::{Book, Standing, Statement, standing, statement};
pub use events::{Outcome, commissioned, ended, placed, released, shipped, taxed, weighed};
pub use money::{
    Bearer, Parcel, Purse, applied, chargeback, claimed, cod_collected, cod_remitted, handed_on,
    let_go, paid, refund_due, refunded, sent_back, unapplied,
};
pub use settle::{
    Net, fee_received, net, payout, payout_confirmed, payout_returned, provider_settled,
    seller_paid, seller_returned, settled,
};

use crate::money::Vnd;

/// Where money stands. Each account belongs to the cooperative, order or party of its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// The buyer of the order: positive when he owes, negative when he has paid ahead or too much.
    Buyer,
    /// What the cooperative earned while it may still be claimed back.
    Pending,
    /// What the cooperative earned for good; positive when it owes the market.
    Payable,
    /// What buyers or carriers paid straight to the cooperative and was not set off yet.
    Held,
    /// Delivery of the cooperative's parcels: what buyers pay for it, less what it costs.
    Freight,
    /// The market's fee.
    PlatformFee,
    /// A seller's commission while it may still be claimed back; the party is the seller.
    Commission,
    /// A seller's commission to be paid out; the party is the seller.
    CommissionPayable,
    /// Delivered against cash that the carrier has not handed on; the party is the carrier.
    CodReceivable,
    /// Freight owed to the carrier; the party is the carrier.
    CarrierPayable,
    /// What a carrier is asked to make good; the party is the carrier.
    CarrierClaim,
    /// Paid to a licensed provider and not settled to the bank yet; the party is the provider.
    Clearing,
    /// The market's bank account.
    Bank,
    /// Payouts that were ordered and that the bank has not confirmed.
    PayoutClearing,
    /// What providers keep; the party is the provider.
    ProviderFee,
    /// Discounts and dearer parcels that the market bears.
    Promotion,
    /// What nobody can be asked for any more.
    Loss,
    /// Tax withheld for the State; the party is the tax.
    TaxWithheld,
    /// Transfers that belong to no order yet: too much, too little, twice, unknown.
    Suspense,
    /// Refunds that were decided and not made yet.
    RefundPayable,
}

/// What a posting is about, as a statement names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Goods.
    Sale,
    /// Goods that came back or were refunded.
    Returned,
    /// The market's fee.
    MarketFee,
    /// A seller's commission.
    Commission,
    /// A discount the cooperative gives.
    Voucher,
    /// Delivery the buyer pays.
    FreightIn,
    /// Delivery the carrier is paid.
    FreightOut,
    /// What a carrier keeps for collecting cash.
    CodFee,
    /// Tax withheld.
    Tax,
    /// Money that changed hands.
    Payment,
    /// From one account of the same owner to another.
    Transfer,
}

/// One line of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Where.
    pub account: Account,
    /// The carrier, provider, seller or tax; empty where the account has none.
    pub party: String,
    /// What it is about.
    pub item: Item,
    /// Debit positive, credit negative.
    pub amount: Vnd,
}

/// Why an event cannot be posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// More would be given back than is left.
    TooMuch {
        /// What is left.
        left: Vnd,
    },
    /// The buyer has not paid for it.
    NotPaid {
        /// What he still owes.
        due: Vnd,
    },
    /// An amount below zero, or nothing at all.
    NoAmount,
}

/// The postings of an event.
pub type Entry = Vec<Posting>;

macro_rules! codes {
    ($of:ident, $($name:ident = $code:literal),+ $(,)?) => {
        impl $of {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable name, as the database keeps it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Reads the stable name.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

codes!(
    Account,
    Buyer = "buyer",
    Pending = "pending",
    Payable = "payable",
    Held = "held",
    Freight = "freight",
    PlatformFee = "platform_fee",
    Commission = "commission",
    CommissionPayable = "commission_payable",
    CodReceivable = "cod_receivable",
    CarrierPayable = "carrier_payable",
    CarrierClaim = "carrier_claim",
    Clearing = "clearing",
    Bank = "bank",
    PayoutClearing = "payout_clearing",
    ProviderFee = "provider_fee",
    Promotion = "promotion",
    Loss = "loss",
    TaxWithheld = "tax_withheld",
    Suspense = "suspense",
    RefundPayable = "refund_payable",
);

codes!(
    Item,
    Sale = "sale",
    Returned = "returned",
    MarketFee = "market_fee",
    Commission = "commission",
    Voucher = "voucher",
    FreightIn = "freight_in",
    FreightOut = "freight_out",
    CodFee = "cod_fee",
    Tax = "tax",
    Payment = "payment",
    Transfer = "transfer",
);

/// An entry under construction: lines of nothing are left out, the last line balances the others.
#[derive(Default)]
struct Lines(Vec<Posting>);

impl Lines {
    fn add(mut self, account: Account, party: &str, item: Item, amount: i64) -> Self {
        if amount != 0 {
            self.0.push(Posting {
                account,
                party: party.to_owned(),
                item,
                amount: Vnd(amount),
            });
        }
        self
    }

    /// Adds what is missing to zero to `account`.
    fn against(self, account: Account, party: &str, item: Item) -> Entry {
        let sum: i64 = self.0.iter().map(|line| line.amount.0).sum();
        self.add(account, party, item, -sum).0
    }
}

/// An entry sums to zero.
#[must_use]
pub fn balances(entry: &[Posting]) -> bool {
    entry
        .iter()
        .map(|line| i128::from(line.amount.0))
        .sum::<i128>()
        == 0
}

#[cfg(test)]
mod failures;
#[cfg(test)]
mod journals;
#[cfg(test)]
mod random;
