//! What the suite takes for granted.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use shared::money::Vnd;
use shared::payment::{
    AskRefund, BankAccount, CreatePayment, KnownPayment, News, NextStep, NotifyEvent,
    PaymentReference,
};
use shared::rules::memo::Memo;
use shared::say::Locale;
use shared::time::Millis;

use crate::simulator::{Deed, Kept, Outgoing, Running};
use crate::{Credentials, Notice, Outbound, PaymentError, PaymentProvider};

/// The moment of the suite, here and in the simulators.
pub const NOW: i64 = 1_767_232_992_000;

/// A provider and its simulator.
pub struct Case {
    /// The provider.
    pub provider: &'static dyn PaymentProvider,
    /// Its simulator, running by [`NOW`].
    pub simulator: Running,
    /// Right credentials.
    pub credentials: Credentials,
    /// Credentials with every key wrong.
    pub wrong: Credentials,
    /// What the simulator calls a payment.
    pub name: fn(&PaymentReference) -> String,
    /// Whether its notices carry a moment that is signed and grows too old.
    pub ages: bool,
}

impl Case {
    /// An outbound with the right credentials.
    #[must_use]
    pub fn out(&self) -> Outbound {
        self.out_with(&self.credentials, Duration::from_secs(30))
    }

    /// An outbound with other credentials or less patience.
    pub(super) fn out_with(&self, credentials: &Credentials, patience: Duration) -> Outbound {
        let client = crate::client(patience).expect("a client");
        Outbound::new(client, credentials.clone(), Millis(NOW))
    }

    pub(super) fn kept(&self, reference: &PaymentReference) -> Option<Kept> {
        self.simulator.shop.find(&(self.name)(reference))
    }

    /// Makes a payment and lets the buyer come to its page.
    pub(super) async fn made(&self, amount: i64, reference: &str) -> CreatePayment {
        let wanted = payment(Vnd(amount), reference);
        let made = self.provider.create(&self.out(), &wanted).await;
        let made = made.expect("made");
        assert!(visit(&made.next).await, "the page takes the buyer");
        wanted
    }

    /// Does something as the buyer; what the provider sends.
    pub(super) fn press(&self, wanted: &CreatePayment, deed: Deed) -> Vec<Outgoing> {
        self.simulator
            .shop
            .press(&(self.name)(&wanted.reference), deed)
    }

    pub(super) fn verify(&self, sent: &Outgoing) -> Result<Vec<NotifyEvent>, PaymentError> {
        self.verify_with(&self.credentials, sent, NOW)
    }

    pub(super) fn verify_with(
        &self,
        credentials: &Credentials,
        sent: &Outgoing,
        now: i64,
    ) -> Result<Vec<NotifyEvent>, PaymentError> {
        verify(self.provider, credentials, sent, now)
    }

    /// Makes a payment and pays it; what a refund needs to know of it.
    pub(super) async fn paid(&self, amount: i64, reference: &str) -> KnownPayment {
        let wanted = self.made(amount, reference).await;
        let sent = self.press(&wanted, Deed::Pay);
        let event = self.verify(&sent[0]).expect("genuine").remove(0);
        known(&wanted, Some(told(&event).1))
    }
}

/// Verifies what a simulator sent.
pub(super) fn verify(
    provider: &dyn PaymentProvider,
    credentials: &Credentials,
    sent: &Outgoing,
    now: i64,
) -> Result<Vec<NotifyEvent>, PaymentError> {
    let headers: HeaderMap = sent
        .headers
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::try_from(name.as_str()).expect("a name"),
                HeaderValue::try_from(value.as_str()).expect("a value"),
            )
        })
        .collect();
    let notice = Notice {
        headers: &headers,
        query: &sent.query,
        body: sent.body.as_bytes(),
        now: Millis(now),
    };
    provider.verify_notify(credentials, &notice)
}

/// Follows the next step as a browser does; whether it is taken.
pub(super) async fn visit(next: &NextStep) -> bool {
    let NextStep::Redirect { url } = next else {
        return true;
    };
    let client = crate::client(Duration::from_secs(30)).expect("a client");
    let answer = client
        .request(http::Method::GET, url)
        .send()
        .await
        .expect("an answer");
    !answer.status().is_client_error() && !answer.status().is_server_error()
}

/// A wish to pay.
///
/// # Panics
/// When the text is no reference.
#[must_use]
pub fn payment(amount: Vnd, reference: &str) -> CreatePayment {
    CreatePayment {
        reference: reference.parse().expect("a reference"),
        amount,
        description: format!("Thanh toán đơn hàng {reference} – mận Mộc Châu"),
        memo: Some(Memo::from_random(reference.len() as u64)),
        payee: Some(BankAccount {
            bin: "970422".into(),
            number: "0011223344".into(),
            holder: "HTX SUOI GIANG".into(),
        }),
        return_url: "https://shop.example/thanh-toan/xong?a=1&b=đ".into(),
        cancel_url: "https://shop.example/gio-hang".into(),
        notify_url: "http://127.0.0.1:9/hooks/pay/any".into(),
        client_ip: "203.0.113.10".into(),
        created_at: Millis(NOW),
        expires_at: Millis(NOW + 40 * 60_000),
        locale: Locale::Vi,
    }
}

/// The payment as it is known afterwards.
pub(super) fn known(wanted: &CreatePayment, txn: Option<String>) -> KnownPayment {
    KnownPayment {
        reference: wanted.reference.clone(),
        provider_ref: String::new(),
        provider_txn: txn,
        amount: wanted.amount,
        created_at: wanted.created_at,
        client_ip: wanted.client_ip.clone(),
    }
}

/// A wish to have money back.
pub(super) fn refund(payment: &KnownPayment, amount: Vnd, reference: &str) -> AskRefund {
    AskRefund {
        payment: payment.clone(),
        reference: reference.parse().expect("a reference"),
        amount,
        reason: "Hàng dập, hoàn một phần".into(),
        asked_by: "ops01".into(),
        asked_at: Millis(NOW + 3_600_000),
    }
}

/// Of a payment's event: our reference, the provider's transaction, the amount.
pub(super) fn told(event: &NotifyEvent) -> (String, String, Vnd) {
    match &event.news {
        News::Payment(news) => (
            news.reference.to_string(),
            news.provider_txn.clone(),
            news.amount,
        ),
        News::Credit(credit) => (
            credit
                .reference
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            credit.bank_ref.clone(),
            credit.amount,
        ),
        other => panic!("not about a payment: {other:?}"),
    }
}

pub(super) fn no_secret_shows(case: &Case) {
    let shown = format!("{:?} {:?}", case.credentials, case.out());
    for setting in case
        .provider
        .settings()
        .iter()
        .filter(|setting| setting.required)
    {
        let secret = case.credentials.get(setting.key).expect("a value");
        assert!(!shown.contains(secret), "{} shows", setting.name);
    }
}
