//! Money that changes hands: from buyers, through carriers and providers, and back to buyers.

use super::{Account as A, Book, Entry, Item, Lines, Posting, Refused, Terms};
use crate::money::Vnd;

/// Where money arrives or leaves from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purse<'a> {
    /// The cooperative's own account or hand.
    Cooperative,
    /// A licensed provider that collects for the market.
    Provider(&'a str),
}

impl Purse<'_> {
    fn add(self, lines: Lines, amount: i64) -> Lines {
        match self {
            Self::Cooperative => lines.add(A::Held, "", Item::Payment, amount),
            Self::Provider(provider) => lines.add(A::Clearing, provider, Item::Payment, amount),
        }
    }
}

/// The buyer paid `amount`, of which `due` is for the order; what is more is nobody's yet.
#[must_use]
pub fn paid(purse: Purse<'_>, amount: Vnd, due: Vnd) -> Entry {
    let for_order = amount.min(due).0.max(0);
    purse
        .add(Lines::default(), amount.0)
        .add(A::Buyer, "", Item::Payment, -for_order)
        .against(A::Suspense, "", Item::Payment)
}

/// Money came that cannot be given to an order: too little, twice, without a code.
#[must_use]
pub fn unapplied(purse: Purse<'_>, amount: Vnd) -> Entry {
    paid(purse, amount, Vnd::ZERO)
}

/// Money that lay aside is given to an order.
#[must_use]
pub fn applied(amount: Vnd) -> Entry {
    Lines::default()
        .add(A::Suspense, "", Item::Payment, amount.0)
        .against(A::Buyer, "", Item::Payment)
}

/// What a buyer had paid for a part that another takes over, in the old part's place: `paid` of it, and of that `cash` which lies
/// with the old cooperative and is handed on. The new part's lines are the same with the signs turned, and both are one entry.
#[must_use]
pub fn handed_on(paid: Vnd, cash: Vnd) -> Vec<Posting> {
    Lines::default()
        .add(A::Buyer, "", Item::Payment, paid.0)
        .add(A::Held, "", Item::Payment, -cash.0)
        .0
}

/// A weighed part costs more than was paid for it and nobody collects the difference: its cooperative gives it. Fee and
/// commission stay as weighed.
#[must_use]
pub fn let_go(due: Vnd) -> Entry {
    Lines::default()
        .add(A::Pending, "", Item::Voucher, due.0)
        .against(A::Buyer, "", Item::Voucher)
}

/// Delivered against cash: the carrier has it.
#[must_use]
pub fn cod_collected(carrier: &str, amount: Vnd) -> Entry {
    Lines::default()
        .add(A::CodReceivable, carrier, Item::Payment, amount.0)
        .against(A::Buyer, "", Item::Payment)
}

/// What a carrier's statement says of a parcel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parcel {
    /// Cash collected.
    pub cod: Vnd,
    /// Freight taken off.
    pub freight: Vnd,
    /// Taken off for collecting.
    pub cod_fee: Vnd,
}

impl Parcel {
    /// What is handed on.
    #[must_use]
    pub const fn net(&self) -> Vnd {
        Vnd(self.cod.0 - self.freight.0 - self.cod_fee.0)
    }
}

/// The carrier handed the cash of a parcel on. Freight it took off settles what it was owed by the part's `book`; a
/// difference is the cooperative's. Freight it did not take off was paid at the counter.
#[must_use]
pub fn cod_remitted(book: &Book, carrier: &str, parcel: &Parcel) -> Entry {
    let owed = (-book.with(A::CarrierPayable, carrier).0).max(0);
    let more = (parcel.freight.0 - owed).max(0);
    Lines::default()
        .add(A::CodReceivable, carrier, Item::Payment, -parcel.cod.0)
        .add(A::CarrierPayable, carrier, Item::FreightOut, owed)
        .add(A::Freight, "", Item::FreightOut, more)
        .add(A::Freight, "", Item::CodFee, parcel.cod_fee.0)
        .against(A::Held, "", Item::Payment)
}

/// An order's buyer has paid more than he owes after something ended: it is to be given back. Nothing when he has not.
#[must_use]
pub fn refund_due(book: &Book) -> Entry {
    let ahead = (-book.of(A::Buyer).0).max(0);
    Lines::default()
        .add(A::Buyer, "", Item::Returned, ahead)
        .against(A::RefundPayable, "", Item::Returned)
}

