//! Stripe's objects in neutral words.

use payments::{Effect, PaymentError};
use shared::money::Vnd;
use shared::payment::{
    DisputeNews, News, NotifyEvent, PayState, PaymentNews, RefundNews, RefundState,
};
use shared::say::Locale;
use shared::time::Millis;
use stripe::StripeError;
use stripe_core::Refund;
use stripe_shared::{
    CheckoutSession, CheckoutSessionLocale, CheckoutSessionPaymentStatus, CheckoutSessionStatus,
    Dispute, PaymentIntent, PaymentIntentStatus,
};
use stripe_types::Currency;
use stripe_webhook::{Event, EventObject};

use crate::REFERENCE;

pub(super) const fn locale(l: Locale) -> CheckoutSessionLocale {
    match l {
        Locale::Vi => CheckoutSessionLocale::Vi,
        Locale::En => CheckoutSessionLocale::En,
    }
}

/// What a failed call means.
pub(super) fn error(effect: Effect, error: &StripeError) -> PaymentError {
    let unsure = |why: &'static str| match effect {
        Effect::Changes => PaymentError::unknown(why),
        Effect::Asks => PaymentError::Unavailable { why: why.into() },
    };
    match error {
        StripeError::Timeout => unsure("no answer in time"),
        StripeError::ClientError(_) => unsure("the connection broke, or there was none"),
        StripeError::JSONDeserialize(_) => match effect {
            Effect::Changes => PaymentError::unknown("the answer is not what the document says"),
            Effect::Asks => PaymentError::malformed("the answer is not what the document says"),
        },
        StripeError::ConfigError(_) => PaymentError::credentials("the key is not one"),
        StripeError::Stripe(told, status) => {
            let code = told.code.as_ref().map_or("", |code| code.as_str());
            match (status, code) {
                (401 | 403, _) => PaymentError::credentials(format!("answered {status}")),
                (429, _) => PaymentError::RateLimited { retry_after: None },
                (409, _) => unsure("being worked on"),
                (500.., _) => unsure("out of order"),
                (404, _) | (_, "resource_missing") => PaymentError::NotFound,
                (_, "amount_too_small" | "amount_too_large") => PaymentError::Invalid {
                    field: "amount",
                    why: code.to_owned(),
                },
                _ => PaymentError::refused(code, told.message.clone().unwrap_or_default()),
            }
        }
    }
}

/// A whole session, as a question gives it.
pub(super) fn payment(session: &CheckoutSession) -> Result<PaymentNews, PaymentError> {
    news(session, None).ok_or_else(|| PaymentError::malformed("a session that is not one of ours"))
}

/// What a session says; `None` when it is not one of ours. An event may say more than the session.
fn news(session: &CheckoutSession, event: Option<PayState>) -> Option<PaymentNews> {
    let reference = session.client_reference_id.as_deref()?.parse().ok()?;
    let intent = session.payment_intent.as_ref();
    let stated = match (&session.payment_status, &session.status) {
        (CheckoutSessionPaymentStatus::Paid, _) => PayState::Paid,
        (_, Some(CheckoutSessionStatus::Expired)) => PayState::Expired,
        (_, Some(CheckoutSessionStatus::Complete)) => intent
            .and_then(|intent| intent.as_object())
            .map_or(PayState::Pending, unpaid),
        _ => PayState::Pending,
    };
    let foreign = session
        .currency
        .as_ref()
        .filter(|currency| **currency != Currency::VND);
    Some(PaymentNews {
        reference,
        provider_txn: intent
            .map(|intent| intent.id().to_string())
            .unwrap_or_default(),
        amount: Vnd(session.amount_total.unwrap_or_default()),
        state: match (foreign, event, stated) {
            (Some(currency), _, PayState::Paid) => PayState::Review {
                code: currency.to_string(),
            },
            // Money that is there is there, whatever the event is called.
            (_, _, PayState::Paid) => PayState::Paid,
            (_, Some(state), _) | (_, None, state) => state,
        },
    })
}

/// A session the buyer went through, of which the money is not there.
fn unpaid(intent: &PaymentIntent) -> PayState {
    match intent.status {
        PaymentIntentStatus::RequiresPaymentMethod => PayState::Failed {
            code: "requires_payment_method".to_owned(),
        },
        PaymentIntentStatus::Canceled => PayState::Cancelled,
        _ => PayState::Pending,
    }
}

pub(super) fn refund(refund: &Refund) -> RefundNews {
    let named = refund.metadata.as_ref().and_then(|all| all.get(REFERENCE));
    let intent = refund.payment_intent.as_ref();
    RefundNews {
        reference: named.and_then(|name| name.parse().ok()),
        payment_txn: intent
            .map(|intent| intent.id().to_string())
            .unwrap_or_default(),
        provider_txn: refund.id.to_string(),
        amount: Vnd(refund.amount),
        state: match refund.status.as_deref() {
            Some("succeeded") => RefundState::Done,
            Some(status @ ("failed" | "canceled")) => RefundState::Failed {
                code: refund
                    .failure_reason
                    .clone()
                    .unwrap_or_else(|| status.to_owned()),
            },
            _ => RefundState::Pending,
        },
    }
}

fn dispute(dispute: &Dispute) -> DisputeNews {
    let intent = dispute.payment_intent.as_ref();
    DisputeNews {
        provider_txn: dispute.id.to_string(),
        payment_txn: intent
            .map(|intent| intent.id().to_string())
            .unwrap_or_default(),
        amount: Vnd(dispute.amount),
        reason: dispute.reason.clone(),
        status: dispute.status.as_str().to_owned(),
    }
}

/// A notice whose signature is right.
pub(super) fn event(event: Event) -> NotifyEvent {
    let nothing = || News::Nothing {
        what: event.type_.as_str().to_owned(),
    };
    let of =
        |session: &CheckoutSession, state| news(session, state).map_or_else(nothing, News::Payment);
    let news = match &event.data.object {
        EventObject::CheckoutSessionCompleted(session)
        | EventObject::CheckoutSessionAsyncPaymentSucceeded(session) => of(session, None),
        EventObject::CheckoutSessionAsyncPaymentFailed(session) => {
            let code = "async_payment_failed".to_owned();
            of(session, Some(PayState::Failed { code }))
        }
        EventObject::CheckoutSessionExpired(session) => of(session, Some(PayState::Expired)),
        EventObject::RefundCreated(told)
        | EventObject::RefundUpdated(told)
        | EventObject::RefundFailed(told)
        | EventObject::ChargeRefundUpdated(told) => News::Refund(refund(told)),
        EventObject::ChargeDisputeCreated(told)
        | EventObject::ChargeDisputeUpdated(told)
        | EventObject::ChargeDisputeClosed(told)
        | EventObject::ChargeDisputeFundsWithdrawn(told)
        | EventObject::ChargeDisputeFundsReinstated(told) => News::Dispute(dispute(told)),
        _ => nothing(),
    };
    NotifyEvent {
        key: event.id.to_string(),
        stated_at: Some(Millis(event.created.saturating_mul(1000))),
        news,
    }
}
