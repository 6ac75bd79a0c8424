//! ZaloPay: wallet, bank or card, on ZaloPay's page.
//!
//! Document: docs.zalopay.vn, OpenAPI 2. HMAC-SHA256 over values joined by `|`: the first key signs what we send, the second what
//! comes. A payment is named `yyMMdd_…` by the day it was made, a refund `yyMMdd_{app}_…`, so both moments have to stay the same.
//! A notice's `data` is signed byte by byte and read afterwards; the answer is `return_code` 1, or 0 to have it again (three
//! times at most). Refunds are asynchronous; the same name again is the same refund.

mod convert;
mod sign;
#[cfg(feature = "simulator")]
pub mod simulator;
mod wire;

use async_trait::async_trait;
use http::{Method, StatusCode};
use serde_json::json;
use shared::money::Vnd;
use shared::payment::{
    AskRefund, Capabilities, Confirmation, CreatePayment, Created, KnownPayment, NextStep,
    NotifyEvent, NotifyOutcome, PaymentKind, PaymentNews, RefundNews, RefundSupport, Settlement,
};

use crate::kit::{compact_day, plain};
use crate::{
    Credentials, Effect, Notice, Outbound, PaymentError, PaymentProvider, Reply, Setting,
    check_amount,
};

const SETTINGS: &[Setting] = &[
    Setting {
        key: "base_url",
        name: "CHOPHIEN_ZALOPAY_BASE_URL",
        default: "https://openapi.zalopay.vn",
        required: false,
        help: "ZaloPay: address of its API; https://sb-openapi.zalopay.vn for trials.",
    },
    Setting {
        key: "app_id",
        name: "CHOPHIEN_ZALOPAY_APP_ID",
        default: "",
        required: true,
        help: "ZaloPay: the app's number.",
    },
    Setting {
        key: "key1",
        name: "CHOPHIEN_ZALOPAY_KEY1",
        default: "",
        required: true,
        help: "ZaloPay: the key that signs what is sent.",
    },
    Setting {
        key: "key2",
        name: "CHOPHIEN_ZALOPAY_KEY2",
        default: "",
        required: true,
        help: "ZaloPay: the key that checks what arrives.",
    },
];

/// The buyer, who is a guest.
const BUYER: &str = "khach";

/// ZaloPay's page.
#[derive(Clone, Copy, Debug)]
pub struct ZaloPay;

