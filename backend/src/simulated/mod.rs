//! Simulated shops and ways to pay beside a demonstration.

mod shops;
mod ways;

use crate::app::App;
use services::clock::Clock;

/// Simulators that run; they end when this is dropped.
pub struct Running {
    shops: Option<shops::Shops>,
    ways: ways::Ways,
}

impl Running {
    /// Where a person looks at the shops and buys, and where each payment is made: a line each.
    pub fn pages(&self) -> String {
        let shops = self.shops.as_ref().map(shops::Shops::pages);
        shops.unwrap_or_default() + &self.ways.pages()
    }
}

/// Starts the simulators of a demonstration and sets the server up for them.
///
/// # Errors
/// When one cannot be started or connected.
pub async fn beside(app: &mut App) -> anyhow::Result<Running> {
    Ok(Running {
        ways: ways::beside(app).await?,
        shops: shops::beside(app).await?,
    })
}

/// Runs all simulators until the process ends; gives where they are and how to use them.
///
/// # Errors
/// When one does not start.
pub async fn alone() -> anyhow::Result<(String, impl Send)> {
    let shops = shops::start(&Clock::system(), None).await?;
    let ways = ways::Ways::start("http://127.0.0.1:3000").await?;
    let text = format!("\n{}\n{}", shops.told(), ways.told());
    Ok((text, (shops, ways)))
}
