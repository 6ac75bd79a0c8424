//! MoMo: wallet, domestic card or foreign card, on MoMo's page.
//!
//! Document: developers.momo.vn, version 2 of the gateway. JSON, signed by HMAC-SHA256 over `key=value` pairs in alphabetical
//! order, values as they are; the access key is in what is signed and not in the body. An order's name is never used again (41);
//! a request's name makes it safe to send twice within 31 days. Notices are answered 204 within fifteen seconds; how often they
//! come again is not told, so ask as well.

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
use shared::say::Locale;

use crate::kit::plain;
use crate::{
    Credentials, Effect, Notice, Outbound, PaymentError, PaymentProvider, Reply, Setting,
    check_amount,
};

const SETTINGS: &[Setting] = &[
    Setting {
        key: "base_url",
        name: "CHOPHIEN_MOMO_BASE_URL",
        default: "https://payment.momo.vn",
        required: false,
        help: "MoMo: address of its gateway; https://test-payment.momo.vn for trials.",
    },
    Setting {
        key: "partner_code",
        name: "CHOPHIEN_MOMO_PARTNER_CODE",
        default: "",
        required: true,
        help: "MoMo: the partner's code.",
    },
    Setting {
        key: "access_key",
        name: "CHOPHIEN_MOMO_ACCESS_KEY",
        default: "",
        required: true,
        help: "MoMo: the access key.",
    },
    Setting {
        key: "secret_key",
        name: "CHOPHIEN_MOMO_SECRET_KEY",
        default: "",
        required: true,
        help: "MoMo: the key of its signatures.",
    },
];

/// The buyer picks wallet or card on MoMo's page.
const ANY_WAY: &str = "payWithMethod";

/// MoMo's page.
#[derive(Clone, Copy, Debug)]
pub struct Momo;

