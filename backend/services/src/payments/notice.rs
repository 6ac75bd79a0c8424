//! A verified notice of a provider: kept with its raw text, worked on in the same transaction, once.

use super::accounts::owner;
use super::credits::{self, Line};
use super::incoming::{Booked, Money, announce, confirm, doubt, pay};
use super::owe::payment_of_txn;
use crate::core::Core;
use crate::error::Result;
use sea_orm::EntityTrait;
use shared::id::PaymentId;
use shared::money::Vnd;
use shared::payment::{
    BankCredit, DisputeNews, News, NotifyEvent, NotifyOutcome, PayState, PaymentNews, RefundNews,
    RefundState,
};
use shared::rules::ledger::Purse;
use store::entity::payment;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What a piece of news came to.
pub(super) struct Done {
    pub outcome: NotifyOutcome,
    pub payment: Option<Uuid>,
    pub paid: bool,
    pub word: &'static str,
}

impl Done {
    pub fn of(outcome: NotifyOutcome, word: &'static str) -> Self {
        Self {
            outcome,
            payment: None,
            paid: false,
            word,
        }
    }
}

/// Records a verified notice and does what it says. The same notice again changes nothing. An error means that nothing was
/// kept: it has to come again.
pub async fn record(
    core: &Core,
    provider: &str,
    event: &NotifyEvent,
    raw: &str,
) -> Result<NotifyOutcome> {
    let now = core.clock.now().0;
    let owner = match &event.news {
        News::Credit(credit) => owner(core, &credit.account).await?,
        _ => None,
    };
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "insert into payment_event (id, provider, event_key, raw_sealed, received_at) values ($1, $2, $3, $4, $5) \
         on conflict (provider, event_key) do nothing",
        [
            Uuid::now_v7().into(),
            provider.into(),
            event.key.clone().into(),
            core.keys.seal(raw)?.into(),
            now.into(),
        ],
    )
    .await?;
    if touched == 0 {
        txn.rollback().await?;
        return Ok(NotifyOutcome::Repeated);
    }
    let done = match &event.news {
        News::Payment(news) => paid(&txn, provider, news, now).await?,
        News::Credit(credit) => credited(core, &txn, provider, owner, credit, now).await?,
        News::Refund(news) => refunded(&txn, news, now).await?,
        News::Dispute(news) => disputed(&txn, provider, news, now).await?,
        News::Nothing { .. } => Done::of(NotifyOutcome::Recorded, "nothing"),
    };
    sql::execute(
        &*txn,
        "update payment_event set processed_at = $1, outcome = $2 where provider = $3 and event_key = $4",
        [
            now.into(),
            done.word.into(),
            provider.into(),
            event.key.clone().into(),
        ],
    )
    .await?;
    txn.commit().await?;
    settle(core, &done).await;
    Ok(done.outcome)
}

/// What follows at once, so that the buyer's page turns; if it fails, the message does it.
pub(super) async fn settle(core: &Core, done: &Done) {
    let Some(id) = done.payment else { return };
    if done.paid
        && let Err(error) = confirm(core, PaymentId::from(id)).await
    {
        tracing::warn!(%error, "a paid payment is confirmed later");
    }
    if let Ok(Some(row)) = payment::Entity::find_by_id(id).one(core.db.read()).await {
        announce(core, &row);
    }
}

/// The payment with this reference.
pub(super) async fn by_reference(
    txn: &WriteTxn,
    reference: &str,
) -> Result<Option<payment::Model>> {
    let text = "select * from payment where reference = $1";
    Ok(sql::one(&**txn, text, [reference.into()]).await?)
}

