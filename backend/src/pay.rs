//! The ways to pay that are set up, and calls to their providers: always outside transactions, with what was committed.

use crate::app::App;
use anyhow::Context;
use payments::{Credentials, Outbound, PaymentError, PaymentProvider, Setting, vietqr};
use services::PayWay;
use services::payments::{self as money, Open};
use shared::id::{OrderId, PaymentId, RefundId};
use shared::money::Vnd;
use shared::payment::{Confirmation, CreatePayment, News, NotifyEvent, PaymentKind, RefundState};
use shared::say::Locale;
use shared::view::order::PlacedOrder;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long a provider may take to answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A provider with its settings.
#[derive(Clone)]
pub struct Ready {
    /// The adapter.
    pub provider: &'static dyn PaymentProvider,
    /// Its settings.
    pub credentials: Credentials,
}

/// The providers that are set up, by code.
#[derive(Clone, Default)]
pub struct Providers(BTreeMap<&'static str, Ready>);

impl std::fmt::Debug for Providers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Every provider that is built in.
pub fn built_in() -> Vec<&'static dyn PaymentProvider> {
    let all = payments::PROVIDERS.iter().copied();
    #[cfg(feature = "stripe")]
    let all = all.chain([&payments_stripe::Stripe as &dyn PaymentProvider]);
    all.collect()
}

/// Every setting of every provider that is built in, for `.env.example`.
pub fn settings() -> impl Iterator<Item = &'static Setting> {
    built_in().into_iter().flat_map(|one| one.settings())
}

impl Providers {
    /// Reads the settings of every provider through `var`; those that have none are left out. Half of them is an error.
    pub fn read(var: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let mut ready = BTreeMap::new();
        for provider in built_in() {
            let read = Credentials::read(provider.settings(), &var);
            let read = read.with_context(|| format!("the settings of {}", provider.code()))?;
            if let Some(credentials) = read {
                let one = Ready {
                    provider,
                    credentials,
                };
                ready.insert(provider.code(), one);
            }
        }
        Ok(Self(ready))
    }

    /// The provider with the code, if it is set up.
    pub fn find(&self, code: &str) -> Option<&Ready> {
        self.0.get(code)
    }

    /// Whether one is set up that needs keys.
    pub fn any_keys(&self) -> bool {
        let mut all = self.0.values();
        all.any(|one| !one.provider.settings().is_empty())
    }

    /// Those by whom a whole order can be paid: they tell by a notice that it was.
    pub fn ways(&self) -> Vec<PayWay> {
        let offered = self.0.values().filter(|one| {
            let can = one.provider.capabilities();
            let pays = matches!(can.kind, PaymentKind::Redirect | PaymentKind::Transfer);
            pays && can.confirmation == Confirmation::Notice
        });
        offered
            .map(|one| {
                let can = one.provider.capabilities();
                PayWay {
                    code: one.provider.code().to_owned(),
                    name_vi: can.name_vi,
                    name_en: can.name_en,
                    least: can.least,
                    most: can.most,
                }
            })
            .collect()
    }
}

fn outbound(app: &App, ready: &Ready) -> Result<Outbound, PaymentError> {
    let client = payments::client(TIMEOUT)?;
    let now = app.core.clock.now();
    Ok(Outbound::new(client, ready.credentials.clone(), now))
}

/// Makes the payments of an order known to their providers. What cannot be reached stays as it is and is tried when the
/// page is shown again.
pub async fn open(
    app: &App,
    order: OrderId,
    code: &str,
    peer: &str,
    l: Locale,
) -> services::Result<()> {
    for one in money::to_open(&app.core, order).await? {
        let Some(ready) = app.providers.find(one.provider.as_str()) else {
            continue;
        };
        let wanted = wanted(app, &one, code, peer, l);
        let created = match outbound(app, ready) {
            Ok(out) => ready.provider.create(&out, &wanted).await,
            Err(error) => Err(error),
        };
        match created {
            Ok(created) => money::opened(&app.core, one.id, &created, peer).await?,
            Err(error) => {
                tracing::warn!(provider = %one.provider, %error, "a payment cannot be opened");
            }
        }
    }
    Ok(())
}

