//! Which payment a line of a bank statement belongs to, and why.
//!
//! A code in the text, the feed's own word, or a virtual account of its own decides. The amount alone never does: it only makes a proposal that a
//! person accepts.

mod words;

use crate::id::PaymentId;
use crate::money::Vnd;
use crate::payment::BankCredit;
use crate::rules::memo::{self, Memo};
use crate::state::PaymentState;

/// A payment by transfer that is waited for, or was until lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The payment.
    pub id: PaymentId,
    /// The code its transfer carries.
    pub memo: Memo,
    /// The account it goes to.
    pub account: String,
    /// A virtual account of its own; empty when it has none.
    pub virtual_account: String,
    /// What is owed in all.
    pub amount: Vnd,
    /// What came of it before.
    pub received: Vnd,
    /// Where it stands.
    pub state: PaymentState,
}

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreditOutcome {
    /// All that is owed, with this line or with those before it.
    Exact {
        /// The payment that is paid now.
        id: PaymentId,
    },
    /// Less than is owed.
    Partial {
        /// The payment.
        id: PaymentId,
        /// What is still missing.
        missing: Vnd,
    },
    /// More than is owed: the payment is paid, the rest is the buyer's.
    Over {
        /// The payment that is paid now.
        id: PaymentId,
        /// What is too much.
        excess: Vnd,
    },
    /// The payment was paid before: all of the line is the buyer's.
    Double {
        /// The payment.
        id: PaymentId,
    },
    /// The payment had ended. The order takes the money after all if it still stands, or it goes back.
    Late {
        /// The payment.
        id: PaymentId,
        /// Whether the line alone is what was owed, so that the order could take it.
        whole: bool,
    },
    /// No payment for certain; a person decides.
    Propose {
        /// Candidates, the likeliest first.
        ids: Vec<PaymentId>,
        /// Why it is not certain.
        why: Doubt,
    },
    /// Nothing fits.
    Unmatched,
    /// Money that went out: it belongs to a refund or a payout.
    Outgoing,
}

/// Why a line is proposed and not booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No code, or a wrong one; one waiting payment has this amount.
    OnlyTheAmount,
    /// No code, or a wrong one; several waiting payments have this amount.
    SeveralOfTheAmount,
    /// Codes of several payments.
    SeveralCodes,
    /// The right code, into another account than the payment's.
    WrongAccount,
    /// Money for a payment that a person is looking at.
    UnderReview,
}

fn proposed(mut ids: Vec<PaymentId>, why: Doubt) -> CreditOutcome {
    ids.sort_unstable();
    CreditOutcome::Propose { ids, why }
}

/// Decides about one line that was not booked before. `expected` holds the payments by transfer of the account, those that
/// ended within the last year among them.
#[must_use]
pub fn decide(credit: &BankCredit, expected: &[Expected]) -> CreditOutcome {
    if credit.amount <= Vnd::ZERO {
        return CreditOutcome::Outgoing;
    }
    let named = named(credit, expected);
    match named.as_slice() {
        [] => by_amount(credit, expected),
        [one] if one.account != credit.account && !own_account(credit, one) => {
            proposed(vec![one.id], Doubt::WrongAccount)
        }
        [one] => book(credit.amount, one),
        several => proposed(several.iter().map(|e| e.id).collect(), Doubt::SeveralCodes),
    }
}

fn own_account(credit: &BankCredit, expected: &Expected) -> bool {
    !expected.virtual_account.is_empty() && expected.virtual_account == credit.virtual_account
}

/// The payments the line names: by a virtual account of their own, else by the feed's word, else by code.
fn named<'a>(credit: &BankCredit, expected: &'a [Expected]) -> Vec<&'a Expected> {
    let own: Vec<_> = expected.iter().filter(|e| own_account(credit, e)).collect();
    if !own.is_empty() {
        return own;
    }
    if let Some(reference) = &credit.reference {
        return expected
            .iter()
            .filter(|e| e.memo.as_str() == reference.as_str())
            .collect();
    }
    let codes = memo::find(&credit.content);
    expected
        .iter()
        .filter(|e| codes.contains(&e.memo))
        .collect()
}

fn book(amount: Vnd, expected: &Expected) -> CreditOutcome {
    let id = expected.id;
    match expected.state {
        PaymentState::Created | PaymentState::Pending | PaymentState::PartlyPaid => {
            let owed = expected.amount.0.saturating_sub(expected.received.0);
            match owed.saturating_sub(amount.0) {
                0 => CreditOutcome::Exact { id },
                missing if missing > 0 => CreditOutcome::Partial {
                    id,
                    missing: Vnd(missing),
                },
                excess => CreditOutcome::Over {
                    id,
                    excess: Vnd(excess.saturating_neg()),
                },
            }
        }
        PaymentState::Failed | PaymentState::Cancelled | PaymentState::Expired => {
            CreditOutcome::Late {
                id,
                whole: amount == expected.amount,
            }
        }
        PaymentState::Review => proposed(vec![id], Doubt::UnderReview),
        PaymentState::Paid
        | PaymentState::RefundDue
        | PaymentState::Refunding
        | PaymentState::PartlyRefunded
        | PaymentState::Refunded => CreditOutcome::Double { id },
    }
}

fn by_amount(credit: &BankCredit, expected: &[Expected]) -> CreditOutcome {
    let fits = |e: &&Expected| {
        let owed = e.amount.checked_sub(e.received);
        e.account == credit.account && e.state.open() && owed == Some(credit.amount)
    };
    let ids: Vec<_> = expected.iter().filter(fits).map(|e| e.id).collect();
    match ids.len() {
        0 => CreditOutcome::Unmatched,
        1 => proposed(ids, Doubt::OnlyTheAmount),
        _ => proposed(ids, Doubt::SeveralOfTheAmount),
    }
}

#[cfg(test)]
mod tests;