async fn paid(txn: &WriteTxn, provider: &str, news: &PaymentNews, now: i64) -> Result<Done> {
    let Some(payment) = by_reference(txn, news.reference.as_str()).await? else {
        return Ok(Done::of(NotifyOutcome::UnknownReference, "unknown"));
    };
    if payment.provider != provider {
        return Ok(Done::of(NotifyOutcome::UnknownReference, "other_provider"));
    }
    let mut done = Done::of(NotifyOutcome::Recorded, "recorded");
    done.payment = Some(payment.id);
    match &news.state {
        PayState::Paid | PayState::PartlyPaid if news.amount.0 != payment.amount => {
            doubt(txn, &payment, "wrong_amount", now).await?;
            done.outcome = NotifyOutcome::WrongAmount;
            done.word = "wrong_amount";
        }
        PayState::Paid => {
            let source = format!("{}:{}", payment.reference, news.provider_txn);
            let money = Money {
                amount: news.amount.0,
                purse: Purse::Provider(provider),
                source: &source,
                txn: &news.provider_txn,
            };
            let booked = pay(txn, &payment, &money, now).await?;
            done.paid = booked == Booked::Paid;
            done.word = match booked {
                Booked::Paid => "paid",
                Booked::Partly => "partly",
                Booked::Repeated => "repeated",
                Booked::Back => "back",
            };
        }
        PayState::Review { code } => doubt(txn, &payment, code, now).await?,
        PayState::Failed { .. } | PayState::Cancelled | PayState::Expired => {
            // The order waits until its time is over, so that the buyer can try again.
            let state = match news.state {
                PayState::Failed { .. } => "failed",
                PayState::Cancelled => "cancelled",
                _ => "expired",
            };
            sql::execute(
                &**txn,
                "update payment set state = $1, updated_at = $2 where id = $3 and state in ('created', 'pending')",
                [state.into(), now.into(), payment.id.into()],
            )
            .await?;
            done.word = state;
        }
        PayState::Pending | PayState::PartlyPaid => {}
    }
    Ok(done)
}

async fn credited(
    core: &Core,
    txn: &WriteTxn,
    provider: &str,
    owner: Option<Uuid>,
    credit: &BankCredit,
    now: i64,
) -> Result<Done> {
    // A transfer to a provider's own link says which payment it is.
    if let Some(reference) = &credit.reference
        && let Some(payment) = by_reference(txn, reference.as_str()).await?
        && payment.provider == provider
    {
        let news = PaymentNews {
            reference: reference.clone(),
            provider_txn: credit.bank_ref.clone(),
            amount: credit.amount,
            state: PayState::Paid,
        };
        return paid(txn, provider, &news, now).await;
    }
    let line = Line {
        provider,
        owner,
        credit,
    };
    credits::book(core, txn, &line, now).await
}

async fn refunded(txn: &WriteTxn, news: &RefundNews, now: i64) -> Result<Done> {
    let Some(reference) = &news.reference else {
        return Ok(Done::of(NotifyOutcome::Recorded, "foreign_refund"));
    };
    let state = match &news.state {
        RefundState::Done => return super::refunds::made(txn, reference.as_str(), now).await,
        RefundState::Failed { .. } => "failed",
        RefundState::Pending => "sent",
    };
    sql::execute(
        &**txn,
        "update refund set state = $1, provider_txn = $2 where reference = $3 and state <> 'done'",
        [
            state.into(),
            news.provider_txn.clone().into(),
            reference.as_str().into(),
        ],
    )
    .await?;
    Ok(Done::of(NotifyOutcome::Recorded, state))
}

async fn disputed(txn: &WriteTxn, provider: &str, news: &DisputeNews, now: i64) -> Result<Done> {
    let Some((payment, part)) = payment_of_txn(txn, provider, &news.payment_txn).await? else {
        return Ok(Done::of(NotifyOutcome::UnknownReference, "unknown"));
    };
    doubt(txn, &payment, "dispute", now).await?;
    if news.status == "lost" {
        super::owe::charge_back(txn, provider, (&payment, &part), Vnd(news.amount.0), now).await?;
    }
    let mut done = Done::of(NotifyOutcome::Recorded, "dispute");
    done.payment = Some(payment.id);
    Ok(done)
}
