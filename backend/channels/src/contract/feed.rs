//! Channels that fetch a feed, or whose files a person carries: there is nothing to call, and the suite shows that they do
//! not claim otherwise.

use async_trait::async_trait;
use shared::canonical::{Field, Listing};

use super::{Fault, Pushed, World, keep};
use crate::_kit::sample;
use crate::{Adapter, Outbound, Secrets};

/// A channel with nobody at the other end.
struct Feed(&'static dyn Adapter);

#[async_trait]
impl World for Feed {
    fn adapter(&self) -> &'static dyn Adapter {
        self.0
    }

    fn outbound(&self) -> Outbound {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Outbound {
            http: Outbound::client().expect("a client"),
            base_url: "http://127.0.0.1:9".to_owned(),
            app: Secrets::default(),
            account: Secrets::default(),
            shop: String::new(),
            public_url: "https://cho.example".to_owned(),
            now: sample::now(),
        }
    }

    fn pass(&self, _ms: i64) {}

    fn listing(&self, n: usize) -> Listing {
        let mut listing = sample::listing();
        listing.sku = format!("HTX-{n}");
        listing
    }

    fn refused(&self) -> Option<(Listing, Field)> {
        None
    }

    fn fault(&self, _fault: Fault, _times: u32) {}

    fn standing(&self, _sku: &str) -> usize {
        0
    }

    fn offer(&self, _sku: &str) -> Option<(i64, i64)> {
        None
    }

    fn lock(&self, _sku: &str) -> bool {
        false
    }

    fn buy(&self, _sku: &str, _quantity: i64) -> Option<String> {
        None
    }

    fn strange_state(&self, _order: &str) {}

    fn push(&self, _order: &str) -> Option<Pushed> {
        None
    }

    fn stale(&self, _push: &Pushed) -> Option<Pushed> {
        None
    }

    fn revoke(&self) {}
}

/// Runs the suite on a channel without calls.
pub async fn keep_feed(adapter: &'static dyn Adapter) {
    keep(async || Box::new(Feed(adapter)) as Box<dyn World>).await;
}