fn wanted(app: &App, one: &Open, code: &str, peer: &str, l: Locale) -> CreatePayment {
    let back = app.absolute(&l.path(&format!("/don/{code}")));
    CreatePayment {
        reference: one.reference.clone(),
        amount: one.amount,
        description: format!("Cho Phien {code}"),
        memo: one.reference.as_str().parse().ok(),
        payee: None,
        return_url: back.clone(),
        cancel_url: back,
        notify_url: app.absolute(&format!("/hooks/pay/{}", one.provider)),
        client_ip: peer.to_owned(),
        created_at: one.created_at,
        expires_at: one.expires_at,
        locale: l,
    }
}

/// The text of the VietQR code of a transfer.
pub fn code(bin: &str, number: &str, amount: Vnd, content: &str) -> Result<String, PaymentError> {
    vietqr::payload(&vietqr::Transfer::to_account(bin, number, amount, content))
}

/// Adds what only providers say to the answer to an order: the codes of its transfers, the page to pay on.
pub async fn complete(
    app: &App,
    placed: &mut PlacedOrder,
    peer: &str,
    l: Locale,
) -> services::Result<()> {
    let Some(payment) = &mut placed.payment else {
        return Ok(());
    };
    for transfer in &mut payment.transfers {
        let bin = &transfer.bank_bin;
        let (number, content) = (&transfer.account_number, &transfer.content);
        match code(bin, number, transfer.amount, content) {
            Ok(text) => transfer.qr = text,
            Err(error) => tracing::warn!(%error, "a transfer has no code"),
        }
    }
    if payment.transfers.is_empty() {
        let access = services::orders::just_placed(&app.core, &placed.code).await?;
        open(app, access.order(), &placed.code, peer, l).await?;
        let parts = money::of_order(&app.core, access.order()).await?;
        payment.next_url = parts.into_iter().find_map(|part| part.next_url);
    }
    Ok(())
}

/// Asks providers about payments of which nothing was heard. Gives how many were asked.
pub async fn sweep(app: &App) -> services::Result<u64> {
    let mut done = 0;
    for one in money::to_ask(&app.core).await? {
        done += 1;
        money::asked(&app.core, PaymentId::from(one.id.uuid())).await?;
        let Some(ready) = app.providers.find(one.provider.as_str()) else {
            continue;
        };
        let answer = match outbound(app, ready) {
            Ok(out) => ready.provider.query(&out, &one.known).await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(news) => {
                let raw = serde_json::to_string(&news)?;
                let event = NotifyEvent {
                    key: format!(
                        "query:{}:{:?}:{}",
                        news.reference, news.state, news.provider_txn
                    ),
                    stated_at: None,
                    news: News::Payment(news),
                };
                money::record(&app.core, one.provider.as_str(), &event, &raw).await?;
            }
            Err(error) => {
                tracing::info!(provider = %one.provider, %error, "a payment was asked for in vain")
            }
        }
    }
    Ok(done)
}

/// Has a provider give money back. An error means: again, later; the same refund is never made twice.
pub async fn refund(app: &App, id: RefundId) -> anyhow::Result<()> {
    let Some((provider, wanted)) = money::refund_to_ask(&app.core, id).await? else {
        return Ok(());
    };
    let ready = app
        .providers
        .find(provider.as_str())
        .with_context(|| format!("{provider} is not set up any more"))?;
    let out = outbound(app, ready)?;
    let mut said = ready.provider.refund(&out, &wanted).await;
    // Taken on, now or before: whether it was made is another question.
    if matches!(&said, Ok(news) if news.state == RefundState::Pending)
        && let Ok(later) = ready.provider.query_refund(&out, &wanted).await
    {
        said = Ok(later);
    }
    let (txn, state) = match said {
        Ok(news) => (news.provider_txn, news.state),
        Err(PaymentError::Refused { code, .. }) => (String::new(), RefundState::Failed { code }),
        Err(PaymentError::Unsupported) => {
            let code = "unsupported".to_owned();
            (String::new(), RefundState::Failed { code })
        }
        Err(error) => return Err(error.into()),
    };
    money::refund_answered(&app.core, &wanted.reference, &txn, &state).await?;
    if state == RefundState::Pending {
        anyhow::bail!("{provider} has not made the refund yet");
    }
    Ok(())
}
