//! MoMo's result codes in neutral words.

use shared::money::Vnd;
use shared::payment::{
    AskRefund, News, NotifyEvent, PayState, PaymentNews, RefundNews, RefundState,
};
use shared::time::Millis;

use super::wire::{Asked, Notice, Refunded};
use crate::kit::{reference_of, whole};
use crate::{Effect, PaymentError};

/// Codes about the request and not about a payment, as what to do next.
pub(super) fn accepted(effect: Effect, code: i64, message: &str) -> Result<(), PaymentError> {
    let unsure = |why: &'static str| match effect {
        Effect::Changes => PaymentError::unknown(why),
        Effect::Asks => PaymentError::Unavailable { why: why.into() },
    };
    match code {
        0 => Ok(()),
        10 => Err(PaymentError::Unavailable {
            why: "under maintenance".into(),
        }),
        11 | 13 => Err(PaymentError::credentials(format!("refused with {code}"))),
        21 | 22 => Err(PaymentError::Invalid {
            field: "amount",
            why: message.to_owned(),
        }),
        40 | 41 => Err(unsure("the reference is known already")),
        42 => Err(PaymentError::NotFound),
        43 | 7000 | 7002 => Err(unsure("being worked on")),
        code => Err(PaymentError::refused(code, message)),
    }
}

/// The state a code means; `None` for codes about the request.
fn state(code: i64) -> Option<PayState> {
    let named = || code.to_string();
    Some(match code {
        0 => PayState::Paid,
        1000 | 7000 | 7002 | 9000 => PayState::Pending,
        1001 | 1002 | 1004 | 1007 | 1026 | 2019 | 4001 | 4100 => PayState::Failed { code: named() },
        1003 | 1006 | 1017 => PayState::Cancelled,
        1005 => PayState::Expired,
        10..=13 | 20..=22 | 40..=43 | 45 | 47 => return None,
        _ => PayState::Review { code: named() },
    })
}

pub(super) fn payment(answer: &Asked) -> Result<PaymentNews, PaymentError> {
    let Some(state) = state(answer.result_code) else {
        accepted(Effect::Asks, answer.result_code, &answer.message)?;
        return Err(PaymentError::malformed("a code without a meaning"));
    };
    let txn = answer.trans_id.0.clone();
    Ok(PaymentNews {
        reference: reference_of(answer.order_id.as_str())?,
        provider_txn: if txn == "0" { String::new() } else { txn },
        amount: Vnd(answer.amount),
        state,
    })
}

pub(super) fn refund(
    effect: Effect,
    answer: &Refunded,
    wanted: &AskRefund,
) -> Result<RefundNews, PaymentError> {
    let state = match answer.result_code {
        0 => RefundState::Done,
        7000 | 7002 => RefundState::Pending,
        // Try again after about an hour.
        1080 => {
            return Err(PaymentError::RateLimited {
                retry_after: Some(3600),
            });
        }
        code @ (1081 | 1088) => RefundState::Failed {
            code: code.to_string(),
        },
        code => {
            accepted(effect, code, &answer.message)?;
            RefundState::Pending
        }
    };
    Ok(RefundNews {
        reference: Some(wanted.reference.clone()),
        payment_txn: wanted.payment.provider_txn.clone().unwrap_or_default(),
        provider_txn: answer.trans_id.0.clone(),
        amount: wanted.amount,
        state,
    })
}

pub(super) fn event(news: &Notice) -> Result<NotifyEvent, PaymentError> {
    let code = news.result_code.as_str();
    let number: i64 = code
        .parse()
        .map_err(|_| PaymentError::malformed("a result code is no number"))?;
    let txn = news.trans_id.as_str();
    Ok(NotifyEvent {
        key: [news.order_id.as_str(), txn, code].join(":"),
        stated_at: news.response_time.as_str().parse().ok().map(Millis),
        news: News::Payment(PaymentNews {
            reference: reference_of(news.order_id.as_str())?,
            provider_txn: txn.to_owned(),
            amount: whole(news.amount.as_str())?,
            // A code about the request leaves the state as it is.
            state: state(number).unwrap_or(PayState::Pending),
        }),
    })
}
