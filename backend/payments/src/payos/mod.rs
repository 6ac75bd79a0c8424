//! PayOS: a payment link with a code for any bank's app, on the cooperative's own account.
//!
//! Document: payos.vn/docs. Base `https://api-merchant.payos.vn`, headers `x-client-id` and `x-api-key`; a third key signs by
//! HMAC-SHA256 over sorted `key=value` pairs, ours and theirs. `orderCode` is a whole number, never used again (231). There is
//! no sandbox. A notice is 2xx or comes again; a trial call (order 123) wants 2xx as well. No refunds: transfer by hand.

mod convert;
mod sign;
#[cfg(feature = "simulator")]
pub mod simulator;
mod wire;

use async_trait::async_trait;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use shared::money::Vnd;
use shared::payment::{
    Capabilities, Confirmation, CreatePayment, Created, KnownPayment, NotifyEvent, NotifyOutcome,
    PaymentKind, PaymentNews, RefundSupport, Settlement,
};

use crate::kit::{order_number, plain};
use crate::{
    Credentials, Effect, Notice, Outbound, PaymentError, PaymentProvider, Reply, Setting,
    check_amount,
};

/// What a transfer may say when the account is not linked through PayOS.
const CONTENT: usize = 9;

const SETTINGS: &[Setting] = &[
    Setting {
        key: "base_url",
        name: "CHOPHIEN_PAYOS_BASE_URL",
        default: "https://api-merchant.payos.vn",
        required: false,
        help: "PayOS: address of its API.",
    },
    Setting {
        key: "client_id",
        name: "CHOPHIEN_PAYOS_CLIENT_ID",
        default: "",
        required: true,
        help: "PayOS: the payment channel's client id.",
    },
    Setting {
        key: "api_key",
        name: "CHOPHIEN_PAYOS_API_KEY",
        default: "",
        required: true,
        help: "PayOS: the channel's key.",
    },
    Setting {
        key: "checksum_key",
        name: "CHOPHIEN_PAYOS_CHECKSUM_KEY",
        default: "",
        required: true,
        help: "PayOS: the channel's key for signatures.",
    },
];

/// Payment links of PayOS.
#[derive(Clone, Copy, Debug)]
pub struct PayOs;

#[async_trait]
impl PaymentProvider for PayOs {
    fn code(&self) -> &'static str {
        "payos"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Transfer,
            name_vi: "Chuyển khoản qua PayOS",
            name_en: "Bank transfer by PayOS",
            least: Vnd(2_000),
            most: Vnd(499_999_999),
            confirmation: Confirmation::Notice,
            settlement: Settlement::OwnAccount,
            query: true,
            refund: RefundSupport::ByHand,
        }
    }

    fn settings(&self) -> &'static [Setting] {
        SETTINGS
    }

    async fn create(
        &self,
        out: &Outbound,
        wanted: &CreatePayment,
    ) -> Result<Created, PaymentError> {
        check_amount(&self.capabilities(), wanted.amount)?;
        let content = match &wanted.memo {
            Some(memo) => memo.to_string(),
            None => plain(wanted.reference.as_str(), CONTENT),
        };
        let (number, amount) = (order_number(&wanted.reference), wanted.amount.0);
        let signature = sign::create(
            out.credentials.get("checksum_key")?,
            amount,
            &wanted.cancel_url,
            &content,
            number,
            &wanted.return_url,
        );
        let body = json!({
            "orderCode": number,
            "amount": amount,
            "description": content,
            "cancelUrl": wanted.cancel_url,
            "returnUrl": wanted.return_url,
            "expiredAt": wanted.expires_at.0.div_euclid(1000),
            "signature": signature,
        });
        let request = request(out, Method::POST, "/v2/payment-requests")?.json(&body);
        let (status, answer) = out.call::<wire::Envelope>(Effect::Changes, request).await?;
        let lost = |_| PaymentError::unknown("the answer is not what the document says");
        let data = opened(out, status, answer).map_err(|error| match error {
            PaymentError::Malformed { .. } | PaymentError::Forged { .. } => lost(()),
            other => other,
        })?;
        let link: wire::Link = serde_json::from_value(data).map_err(|_| lost(()))?;
        convert::created(link, wanted)
    }

    async fn query(
        &self,
        out: &Outbound,
        payment: &KnownPayment,
    ) -> Result<PaymentNews, PaymentError> {
        let number = order_number(&payment.reference);
        let request = request(out, Method::GET, &format!("/v2/payment-requests/{number}"))?;
        let (status, answer) = out.call::<wire::Envelope>(Effect::Asks, request).await?;
        let data = opened(out, status, answer)?;
        let state: wire::State = serde_json::from_value(data)
            .map_err(|error| PaymentError::malformed(error.to_string()))?;
        convert::news(&state)
    }

    fn verify_notify(
        &self,
        credentials: &Credentials,
        notice: &Notice<'_>,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        let envelope: wire::Envelope = serde_json::from_str(notice.text()?)
            .map_err(|error| PaymentError::malformed(error.to_string()))?;
        let key = credentials.get("checksum_key")?;
        sign::verify(key, &envelope.data, &envelope.signature)?;
        let paid: wire::Paid = serde_json::from_value(envelope.data)
            .map_err(|error| PaymentError::malformed(error.to_string()))?;
        convert::event(&paid, envelope.success == Some(true)).map(|event| vec![event])
    }

    fn notify_reply(&self, outcome: NotifyOutcome) -> Reply {
        let status = match outcome {
            NotifyOutcome::Forged => StatusCode::BAD_REQUEST,
            NotifyOutcome::OurFault => StatusCode::INTERNAL_SERVER_ERROR,
            NotifyOutcome::Recorded
            | NotifyOutcome::Repeated
            | NotifyOutcome::Malformed
            | NotifyOutcome::UnknownReference
            | NotifyOutcome::WrongAmount => StatusCode::OK,
        };
        Reply::json(status, "{}")
    }
}

fn request(
    out: &Outbound,
    method: Method,
    path: &str,
) -> Result<reqwest::RequestBuilder, PaymentError> {
    let (client, key) = (
        out.credentials.get("client_id")?,
        out.credentials.get("api_key")?,
    );
    Ok(out
        .request(method, path)?
        .header("x-client-id", client)
        .header("x-api-key", key))
}

/// The data of an answer that says yes and is signed.
fn opened(
    out: &Outbound,
    status: StatusCode,
    answer: wire::Envelope,
) -> Result<Value, PaymentError> {
    match (answer.code.as_str(), status) {
        ("00", _) => {}
        ("231", _) => return Err(PaymentError::unknown("the reference is known already")),
        ("101", _) | (_, StatusCode::NOT_FOUND) => return Err(PaymentError::NotFound),
        ("201", _) => return Err(PaymentError::credentials("the signature is not accepted")),
        (code, _) => return Err(PaymentError::refused(code, answer.desc.0)),
    }
    sign::verify(
        out.credentials.get("checksum_key")?,
        &answer.data,
        &answer.signature,
    )?;
    Ok(answer.data)
}

#[cfg(test)]
mod tests;
