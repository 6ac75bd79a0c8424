//! ZaloPay's codes and names in neutral words.

use shared::money::Vnd;
use shared::payment::{
    AskRefund, KnownPayment, News, NotifyEvent, PayState, PaymentNews, PaymentReference,
    RefundNews, RefundState,
};
use shared::time::Millis;

use super::wire::{Asked, Created, Paid, Refunded};
use crate::kit::{compact_day, reference_of};
use crate::{Effect, PaymentError};

/// ZaloPay's name for a payment made at that moment.
pub(super) fn name(created_at: Millis, reference: &PaymentReference) -> String {
    format!("{}_{reference}", compact_day(created_at))
}

/// Codes that are about the request, as what to do next.
fn refused(effect: Effect, sub: i64, message: &str) -> PaymentError {
    let unsure = |why: &'static str| match effect {
        Effect::Changes => PaymentError::unknown(why),
        Effect::Asks => PaymentError::Unavailable { why: why.into() },
    };
    match sub {
        -68 => unsure("the reference is known already"),
        -402 => PaymentError::credentials("app or signature not accepted"),
        -429 => PaymentError::RateLimited { retry_after: None },
        -500 => unsure("out of order"),
        -999 => PaymentError::Unavailable {
            why: "under maintenance".into(),
        },
        sub => PaymentError::refused(sub, message),
    }
}

pub(super) fn created(answer: &Created) -> Result<(), PaymentError> {
    match answer.return_code {
        1 if !answer.order_url.is_empty() => Ok(()),
        1 => Err(PaymentError::unknown("the answer has no address")),
        _ => Err(refused(
            Effect::Changes,
            answer.sub_return_code,
            &answer.return_message,
        )),
    }
}

pub(super) fn payment(answer: &Asked, asked: &KnownPayment) -> Result<PaymentNews, PaymentError> {
    let state = match (answer.return_code, answer.sub_return_code) {
        (1, _) => PayState::Paid,
        (3, _) => PayState::Pending,
        (2, -54) => PayState::Expired,
        (2, -329) => PayState::Cancelled,
        (2, sub @ (-402 | -429 | -500 | -999)) => {
            return Err(refused(Effect::Asks, sub, &answer.return_message));
        }
        (2, sub) => PayState::Failed {
            code: sub.to_string(),
        },
        (code, _) => PayState::Review {
            code: code.to_string(),
        },
    };
    let txn = answer.zp_trans_id.0.clone();
    Ok(PaymentNews {
        reference: asked.reference.clone(),
        provider_txn: if txn == "0" { String::new() } else { txn },
        // The amount is told of paid ones only.
        amount: if state == PayState::Paid {
            Vnd(answer.amount)
        } else {
            asked.amount
        },
        state,
    })
}

pub(super) fn refund(
    effect: Effect,
    answer: &Refunded,
    wanted: &AskRefund,
) -> Result<RefundNews, PaymentError> {
    let state = match (answer.return_code, answer.sub_return_code) {
        (1, _) => RefundState::Done,
        (3, _) => RefundState::Pending,
        (_, sub @ (-402 | -429 | -500 | -999)) => {
            return Err(refused(effect, sub, &answer.return_message));
        }
        (_, sub) => RefundState::Failed {
            code: sub.to_string(),
        },
    };
    Ok(RefundNews {
        reference: Some(wanted.reference.clone()),
        payment_txn: wanted.payment.provider_txn.clone().unwrap_or_default(),
        provider_txn: answer.refund_id.0.clone(),
        amount: wanted.amount,
        state,
    })
}

pub(super) fn event(paid: &Paid) -> Result<NotifyEvent, PaymentError> {
    let (_day, ours) = paid
        .app_trans_id
        .split_once('_')
        .ok_or_else(|| PaymentError::malformed("a name without a day"))?;
    let txn = paid.zp_trans_id.as_str();
    Ok(NotifyEvent {
        key: format!("{}:{txn}", paid.app_trans_id),
        stated_at: (paid.server_time > 0).then_some(Millis(paid.server_time)),
        news: News::Payment(PaymentNews {
            reference: reference_of(ours)?,
            provider_txn: txn.to_owned(),
            amount: Vnd(paid.amount),
            state: PayState::Paid,
        }),
    })
}
