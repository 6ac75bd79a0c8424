use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use http::HeaderMap;
use shared::canonical::{Action, Field, Listing, MarketState, ReturnState};
use shared::money::Vnd;
use shared::time::Millis;

use super::simulator::{self, KEY_ID, SECRETS, Simulator, WEBHOOK_SECRET};
use crate::_kit::sample;
use crate::contract::{Fault, Pushed, World, keep};
use crate::{Adapter, Changed, ChannelError, Outbound, Secrets, Submitted, Window, postmart};

struct Partner {
    adapter: &'static dyn Adapter,
    simulator: Simulator,
    now: Arc<AtomicI64>,
}

async fn world() -> Partner {
    world_of(&postmart::PARTNER).await
}

async fn world_of(adapter: &'static dyn Adapter) -> Partner {
    let now = Arc::new(AtomicI64::new(sample::now().0));
    let clock = Arc::clone(&now);
    let simulator = simulator::start(0, move || clock.load(Ordering::Relaxed))
        .await
        .expect("starts");
    Partner {
        adapter,
        simulator,
        now,
    }
}

fn secrets(secret: &str) -> Secrets {
    Secrets::new(
        [
            ("key_id", KEY_ID),
            ("secret", secret),
            ("webhook_secret", WEBHOOK_SECRET),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned())),
    )
}

#[async_trait]
impl World for Partner {
    fn adapter(&self) -> &'static dyn Adapter {
        self.adapter
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
            app: Secrets::default(),
            account: secrets(SECRETS[0]),
            shop: KEY_ID.to_owned(),
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
        listing.category.1 = Some("12".to_owned());
        listing.attributes[0].value = "5".to_owned();
        for (at, variant) in listing.variants.iter_mut().enumerate() {
            variant.sku = format!("HTX-{n}-{at}");
        }
        listing.variants.truncate(1 + n % 2);
        listing
    }

    fn refused(&self) -> Option<(Listing, Field)> {
        let mut listing = self.listing(8);
        listing.title = "Chè chữa bệnh mất ngủ".to_owned();
        Some((listing, Field::Title))
    }

    fn fault(&self, fault: Fault, times: u32) {
        let fault = match fault {
            Fault::Busy(wait) => simulator::Fault::Busy(wait),
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
        self.simulator.offer(sku)
    }

    fn lock(&self, sku: &str) -> bool {
        self.simulator.promote(sku, true)
    }

    fn buy(&self, sku: &str, quantity: i64) -> Option<String> {
        self.simulator.buy(sku, quantity, true)
    }

    fn strange_state(&self, order: &str) {
        self.simulator.set_status(order, "in_the_clouds");
    }

    fn push(&self, order: &str) -> Option<Pushed> {
        let push = self.simulator.push(order)?;
        Some(pushed(self.adapter, push))
    }

    fn stale(&self, push: &Pushed) -> Option<Pushed> {
        let body = String::from_utf8(push.body.clone()).expect("text");
        let at = self.now.load(Ordering::Relaxed) - 301_000;
        Some(pushed(self.adapter, self.simulator.signed_at(&body, at)))
    }

    fn revoke(&self) {
        self.simulator.revoke();
    }
}

fn pushed(adapter: &dyn Adapter, push: simulator::Push) -> Pushed {
    let mut headers = HeaderMap::new();
    headers.insert("x-htx-event-id", push.event_id.parse().expect("a header"));
    headers.insert("x-htx-timestamp", push.timestamp.parse().expect("a header"));
    headers.insert("x-htx-signature", push.signature.parse().expect("a header"));
    Pushed {
        url: format!("https://cho.example/hooks/{}", adapter.spec().code),
        headers,
        body: push.body.into_bytes(),
    }
}

/// The suite, for a marketplace that follows the profile.
pub(crate) async fn keep_profile(adapter: &'static dyn Adapter) {
    keep(async || Box::new(world_of(adapter).await) as Box<dyn World>).await;
}

/// A product that stands there.
async fn put(world: &Partner, n: usize) -> Listing {
    let listing = world.listing(n);
    let first = postmart::PARTNER
        .put_listing(&world.outbound(), &listing)
        .await
        .expect("put");
    let Submitted::Task(task) = first else {
        panic!("{first:?}")
    };
    world.pass(6_000);
    let done = postmart::PARTNER
        .poll_task(&world.outbound(), &task)
        .await
        .expect("polled");
    assert!(matches!(done, Submitted::Live(_)), "{done:?}");
    listing
}

async fn order(world: &Partner, key: &str) -> shared::canonical::MarketOrder {
    let mut found = postmart::PARTNER
        .orders(&world.outbound(), &[key.to_owned()])
        .await
        .expect("orders");
    found.remove(0).order.expect("understood")
}

