//! Stripe: foreign cards, on Stripe's page (Checkout Session).
//!
//! Through the async-stripe crates, pinned, with the API version they carry (2026-09-30): the address for notices has to be made
//! with the same version. Đồng have no decimals, so amounts go as they are. Notices are signed by HMAC-SHA256 over `{t}.{body}`
//! with five minutes of tolerance. A request carries a key of our own, so that sending it twice does it once, for a day at
//! least. Stripe opens no accounts in Vietnam: the operator needs a company where it does, the money settles there, and
//! cooperatives are never connected accounts; their share stays in our own ledger.

mod convert;
#[cfg(feature = "simulator")]
pub mod simulator;

use async_trait::async_trait;
use http::StatusCode;
use payments::{
    Credentials, Effect, Notice, Outbound, PaymentError, PaymentProvider, Reply, Setting,
    check_amount,
};
use shared::money::Vnd;
use shared::payment::{
    AskRefund, Capabilities, Confirmation, CreatePayment, Created, KnownPayment, NextStep,
    NotifyEvent, NotifyOutcome, PaymentKind, PaymentNews, RefundNews, RefundSupport, Settlement,
};
use stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeRequest};
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    CreateCheckoutSessionPaymentIntentData, ListCheckoutSession, ProductData,
    RetrieveCheckoutSession,
};
use stripe_checkout::{CheckoutSession, CheckoutSessionMode};
use stripe_core::refund::{CreateRefund, ListRefund};
use stripe_types::{Currency, RangeBoundsTs, RangeQueryTs};
use stripe_webhook::{Webhook, WebhookError};

const SETTINGS: &[Setting] = &[
    Setting {
        key: "base_url",
        name: "CHOPHIEN_STRIPE_BASE_URL",
        default: "https://api.stripe.com/",
        required: false,
        help: "Stripe: address of its API.",
    },
    Setting {
        key: "secret_key",
        name: "CHOPHIEN_STRIPE_SECRET_KEY",
        default: "",
        required: true,
        help: "Stripe: the secret key, sk_ or rk_. Only for an operator with a company where Stripe opens accounts.",
    },
    Setting {
        key: "webhook_secret",
        name: "CHOPHIEN_STRIPE_WEBHOOK_SECRET",
        default: "",
        required: true,
        help: "Stripe: the secret of the address for notices, whsec_ and all.",
    },
];

/// Where our reference stands in what Stripe keeps.
const REFERENCE: &str = "reference";

/// Stripe wants a page to stay open half an hour at least and a day at most.
const SHORTEST_MS: i64 = 31 * 60_000;
const LONGEST_MS: i64 = 23 * 3_600_000;

/// How many entries of a list come at once.
const PAGE: i64 = 100;

/// Stripe's page.
#[derive(Clone, Copy, Debug)]
pub struct Stripe;

