//! Dropping kept pages. The process that relays a message drops them at once; other web nodes on the same
//! database follow the done messages of the topic.

use crate::app::App;
use crate::http::cache::Tag;
use anyhow::Context;
use serde::Deserialize;
use services::topics;
use std::collections::HashMap;
use std::time::Duration;
use store::outbox;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How often other processes' messages are looked for.
const POLL: Duration = Duration::from_secs(1);
/// Messages this young are looked at again: clocks differ, and commits are not in the order of their times.
const OVERLAP_MS: i64 = 30_000;

#[derive(Deserialize)]
struct Stale {
    #[serde(default)]
    listings: Vec<Uuid>,
    #[serde(default)]
    catalogue: bool,
}

/// The listings that the payload of a `pages` message names.
pub(super) fn listings(payload: &str) -> anyhow::Result<Vec<Uuid>> {
    let stale: Stale = serde_json::from_str(payload).context("the payload names no pages")?;
    Ok(stale.listings)
}

/// Drops what the payload of a `pages` message names.
pub(super) fn drop_stale(app: &App, payload: &str) -> anyhow::Result<()> {
    let stale: Stale = serde_json::from_str(payload).context("the payload names no pages")?;
    for listing in stale.listings {
        app.pages.drop_tag(Tag::Listing(listing));
    }
    if stale.catalogue {
        app.pages.drop_tag(Tag::Catalogue);
    }
    Ok(())
}

/// Follows what other processes relayed, until `stop`.
pub async fn follow(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let mut follower = Follower::default();
    while !stop.is_cancelled() {
        if let Err(error) = follower.look(&app).await {
            // Pages live for a minute at most, so a missed look only makes them later.
            tracing::warn!(
                error = format!("{error:#}"),
                "stale pages could not be looked for"
            );
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
    Ok(())
}

/// Remembers which messages of others this process has heeded.
#[derive(Debug, Default)]
pub struct Follower {
    seen: HashMap<Uuid, i64>,
}

impl Follower {
    /// Drops what became stale since the last look; each message once. Gives how many messages were new.
    pub async fn look(&mut self, app: &App) -> anyhow::Result<usize> {
        let since = app.core.clock.now().0 - OVERLAP_MS;
        let rows = outbox::done_since(&app.core.db, topics::PAGES, since).await?;
        let mut new = 0;
        for row in rows {
            if self
                .seen
                .insert(row.id, row.done_at.unwrap_or(since))
                .is_none()
            {
                drop_stale(app, &row.payload)?;
                new += 1;
            }
        }
        self.seen.retain(|_, done_at| *done_at >= since);
        Ok(new)
    }
}
