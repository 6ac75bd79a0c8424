//! Lines of Casso in neutral words.

use shared::money::Vnd;
use shared::payment::BankCredit;

use super::wire::{First, Second};
use crate::kit::read_spaced;

pub(super) fn first(line: First) -> BankCredit {
    let account = if line.bank_sub_acc_id.0.is_empty() {
        line.sub_acc_id.0
    } else {
        line.bank_sub_acc_id.0
    };
    BankCredit {
        source_id: line.id.0,
        bank_ref: line.tid.0,
        account,
        virtual_account: line.virtual_account.0,
        amount: Vnd(line.amount),
        booked_at: read_spaced(line.when.as_str()),
        content: line.description.0,
        reference: None,
        counter_account: line.corresponsive_account.0,
        counter_name: line.corresponsive_name.0,
        balance: line.cusum_balance.map(Vnd),
    }
}

pub(super) fn second(line: Second) -> BankCredit {
    BankCredit {
        source_id: line.id.0,
        bank_ref: line.reference.0,
        account: line.account_number.0,
        virtual_account: line.virtual_account_number.0,
        amount: Vnd(line.amount),
        booked_at: read_spaced(line.transaction_date_time.as_str()),
        content: line.description.0,
        reference: None,
        counter_account: line.counter_account_number.0,
        counter_name: line.counter_account_name.0,
        balance: line.running_balance.map(Vnd),
    }
}
