//! The channels of this server: adapters, their settings, and what was learnt about their hosts.

use crate::config::Config;
use channels::{Adapter, Outbound, Secrets};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use services::channels::Account;
use shared::channel::{ChannelSpec, Rate};
use shared::time::Millis;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use uuid::Uuid;

/// Failures in a row after which a host is left alone.
const FAILURES: u32 = 5;
/// How long at first, and at most.
const PAUSE_MS: i64 = 15_000;
const LONGEST_PAUSE_MS: i64 = 300_000;

/// Adapters, settings and state. Cheap to clone.
#[derive(Clone)]
pub struct Channels {
    inner: Arc<Inner>,
}

struct Inner {
    adapters: Vec<&'static dyn Adapter>,
    settings: BTreeMap<String, BTreeMap<String, String>>,
    practice: OnceLock<BTreeMap<String, BTreeMap<String, String>>>,
    public_url: String,
    http: reqwest::Client,
    limiters: Mutex<HashMap<Uuid, Arc<DefaultDirectRateLimiter>>>,
    hosts: Mutex<HashMap<String, Host>>,
}

#[derive(Clone, Copy, Default)]
struct Host {
    failures: u32,
    open_until: i64,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is never half written.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The settings of a channel by the last part of their names in small letters: `partner_id`.
pub fn settings_of(
    spec: &ChannelSpec,
    var: impl Fn(&str) -> Option<String>,
) -> BTreeMap<String, String> {
    let prefix = format!("CHOPHIEN_{}_", spec.code.to_ascii_uppercase());
    let mut all: BTreeMap<String, String> = spec
        .settings
        .iter()
        .map(|setting| {
            let key = setting.name.strip_prefix(&prefix).unwrap_or(setting.name);
            let value = var(setting.name).unwrap_or_else(|| setting.default.to_owned());
            (key.to_ascii_lowercase(), value)
        })
        .collect();
    let enabled = format!("{prefix}ENABLED");
    if let Some(value) = var(&enabled) {
        all.insert("enabled".to_owned(), value);
    }
    all
}

impl Channels {
    /// The adapters with the settings of the configuration.
    pub fn new(adapters: Vec<&'static dyn Adapter>, config: &Config) -> reqwest::Result<Self> {
        Ok(Self {
            inner: Arc::new(Inner {
                adapters,
                settings: config.channels.clone(),
                practice: OnceLock::new(),
                public_url: config.public_url.clone(),
                http: Outbound::client()?,
                limiters: Mutex::default(),
                hosts: Mutex::default(),
            }),
        })
    }

    /// Every channel that may be connected here.
    pub fn offered(&self) -> impl Iterator<Item = &'static dyn Adapter> {
        let on = |adapter: &&'static dyn Adapter| {
            let spec = adapter.spec();
            spec.dormant.is_none() || self.setting(spec.code, "enabled") == "true"
        };
        self.inner.adapters.iter().copied().filter(on)
    }

    /// The specifications of all.
    pub fn specs(&self) -> Vec<&'static ChannelSpec> {
        self.inner.adapters.iter().map(|one| one.spec()).collect()
    }

    /// The adapter of a channel.
    pub fn find(&self, code: &str) -> Option<&'static dyn Adapter> {
        let named = |adapter: &&&'static dyn Adapter| adapter.spec().code == code;
        self.inner.adapters.iter().find(named).copied()
    }

    /// A setting of a channel, or an empty text.
    pub fn setting(&self, code: &str, key: &str) -> &str {
        self.inner
            .settings
            .get(code)
            .and_then(|all| all.get(key))
            .map_or("", String::as_str)
    }

    /// All settings of a channel.
    pub fn app_secrets(&self, code: &str) -> Secrets {
        let all = self.inner.settings.get(code).cloned().unwrap_or_default();
        Secrets::new(all)
    }

    /// The surroundings of a call for nobody in particular: to connect.
    pub fn outbound(&self, code: &str, now: Millis) -> Outbound {
        Outbound {
            http: self.inner.http.clone(),
            base_url: self
                .setting(code, "base_url")
                .trim_end_matches('/')
                .to_owned(),
            app: self.app_secrets(code),
            account: Secrets::default(),
            shop: String::new(),
            public_url: self.inner.public_url.clone(),
            now,
        }
    }

    /// Practice booths reach these simulators from now on.
    pub fn practise(&self, settings: BTreeMap<String, BTreeMap<String, String>>) {
        // Said once, at the start.
        let _ = self.inner.practice.set(settings);
    }

    /// The same for a practice booth: a simulator, or nothing that can be reached.
    pub fn outbound_practice(&self, code: &str, now: Millis) -> Outbound {
        let practice = self.inner.practice.get();
        let settings = practice
            .and_then(|all| all.get(code))
            .cloned()
            .unwrap_or_default();
        Outbound {
            base_url: settings.get("base_url").cloned().unwrap_or_default(),
            app: Secrets::new(settings),
            ..self.outbound(code, now)
        }
    }

    /// The surroundings of a call for an account.
    pub fn outbound_for(&self, account: &Account, now: Millis) -> Outbound {
        let channel = &account.row.channel;
        let mut out = if account.practice {
            self.outbound_practice(channel, now)
        } else {
            self.outbound(channel, now)
        };
        out.account = Secrets::new(account.secrets.clone());
        out.shop.clone_from(&account.row.shop);
        out
    }

    /// The bucket of an account.
    pub(crate) fn limiter(&self, account: Uuid, rate: Rate) -> Arc<DefaultDirectRateLimiter> {
        let mut all = locked(&self.inner.limiters);
        let at_least = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let new = || {
            let quota = Quota::per_second(at_least(rate.per_second));
            Arc::new(RateLimiter::direct(quota.allow_burst(at_least(rate.burst))))
        };
        all.entry(account).or_insert_with(new).clone()
    }

    /// Until when a host is left alone, if it is.
    pub(crate) fn closed_until(&self, host: &str, now: i64) -> Option<i64> {
        let all = locked(&self.inner.hosts);
        let until = all.get(host).map(|host| host.open_until)?;
        (until > now).then_some(until)
    }

    /// A call reached the host, or did not. Gives until when it is left alone from now on.
    pub(crate) fn reached(&self, host: &str, answered: bool, now: i64) -> Option<i64> {
        let mut all = locked(&self.inner.hosts);
        let entry = all.entry(host.to_owned()).or_default();
        if answered {
            *entry = Host::default();
            return None;
        }
        entry.failures = entry.failures.saturating_add(1);
        if entry.failures < FAILURES {
            return None;
        }
        let times = 1_i64 << (entry.failures - FAILURES).min(5);
        let pause = PAUSE_MS.saturating_mul(times).min(LONGEST_PAUSE_MS);
        // By chance a little later, so that not all come back at once.
        entry.open_until = now + pause + rand::random_range(0..=pause / 4);
        Some(entry.open_until)
    }
}