/// Who bears what is given back for damaged or missing goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer<'a> {
    /// The cooperative.
    Cooperative,
    /// Half the cooperative, half the carrier, who is asked for it.
    Shared(&'a str),
    /// The market.
    Market,
}

/// A buyer's claim for delivered goods is granted: `amount` of the goods is to be given back. The market's fee and the
/// commission of that part of the goods are given back too. `book` is the part's.
///
/// # Errors
/// [`Refused::TooMuch`] when more is asked than is left of the goods, [`Refused::NotPaid`] when the buyer has not paid.
pub fn claimed(
    book: &Book,
    terms: &Terms,
    amount: Vnd,
    bearer: Bearer<'_>,
) -> Result<Entry, Refused> {
    if amount.0 <= 0 {
        return Err(Refused::NoAmount);
    }
    let due = book.of(A::Buyer);
    if due.0 > 0 {
        return Err(Refused::NotPaid { due });
    }
    let sold: i64 = -book
        .lines()
        .filter(|line| matches!(line.account, A::Pending | A::Payable))
        .filter(|line| matches!(line.item, Item::Sale | Item::Voucher))
        .map(|line| line.amount.0)
        .sum::<i64>();
    // What is left of the goods that no earlier claim gave back.
    let before = (sold - book.claimed().0).max(0);
    // What the market gave of the price is not the buyer's to get back.
    let left = (before - book.item(A::Promotion, Item::Voucher)).max(0);
    if amount.0 > left {
        return Err(Refused::TooMuch { left: Vnd(left) });
    }
    let own = match bearer {
        Bearer::Cooperative => amount.0,
        Bearer::Shared(_) => amount.0 - amount.0 / 2,
        Bearer::Market => 0,
    };
    // Fee and commission are what they would have been without these goods.
    let fee = terms.fee(Vnd(before)).0 - terms.fee(Vnd(before - amount.0)).0;
    let commission = terms.commission(Vnd(before)).0 - terms.commission(Vnd(before - amount.0)).0;
    let (account, seller) = book.earned();
    let lines = Lines::default()
        .add(account, "", Item::Returned, own)
        .add(account, "", Item::MarketFee, -fee)
        .add(A::PlatformFee, "", Item::MarketFee, fee)
        .add(account, "", Item::Commission, -commission)
        .add(seller, &terms.seller, Item::Commission, commission);
    let lines = match bearer {
        Bearer::Cooperative => lines,
        Bearer::Shared(carrier) => {
            lines.add(A::CarrierClaim, carrier, Item::Returned, amount.0 - own)
        }
        Bearer::Market => lines.add(A::Loss, "", Item::Returned, amount.0),
    };
    Ok(lines.against(A::RefundPayable, "", Item::Returned))
}

/// A refund that was decided is made, out of the purse that has the money. `book` is the order's.
///
/// # Errors
/// [`Refused::TooMuch`] when more than was decided would be given back.
pub fn refunded(book: &Book, purse: Purse<'_>, amount: Vnd) -> Result<Entry, Refused> {
    let left = Vnd(-book.of(A::RefundPayable).0);
    if amount.0 <= 0 {
        return Err(Refused::NoAmount);
    }
    if amount > left {
        return Err(Refused::TooMuch { left });
    }
    let lines = Lines::default().add(A::RefundPayable, "", Item::Payment, amount.0);
    Ok(purse.add(lines, -amount.0).0)
}

/// A card payment was taken back by the buyer's bank: `recover` of it is asked of the cooperative, the rest is lost.
#[must_use]
pub fn chargeback(provider: &str, amount: Vnd, recover: Vnd, provider_fee: Vnd) -> Entry {
    let recover = recover.0.clamp(0, amount.0.max(0));
    Lines::default()
        .add(A::Payable, "", Item::Returned, recover)
        .add(A::Loss, "", Item::Returned, amount.0 - recover)
        .add(A::ProviderFee, provider, Item::Payment, provider_fee.0)
        .against(A::Clearing, provider, Item::Payment)
}

/// Money that lay aside, with no order to give it to, goes back to whoever sent it.
#[must_use]
pub fn sent_back(amount: Vnd) -> Entry {
    Lines::default()
        .add(A::Suspense, "", Item::Returned, amount.0)
        .against(A::RefundPayable, "", Item::Returned)
}
