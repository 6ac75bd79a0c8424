//! VNPay: domestic cards, VNPAY-QR and foreign cards, on VNPay's page.
//!
//! Document: sandbox.vnpayment.vn/apis, version 2.1.0. Everything is signed by HMAC-SHA512: addresses over the sorted query, the
//! API over values joined by `|`. Amounts are đồng × 100, here only. A payment is made by sending the buyer to a signed address,
//! so `create` calls nobody. Notices are GETs with the fields of the return address; VNPay has one address for them by contract
//! and calls up to ten times, five minutes apart. A refund answered `00` is only taken on; the query tells.
//! A request's name keeps a refund from being made twice within its day only: when the answer was lost, ask before asking again
//! on another day. The query tells of the latest transaction alone, so finish one refund of a payment before the next.

mod convert;
mod sign;
#[cfg(feature = "simulator")]
pub mod simulator;
mod wire;

use std::collections::BTreeMap;

use async_trait::async_trait;
use http::{Method, StatusCode};
use serde_json::json;
use shared::money::Vnd;
use shared::payment::{
    AskRefund, Capabilities, Confirmation, CreatePayment, Created, KnownPayment, NextStep,
    NotifyEvent, NotifyOutcome, PaymentKind, PaymentNews, RefundNews, RefundSupport, Settlement,
};
use shared::say::Locale;

use crate::kit::{compact, plain};
use crate::{
    Credentials, Effect, Notice, Outbound, PaymentError, PaymentProvider, Reply, Setting,
    check_amount,
};

const SETTINGS: &[Setting] = &[
    Setting {
        key: "base_url",
        name: "CHOPHIEN_VNPAY_BASE_URL",
        default: "https://sandbox.vnpayment.vn",
        required: false,
        help: "VNPay: host of its page and its API, with the paths of the sandbox.",
    },
    Setting {
        key: "pay_url",
        name: "CHOPHIEN_VNPAY_PAY_URL",
        default: "",
        required: false,
        help: "VNPay: the whole address of its page, as given when going live.",
    },
    Setting {
        key: "api_url",
        name: "CHOPHIEN_VNPAY_API_URL",
        default: "",
        required: false,
        help: "VNPay: the whole address of its API, as given when going live.",
    },
    Setting {
        key: "tmn_code",
        name: "CHOPHIEN_VNPAY_TMN_CODE",
        default: "",
        required: true,
        help: "VNPay: the terminal's code, eight signs.",
    },
    Setting {
        key: "hash_secret",
        name: "CHOPHIEN_VNPAY_HASH_SECRET",
        default: "",
        required: true,
        help: "VNPay: the secret of its signatures.",
    },
];

/// Food; VNPay wants a category.
const FOOD: &str = "100000";

/// VNPay's page.
#[derive(Clone, Copy, Debug)]
pub struct VnPay;