#[async_trait]
impl PaymentProvider for ZaloPay {
    fn code(&self) -> &'static str {
        "zalopay"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Redirect,
            name_vi: "Ví ZaloPay",
            name_en: "ZaloPay wallet",
            least: Vnd(1_000),
            most: Vnd(50_000_000),
            confirmation: Confirmation::Notice,
            settlement: Settlement::Provider,
            query: true,
            refund: RefundSupport::Partial,
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
        let name = convert::name(wanted.created_at, &wanted.reference);
        let embedded = json!({"redirecturl": wanted.return_url}).to_string();
        let (amount, time) = (wanted.amount.0.to_string(), wanted.created_at.0.to_string());
        let app = out.credentials.get("app_id")?;
        let mac = sign::piped(
            out.credentials.get("key1")?,
            &[app, &name, BUYER, &amount, &time, &embedded, "[]"],
        );
        let seconds = (wanted.expires_at.0 - wanted.created_at.0).div_euclid(1000);
        let body = json!({
            "app_id": app_number(app)?, "app_user": BUYER, "app_trans_id": name,
            "app_time": wanted.created_at.0, "amount": wanted.amount.0, "item": "[]",
            "embed_data": embedded, "description": plain(&wanted.description, 256), "bank_code": "",
            "callback_url": wanted.notify_url,
            "expire_duration_seconds": seconds.clamp(300, 2_592_000), "mac": mac,
        });
        let answer: wire::Created = post(out, Effect::Changes, "create", &body).await?;
        convert::created(&answer)?;
        Ok(Created {
            provider_ref: name,
            next: NextStep::Redirect {
                url: answer.order_url,
            },
        })
    }

    async fn query(
        &self,
        out: &Outbound,
        payment: &KnownPayment,
    ) -> Result<PaymentNews, PaymentError> {
        let name = convert::name(payment.created_at, &payment.reference);
        let (app, key) = (out.credentials.get("app_id")?, out.credentials.get("key1")?);
        let mac = sign::piped(key, &[app, &name, key]);
        let body = json!({"app_id": app_number(app)?, "app_trans_id": name, "mac": mac});
        let answer: wire::Asked = post(out, Effect::Asks, "query", &body).await?;
        convert::payment(&answer, payment)
    }

    async fn refund(&self, out: &Outbound, wanted: &AskRefund) -> Result<RefundNews, PaymentError> {
        let (app, key) = (out.credentials.get("app_id")?, out.credentials.get("key1")?);
        let txn = wanted.payment.provider_txn.as_deref().unwrap_or_default();
        if txn.is_empty() {
            return Err(PaymentError::Invalid {
                field: "provider_txn",
                why: "ZaloPay refunds by the number of its transaction".to_owned(),
            });
        }
        let name = refund_name(app, wanted);
        let words = plain(&wanted.reason, 100);
        let (amount, now) = (wanted.amount.0.to_string(), out.now.0.to_string());
        let mac = sign::piped(key, &[app, txn, &amount, &words, &now]);
        let body = json!({
            "app_id": app_number(app)?, "m_refund_id": name, "zp_trans_id": txn,
            "amount": wanted.amount.0, "timestamp": out.now.0, "description": words, "mac": mac,
        });
        let answer: wire::Refunded = post(out, Effect::Changes, "refund", &body).await?;
        convert::refund(Effect::Changes, &answer, wanted)
    }

    async fn query_refund(
        &self,
        out: &Outbound,
        refund: &AskRefund,
    ) -> Result<RefundNews, PaymentError> {
        let (app, key) = (out.credentials.get("app_id")?, out.credentials.get("key1")?);
        let name = refund_name(app, refund);
        let mac = sign::piped(key, &[app, &name, &out.now.0.to_string()]);
        let body = json!({
            "app_id": app_number(app)?, "m_refund_id": name, "timestamp": out.now.0, "mac": mac,
        });
        let answer: wire::Refunded = post(out, Effect::Asks, "query_refund", &body).await?;
        convert::refund(Effect::Asks, &answer, refund)
    }

    fn verify_notify(
        &self,
        credentials: &Credentials,
        notice: &Notice<'_>,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        let read = |error: serde_json::Error| PaymentError::malformed(error.to_string());
        let outer: wire::Callback = serde_json::from_str(notice.text()?).map_err(read)?;
        sign::verify(credentials.get("key2")?, &outer.data, &outer.mac)?;
        let paid: wire::Paid = serde_json::from_str(&outer.data).map_err(read)?;
        if paid.app_id.as_str() != credentials.get("app_id")? {
            return Err(PaymentError::Forged {
                why: "for another app",
            });
        }
        convert::event(&paid).map(|event| vec![event])
    }

    fn notify_reply(&self, outcome: NotifyOutcome) -> Reply {
        let body = match outcome {
            NotifyOutcome::Recorded
            | NotifyOutcome::Malformed
            | NotifyOutcome::UnknownReference
            | NotifyOutcome::WrongAmount => r#"{"return_code":1,"return_message":"success"}"#,
            NotifyOutcome::Repeated => r#"{"return_code":2,"return_message":"duplicate"}"#,
            NotifyOutcome::Forged => r#"{"return_code":-1,"return_message":"mac not equal"}"#,
            NotifyOutcome::OurFault => r#"{"return_code":0,"return_message":"try again"}"#,
        };
        Reply::json(StatusCode::OK, body)
    }
}

fn app_number(app: &str) -> Result<i64, PaymentError> {
    app.parse()
        .map_err(|_| PaymentError::credentials("app_id is a number"))
}

fn refund_name(app: &str, refund: &AskRefund) -> String {
    format!(
        "{}_{app}_{}",
        compact_day(refund.asked_at),
        refund.reference
    )
}

async fn post<T: serde::de::DeserializeOwned>(
    out: &Outbound,
    effect: Effect,
    path: &str,
    body: &serde_json::Value,
) -> Result<T, PaymentError> {
    let request = out.request(Method::POST, &format!("/v2/{path}"))?;
    Ok(out.call(effect, request.json(body)).await?.1)
}

#[cfg(test)]
mod tests;