#[async_trait]
impl PaymentProvider for Stripe {
    fn code(&self) -> &'static str {
        "stripe"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Redirect,
            name_vi: "Thẻ quốc tế qua Stripe",
            name_en: "International card by Stripe",
            // Half a US dollar after conversion is the least; this leaves room for the rate.
            least: Vnd(20_000),
            most: Vnd(99_999_999),
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
        let mut request = session_of(wanted).customize();
        request = request.request_strategy(once(&format!("checkout:{}", wanted.reference))?);
        let answer = request.send(&client(out)?).await;
        let session = answer.map_err(|error| convert::error(Effect::Changes, &error))?;
        let url = session.url.clone().filter(|url| !url.is_empty());
        let url = url.ok_or_else(|| PaymentError::unknown("the answer has no address"))?;
        Ok(Created {
            provider_ref: session.id.to_string(),
            next: NextStep::Redirect { url },
        })
    }

    async fn query(
        &self,
        out: &Outbound,
        payment: &KnownPayment,
    ) -> Result<PaymentNews, PaymentError> {
        let client = client(out)?;
        let session = if payment.provider_ref.is_empty() {
            search(&client, payment).await?
        } else {
            RetrieveCheckoutSession::new(payment.provider_ref.as_str())
                .expand(vec!["payment_intent".to_owned()])
                .send(&client)
                .await
                .map_err(|error| convert::error(Effect::Asks, &error))?
        };
        convert::payment(&session)
    }

    async fn refund(&self, out: &Outbound, wanted: &AskRefund) -> Result<RefundNews, PaymentError> {
        let reference = wanted.reference.to_string();
        let answer = CreateRefund::new()
            .payment_intent(transaction(wanted)?)
            .amount(wanted.amount.0)
            .metadata([(REFERENCE.to_owned(), reference.clone())])
            .customize()
            .request_strategy(once(&format!("refund:{reference}"))?)
            .send(&client(out)?)
            .await;
        let refund = answer.map_err(|error| convert::error(Effect::Changes, &error))?;
        Ok(convert::refund(&refund))
    }

    async fn query_refund(
        &self,
        out: &Outbound,
        refund: &AskRefund,
    ) -> Result<RefundNews, PaymentError> {
        let list = ListRefund::new()
            .payment_intent(transaction(refund)?)
            .limit(PAGE);
        let answer = list.send(&client(out)?).await;
        let found = answer.map_err(|error| convert::error(Effect::Asks, &error))?;
        let mut told = found.data.iter().map(convert::refund);
        told.find(|news| news.reference.as_ref() == Some(&refund.reference))
            .ok_or(PaymentError::NotFound)
    }

    fn verify_notify(
        &self,
        credentials: &Credentials,
        notice: &Notice<'_>,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        let secret = credentials.get("webhook_secret")?;
        let header = notice.header("stripe-signature").unwrap_or_default();
        let now = notice.now.0.div_euclid(1000);
        let body = notice.text()?;
        let event = Webhook::construct_event_with_timestamp(body, header, secret, now);
        match event {
            Ok(event) => Ok(vec![convert::event(event)]),
            Err(WebhookError::BadParse(why)) => Err(PaymentError::malformed(why)),
            Err(WebhookError::BadTimestamp(_)) => Err(PaymentError::Forged { why: "too old" }),
            Err(WebhookError::BadKey | WebhookError::BadHeader(_) | WebhookError::BadSignature) => {
                Err(PaymentError::Forged {
                    why: "the signature is wrong",
                })
            }
        }
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

fn client(out: &Outbound) -> Result<Client, PaymentError> {
    // Below a path the address has to end in a slash.
    let base = out.credentials.url("/")?;
    ClientBuilder::new(out.credentials.get("secret_key")?)
        .url(base)
        .timeout(out.timeout())
        .request_strategy(RequestStrategy::Once)
        .build()
        .map_err(|_| PaymentError::credentials("the key or the address is not one"))
}

/// Whatever is sent again under this key is done once.
fn once(key: &str) -> Result<RequestStrategy, PaymentError> {
    IdempotencyKey::new(key)
        .map(RequestStrategy::Idempotent)
        .map_err(|_| PaymentError::Invalid {
            field: "reference",
            why: "no key can be made of it".to_owned(),
        })
}

/// One line for the whole payment: what is in the parcels is our matter.
fn session_of(wanted: &CreatePayment) -> CreateCheckoutSession {
    let reference = wanted.reference.to_string();
    let named = [(REFERENCE.to_owned(), reference.clone())];
    let mut price = CreateCheckoutSessionLineItemsPriceData::new(Currency::VND);
    price.unit_amount = Some(wanted.amount.0);
    price.product_data = Some(ProductData::new(wanted.description.clone()));
    let mut item = CreateCheckoutSessionLineItems::new();
    item.price_data = Some(price);
    item.quantity = Some(1);
    let mut intent = CreateCheckoutSessionPaymentIntentData::new();
    intent.transfer_group = Some(reference.clone());
    intent.metadata = Some(named.clone().into());
    let made = wanted.created_at.0;
    let until = (wanted.expires_at.0).clamp(made + SHORTEST_MS, made + LONGEST_MS);
    CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Payment)
        .line_items(vec![item])
        .payment_intent_data(intent)
        .client_reference_id(reference)
        .metadata(named)
        .success_url(wanted.return_url.clone())
        .cancel_url(wanted.cancel_url.clone())
        .expires_at(until.div_euclid(1000))
        .locale(convert::locale(wanted.locale))
}

/// Stripe refunds by its payment intent.
fn transaction(wanted: &AskRefund) -> Result<String, PaymentError> {
    let known = wanted.payment.provider_txn.clone();
    known
        .filter(|txn| !txn.is_empty())
        .ok_or_else(|| PaymentError::Invalid {
            field: "provider_txn",
            why: "Stripe refunds by its payment intent".to_owned(),
        })
}

/// The session of a payment whose answer was lost: among those made around that time.
async fn search(client: &Client, payment: &KnownPayment) -> Result<CheckoutSession, PaymentError> {
    let made = payment.created_at.0.div_euclid(1000);
    let around = RangeBoundsTs {
        gt: None,
        gte: Some(made - 3_600),
        lt: None,
        lte: Some(made + 24 * 3_600),
    };
    let mut after = None;
    loop {
        let mut list = ListCheckoutSession::new()
            .created(RangeQueryTs::Bounds(around))
            .expand(vec!["data.payment_intent".to_owned()])
            .limit(PAGE);
        if let Some(after) = after {
            list = list.starting_after(after);
        }
        let answer = list.send(client).await;
        let page = answer.map_err(|error| convert::error(Effect::Asks, &error))?;
        after = page.data.last().map(|session| session.id.to_string());
        let more = page.has_more && after.is_some();
        let ours = |session: &CheckoutSession| {
            session.client_reference_id.as_deref() == Some(payment.reference.as_str())
        };
        if let Some(found) = page.data.into_iter().find(ours) {
            return Ok(found);
        }
        if !more {
            return Err(PaymentError::NotFound);
        }
    }
}

#[cfg(test)]
mod tests;
