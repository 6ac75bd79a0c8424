//! The contract suite against the simulated catalogue.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::_kit::sample;
use crate::contract::{Fault, Pushed, World, keep};
use crate::meta::simulator::{self, APP_SECRET, CATALOGUE, Simulator, TOKEN};
use crate::meta::*;

struct Catalog {
    simulator: Simulator,
    now: Arc<AtomicI64>,
}

async fn world() -> Catalog {
    let now = Arc::new(AtomicI64::new(sample::now().0));
    let clock = Arc::clone(&now);
    let simulator = simulator::start(0, move || clock.load(Ordering::Relaxed))
        .await
        .expect("starts");
    Catalog { simulator, now }
}

fn secrets(name: &str, value: &str) -> Secrets {
    Secrets::new([(name.to_owned(), value.to_owned())])
}

#[async_trait]
impl World for Catalog {
    fn adapter(&self) -> &'static dyn Adapter {
        &Meta
    }

    fn outbound(&self) -> Outbound {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Outbound {
            http: reqwest::Client::builder()
                .timeout(Duration::from_secs(2))
                .no_proxy()
                .build()
                .expect("a client"),
            base_url: self.simulator.base_url.clone(),
            app: secrets("app_secret", APP_SECRET),
            account: secrets("access_token", TOKEN),
            shop: CATALOGUE.to_owned(),
            public_url: "https://cho.example".to_owned(),
            now: Millis(self.now.load(Ordering::Relaxed)),
        }
    }

    fn pass(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::Relaxed);
    }

    fn listing(&self, n: usize) -> Listing {
        let mut listing = sample::listing();
        listing.sku = format!("HTX-{n}");
        listing.title = format!("Chè Shan tuyết số {n}");
        for (at, variant) in listing.variants.iter_mut().enumerate() {
            variant.sku = format!("HTX-{n}-{at}");
        }
        listing.variants.truncate(1 + n % 2);
        listing
    }

    fn refused(&self) -> Option<(Listing, shared::canonical::Field)> {
        let mut listing = self.listing(8);
        listing.title = "Chè chữa bệnh mất ngủ".to_owned();
        Some((listing, shared::canonical::Field::Title))
    }

    fn fault(&self, fault: Fault, times: u32) {
        let fault = match fault {
            // Meta counts in minutes.
            Fault::Busy(wait) => simulator::Fault::Busy(wait.map(|s| s.div_ceil(60))),
            Fault::Away => simulator::Fault::Away,
            Fault::SilentAfterEffect => simulator::Fault::Silent,
            Fault::Garbage => simulator::Fault::Garbage,
        };
        self.simulator.fault(fault, times);
    }

    fn standing(&self, sku: &str) -> usize {
        self.simulator.standing(sku)
    }

    fn offer(&self, sku: &str) -> Option<(i64, i64)> {
        self.pass(5_000);
        self.simulator.offer(sku)
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

    fn revoke(&self) {
        self.simulator.revoke();
    }
}

#[tokio::test]
async fn the_catalogue_keeps_the_contract() {
    keep(async || Box::new(world().await) as Box<dyn World>).await;
}

#[tokio::test]
async fn the_token_is_checked_when_it_is_entered() {
    let world = world().await;
    let answer = |token: &str| {
        [("catalog_id", CATALOGUE), ("access_token", token)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let known = Meta.connect(&world.outbound(), &answer(TOKEN)).await;
    assert_eq!(known.expect("known").shop, CATALOGUE);
    let other = Meta.connect(&world.outbound(), &answer("other")).await;
    assert!(matches!(other, Err(ChannelError::AuthRevoked(_))));
}
