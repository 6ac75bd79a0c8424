//! VietQR: a transfer between bank accounts by a code any bank's app reads. The money goes to the cooperative's own account;
//! a feed of the account's statement confirms it.
//!
//! Document: NAPAS "QR Format T&C" 1.0, on EMVCo's merchant-presented mode. No network, no keys. A code has no expiry: a
//! transfer may come days later.

mod convert;

use async_trait::async_trait;
use http::StatusCode;
use shared::money::Vnd;
use shared::payment::{
    BankAccount, Capabilities, Confirmation, CreatePayment, Created, NextStep, NotifyOutcome,
    PaymentKind, RefundSupport, Settlement,
};

pub use convert::{Service, Transfer, crc16, payload, svg};

use crate::{Outbound, PaymentError, PaymentProvider, Reply, Setting, check_amount};

/// Transfers by VietQR.
#[derive(Clone, Copy, Debug)]
pub struct VietQr;

#[async_trait]
impl PaymentProvider for VietQr {
    fn code(&self) -> &'static str {
        "vietqr"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Transfer,
            name_vi: "Chuyển khoản bằng mã VietQR",
            name_en: "Bank transfer by VietQR",
            least: Vnd(2_000),
            // A fast transfer at Napas stays below 500 million.
            most: Vnd(499_999_999),
            confirmation: Confirmation::BankCredit,
            settlement: Settlement::OwnAccount,
            query: false,
            refund: RefundSupport::ByHand,
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[]
    }

    async fn create(
        &self,
        _out: &Outbound,
        wanted: &CreatePayment,
    ) -> Result<Created, PaymentError> {
        check_amount(&self.capabilities(), wanted.amount)?;
        let (account, content) = transfer(wanted)?;
        let payload = payload(&Transfer::to_account(
            &account.bin,
            &account.number,
            wanted.amount,
            &content,
        ))?;
        Ok(Created {
            provider_ref: String::new(),
            next: NextStep::ShowQr {
                payload,
                content,
                account: Some(account),
                amount: wanted.amount,
                page: String::new(),
            },
        })
    }

    fn notify_reply(&self, _outcome: NotifyOutcome) -> Reply {
        Reply::bare(StatusCode::NOT_FOUND)
    }
}

fn transfer(wanted: &CreatePayment) -> Result<(BankAccount, String), PaymentError> {
    let missing = |field| PaymentError::Invalid {
        field,
        why: "a transfer needs it".to_owned(),
    };
    let account = wanted.payee.clone().ok_or_else(|| missing("payee"))?;
    let memo = wanted.memo.as_ref().ok_or_else(|| missing("memo"))?;
    Ok((account, memo.to_string()))
}

#[cfg(test)]
mod tests;
