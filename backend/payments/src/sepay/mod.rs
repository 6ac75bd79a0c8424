//! SePay: reports what arrives in a bank account.
//!
//! Document: docs.sepay.vn, webhooks. Signed by HMAC-SHA256 over `{timestamp}.{raw body}` (headers `X-SePay-Signature:
//! sha256=…`, `X-SePay-Timestamp` in seconds, five minutes of drift), or by `Authorization: Apikey …`; when both are set up,
//! the signature is demanded. Up to seven repeats within about half an hour until it reads `{"success":true}`.

mod convert;
#[cfg(feature = "simulator")]
pub mod simulator;
mod wire;

use async_trait::async_trait;
use http::StatusCode;
use shared::money::Vnd;
use shared::payment::{
    Capabilities, Confirmation, News, NotifyEvent, NotifyOutcome, PaymentKind, RefundSupport,
    Settlement,
};

use crate::kit::{Hash, fits, same};
use crate::{Credentials, Notice, PaymentError, PaymentProvider, Reply, Setting};

/// How far its clock and ours may be apart.
const DRIFT_S: u64 = 300;

const SETTINGS: &[Setting] = &[
    Setting {
        key: "webhook_secret",
        name: "CHOPHIEN_SEPAY_WEBHOOK_SECRET",
        default: "",
        required: false,
        help: "SePay: the secret its notices are signed with (HMAC). Preferred to the key.",
    },
    Setting {
        key: "api_key",
        name: "CHOPHIEN_SEPAY_API_KEY",
        default: "",
        required: false,
        help: "SePay: the key its notices carry, when they are not signed.",
    },
];

/// The feed of SePay.
#[derive(Clone, Copy, Debug)]
pub struct SePay;

#[async_trait]
impl PaymentProvider for SePay {
    fn code(&self) -> &'static str {
        "sepay"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Feed,
            name_vi: "Báo có qua SePay",
            name_en: "Bank statement by SePay",
            least: Vnd(0),
            most: Vnd(i64::MAX),
            confirmation: Confirmation::Notice,
            settlement: Settlement::OwnAccount,
            query: false,
            refund: RefundSupport::ByHand,
        }
    }

    fn settings(&self) -> &'static [Setting] {
        SETTINGS
    }

    fn verify_notify(
        &self,
        credentials: &Credentials,
        notice: &Notice<'_>,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        let body = notice.text()?;
        verify(credentials, notice, body)?;
        let line: wire::Line = serde_json::from_str(body)
            .map_err(|error| PaymentError::malformed(error.to_string()))?;
        let credit = convert::credit(&line)?;
        Ok(vec![NotifyEvent {
            key: line.id.0,
            stated_at: credit.booked_at,
            news: News::Credit(credit),
        }])
    }

    fn notify_reply(&self, outcome: NotifyOutcome) -> Reply {
        feed_reply(outcome)
    }
}

/// The answer that feeds want.
pub(crate) fn feed_reply(outcome: NotifyOutcome) -> Reply {
    let (status, body) = match outcome {
        NotifyOutcome::Forged => (StatusCode::UNAUTHORIZED, r#"{"success":false}"#),
        NotifyOutcome::OurFault => (StatusCode::INTERNAL_SERVER_ERROR, r#"{"success":false}"#),
        NotifyOutcome::Recorded
        | NotifyOutcome::Repeated
        | NotifyOutcome::Malformed
        | NotifyOutcome::UnknownReference
        | NotifyOutcome::WrongAmount => (StatusCode::OK, r#"{"success":true}"#),
    };
    Reply::json(status, body)
}

fn verify(credentials: &Credentials, notice: &Notice<'_>, body: &str) -> Result<(), PaymentError> {
    let forged = |why| Err(PaymentError::Forged { why });
    if let Some(secret) = credentials.find("webhook_secret") {
        let stamp = notice.header("x-sepay-timestamp").unwrap_or_default();
        let given = notice.header("x-sepay-signature").unwrap_or_default();
        let Some(given) = given.trim().strip_prefix("sha256=") else {
            return forged("no signature");
        };
        if !fits(
            Hash::Sha256,
            secret,
            format!("{stamp}.{body}").as_bytes(),
            given,
        ) {
            return forged("the signature is wrong");
        }
        let stamp: i64 = stamp.parse().unwrap_or_default();
        if (notice.now.0.div_euclid(1000)).abs_diff(stamp) > DRIFT_S {
            return forged("too old");
        }
        return Ok(());
    }
    let key = credentials.get("api_key")?;
    let given = notice.header("authorization").unwrap_or_default();
    match given.strip_prefix("Apikey ") {
        Some(given) if same(key, given.trim()) => Ok(()),
        _ => forged("the key is wrong"),
    }
}

#[cfg(test)]
mod tests;
