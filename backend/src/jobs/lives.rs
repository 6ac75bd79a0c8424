//! Livestreams of other processes: what another web node or the worker did in one is told to the pages of this process.

use crate::app::App;
use services::{Changed, live};
use std::collections::HashMap;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How often the livestreams are looked at while somebody follows one.
const POLL: Duration = Duration::from_millis(300);

/// Follows the open livestreams, until `stop`.
pub async fn follow(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let mut follower = Follower::default();
    while !stop.is_cancelled() {
        if app.core.is_heard()
            && let Err(error) = follower.look(&app).await
        {
            tracing::warn!(
                error = format!("{error:#}"),
                "livestreams could not be looked at"
            );
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
    Ok(())
}

/// Remembers the versions it has told.
#[derive(Debug, Default)]
pub struct Follower {
    seen: HashMap<Uuid, i64>,
}

impl Follower {
    /// Tells what changed since the last look. Gives how many livestreams changed.
    pub async fn look(&mut self, app: &App) -> anyhow::Result<usize> {
        let states = live::states(&app.core).await?;
        let mut changed = 0;
        for (session, version, news) in &states {
            if self.seen.insert(*session, *version) != Some(*version) {
                app.core.announce(Changed::Live {
                    session: *session,
                    version: *version,
                    news: *news,
                });
                changed += 1;
            }
        }
        self.seen
            .retain(|id, _| states.iter().any(|(known, ..)| known == id));
        Ok(changed)
    }
}
