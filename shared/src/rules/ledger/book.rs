//! Balances are sums of postings; so are a statement and whether something is paid.

use std::collections::BTreeMap;

use super::{Account as A, Item, Posting};
use crate::money::Vnd;

/// Sums of postings by account, party and item: of a part, an order, a cooperative or everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book(BTreeMap<(A, String, Item), i64>);

impl Book {
    /// Adds postings.
    pub fn post(&mut self, entry: &[Posting]) {
        for line in entry {
            let key = (line.account, line.party.clone(), line.item);
            *self.0.entry(key).or_default() += line.amount.0;
        }
    }

    /// The balance of an account over all its parties.
    #[must_use]
    pub fn of(&self, account: A) -> Vnd {
        let lines = self.0.iter().filter(|(key, _)| key.0 == account);
        Vnd(lines.map(|(_, amount)| amount).sum())
    }

    /// The balance of an account with one party.
    #[must_use]
    pub fn with(&self, account: A, party: &str) -> Vnd {
        let lines = self.0.iter();
        let lines = lines.filter(|(key, _)| key.0 == account && key.1 == party);
        Vnd(lines.map(|(_, amount)| amount).sum())
    }

    /// Balances other than zero, by account, party and item.
    pub fn lines(&self) -> impl Iterator<Item = Posting> {
        self.0
            .iter()
            .filter(|(_, amount)| **amount != 0)
            .map(|((account, party, item), amount)| Posting {
                account: *account,
                party: party.clone(),
                item: *item,
                amount: Vnd(*amount),
            })
    }

    pub(super) fn item(&self, account: A, item: Item) -> i64 {
        let lines = self
            .0
            .iter()
            .filter(|(key, _)| key.0 == account && key.2 == item);
        lines.map(|(_, amount)| amount).sum()
    }

    /// Where what a part earned lies, the cooperative's and its seller's: free of claims, or not yet.
    pub(super) fn earned(&self) -> (A, A) {
        match self.of(A::Pending).0 == 0 && self.of(A::Payable).0 != 0 {
            true => (A::Payable, A::CommissionPayable),
            false => (A::Pending, A::Commission),
        }
    }

    /// What claims for delivered goods gave back, whoever bore it.
    #[must_use]
    pub fn claimed(&self) -> Vnd {
        Vnd(-self.item(A::RefundPayable, Item::Returned) - self.item(A::Buyer, Item::Returned))
    }

    /// The sum of everything: zero, always.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.0.values().map(|amount| i128::from(*amount)).sum()
    }
}

impl<'a> FromIterator<&'a Posting> for Book {
    fn from_iter<T: IntoIterator<Item = &'a Posting>>(postings: T) -> Self {
        let mut book = Self::default();
        for posting in postings {
            book.post(std::slice::from_ref(posting));
        }
        book
    }
}

/// How the buyer of a part or an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is owed and nothing was paid.
    Nothing,
    /// Nothing was paid yet.
    Due(Vnd),
    /// Something was paid; so much is missing.
    Partly(Vnd),
    /// All of it was paid.
    Paid,
    /// All of it was paid; so much is to be given back, or was.
    PartlyRefunded(Vnd),
    /// Everything that was paid is given back, or is on its way.
    Refunded,
}

/// Whether it is paid, from the postings alone. An order that was divided, moved or partly sent is judged as a whole.
#[must_use]
pub fn standing(book: &Book) -> Standing {
    let due = book.of(A::Buyer).0;
    let paid = -book.item(A::Buyer, Item::Payment);
    let (back, ahead) = (-book.item(A::RefundPayable, Item::Returned), (-due).max(0));
    match (paid > 0, due > 0) {
        (false, false) => Standing::Nothing,
        (false, true) => Standing::Due(Vnd(due)),
        (true, true) => Standing::Partly(Vnd(due)),
        (true, false) if back + ahead >= paid => Standing::Refunded,
        (true, false) if back + ahead > 0 => Standing::PartlyRefunded(Vnd(back + ahead)),
        (true, false) => Standing::Paid,
    }
}

/// What a cooperative reads of a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Goods sold, discounts of its own taken off.
    pub sold: Vnd,
    /// Goods that came back or were refunded; not above zero.
    pub returned: Vnd,
    /// The market's fee; not above zero.
    pub market_fee: Vnd,
    /// Sellers' commissions.
    pub commission: Vnd,
    /// Delivery as buyers paid it.
    pub freight_in: Vnd,
    /// Delivery as carriers were paid.
    pub freight_out: Vnd,
    /// What carriers kept for collecting cash.
    pub cod_fee: Vnd,
    /// Tax withheld.
    pub tax: Vnd,
    /// What it receives for all of it.
    pub receive: Vnd,
}

/// The statement of a cooperative's postings. Money that changed hands does not change what it earned.
#[must_use]
pub fn statement(book: &Book) -> Statement {
    let own = |item: Item| {
        let lines = book.0.iter().filter(|(key, _)| {
            matches!(key.0, A::Pending | A::Payable | A::Freight) && key.2 == item
        });
        -lines.map(|(_, amount)| amount).sum::<i64>()
    };
    let of = |item| Vnd(own(item));
    let items = [
        Item::Sale,
        Item::Voucher,
        Item::Returned,
        Item::MarketFee,
        Item::Commission,
        Item::FreightIn,
        Item::FreightOut,
        Item::CodFee,
        Item::Tax,
    ];
    Statement {
        sold: Vnd(own(Item::Sale) + own(Item::Voucher)),
        returned: of(Item::Returned),
        market_fee: of(Item::MarketFee),
        commission: of(Item::Commission),
        freight_in: of(Item::FreightIn),
        freight_out: of(Item::FreightOut),
        cod_fee: of(Item::CodFee),
        tax: of(Item::Tax),
        receive: Vnd(items.into_iter().map(own).sum()),
    }
}
