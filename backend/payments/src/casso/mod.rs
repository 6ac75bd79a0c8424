//! Casso: reports what arrives in a bank account, in two generations of notices.
//!
//! Document: developer.casso.vn, webhooks. Version 1 carries a configured token in `secure-token` and a list of lines;
//! version 2 signs by HMAC-SHA512 over `{t}.{JSON with sorted keys}` in `X-Casso-Signature: t=<ms>,v1=<hex>` and holds one
//! line. No tolerance for `t` is documented; five minutes are ours. Answer `{"success":true}`.

mod convert;
mod sign;
#[cfg(feature = "simulator")]
pub mod simulator;
mod wire;

use async_trait::async_trait;
use serde_json::Value;
use shared::money::Vnd;
use shared::payment::{
    BankCredit, Capabilities, Confirmation, News, NotifyEvent, NotifyOutcome, PaymentKind,
    RefundSupport, Settlement,
};

use crate::kit::same;
use crate::sepay::feed_reply;
use crate::{Credentials, Notice, PaymentError, PaymentProvider, Reply, Setting};

const SETTINGS: &[Setting] = &[
    Setting {
        key: "webhook_key",
        name: "CHOPHIEN_CASSO_WEBHOOK_KEY",
        default: "",
        required: false,
        help: "Casso: the key its notices of version 2 are signed with.",
    },
    Setting {
        key: "secure_token",
        name: "CHOPHIEN_CASSO_SECURE_TOKEN",
        default: "",
        required: false,
        help: "Casso: the token its notices of version 1 carry. Empty: version 1 is refused.",
    },
];

/// The feed of Casso.
#[derive(Clone, Copy, Debug)]
pub struct Casso;

#[async_trait]
impl PaymentProvider for Casso {
    fn code(&self) -> &'static str {
        "casso"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Feed,
            name_vi: "Báo có qua Casso",
            name_en: "Bank statement by Casso",
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
        let second = notice.header("x-casso-signature");
        if second.is_none() {
            first_token(credentials, notice)?;
        }
        let value: Value = serde_json::from_str(body).map_err(|error| malformed(&error))?;
        if let Some(header) = second {
            let key = credentials.get("webhook_key")?;
            sign::verify(key, header, &value, notice.now)?;
        }
        match value.get("error").and_then(Value::as_i64) {
            Some(0) => {}
            Some(code) => {
                let key = format!("error:{code}:{}", notice.now.0);
                return Ok(vec![nothing(key, "error")]);
            }
            None => return Err(PaymentError::malformed("no error field")),
        }
        let data = value.get("data").cloned().unwrap_or_default();
        let credits = match second {
            Some(_) => vec![convert::second(
                serde_json::from_value(data).map_err(|error| malformed(&error))?,
            )],
            None => serde_json::from_value::<Vec<wire::First>>(data)
                .map_err(|error| malformed(&error))?
                .into_iter()
                .map(convert::first)
                .collect(),
        };
        Ok(credits.into_iter().map(event).collect())
    }

    fn notify_reply(&self, outcome: NotifyOutcome) -> Reply {
        feed_reply(outcome)
    }
}

fn malformed(error: &serde_json::Error) -> PaymentError {
    PaymentError::malformed(error.to_string())
}

fn first_token(credentials: &Credentials, notice: &Notice<'_>) -> Result<(), PaymentError> {
    let ours = credentials.find("secure_token").unwrap_or_default();
    if same(ours, notice.header("secure-token").unwrap_or_default()) {
        return Ok(());
    }
    Err(PaymentError::Forged {
        why: "neither signed nor with our token",
    })
}

fn nothing(key: String, what: &str) -> NotifyEvent {
    NotifyEvent {
        key,
        stated_at: None,
        news: News::Nothing { what: what.into() },
    }
}

fn event(credit: BankCredit) -> NotifyEvent {
    NotifyEvent {
        key: credit.source_id.clone(),
        stated_at: credit.booked_at,
        // Casso's trial call from its settings page has the number 0.
        news: if credit.source_id == "0" {
            News::Nothing {
                what: "trial".into(),
            }
        } else {
            News::Credit(credit)
        },
    }
}

#[cfg(test)]
mod tests;
