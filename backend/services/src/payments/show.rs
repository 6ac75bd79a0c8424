//! What buyers see of payments, and opening them at their providers.

use super::expire::known;
use crate::core::Core;
use crate::error::Result;
use sea_orm::EntityTrait;
use shared::id::{OrderId, PaymentId, RefundId};
use shared::money::Vnd;
use shared::payment::{
    AskRefund, BankAccount, Created, NextStep, PaymentReference, ProviderCode, RefundState,
};
use shared::state::PaymentState;
use shared::time::Millis;
use store::entity::{payment, refund};
use store::sql;
use uuid::Uuid;

/// A payment that its provider does not know yet.
#[derive(Clone, Debug)]
pub struct Open {
    /// Which.
    pub id: PaymentId,
    /// At whom.
    pub provider: ProviderCode,
    /// Our name for it.
    pub reference: PaymentReference,
    /// How much.
    pub amount: Vnd,
    /// When it was made.
    pub created_at: Millis,
    /// Until when it can be paid.
    pub expires_at: Millis,
}

/// A payment as its buyer sees it.
#[derive(Clone, Debug)]
pub struct PayPart {
    /// The part it is for; none when it is for the whole order.
    pub sub_order: Option<Uuid>,
    /// By which provider.
    pub provider: String,
    /// The code of the transfer.
    pub reference: String,
    /// What is still to be paid.
    pub left: Vnd,
    /// What came already.
    pub received: Vnd,
    /// The account to pay into.
    pub account: Option<BankAccount>,
    /// What the transfer has to say.
    pub content: String,
    /// What the code to scan contains, when the provider has made it.
    pub code: Option<String>,
    /// The provider's page.
    pub next_url: Option<String>,
    /// Until when.
    pub expires_at: Millis,
    /// Where it stands.
    pub state: PaymentState,
}

async fn rows(core: &Core, order: OrderId) -> Result<Vec<payment::Model>> {
    let text = "select * from payment where order_id = $1 order by created_at, id";
    Ok(sql::all(core.db.read(), text, [order.uuid().into()]).await?)
}

/// The payments of an order.
pub async fn of_order(core: &Core, order: OrderId) -> Result<Vec<PayPart>> {
    let part = |row: payment::Model| {
        let next = row.next_sealed.as_deref().map(|text| core.keys.open(text));
        let next = next.transpose()?.unwrap_or_default();
        let (mut account, mut code, mut next_url) = (None, None, None);
        let mut content = row.reference.clone();
        match row.provider.as_str() {
            super::TRANSFER => account = serde_json::from_str(&next).ok(),
            _ => match serde_json::from_str(&next).ok() {
                Some(NextStep::Redirect { url }) => next_url = Some(url),
                Some(NextStep::ShowQr {
                    payload,
                    content: said,
                    account: to,
                    page,
                    ..
                }) => {
                    (account, code, content) = (to, Some(payload), said);
                    next_url = Some(page).filter(|page| !page.is_empty());
                }
                _ => {}
            },
        }
        Ok(PayPart {
            sub_order: row.sub_order_id,
            provider: row.provider,
            reference: row.reference,
            left: Vnd((row.amount - row.received).max(0)),
            received: Vnd(row.received),
            account,
            content,
            code,
            next_url,
            expires_at: Millis(row.expires_at),
            state: row.state.parse().unwrap_or(PaymentState::Review),
        })
    };
    rows(core, order).await?.into_iter().map(part).collect()
}

/// The payments of an order that have to be made known to their providers before they can be paid.
pub async fn to_open(core: &Core, order: OrderId) -> Result<Vec<Open>> {
    let open = |row: payment::Model| {
        Some(Open {
            id: row.id.into(),
            provider: row.provider.parse().ok()?,
            reference: row.reference.parse().ok()?,
            amount: Vnd(row.amount),
            created_at: Millis(row.created_at),
            expires_at: Millis(row.expires_at),
        })
    };
    let rows = rows(core, order).await?.into_iter();
    Ok(rows
        .filter(|row| row.state == PaymentState::Created.code())
        .filter_map(open)
        .collect())
}

/// A provider took a payment on; what the buyer does next is kept. A notice that was quicker is not undone.
pub async fn opened(core: &Core, id: PaymentId, created: &Created, client_ip: &str) -> Result<()> {
    let now = core.clock.now().0;
    let next = core.keys.seal(&serde_json::to_string(&created.next)?)?;
    let ip = core.keys.seal(client_ip)?;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update payment set next_sealed = $1, provider_ref = $2, client_ip_sealed = $3, updated_at = $4, \
         state = case state when 'created' then 'pending' else state end where id = $5",
        [
            next.into(),
            created.provider_ref.clone().into(),
            ip.into(),
            now.into(),
            id.uuid().into(),
        ],
    )
    .await?;
    txn.commit().await?;
    Ok(())
}

/// What a provider is asked for a refund that is due; none when it is not due any more.
pub async fn refund_to_ask(core: &Core, id: RefundId) -> Result<Option<(ProviderCode, AskRefund)>> {
    let db = core.db.read();
    let row = refund::Entity::find_by_id(id.uuid()).one(db).await?;
    let Some(row) = row.filter(|row| matches!(row.state.as_str(), "due" | "sent" | "failed"))
    else {
        return Ok(None);
    };
    let Some(payment) = row.payment_id else {
        return Ok(None);
    };
    let Some(paid) = payment::Entity::find_by_id(payment).one(db).await? else {
        return Ok(None);
    };
    let ask = || {
        let ask = AskRefund {
            payment: known(core, &paid)?,
            reference: row.reference.parse().ok()?,
            amount: Vnd(row.amount),
            reason: row.cause.clone(),
            asked_by: "chophien".to_owned(),
            asked_at: Millis(row.created_at),
        };
        Some((paid.provider.parse().ok()?, ask))
    };
    Ok(ask())
}

/// What a provider answered to a refund. One that failed becomes a task for a person.
pub async fn refund_answered(
    core: &Core,
    reference: &PaymentReference,
    provider_txn: &str,
    state: &RefundState,
) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let word = match state {
        RefundState::Done => {
            super::refunds::made(&txn, reference.as_str(), now).await?;
            "done"
        }
        RefundState::Pending => "sent",
        RefundState::Failed { code } => {
            let whose = (None, None, None);
            let about = (super::tasks::REFUND, reference.as_str());
            super::tasks::raise(&txn, about, whose, code, now).await?;
            "failed"
        }
    };
    sql::execute(
        &*txn,
        "update refund set provider_txn = $1, state = case state when 'done' then state else $2 end where reference = $3",
        [
            provider_txn.into(),
            word.into(),
            reference.as_str().into(),
        ],
    )
    .await?;
    txn.commit().await?;
    Ok(())
}
