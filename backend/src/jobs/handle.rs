//! One message, one handler, by topic. Messages carry keys; handlers read the present state.

use super::pages;
use crate::app::App;
use crate::notify::NotifyError;
use anyhow::{Context, bail};
use serde::Deserialize;
use services::{notices, topics};
use shared::id::{CooperativeId, ListingId, SubOrderId};
use shared::state::SubOrderState;
use store::entity::outbox::Model as Message;
use uuid::Uuid;

#[derive(Deserialize)]
struct NewState {
    state: String,
}

/// Does what the message asks for. An error means: again, later.
pub(super) async fn handle(app: &App, message: &Message) -> anyhow::Result<()> {
    let base = &app.config.public_url;
    let key = || message.key.parse::<Uuid>().context("the key is not an id");
    match message.topic.as_str() {
        topics::PAGES => pages::drop_stale(app, &message.payload),
        topics::NOTICE => send(app, key()?).await,
        topics::SUB_ORDER_PLACED => {
            Ok(
                notices::sub_order_placed(&app.core, message.id, SubOrderId::from(key()?), base)
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
            Ok(notices::sub_order_changed(&app.core, message.id, id, state, base).await?)
        }
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

/// Sends a written message. What can never be sent is recorded on the message and not tried again.
async fn send(app: &App, id: Uuid) -> anyhow::Result<()> {
    let Some(message) = notices::load(&app.core, id).await? else {
        return Ok(());
    };
    match app.notifier.send(&message).await {
        Ok(()) => Ok(notices::mark_sent(&app.core, id).await?),
        Err(NotifyError::Never(why)) => {
            tracing::warn!(%id, why, "a message to a person cannot be sent");
            Ok(notices::mark_failed(&app.core, id, why).await?)
        }
        Err(NotifyError::NotNow(why)) => bail!(why),
    }
}
