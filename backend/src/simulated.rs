//! Simulated channels beside a demonstration: a newcomer lists goods there, buys them there, and sees the order come in.

use crate::app::App;
use crate::jobs::channels::connected;
use crate::outlets::Channels;
use crate::pay::Providers;
use anyhow::{Context, anyhow};
use channels::_kit::partner::simulator as partner;
use channels::shopee::simulator::{Simulator, Start};
use payments::simulator::Stand;
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
#[derive(Default)]
pub struct Running {
    shopee: Option<Simulator>,
    ways: Vec<Stand>,
}

impl Running {
    /// Where a person looks at the shop and buys, and where each payment is made: a line each.
    pub fn pages(&self) -> String {
        let shopee = self.shopee.iter().map(|shop| ("Shopee", shop.base_url()));
        let ways = self.ways.iter().map(|one| (one.name, one.page.as_str()));
        let line = |(name, page): (&str, &str)| format!("{name} (mô phỏng): {page}\n");
        shopee.chain(ways).map(line).collect()
    }
}

/// The clock of the ways to pay.
fn now_ms() -> i64 {
    services::clock::Clock::system().now().0
}

/// Starts every provider of payment, for the server at `public_url`.
async fn start_ways(public_url: &str) -> anyhow::Result<Vec<Stand>> {
    #[cfg_attr(not(feature = "stripe"), allow(unused_mut))]
    let mut stands = payments::simulator::open_all(public_url, now_ms).await?;
    #[cfg(feature = "stripe")]
    stands.push(payments_stripe::simulator::open(public_url, now_ms).await?);
    Ok(stands)
}

/// Starts simulated providers of payment for a demonstration, and offers them. Nothing is done where the operator has set
/// up a real one.
async fn ways_beside(app: &mut App) -> anyhow::Result<Vec<Stand>> {
    if app.providers.any_keys() {
        return Ok(Vec::new());
    }
    let stands = start_ways(&app.config.public_url).await?;
    let told: BTreeMap<&str, &String> = stands
        .iter()
        .flat_map(|stand| &stand.settings)
        .map(|(name, value)| (*name, value))
        .collect();
    let providers = Providers::read(|name| told.get(name).map(|value| (*value).clone()))?;
    app.core.ways = providers.ways();
    app.core.bank_page = stands.first().map(|bank| bank.page.clone());
    app.providers = Arc::new(providers);
    Ok(stands)
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

/// Starts the simulators of a demonstration: ways to pay, and a Shopee with a shop in it.
///
/// # Errors
/// When one cannot be started or connected.
pub async fn beside(app: &mut App) -> anyhow::Result<Running> {
    Ok(Running {
        ways: ways_beside(app).await?,
        shopee: shopee_beside(app).await?,
    })
}

/// Starts a simulated Shopee and connects a cooperative to it. Nothing is done where the operator has set up the real one.
async fn shopee_beside(app: &mut App) -> anyhow::Result<Option<Simulator>> {
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
    Ok(Some(shopee))
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
    let ways = start_ways("http://127.0.0.1:3000").await?;
    for stand in &ways {
        text.push_str(&format!("\n{} (mô phỏng): {}\n", stand.name, stand.page));
        for (name, value) in &stand.settings {
            text.push_str(&format!("export {name}={value}\n"));
        }
    }
    Ok((text, (shopee, portals, ways)))
}
