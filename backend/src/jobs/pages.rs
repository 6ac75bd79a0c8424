//! Dropping kept pages. The process that relays a message drops them at once; other web nodes on the same
//! database follow the done messages of the topic.

use crate::app::App;
use crate::http::cache::Tag;
use anyhow::Context;
use serde::Deserialize;
use services::topics;
use std::collections::{HashMap, HashSet};
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

/// Follows what other processes relayed, until `stop`. Each message is dropped once.
pub async fn follow(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let mut seen: HashMap<Uuid, i64> = HashMap::new();
    while !stop.is_cancelled() {
        if let Err(error) = look(&app, &mut seen).await {
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

async fn look(app: &App, seen: &mut HashMap<Uuid, i64>) -> anyhow::Result<()> {
    let since = app.core.clock.now().0 - OVERLAP_MS;
    let rows = outbox::done_since(&app.core.db, topics::PAGES, since).await?;
    let mut dropped = HashSet::new();
    for row in rows {
        if seen.insert(row.id, row.done_at.unwrap_or(since)).is_none()
            && dropped.insert(row.payload.clone())
        {
            drop_stale(app, &row.payload)?;
        }
    }
    seen.retain(|_, done_at| *done_at >= since);
    Ok(())
}
