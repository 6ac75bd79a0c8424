//! All simulators at once, with the settings by which a server reaches them.

use std::net::SocketAddr;

use super::bank::Bank;
use super::{Running, Simulator, run};
use crate::momo::{Momo, simulator::MomoSimulator};
use crate::payos::{PayOs, simulator::PayOsSimulator};
use crate::vnpay::{VnPay, simulator::VnPaySimulator};
use crate::zalopay::{ZaloPay, simulator::ZaloPaySimulator};
use crate::{PaymentProvider, casso, sepay};

/// A simulator at work, and what a server is told of it.
pub struct Stand {
    /// What its page is called.
    pub name: &'static str,
    /// The simulator.
    pub running: Running,
    /// The address of its page.
    pub page: String,
    /// Settings of the server: names of environment variables and their values.
    pub settings: Vec<(&'static str, String)>,
}

/// The clock of a simulator, in epoch milliseconds.
pub type Clock = fn() -> i64;

/// Where a server takes the notices of a provider.
fn hook(public_url: &str, code: &str) -> String {
    format!("{}/hooks/pay/{code}", public_url.trim_end_matches('/'))
}

/// Any free port of this machine.
fn anywhere() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

/// Starts one simulator for the server at `public_url`.
///
/// # Errors
/// When no port can be bound.
pub async fn stand(
    provider: &dyn PaymentProvider,
    rules: impl Simulator,
    keys: &[(&str, &str)],
    public_url: &str,
    clock: Clock,
) -> std::io::Result<Stand> {
    let name = rules.name();
    let hook = hook(public_url, provider.code());
    let all = [keys, &[("webhook_url", hook.as_str())]].concat();
    let running = run(rules, anywhere(), &all, clock).await?;
    let value = |key: &str| match key {
        "base_url" => Some(running.base_url.clone()),
        key => keys
            .iter()
            .find(|(name, _)| *name == key)
            .map(|pair| pair.1.to_owned()),
    };
    let settings = provider.settings().iter();
    Ok(Stand {
        name,
        settings: settings
            .filter_map(|setting| Some((setting.name, value(setting.key)?)))
            .collect(),
        page: format!("{}/mo-phong", running.base_url),
        running,
    })
}

/// Starts the bank, with the feeds of SePay and Casso.
async fn bank(public_url: &str, clock: Clock) -> std::io::Result<Stand> {
    let (secret, key) = ("mo-phong-sepay", "mo-phong-casso");
    let (to_sepay, to_casso) = (hook(public_url, "sepay"), hook(public_url, "casso"));
    let keys = [
        ("sepay_secret", secret),
        ("casso_key", key),
        ("casso_token", key),
        ("sepay_url", &to_sepay),
        ("casso_url", &to_casso),
    ];
    let running = run(Bank, anywhere(), &keys, clock).await?;
    let named = |provider: &dyn PaymentProvider, wanted: &str, value: &str| {
        let setting = provider.settings().iter().find(|one| one.key == wanted);
        setting.map(|setting| (setting.name, value.to_owned()))
    };
    let settings = [
        named(&sepay::SePay, "webhook_secret", secret),
        named(&casso::Casso, "webhook_key", key),
        named(&casso::Casso, "secure_token", key),
    ];
    Ok(Stand {
        name: Bank.name(),
        settings: settings.into_iter().flatten().collect(),
        page: running.base_url.clone(),
        running,
    })
}

/// Starts every simulator of this crate for the server at `public_url`. They stop when they are dropped.
///
/// # Errors
/// When no port can be bound.
pub async fn open_all(public_url: &str, clock: Clock) -> std::io::Result<Vec<Stand>> {
    let payos = [
        ("client_id", "mo-phong"),
        ("api_key", "mo-phong-payos"),
        ("checksum_key", "mo-phong-payos"),
        ("account", "0011223344"),
    ];
    let vnpay = [("tmn_code", "MOPHONG1"), ("hash_secret", "MOPHONGVNPAY")];
    let momo = [
        ("partner_code", "MOPHONG"),
        ("access_key", "mo-phong"),
        ("secret_key", "mo-phong-momo"),
    ];
    let zalopay = [
        ("app_id", "2999"),
        ("key1", "mo-phong-zalopay-1"),
        ("key2", "mo-phong-zalopay-2"),
    ];
    Ok(vec![
        bank(public_url, clock).await?,
        stand(&PayOs, PayOsSimulator, &payos, public_url, clock).await?,
        stand(&VnPay, VnPaySimulator, &vnpay, public_url, clock).await?,
        stand(&Momo, MomoSimulator, &momo, public_url, clock).await?,
        stand(&ZaloPay, ZaloPaySimulator, &zalopay, public_url, clock).await?,
    ])
}
