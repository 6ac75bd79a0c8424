//! The life of a part: placed, weighed, sent, ended, free of claims.

use super::{Account as A, Amounts, Book, Entry, Item, Lines, Posting, Terms};
use crate::money::Vnd;
use std::collections::BTreeMap;

/// A part is ordered: the buyer owes, the cooperative earns, fee and commission are taken.
#[must_use]
pub fn placed(of: &Amounts, terms: &Terms) -> Entry {
    let (fee, commission) = (terms.fee(of.base()).0, terms.commission(of.base()).0);
    Lines::default()
        .add(A::Pending, "", Item::Sale, -of.goods.0)
        .add(A::Pending, "", Item::Voucher, of.voucher_own.0)
        .add(A::Promotion, "", Item::Voucher, of.voucher_market.0)
        .add(
            A::Freight,
            "",
            Item::FreightIn,
            -(of.shipping.0 + of.borne.0),
        )
        .add(A::Promotion, "", Item::FreightIn, of.borne.0)
        .add(A::Pending, "", Item::MarketFee, fee)
        .add(A::PlatformFee, "", Item::MarketFee, -fee)
        .add(A::Pending, "", Item::Commission, commission)
        .add(A::Commission, &terms.seller, Item::Commission, -commission)
        .against(A::Buyer, "", Item::Sale)
}

/// Brings what sellers earn of a part to `dues`, by seller: what they earn more is taken from the cooperative, what they earn
/// less goes back to it. `book` is the part's; a seller who is not named earns nothing of it.
#[must_use]
pub fn commissioned(book: &Book, dues: &BTreeMap<String, Vnd>) -> Entry {
    let posted: Vec<Posting> = book
        .lines()
        .filter(|line| matches!(line.account, A::Commission | A::CommissionPayable))
        .filter(|line| line.item == Item::Commission)
        .collect();
    let mut more: BTreeMap<&str, i64> = dues
        .iter()
        .map(|(who, due)| (who.as_str(), due.0))
        .collect();
    for line in &posted {
        *more.entry(&line.party).or_default() += line.amount.0;
    }
    let (own, seller) = book.earned();
    let mut lines = Lines::default();
    for (who, amount) in more {
        lines = lines.add(own, "", Item::Commission, amount).add(
            seller,
            who,
            Item::Commission,
            -amount,
        );
    }
    lines.0
}

/// The scale said so much more, or less: goods, fee and commission are those of the weighed goods.
#[must_use]
pub fn weighed(before: &Amounts, more: Vnd, terms: &Terms) -> Entry {
    let after = Amounts {
        goods: Vnd(before.goods.0 + more.0),
        ..*before
    };
    let fee = terms.fee(after.base()).0 - terms.fee(before.base()).0;
    let commission = terms.commission(after.base()).0 - terms.commission(before.base()).0;
    Lines::default()
        .add(A::Pending, "", Item::Sale, -more.0)
        .add(A::Pending, "", Item::MarketFee, fee)
        .add(A::PlatformFee, "", Item::MarketFee, -fee)
        .add(A::Pending, "", Item::Commission, commission)
        .add(A::Commission, &terms.seller, Item::Commission, -commission)
        .against(A::Buyer, "", Item::Sale)
}

/// The parcel left. Freight is owed to the carrier, who takes it off the cash it collects; what was paid before, the
/// cooperative pays at the counter (`carrier` none).
#[must_use]
pub fn shipped(freight: Vnd, carrier: Option<&str>) -> Entry {
    let lines = Lines::default().add(A::Freight, "", Item::FreightOut, freight.0);
    match carrier {
        Some(carrier) => lines.against(A::CarrierPayable, carrier, Item::FreightOut),
        None => lines.against(A::Held, "", Item::Payment),
    }
}

/// How a part ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was never sold: declined, not answered, cancelled.
    Cancelled,
    /// It came back.
    Returned,
}

/// A part ended: what its sale posted and was not given back yet is taken back, whatever was weighed, refunded or paid
/// meanwhile. `book` is the part's. What a carrier was paid stays paid.
#[must_use]
pub fn ended(book: &Book, outcome: Outcome) -> Entry {
    let concerns = |line: &Posting| match line.account {
        A::Pending | A::Payable | A::PlatformFee | A::Commission | A::CommissionPayable => true,
        A::Promotion => true,
        A::Freight => line.item == Item::FreightIn,
        A::Loss | A::CarrierClaim => line.item == Item::Returned,
        _ => false,
    };
    let item = |line: &Posting| match (outcome, line.item) {
        (Outcome::Returned, Item::Sale | Item::Voucher) => Item::Returned,
        (_, item) => item,
    };
    let mut lines = Lines::default();
    for line in book.lines().filter(concerns) {
        if !matches!(line.item, Item::Transfer | Item::Payment) {
            lines = lines.add(line.account, &line.party, item(&line), -line.amount.0);
        }
    }
    lines.against(A::Buyer, "", Item::Sale)
}

/// The time for claims is over: what the cooperative and the seller earned of a part is theirs.
#[must_use]
pub fn released(book: &Book) -> Entry {
    let (pending, freight) = (book.of(A::Pending).0, book.of(A::Freight).0);
    let mut lines = Lines::default()
        .add(A::Pending, "", Item::Transfer, -pending)
        .add(A::Freight, "", Item::Transfer, -freight)
        .add(A::Payable, "", Item::Transfer, pending + freight);
    let sellers: std::collections::BTreeSet<String> = book
        .lines()
        .filter(|line| line.account == A::Commission)
        .map(|line| line.party)
        .collect();
    for seller in sellers {
        let amount = book.with(A::Commission, &seller).0;
        lines = lines
            .add(A::Commission, &seller, Item::Transfer, -amount)
            .add(A::CommissionPayable, &seller, Item::Transfer, amount);
    }
    lines.0
}

/// Tax withheld of a household's or a person's sale, by its name. Cooperatives declare their own and nothing is withheld.
#[must_use]
pub fn taxed(taxes: &[(&str, Vnd)]) -> Entry {
    let mut lines = Lines::default();
    for (tax, amount) in taxes {
        lines = lines.add(A::TaxWithheld, tax, Item::Tax, -amount.0);
    }
    lines.against(A::Pending, "", Item::Tax)
}