#[tokio::test]
async fn an_order_goes_all_the_way() {
    let world = world().await;
    let listing = put(&world, 0).await;
    let key = world
        .simulator
        .buy(&listing.variants[0].sku, 2, true)
        .expect("an order");
    let placed = order(&world, &key).await;
    assert_eq!(placed.state, MarketState::ToConfirm);
    assert_eq!(placed.confirm_by, Some(placed.placed_at.plus_days(1)));
    let portal = &postmart::PARTNER;
    for _ in 0..2 {
        portal
            .act(&world.outbound(), &placed, &Action::Confirm)
            .await
            .expect("confirmed");
        world.pass(49 * 3_600_000);
    }
    let ship = Action::Ship {
        parcel: None,
        own: Some(("VTP".to_owned(), "VTP1".to_owned())),
    };
    let done = portal
        .act(&world.outbound(), &placed, &ship)
        .await
        .expect("shipped");
    assert_eq!(done.tracking.as_deref(), Some("VTP1"));
    let none = Action::Ship {
        parcel: None,
        own: None,
    };
    assert!(matches!(
        portal.act(&world.outbound(), &placed, &none).await,
        Err(ChannelError::Invalid { .. })
    ));
    assert_eq!(order(&world, &key).await.state, MarketState::Arranged);
    world.simulator.set_status(&key, "delivered");
    let number = world.simulator.give_back(&key).expect("a return");
    let window = Window {
        from: placed.placed_at,
        until: world.outbound().now,
    };
    let returns = portal
        .returns(&world.outbound(), window, None)
        .await
        .expect("returns");
    assert_eq!(
        (returns.items[0].key.as_str(), &returns.items[0].state),
        (number.as_str(), &ReturnState::Requested)
    );
    assert_eq!(returns.items[0].refund, Vnd(170_000));
    let answer = Action::AnswerReturn {
        key: number.clone(),
        accept: true,
        refund: None,
    };
    portal
        .act(&world.outbound(), &placed, &answer)
        .await
        .expect("answered");
    assert_eq!(
        world.simulator.return_status(&number).as_deref(),
        Some("accepted")
    );
}

#[tokio::test]
async fn what_was_not_confirmed_in_time_is_cancelled() {
    let world = world().await;
    let listing = put(&world, 0).await;
    let key = world
        .simulator
        .buy(&listing.variants[0].sku, 2, false)
        .expect("an order");
    let placed = order(&world, &key).await;
    world.pass(25 * 3_600_000);
    let late = postmart::PARTNER
        .act(&world.outbound(), &placed, &Action::Confirm)
        .await;
    assert!(matches!(late, Err(ChannelError::Locked(_))), "{late:?}");
    assert_eq!(order(&world, &key).await.state, MarketState::Cancelled);
    assert_eq!(
        world.simulator.offer(&listing.variants[0].sku),
        Some((42, 85_000))
    );
}

#[tokio::test]
async fn a_late_change_does_not_undo_a_later_one() {
    let world = world().await;
    let listing = put(&world, 0).await;
    let change = |stock, version| Changed {
        sku: listing.variants[0].sku.clone(),
        item: listing.sku.clone(),
        variant: String::new(),
        stock: Some(stock),
        price: None,
        version,
    };
    for (stock, version) in [(5, 20), (9, 19)] {
        let done = postmart::PARTNER
            .set_offers(&world.outbound(), &[change(stock, version)])
            .await
            .expect("set");
        assert!(done[0].result.is_ok(), "{done:?}");
    }
    assert_eq!(
        world.simulator.offer(&listing.variants[0].sku),
        Some((5, 85_000))
    );
}

#[tokio::test]
async fn keys_are_checked_when_they_are_entered() {
    let world = world().await;
    let answer = |secret: &str| {
        [
            ("key_id", KEY_ID),
            ("secret", secret),
            ("webhook_secret", WEBHOOK_SECRET),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let mut out = world.outbound();
    out.account = Secrets::default();
    let portal = &postmart::PARTNER;
    // Both active secrets are taken.
    for secret in SECRETS {
        let known = portal.connect(&out, &answer(secret)).await.expect("known");
        assert_eq!(known.shop, KEY_ID);
    }
    assert!(matches!(
        portal.connect(&out, &answer("other")).await,
        Err(ChannelError::AuthRevoked(_))
    ));
    assert!(matches!(
        portal.connect(&out, &[]).await,
        Err(ChannelError::Invalid { .. })
    ));
    out.now = out.now.plus_minutes(6);
    assert!(matches!(
        portal.connect(&out, &answer(SECRETS[0])).await,
        Err(ChannelError::Transient(_))
    ));
    let tree = portal.taxonomy(&world.outbound()).await.expect("a tree");
    assert_eq!(tree.categories[2].path, "Nông sản > Trà, cà phê");
}
