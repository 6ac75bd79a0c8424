//! Rate limits per peer and per phone.

use governor::clock::Clock as _;
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;

type Keyed<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock>;

/// What is limited, each with its own allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Any request of a peer: 40 a second, bursts of 200.
    Request,
    /// Sign-ins and codes of a peer: 10 a minute.
    SignIn,
    /// Codes for one phone: 3 in 10 minutes, kept apart from the peer.
    Code,
    /// Looking orders up: 20 a minute.
    Lookup,
    /// Placing orders: 30 a minute.
    Order,
    /// Uploads: 60 a minute.
    Upload,
}

/// The limiters.
pub struct Limits {
    on: bool,
    requests: Keyed<IpAddr>,
    deeds: Vec<(Deed, Keyed<String>)>,
}

fn per_minute(n: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN))
}

impl Limits {
    /// All limits, or none when `on` is false.
    pub fn new(on: bool) -> Self {
        let burst = NonZeroU32::new(200).unwrap_or(NonZeroU32::MIN);
        let second = NonZeroU32::new(40).unwrap_or(NonZeroU32::MIN);
        let code = Quota::with_period(std::time::Duration::from_secs(200))
            .unwrap_or_else(|| per_minute(1))
            .allow_burst(NonZeroU32::new(3).unwrap_or(NonZeroU32::MIN));
        let deeds = [
            (Deed::SignIn, per_minute(10)),
            (Deed::Code, code),
            (Deed::Lookup, per_minute(20)),
            (Deed::Order, per_minute(30)),
            (Deed::Upload, per_minute(60)),
        ];
        Self {
            on,
            requests: RateLimiter::dashmap(Quota::per_second(second).allow_burst(burst)),
            deeds: deeds
                .map(|(deed, quota)| (deed, RateLimiter::dashmap(quota)))
                .into(),
        }
    }

    /// Counts a request of a peer. `Err` says after how many seconds to come again.
    pub fn request(&self, peer: IpAddr) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        self.requests.check_key(&peer).map_err(|no| seconds(&no))
    }

    /// Counts a deed under a key (an address, a phone's fingerprint).
    pub fn deed(&self, deed: Deed, key: &str) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        match self.deeds.iter().find(|(d, _)| *d == deed) {
            Some((_, limiter)) => limiter
                .check_key(&key.to_owned())
                .map_err(|no| seconds(&no)),
            None => Ok(()),
        }
    }

    /// Forgets keys that are back at their full allowance; called now and then.
    pub fn forget_idle(&self) {
        self.requests.retain_recent();
        for (_, limiter) in &self.deeds {
            limiter.retain_recent();
        }
    }
}

fn seconds(no: &governor::NotUntil<<DefaultClock as governor::clock::Clock>::Instant>) -> u64 {
    no.wait_time_from(DefaultClock::default().now()).as_secs() + 1
}