#[async_trait]
impl PaymentProvider for Momo {
    fn code(&self) -> &'static str {
        "momo"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Redirect,
            name_vi: "Ví MoMo",
            name_en: "MoMo wallet",
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
        let partner = out.credentials.get("partner_code")?;
        let reference = wanted.reference.as_str();
        let words = plain(&wanted.description, 255);
        let amount = wanted.amount.0.to_string();
        let signature = sign::pairs(
            &out.credentials,
            &[
                ("amount", &amount),
                ("extraData", ""),
                ("ipnUrl", &wanted.notify_url),
                ("orderId", reference),
                ("orderInfo", &words),
                ("partnerCode", partner),
                ("redirectUrl", &wanted.return_url),
                ("requestId", reference),
                ("requestType", ANY_WAY),
            ],
        )?;
        let minutes = (wanted.expires_at.0 - wanted.created_at.0).div_euclid(60_000);
        let lang = match wanted.locale {
            Locale::Vi => "vi",
            Locale::En => "en",
        };
        let body = json!({
            "partnerCode": partner, "requestId": reference, "amount": wanted.amount.0,
            "orderId": reference, "orderInfo": words, "redirectUrl": wanted.return_url,
            "ipnUrl": wanted.notify_url, "requestType": ANY_WAY, "extraData": "", "lang": lang,
            "autoCapture": true, "orderExpireTime": minutes.max(1), "signature": signature,
        });
        let answer: wire::Created = post(out, Effect::Changes, "create", &body).await?;
        convert::accepted(Effect::Changes, answer.result_code, &answer.message)?;
        if answer.order_id.as_str() != reference || answer.amount != wanted.amount.0 {
            return Err(PaymentError::unknown("the answer is about another payment"));
        }
        if answer.pay_url.is_empty() {
            return Err(PaymentError::unknown("the answer has no address"));
        }
        Ok(Created {
            provider_ref: String::new(),
            next: NextStep::Redirect {
                url: answer.pay_url,
            },
        })
    }

    async fn query(
        &self,
        out: &Outbound,
        payment: &KnownPayment,
    ) -> Result<PaymentNews, PaymentError> {
        let answer: wire::Asked = ask(out, "query", payment.reference.as_str()).await?;
        convert::payment(&answer)
    }

    async fn refund(&self, out: &Outbound, wanted: &AskRefund) -> Result<RefundNews, PaymentError> {
        let partner = out.credentials.get("partner_code")?;
        let reference = wanted.reference.as_str();
        let words = plain(&wanted.reason, 255);
        let amount = wanted.amount.0.to_string();
        let txn = wanted.payment.provider_txn.as_deref().unwrap_or_default();
        let number: u64 = txn.parse().map_err(|_| PaymentError::Invalid {
            field: "provider_txn",
            why: "MoMo refunds by the number of its transaction".to_owned(),
        })?;
        let signature = sign::pairs(
            &out.credentials,
            &[
                ("amount", &amount),
                ("description", &words),
                ("orderId", reference),
                ("partnerCode", partner),
                ("requestId", reference),
                ("transId", txn),
            ],
        )?;
        let body = json!({
            "partnerCode": partner, "orderId": reference, "requestId": reference,
            "amount": wanted.amount.0, "transId": number, "lang": "vi", "description": words,
            "signature": signature,
        });
        let answer: wire::Refunded = post(out, Effect::Changes, "refund", &body).await?;
        if matches!(answer.result_code, 40 | 41) {
            return self.query_refund(out, wanted).await;
        }
        convert::refund(Effect::Changes, &answer, wanted)
    }

    async fn query_refund(
        &self,
        out: &Outbound,
        refund: &AskRefund,
    ) -> Result<RefundNews, PaymentError> {
        let answer: wire::Refunded = ask(out, "refund/query", refund.reference.as_str()).await?;
        convert::refund(Effect::Asks, &answer, refund)
    }

    fn verify_notify(
        &self,
        credentials: &Credentials,
        notice: &Notice<'_>,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        let news: wire::Notice = serde_json::from_str(notice.text()?)
            .map_err(|error| PaymentError::malformed(error.to_string()))?;
        sign::verify(credentials, &news.signed(), news.signature.as_str())?;
        if news.partner_code.as_str() != credentials.get("partner_code")? {
            return Err(PaymentError::Forged {
                why: "for another partner",
            });
        }
        convert::event(&news).map(|event| vec![event])
    }

    fn notify_reply(&self, outcome: NotifyOutcome) -> Reply {
        Reply::bare(match outcome {
            NotifyOutcome::Forged => StatusCode::BAD_REQUEST,
            NotifyOutcome::OurFault => StatusCode::INTERNAL_SERVER_ERROR,
            NotifyOutcome::Recorded
            | NotifyOutcome::Repeated
            | NotifyOutcome::Malformed
            | NotifyOutcome::UnknownReference
            | NotifyOutcome::WrongAmount => StatusCode::NO_CONTENT,
        })
    }
}

async fn post<T: serde::de::DeserializeOwned>(
    out: &Outbound,
    effect: Effect,
    path: &str,
    body: &serde_json::Value,
) -> Result<T, PaymentError> {
    let request = out.request(Method::POST, &format!("/v2/gateway/api/{path}"))?;
    Ok(out.call(effect, request.json(body)).await?.1)
}

async fn ask<T: serde::de::DeserializeOwned>(
    out: &Outbound,
    path: &str,
    reference: &str,
) -> Result<T, PaymentError> {
    let partner = out.credentials.get("partner_code")?;
    let id = format!("Q{reference}-{}", out.now.0);
    let signature = sign::pairs(
        &out.credentials,
        &[
            ("orderId", reference),
            ("partnerCode", partner),
            ("requestId", &id),
        ],
    )?;
    let body = json!({
        "partnerCode": partner, "requestId": id, "orderId": reference, "lang": "vi",
        "signature": signature,
    });
    post(out, Effect::Asks, path, &body).await
}

#[cfg(test)]
mod tests;
