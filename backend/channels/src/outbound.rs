//! Everything an adapter needs for a call; built only where jobs and handlers call out.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use shared::time::Millis;

/// Named secrets. They are never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets(BTreeMap<String, String>);

impl Secrets {
    /// From names and values.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// The value, or an empty text.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Names and values, to be sealed.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A call's surroundings: the HTTP client, where the channel is, who we are there, and what time it is.
#[derive(Clone, Debug)]
pub struct Outbound {
    /// The client, with its time limits.
    pub http: reqwest::Client,
    /// Scheme and host of the channel, without a slash at the end.
    pub base_url: String,
    /// Settings of the server for this channel by the last part of their names in small letters (`partner_id`).
    pub app: Secrets,
    /// The account's tokens and what a person entered.
    pub account: Secrets,
    /// The channel's name of the shop.
    pub shop: String,
    /// Scheme and host of our storefront.
    pub public_url: String,
    /// Now.
    pub now: Millis,
}

impl Outbound {
    /// A client as channels want it: bounded in time, no redirects, no proxies from the environment.
    ///
    /// # Errors
    /// When the system offers no TLS roots.
    pub fn client() -> reqwest::Result<reqwest::Client> {
        // The first one counts; a second installation is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(5))
            .timeout(Duration::from_secs(20))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
    }
}
