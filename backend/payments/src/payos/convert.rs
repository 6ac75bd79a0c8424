//! Links and notices of PayOS in neutral words.

use shared::money::Vnd;
use shared::payment::{
    BankAccount, BankCredit, CreatePayment, Created, News, NextStep, NotifyEvent, PayState,
    PaymentNews, PaymentReference,
};

use super::wire::{Link, Paid, State};
use crate::PaymentError;
use crate::kit::{order_number, read_spaced};

/// The reference behind a number, if the number is one of ours.
pub(super) fn reference(number: i64) -> Option<PaymentReference> {
    let mut rest = u64::try_from(number).ok()?;
    let mut signs = Vec::new();
    while rest > 0 {
        let digit = u32::try_from(rest % 36).ok()?;
        signs.push(char::from_digit(digit, 36)?.to_ascii_uppercase());
        rest /= 36;
    }
    let text: String = signs.into_iter().rev().collect();
    text.parse().ok()
}

pub(super) fn created(link: Link, wanted: &CreatePayment) -> Result<Created, PaymentError> {
    if link.order_code != order_number(&wanted.reference) || link.amount != wanted.amount.0 {
        return Err(PaymentError::unknown("the answer is about another payment"));
    }
    Ok(Created {
        provider_ref: link.payment_link_id.0,
        next: NextStep::ShowQr {
            payload: link.qr_code,
            content: link.description.0,
            account: Some(BankAccount {
                bin: link.bin.0,
                number: link.account_number.0,
                holder: link.account_name.0,
            }),
            amount: wanted.amount,
            page: link.checkout_url.0,
        },
    })
}

pub(super) fn news(state: &State) -> Result<PaymentNews, PaymentError> {
    let reference = reference(state.order_code)
        .ok_or_else(|| PaymentError::malformed("a number is not one of ours"))?;
    let last = state.transactions.last();
    Ok(PaymentNews {
        reference,
        provider_txn: last.map(|one| one.reference.0.clone()).unwrap_or_default(),
        amount: Vnd(state.amount_paid),
        state: match state.status.as_str() {
            "PENDING" | "PROCESSING" => PayState::Pending,
            "UNDERPAID" => PayState::PartlyPaid,
            "PAID" => PayState::Paid,
            "CANCELLED" => PayState::Cancelled,
            "EXPIRED" => PayState::Expired,
            "FAILED" => PayState::Failed {
                code: "FAILED".to_owned(),
            },
            other => PayState::Review {
                code: other.to_owned(),
            },
        },
    })
}

/// A transfer to one of our links is a line of the account that says which payment it is for.
pub(super) fn event(paid: &Paid, success: bool) -> Result<NotifyEvent, PaymentError> {
    let key = format!("{}:{}", paid.payment_link_id.0, paid.reference.0);
    let booked_at = read_spaced(paid.transaction_date_time.as_str());
    let Some(reference) = reference(paid.order_code) else {
        return Ok(nothing(key, "trial"));
    };
    if !success || paid.code.as_str() != "00" {
        return Ok(nothing(key, "no transfer"));
    }
    if paid.amount <= 0 {
        return Err(PaymentError::malformed("an amount of nothing"));
    }
    Ok(NotifyEvent {
        news: News::Credit(BankCredit {
            source_id: key.clone(),
            bank_ref: paid.reference.0.clone(),
            account: paid.account_number.0.clone(),
            virtual_account: paid.virtual_account_number.0.clone(),
            amount: Vnd(paid.amount),
            booked_at,
            content: paid.description.0.clone(),
            reference: Some(reference),
            counter_account: paid.counter_account_number.0.clone(),
            counter_name: paid.counter_account_name.0.clone(),
            balance: None,
        }),
        key,
        stated_at: booked_at,
    })
}

fn nothing(key: String, what: &str) -> NotifyEvent {
    NotifyEvent {
        key,
        stated_at: None,
        news: News::Nothing { what: what.into() },
    }
}
