//! Simulated channels beside a demonstration: a newcomer lists goods there, buys them there, and sees the order come in.

use crate::app::App;
use crate::jobs::channels::connected;
use crate::outlets::Channels;
use anyhow::{Context, anyhow};
use channels::_kit::partner::simulator as partner;
use channels::shopee::simulator::{Simulator, Start};
use services::channels as shop;
use services::seed::demo;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

/// Where the simulated Shopee listens, if the port is free.
const SHOPEE: u16 = 4801;
/// Where the simulated portals listen.
const PORTALS: u16 = 4802;
/// The cooperative of the demonstration that has a shop there.
const COOPERATIVE: &str = "dong-mo";

/// Simulators that run; they end when this is dropped.
pub struct Running {
    shopee: Simulator,
}

impl Running {
    /// Where a person looks at the shop and buys.
    pub fn page(&self) -> &str {
        self.shopee.base_url()
    }
}

fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

async fn start_shopee(push_url: Option<String>) -> anyhow::Result<Simulator> {
    let start = || Start {
        push_url: push_url.clone(),
        ..Start::default()
    };
    match Simulator::start(loopback(SHOPEE), start()).await {
        Ok(running) => Ok(running),
        // Another demonstration has the port.
        Err(_) => Simulator::start(loopback(0), start())
            .await
            .context("the simulated Shopee does not start"),
    }
}

fn settings(sim: &Simulator) -> BTreeMap<String, String> {
    let start = Start::default();
    BTreeMap::from(
        [
            ("base_url", sim.base_url().to_owned()),
            ("auth_url", sim.auth_url()),
            ("partner_id", start.partner_id),
            ("partner_key", start.partner_key),
            ("push_key", start.push_key),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    )
}

/// Starts a simulated Shopee for a demonstration and connects a cooperative to it. Nothing is done where the operator
/// has set up the real one.
///
/// # Errors
/// When it cannot be started or connected.
pub async fn beside(app: &mut App) -> anyhow::Result<Option<Running>> {
    if !app.channels.setting("shopee", "partner_id").is_empty() {
        return Ok(None);
    }
    let shopee = start_shopee(Some(app.absolute("/hooks/shopee"))).await?;
    let config = Arc::make_mut(&mut app.config);
    config
        .channels
        .insert("shopee".to_owned(), settings(&shopee));
    app.channels = Channels::new(channels::all().collect(), &app.config)?;
    if let Some((actor, cooperative)) = demo::director(&app.core, COOPERATIVE).await? {
        let number = shopee.open_shop("HTX Đồng Mỏ (mô phỏng)");
        let answer = [
            ("code".to_owned(), shopee.consent(number)),
            ("shop_id".to_owned(), number.to_string()),
        ];
        let adapter = app
            .channels
            .find("shopee")
            .ok_or_else(|| anyhow!("no adapter for Shopee"))?;
        let out = app.channels.outbound("shopee", app.core.clock.now());
        let given = adapter.connect(&out, &answer).await?;
        let mut given = connected(given, "HTX Đồng Mỏ (mô phỏng)");
        given
            .secrets
            .entry("email".to_owned())
            .or_insert_with(|| "htx@example.vn".to_owned());
        let spec = adapter.spec();
        let account = shop::connect(&app.core, &actor, cooperative, spec, given).await?;
        // The simulator begins anew with each start: what it showed before is put there again.
        shop::forget_remote(&app.core, account).await?;
    }
    Ok(Some(Running { shopee }))
}

/// Runs all simulators until the process ends; gives where they are and how to use them.
///
/// # Errors
/// When a port is taken.
pub async fn alone() -> anyhow::Result<(String, impl Send)> {
    let shopee = Simulator::start(loopback(SHOPEE), Start::default())
        .await
        .with_context(|| format!("port {SHOPEE} is taken"))?;
    let clock = services::clock::Clock::system();
    let portals = partner::start(PORTALS, move || clock.now().0)
        .await
        .with_context(|| format!("port {PORTALS} is taken"))?;
    let mut text = format!("\nShopee (mô phỏng): {}\n", shopee.base_url());
    for (name, value) in settings(&shopee) {
        text.push_str(&format!(
            "export CHOPHIEN_SHOPEE_{}={value}\n",
            name.to_uppercase()
        ));
    }
    text.push_str(&format!(
        "\nPostmart, Voso (mô phỏng, htx-partner/1): {}\n",
        portals.base_url
    ));
    Ok((text, (shopee, portals)))
}
