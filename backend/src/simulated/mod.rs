//! Simulated shops, ways to pay and comments of livestreams beside a demonstration.

mod feeds;
mod shops;
mod ways;

use crate::app::App;
use channels::comments::simulator::Simulator as Broadcast;
use services::clock::Clock;
use std::sync::Arc;

/// Simulators that run; they end when this is dropped.
pub struct Running {
    shops: Option<Arc<shops::Shops>>,
    ways: Option<ways::Ways>,
    broadcast: Option<Broadcast>,
}

impl Running {
    /// Where a person looks at the shops and buys, where each payment is made, and where comments are written: a line each.
    pub fn pages(&self) -> String {
        let shops = self.shops.as_ref().map(|shops| shops.pages());
        let ways = self.ways.as_ref().map(ways::Ways::pages);
        let broadcast = self.broadcast.as_ref().map(feeds::page);
        let all = [shops, ways, broadcast];
        all.into_iter().flatten().collect()
    }
}

/// Starts the simulators of a demonstration and sets the server up for them.
///
/// # Errors
/// When one cannot be started or connected.
pub async fn beside(app: &mut App) -> anyhow::Result<Running> {
    Ok(Running {
        ways: Some(ways::beside(app).await?),
        shops: shops::beside(app).await?,
        broadcast: feeds::beside(app).await?,
    })
}

/// Starts the simulated channels of classes beside a real market.
///
/// # Errors
/// When one cannot be started.
pub async fn for_classes(app: &mut App) -> anyhow::Result<Running> {
    Ok(Running {
        ways: None,
        broadcast: None,
        shops: Some(shops::for_classes(app).await?),
    })
}

/// Runs all simulators until the process ends; gives where they are and how to use them.
///
/// # Errors
/// When one does not start.
pub async fn alone() -> anyhow::Result<(String, impl Send)> {
    let shops = shops::start(&Clock::system(), None).await?;
    let ways = ways::Ways::start("http://127.0.0.1:3000").await?;
    let broadcast = feeds::start().await?;
    let told = feeds::told(&broadcast);
    let text = format!("\n{}\n{}{told}", shops.told(), ways.told());
    Ok((text, (shops, ways, broadcast)))
}