#[async_trait]
impl PaymentProvider for VnPay {
    fn code(&self) -> &'static str {
        "vnpay"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Redirect,
            name_vi: "Thẻ hoặc VNPAY-QR qua VNPay",
            name_en: "Card or VNPAY-QR by VNPay",
            least: Vnd(5_000),
            most: Vnd(999_999_999),
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
        let page = place(&out.credentials, "pay_url", "/paymentv2/vpcpay.html")?;
        let amount = convert::times_hundred(wanted.amount)?;
        let (made, until) = (compact(wanted.created_at), compact(wanted.expires_at));
        let words = plain(&wanted.description, 255);
        let fields = BTreeMap::from([
            ("vnp_Amount", amount.as_str()),
            ("vnp_Command", "pay"),
            ("vnp_CreateDate", &made),
            ("vnp_CurrCode", "VND"),
            ("vnp_ExpireDate", &until),
            ("vnp_IpAddr", &wanted.client_ip),
            (
                "vnp_Locale",
                match wanted.locale {
                    Locale::Vi => "vn",
                    Locale::En => "en",
                },
            ),
            ("vnp_OrderInfo", &words),
            ("vnp_OrderType", FOOD),
            ("vnp_ReturnUrl", &wanted.return_url),
            ("vnp_TmnCode", out.credentials.get("tmn_code")?),
            ("vnp_TxnRef", wanted.reference.as_str()),
            ("vnp_Version", "2.1.0"),
        ]);
        let query = sign::query(&fields);
        let hash = sign::hash(out.credentials.get("hash_secret")?, &query);
        Ok(Created {
            provider_ref: String::new(),
            next: NextStep::Redirect {
                url: format!("{page}?{query}&vnp_SecureHash={hash}"),
            },
        })
    }

    async fn query(
        &self,
        out: &Outbound,
        payment: &KnownPayment,
    ) -> Result<PaymentNews, PaymentError> {
        convert::payment(&ask(out, payment).await?)
    }

    async fn refund(&self, out: &Outbound, wanted: &AskRefund) -> Result<RefundNews, PaymentError> {
        let payment = &wanted.payment;
        let (tmn, secret) = keys(&out.credentials)?;
        let amount = convert::times_hundred(wanted.amount)?;
        let (made, asked) = (compact(payment.created_at), compact(wanted.asked_at));
        let words = plain(&wanted.reason, 255);
        let kind = if wanted.amount == payment.amount {
            "02"
        } else {
            "03"
        };
        let txn = payment.provider_txn.as_deref().unwrap_or_default();
        let by = plain(&wanted.asked_by, 32);
        let reference = payment.reference.as_str();
        let id = wanted.reference.as_str();
        let hash = sign::piped(
            secret,
            &[
                id,
                "2.1.0",
                "refund",
                tmn,
                kind,
                reference,
                &amount,
                txn,
                &made,
                &by,
                &asked,
                &payment.client_ip,
                &words,
            ],
        );
        let body = json!({
            "vnp_RequestId": id, "vnp_Version": "2.1.0", "vnp_Command": "refund", "vnp_TmnCode": tmn,
            "vnp_TransactionType": kind, "vnp_TxnRef": reference, "vnp_Amount": amount,
            "vnp_TransactionNo": txn, "vnp_TransactionDate": made, "vnp_CreateBy": by,
            "vnp_CreateDate": asked, "vnp_IpAddr": payment.client_ip, "vnp_OrderInfo": words,
            "vnp_SecureHash": hash,
        });
        let answer: wire::Answer = post(out, Effect::Changes, &body).await?;
        let taken = answer.code.as_str() == "00";
        if taken && sign::verify(secret, &answer.refund_text(), answer.hash.as_str()).is_err() {
            return Err(PaymentError::unknown("the answer is not signed rightly"));
        }
        convert::refund(&answer, wanted)
    }

    async fn query_refund(
        &self,
        out: &Outbound,
        refund: &AskRefund,
    ) -> Result<RefundNews, PaymentError> {
        convert::refund_state(&ask(out, &refund.payment).await?, refund)
    }

    fn verify_notify(
        &self,
        credentials: &Credentials,
        notice: &Notice<'_>,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        let (tmn, secret) = keys(credentials)?;
        let fields: BTreeMap<String, String> = form_urlencoded::parse(notice.query.as_bytes())
            .into_owned()
            .filter(|(name, _)| name.starts_with("vnp_"))
            .collect();
        let of = |name: &str| fields.get(name).map_or("", String::as_str);
        let signed: BTreeMap<&str, &str> = fields
            .iter()
            .filter(|(name, _)| !name.starts_with("vnp_SecureHash"))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        sign::verify(secret, &sign::query(&signed), of("vnp_SecureHash"))?;
        if of("vnp_TmnCode") != tmn {
            return Err(PaymentError::Forged {
                why: "for another terminal",
            });
        }
        convert::event(of).map(|event| vec![event])
    }

    fn notify_reply(&self, outcome: NotifyOutcome) -> Reply {
        let body = match outcome {
            NotifyOutcome::Recorded => r#"{"RspCode":"00","Message":"Confirm Success"}"#,
            NotifyOutcome::Repeated => r#"{"RspCode":"02","Message":"Order already confirmed"}"#,
            NotifyOutcome::UnknownReference => r#"{"RspCode":"01","Message":"Order not found"}"#,
            NotifyOutcome::WrongAmount => r#"{"RspCode":"04","Message":"Invalid amount"}"#,
            NotifyOutcome::Forged => r#"{"RspCode":"97","Message":"Invalid signature"}"#,
            NotifyOutcome::Malformed | NotifyOutcome::OurFault => {
                r#"{"RspCode":"99","Message":"Unknown error"}"#
            }
        };
        Reply::json(StatusCode::OK, body)
    }
}

fn keys(credentials: &Credentials) -> Result<(&str, &str), PaymentError> {
    Ok((
        credentials.get("tmn_code")?,
        credentials.get("hash_secret")?,
    ))
}

/// A whole address, or the path of the sandbox below the base address.
fn place(credentials: &Credentials, key: &str, path: &str) -> Result<String, PaymentError> {
    credentials
        .find(key)
        .map_or_else(|| credentials.url(path), |whole| Ok(whole.to_owned()))
}

async fn post(
    out: &Outbound,
    effect: Effect,
    body: &serde_json::Value,
) -> Result<wire::Answer, PaymentError> {
    let path = "/merchant_webapi/api/transaction";
    let url = place(&out.credentials, "api_url", path)?;
    let request = out.request_to(Method::POST, &url).json(body);
    Ok(out.call(effect, request).await?.1)
}

/// Asks about a transaction; the answer is signed and says `00`.
async fn ask(out: &Outbound, payment: &KnownPayment) -> Result<wire::Answer, PaymentError> {
    let (tmn, secret) = keys(&out.credentials)?;
    let (made, now) = (compact(payment.created_at), compact(out.now));
    let reference = payment.reference.as_str();
    // Another one for each question of a day.
    let id = format!("Q{reference}{}", out.now.0.rem_euclid(shared::time::DAY_MS));
    let words = format!("Truy van GD {reference}");
    let ip = payment.client_ip.as_str();
    let hash = sign::piped(
        secret,
        &[
            &id, "2.1.0", "querydr", tmn, reference, &made, &now, ip, &words,
        ],
    );
    let body = json!({
        "vnp_RequestId": id, "vnp_Version": "2.1.0", "vnp_Command": "querydr", "vnp_TmnCode": tmn,
        "vnp_TxnRef": reference, "vnp_TransactionDate": made, "vnp_CreateDate": now,
        "vnp_IpAddr": ip, "vnp_OrderInfo": words, "vnp_SecureHash": hash,
    });
    let answer = post(out, Effect::Asks, &body).await?;
    convert::accepted(&answer)?;
    sign::verify(secret, &answer.query_text(), answer.hash.as_str())?;
    if answer.reference.as_str() != reference {
        return Err(PaymentError::malformed("about another payment"));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests;
