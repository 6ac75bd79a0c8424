//! A line of SePay in neutral words.

use shared::money::Vnd;
use shared::payment::BankCredit;

use super::wire::{Direction, Line};
use crate::PaymentError;
use crate::kit::read_spaced;

pub(super) fn credit(line: &Line) -> Result<BankCredit, PaymentError> {
    let amount = match line.transfer_type {
        Direction::In => line.transfer_amount,
        Direction::Out => line.transfer_amount.saturating_neg(),
        Direction::Unknown => return Err(PaymentError::malformed("neither in nor out")),
    };
    if line.transfer_amount < 0 {
        return Err(PaymentError::malformed("a negative amount"));
    }
    Ok(BankCredit {
        source_id: line.id.0.clone(),
        bank_ref: line.reference_code.0.clone(),
        account: line.account_number.0.clone(),
        virtual_account: line.sub_account.0.clone(),
        amount: Vnd(amount),
        booked_at: read_spaced(&line.transaction_date),
        content: line.content.0.clone(),
        reference: None,
        counter_account: String::new(),
        counter_name: String::new(),
        balance: line.accumulated.map(Vnd),
    })
}
