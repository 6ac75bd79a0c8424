//! A simulated broadcast beside a demonstration: what a person writes there comes into the console of a livestream.

use super::shops::at;
use crate::app::App;
use crate::feeds::Feeds;
use channels::comments::FEEDS;
use channels::comments::simulator::{Simulator, TOKEN};
use std::sync::Arc;

/// Where it listens, where the port is free.
const PORT: u16 = 4806;

/// Starts it.
pub(super) async fn start() -> anyhow::Result<Simulator> {
    at(PORT, async |port| Simulator::start_at(port).await).await
}

/// Where a person writes comments, a line.
pub(super) fn page(of: &Simulator) -> String {
    format!("Bình luận trực tiếp (mô phỏng): {}\n", of.base_url())
}

/// What a setting of a feed is set to.
fn setting(name: &str, of: &Simulator) -> String {
    if name.ends_with("_TOKEN") {
        TOKEN.to_owned()
    } else {
        of.base_url().to_owned()
    }
}

/// How to use it from another server.
pub(super) fn told(of: &Simulator) -> String {
    let settings = FEEDS.iter().flat_map(|feed| feed.settings());
    let lines = settings.map(|one| format!("export {}={}\n", one.name, setting(one.name, of)));
    format!("\n{}{}", page(of), lines.collect::<String>())
}

/// Starts it for a demonstration, as every feed. Nothing is done where the operator has set up a real one.
pub(super) async fn beside(app: &mut App) -> anyhow::Result<Option<Simulator>> {
    if !app.config.feeds.names().is_empty() {
        return Ok(None);
    }
    let running = start().await?;
    let config = Arc::make_mut(&mut app.config);
    config.feeds = Feeds::new(|name| Some(setting(name, &running)));
    Ok(Some(running))
}
