//! One message, one handler, by topic. Messages carry keys; handlers read the present state.

use super::pages;
use crate::app::App;
use crate::notify::NotifyError;
use crate::pay;
use anyhow::{Context, bail};
use futures::future::join_all;
use serde::Deserialize;
use services::notices::Outgoing;
use services::{channels, notices, payments, pools, share, topics};
use shared::id::{CooperativeId, ForecastId, ListingId, SubOrderId};
use shared::state::SubOrderState;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use store::entity::outbox::Model as Message;
use uuid::Uuid;

#[derive(Deserialize)]
struct NewState {
    state: String,
}

#[derive(Deserialize)]
struct Happened {
    what: String,
}

/// What remains to be recorded of a message that was handled: the notice that was sent, if any. It is
/// recorded with the others of its batch, which spares SQLite's one writer a transaction each.
pub(super) type Handled = Option<Uuid>;

/// How long a message to a person may take on its way; less than the relay gives all of a group.
const SEND_LIMIT: Duration = Duration::from_secs(40);

/// Does what the message asks for. An error means: again, later.
pub(super) async fn handle(app: &App, message: &Message) -> anyhow::Result<Handled> {
    if message.topic == topics::NOTICE {
        let mut outcomes = send(app, &[message]).await?;
        return outcomes.pop().unwrap_or(Ok(None));
    }
    consequences(app, message).await.map(|()| None)
}

/// Whether messages of a topic are handled many at a time: every order leaves some of these, and looking once for all of
/// them costs little more than looking for one.
pub(super) fn goes_together(topic: &str) -> bool {
    matches!(
        topic,
        topics::PAGES | topics::SUB_ORDER_PLACED | topics::NOTICE
    )
}

/// Does what messages of one topic that [`goes_together`] ask for, and says what became of each, in order. An error may concern
/// any of them, and nothing was sent then.
pub(super) async fn handle_together(
    app: &App,
    messages: &[&Message],
) -> anyhow::Result<Vec<anyhow::Result<Handled>>> {
    if messages
        .iter()
        .all(|message| message.topic == topics::NOTICE)
    {
        return send(app, messages).await;
    }
    follow(app, messages).await?;
    Ok(messages.iter().map(|_| Ok(None)).collect())
}

async fn follow(app: &App, messages: &[&Message]) -> anyhow::Result<()> {
    match messages.first().map(|message| message.topic.as_str()) {
        Some(topics::PAGES) => {
            let mut listings = BTreeSet::new();
            for message in messages {
                pages::drop_stale(app, &message.payload)?;
                listings.extend(pages::listings(&message.payload)?);
            }
            let listings: Vec<Uuid> = listings.into_iter().collect();
            pools::follow(&app.core, &listings).await?;
            Ok(channels::listings_changed(&app.core, &listings).await?)
        }
        Some(topics::SUB_ORDER_PLACED) => {
            let placed = messages
                .iter()
                .map(|message| Ok((message.id, SubOrderId::from(key(message)?))))
                .collect::<anyhow::Result<Vec<_>>>()?;
            let ids: Vec<SubOrderId> = placed.iter().map(|(_, id)| *id).collect();
            share::follow(&app.core, &ids).await?;
            let base = &app.config.public_url;
            Ok(notices::sub_orders_placed(&app.core, &placed, base).await?)
        }
        other => bail!("{other:?} are not handled together"),
    }
}

fn key(message: &Message) -> anyhow::Result<Uuid> {
    message.key.parse().context("the key is not an id")
}

async fn consequences(app: &App, message: &Message) -> anyhow::Result<()> {
    let base = &app.config.public_url;
    let key = || key(message);
    match message.topic.as_str() {
        topics::PAGES | topics::SUB_ORDER_PLACED => follow(app, &[message]).await,
        topics::SUB_ORDER_REMIND => {
            Ok(
                notices::sub_order_remind(&app.core, message.id, SubOrderId::from(key()?), base)
                    .await?,
            )
        }
        topics::SUB_ORDER_CHANGED => {
            let payload: NewState =
                serde_json::from_str(&message.payload).context("the payload is not a state")?;
            let state: SubOrderState = payload
                .state
                .parse()
                .map_err(|_| anyhow::anyhow!("unknown state {}", payload.state))?;
            let id = SubOrderId::from(key()?);
            share::follow(&app.core, &[id]).await?;
            Ok(notices::sub_order_changed(&app.core, message.id, id, state, base).await?)
        }
        topics::PREORDER_CHANGED => {
            let payload: Happened =
                serde_json::from_str(&message.payload).context("the payload says nothing")?;
            let id = SubOrderId::from(key()?);
            Ok(notices::preorder_changed(&app.core, message.id, id, &payload.what, base).await?)
        }
        topics::FORECAST_DUE => {
            let id = ForecastId::from(key()?);
            Ok(notices::forecast_due(&app.core, message.id, id, base).await?)
        }
        topics::PAYMENT_PAID => Ok(payments::confirm(&app.core, key()?.into()).await?),
        topics::REFUND => pay::refund(app, key()?.into()).await,
        topics::COOPERATIVE_CHANGED => Ok(notices::cooperative_changed(
            &app.core,
            message.id,
            CooperativeId::from(key()?),
            base,
        )
        .await?),
        topics::LISTING_REVIEWED => {
            Ok(
                notices::listing_reviewed(&app.core, message.id, ListingId::from(key()?), base)
                    .await?,
            )
        }
        other => bail!("nobody handles {other}"),
    }
}

/// Sends written messages, all at once, and says what became of each.
async fn send(app: &App, messages: &[&Message]) -> anyhow::Result<Vec<anyhow::Result<Handled>>> {
    let ids = messages.iter().map(|message| key(message));
    let ids = ids.collect::<anyhow::Result<Vec<Uuid>>>()?;
    let written = notices::load(&app.core, &ids).await?;
    let written: BTreeMap<Uuid, Outgoing> = written.into_iter().map(|one| (one.id, one)).collect();
    let sent = ids.iter().map(async |id| match written.get(id) {
        Some(message) => send_one(app, message).await,
        None => Ok(None),
    });
    Ok(join_all(sent).await)
}

/// What can never be sent is recorded on the message and not tried again.
async fn send_one(app: &App, message: &Outgoing) -> anyhow::Result<Handled> {
    let id = message.id;
    let sent = tokio::time::timeout(SEND_LIMIT, app.notifier.send(message)).await;
    match sent.context("took too long")? {
        Ok(()) => Ok(Some(id)),
        Err(NotifyError::Never(why)) => {
            tracing::warn!(%id, why, "a message to a person cannot be sent");
            notices::mark_failed(&app.core, id, why).await?;
            Ok(None)
        }
        Err(NotifyError::NotNow(why)) => bail!(why),
    }
}
