//! At the end of a period: what a cooperative earned against what it already holds; payouts and fees.

use super::{Account as A, Book, Entry, Item, Lines, Refused};
use crate::money::Vnd;

/// What remains between the market and a cooperative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Net {
    /// The market pays out.
    Market(Vnd),
    /// The cooperative, which has the buyers' money, pays the fee.
    Cooperative(Vnd),
    /// Nothing.
    Even,
}

/// Who owes whom by a cooperative's `book`: what is free of claims, less what it holds.
#[must_use]
pub fn net(book: &Book) -> Net {
    let owes = book.of(A::Payable).0 + book.of(A::Held).0;
    match owes {
        0 => Net::Even,
        owes if owes < 0 => Net::Market(Vnd(-owes)),
        owes => Net::Cooperative(Vnd(owes)),
    }
}

/// What the cooperative holds of settled parts is set off against what it earned. `held` is what it holds of them.
#[must_use]
pub fn settled(held: Vnd) -> Entry {
    Lines::default()
        .add(A::Held, "", Item::Transfer, -held.0)
        .against(A::Payable, "", Item::Transfer)
}

/// A payout is ordered.
///
/// # Errors
/// [`Refused::TooMuch`] when it is more than what the market owes by the cooperative's `book`.
pub fn payout(book: &Book, amount: Vnd) -> Result<Entry, Refused> {
    let left = Vnd(-book.of(A::Payable).0);
    if amount.0 <= 0 {
        return Err(Refused::NoAmount);
    }
    if amount > left {
        return Err(Refused::TooMuch { left });
    }
    Ok(Lines::default()
        .add(A::Payable, "", Item::Payment, amount.0)
        .against(A::PayoutClearing, "", Item::Payment))
}

/// The bank made the payout and took its own fee.
#[must_use]
pub fn payout_confirmed(amount: Vnd, bank_fee: Vnd) -> Entry {
    Lines::default()
        .add(A::PayoutClearing, "", Item::Payment, amount.0)
        .add(A::ProviderFee, "bank", Item::Payment, bank_fee.0)
        .against(A::Bank, "", Item::Payment)
}

/// The bank gave the payout back: the cooperative is owed it again. `confirmed` when it had been confirmed before.
#[must_use]
pub fn payout_returned(amount: Vnd, confirmed: bool) -> Entry {
    let from = if confirmed {
        A::Bank
    } else {
        A::PayoutClearing
    };
    Lines::default()
        .add(from, "", Item::Payment, amount.0)
        .against(A::Payable, "", Item::Payment)
}

/// A seller's commission was paid out; the income tax withheld of it is the State's.
#[must_use]
pub fn seller_paid(seller: &str, gross: Vnd, tax: Vnd) -> Entry {
    Lines::default()
        .add(A::CommissionPayable, seller, Item::Payment, gross.0)
        .add(A::TaxWithheld, "income", Item::Tax, -tax.0)
        .against(A::Bank, "", Item::Payment)
}

/// The bank gave a seller's payout back: all of it is payable again, and no tax of it is due.
#[must_use]
pub fn seller_returned(seller: &str, gross: Vnd, tax: Vnd) -> Entry {
    let mut entry = seller_paid(seller, gross, tax);
    for line in &mut entry {
        line.amount.0 = -line.amount.0;
    }
    entry
}

/// The cooperative paid the market what it owed.
#[must_use]
pub fn fee_received(amount: Vnd) -> Entry {
    Lines::default()
        .add(A::Bank, "", Item::Payment, amount.0)
        .against(A::Payable, "", Item::Payment)
}

/// A provider settled what it collected, less what it keeps.
#[must_use]
pub fn provider_settled(provider: &str, gross: Vnd, fee: Vnd) -> Entry {
    Lines::default()
        .add(A::Bank, "", Item::Payment, gross.0 - fee.0)
        .add(A::ProviderFee, provider, Item::Payment, fee.0)
        .against(A::Clearing, provider, Item::Payment)
}
