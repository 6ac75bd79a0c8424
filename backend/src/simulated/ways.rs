//! Simulated providers of payment.

use crate::app::App;
use crate::pay::Providers;
use payments::simulator::Stand;
use services::clock::Clock;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Providers that run; they end when this is dropped.
#[derive(Default)]
pub(super) struct Ways {
    stands: Vec<Stand>,
}

fn now_ms() -> i64 {
    Clock::system().now().0
}

impl Ways {
    /// Starts every provider, for the server at `public_url`.
    pub async fn start(public_url: &str) -> anyhow::Result<Self> {
        #[cfg_attr(not(feature = "stripe"), allow(unused_mut))]
        let mut stands = payments::simulator::open_all(public_url, now_ms).await?;
        #[cfg(feature = "stripe")]
        stands.push(payments_stripe::simulator::open(public_url, now_ms).await?);
        Ok(Self { stands })
    }

    /// Where each payment is made, a line each.
    pub fn pages(&self) -> String {
        let line = |one: &Stand| format!("{} (mô phỏng): {}\n", one.name, one.page);
        self.stands.iter().map(line).collect()
    }

    /// How to use them from another server.
    pub fn told(&self) -> String {
        let mut text = String::new();
        for stand in &self.stands {
            text.push_str(&format!("\n{} (mô phỏng): {}\n", stand.name, stand.page));
            for (name, value) in &stand.settings {
                text.push_str(&format!("export {name}={value}\n"));
            }
        }
        text
    }
}

/// Starts the providers for a demonstration, and offers them. Nothing is done where the operator has set up a real one.
pub(super) async fn beside(app: &mut App) -> anyhow::Result<Ways> {
    if app.providers.any_keys() {
        return Ok(Ways::default());
    }
    let ways = Ways::start(&app.config.public_url).await?;
    let told: BTreeMap<&str, &String> = ways
        .stands
        .iter()
        .flat_map(|stand| &stand.settings)
        .map(|(name, value)| (*name, value))
        .collect();
    let providers = Providers::read(|name| told.get(name).map(|value| (*value).clone()))?;
    app.core.ways = providers.ways();
    app.core.bank_page = ways.stands.first().map(|bank| bank.page.clone());
    app.providers = Arc::new(providers);
    Ok(ways)
}
