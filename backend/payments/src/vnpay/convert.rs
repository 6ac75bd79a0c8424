//! VNPay's codes and amounts in neutral words.

use shared::money::Vnd;
use shared::payment::{
    AskRefund, News, NotifyEvent, PayState, PaymentNews, RefundNews, RefundState,
};

use super::wire::Answer;
use crate::PaymentError;
use crate::kit::{read_compact, reference_of, whole};

/// The amount as VNPay writes it.
pub(super) fn times_hundred(amount: Vnd) -> Result<String, PaymentError> {
    let hundredfold = amount.checked_mul(100).filter(|amount| amount.0 > 0);
    hundredfold
        .map(|amount| amount.0.to_string())
        .ok_or_else(|| PaymentError::Invalid {
            field: "amount",
            why: "more than nothing".to_owned(),
        })
}

/// The amount VNPay wrote.
fn amount(text: &str) -> Result<Vnd, PaymentError> {
    let Vnd(hundredfold) = whole(text)?;
    if hundredfold % 100 != 0 || hundredfold < 0 {
        return Err(PaymentError::malformed("an amount is not whole đồng"));
    }
    Ok(Vnd(hundredfold / 100))
}

/// The state said by the code of the payment and that of the transaction: paid only when both say so.
fn state(code: &str, status: &str) -> PayState {
    match (code, status) {
        ("00", "00") => PayState::Paid,
        ("07", _) | (_, "04" | "07") => PayState::Review {
            code: format!("{code}/{status}"),
        },
        ("24", _) => PayState::Cancelled,
        ("11", _) => PayState::Expired,
        (_, "01") => PayState::Pending,
        _ => PayState::Failed {
            code: format!("{code}/{status}"),
        },
    }
}

/// Turns the codes of the API that are no answer into what to do next.
pub(super) fn accepted(answer: &Answer) -> Result<(), PaymentError> {
    match answer.code.as_str() {
        "00" => Ok(()),
        "91" => Err(PaymentError::NotFound),
        "94" | "99" => Err(PaymentError::Unavailable {
            why: "asked twice at once, or out of order".into(),
        }),
        "02" | "97" => Err(PaymentError::credentials(
            "terminal or signature not accepted",
        )),
        code => Err(PaymentError::refused(code, answer.message.as_str())),
    }
}

pub(super) fn payment(answer: &Answer) -> Result<PaymentNews, PaymentError> {
    Ok(PaymentNews {
        reference: reference_of(answer.reference.as_str())?,
        provider_txn: answer.txn.0.clone(),
        amount: amount(answer.amount.as_str())?,
        state: match answer.status.as_str() {
            // The latest transaction is a refund: it was paid.
            "05" | "06" | "09" => PayState::Paid,
            status => state("00", status),
        },
    })
}

fn refund_news(wanted: &AskRefund, answer: &Answer, state: RefundState) -> RefundNews {
    RefundNews {
        reference: Some(wanted.reference.clone()),
        payment_txn: wanted.payment.provider_txn.clone().unwrap_or_default(),
        provider_txn: answer.txn.0.clone(),
        amount: wanted.amount,
        state,
    }
}

fn refund_status(status: &str) -> RefundState {
    match status {
        "06" => RefundState::Done,
        "02" | "09" => RefundState::Failed {
            code: status.to_owned(),
        },
        _ => RefundState::Pending,
    }
}

/// The answer to a refund. `00` says that it is taken on, `94` that it was before.
pub(super) fn refund(answer: &Answer, wanted: &AskRefund) -> Result<RefundNews, PaymentError> {
    let state = match answer.code.as_str() {
        "00" => refund_status(answer.status.as_str()),
        "94" => RefundState::Pending,
        "95" => RefundState::Failed {
            code: "95".to_owned(),
        },
        "02" => return Err(PaymentError::refused("02", answer.message.as_str())),
        "99" => return Err(PaymentError::unknown("out of order")),
        _ => {
            accepted(answer)?;
            RefundState::Pending
        }
    };
    Ok(refund_news(wanted, answer, state))
}

/// The refund in the answer to a question about its payment: the latest transaction, if that is a refund.
pub(super) fn refund_state(
    answer: &Answer,
    wanted: &AskRefund,
) -> Result<RefundNews, PaymentError> {
    match answer.kind.as_str() {
        "02" | "03" if amount(answer.amount.as_str())? == wanted.amount => {
            let state = match answer.status.as_str() {
                // A refund that is told as a success is one.
                "00" => RefundState::Done,
                status => refund_status(status),
            };
            Ok(refund_news(wanted, answer, state))
        }
        _ => Err(PaymentError::NotFound),
    }
}

pub(super) fn event<'a>(of: impl Fn(&str) -> &'a str) -> Result<NotifyEvent, PaymentError> {
    let status = of("vnp_TransactionStatus");
    Ok(NotifyEvent {
        key: [of("vnp_TxnRef"), of("vnp_TransactionNo"), status].join(":"),
        stated_at: read_compact(of("vnp_PayDate")),
        news: News::Payment(PaymentNews {
            reference: reference_of(of("vnp_TxnRef"))?,
            provider_txn: of("vnp_TransactionNo").to_owned(),
            amount: amount(of("vnp_Amount"))?,
            state: state(of("vnp_ResponseCode"), status),
        }),
    })
}
