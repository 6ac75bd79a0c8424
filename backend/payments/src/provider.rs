//! What every provider does.

use async_trait::async_trait;
use shared::money::Vnd;
use shared::payment::{
    AskRefund, Capabilities, CreatePayment, Created, KnownPayment, NotifyEvent, NotifyOutcome,
    PaymentNews, RefundNews,
};

use crate::{Credentials, Notice, Outbound, PaymentError, Reply, Setting};

/// A provider of payment. It holds nothing: credentials and clock come with every call, and retrying, storing and deciding
/// are the caller's. A default body only refuses; the contract suite holds [`Capabilities`] against what the methods do.
#[async_trait]
pub trait PaymentProvider: Send + Sync {
    /// Its code: the name of its folder.
    fn code(&self) -> &'static str;

    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// The settings it needs, in the order of `.env.example`.
    fn settings(&self) -> &'static [Setting];

    /// Makes an attempt to pay. The same reference with the same values again is harmless: the answer is the same, or
    /// [`PaymentError::Unknown`], after which [`query`](Self::query) tells.
    async fn create(
        &self,
        _out: &Outbound,
        _wanted: &CreatePayment,
    ) -> Result<Created, PaymentError> {
        Err(PaymentError::Unsupported)
    }

    /// Asks where a payment stands.
    async fn query(
        &self,
        _out: &Outbound,
        _payment: &KnownPayment,
    ) -> Result<PaymentNews, PaymentError> {
        Err(PaymentError::Unsupported)
    }

    /// Gives money back. The same reference again gives the state of the same refund.
    async fn refund(
        &self,
        _out: &Outbound,
        _wanted: &AskRefund,
    ) -> Result<RefundNews, PaymentError> {
        Err(PaymentError::Unsupported)
    }

    /// Asks where a refund stands.
    async fn query_refund(
        &self,
        _out: &Outbound,
        _refund: &AskRefund,
    ) -> Result<RefundNews, PaymentError> {
        Err(PaymentError::Unsupported)
    }

    /// Checks a notice's signature, then reads it. One notice may hold several events.
    ///
    /// # Errors
    /// [`PaymentError::Forged`] when the signature is wrong or too old, [`PaymentError::Malformed`] when the content is not
    /// what the document says, [`PaymentError::Unsupported`] when this provider sends none.
    fn verify_notify(
        &self,
        _credentials: &Credentials,
        _notice: &Notice<'_>,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        Err(PaymentError::Unsupported)
    }

    /// The answer the provider wants to its notice.
    fn notify_reply(&self, outcome: NotifyOutcome) -> Reply;
}

/// Refuses an amount the provider does not take, before anything is sent.
///
/// # Errors
/// [`PaymentError::Invalid`] with the bounds.
pub fn check_amount(can: &Capabilities, amount: Vnd) -> Result<(), PaymentError> {
    if can.takes(amount) {
        return Ok(());
    }
    Err(PaymentError::Invalid {
        field: "amount",
        why: format!("from {} to {}", can.least, can.most),
    })
}
