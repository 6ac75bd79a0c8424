//! What every adapter has to keep, shown against its own simulator and driven by its capabilities.
//!
//! An adapter's `tests.rs` implements [`World`] for its simulator and calls [`keep`] once.

mod faults;
pub mod feed;
mod hooks;
mod listings;
mod orders;
mod promises;

use async_trait::async_trait;
use http::HeaderMap;
use shared::canonical::{Field, Listing};

use crate::{Adapter, Outbound};

/// What the next call of the channel meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 429, with or without a time in seconds.
    Busy(Option<u32>),
    /// 500, and nothing happened.
    Away,
    /// It happens, and then no answer comes.
    SilentAfterEffect,
    /// 200 with bytes that are no answer.
    Garbage,
}

/// A push as the simulator sent it, or a person forged it.
#[derive(Clone, Debug)]
pub struct Pushed {
    /// The address as configured.
    pub url: String,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

/// A simulator with one connected account, as the suite drives it. What a channel does not have answers `None`, and the
/// capabilities must agree.
#[async_trait]
pub trait World: Send + Sync {
    /// The adapter.
    fn adapter(&self) -> &'static dyn Adapter;
    /// Surroundings of the connected account, at the simulator's present. Its client waits two seconds at most.
    fn outbound(&self) -> Outbound;
    /// Lets time pass there.
    fn pass(&self, ms: i64);
    /// A listing that is taken, the n-th of its kind: other SKU, other title. With two variants where `n` is odd.
    fn listing(&self, n: usize) -> Listing;
    /// A listing that preflight takes and the channel refuses, and the field that must be named.
    fn refused(&self) -> Option<(Listing, Field)>;
    /// The next `times` calls of the interface meet this.
    fn fault(&self, fault: Fault, times: u32);
    /// The call after the next `call` ones happens and stays without an answer.
    fn silent_at(&self, call: u32) {
        if call == 0 {
            self.fault(Fault::SilentAfterEffect, 1);
        }
    }
    /// How many objects stand there under this SKU, of a listing or a variant.
    fn standing(&self, sku: &str) -> usize;
    /// Stock and price of a variant there.
    fn offer(&self, sku: &str) -> Option<(i64, i64)>;
    /// A promotion locks the listing that has this SKU; false where channels know no such thing.
    fn lock(&self, sku: &str) -> bool;
    /// A buyer orders; the channel's number of the order.
    fn buy(&self, sku: &str, quantity: i64) -> Option<String>;
    /// The channel uses a word for this order's state that nobody has seen.
    fn strange_state(&self, order: &str);
    /// The last push about this order.
    fn push(&self, order: &str) -> Option<Pushed>;
    /// The same bytes signed anew at a moment long gone, where pushes carry their time.
    fn stale(&self, push: &Pushed) -> Option<Pushed>;
    /// The account's access ends there, as the channel ends it: by time or by force.
    fn revoke(&self);
}

/// Runs every case, each in a world of its own.
pub async fn keep(start: impl AsyncFn() -> Box<dyn World>) {
    promises::agree(&*start().await).await;
    promises::secrets_stay_secret(&*start().await).await;
    promises::bad_credentials(&*start().await).await;
    promises::expired_credentials(&*start().await).await;
    promises::revoked(&*start().await).await;
    listings::twice_is_once(&*start().await).await;
    listings::refused_names_the_field(&*start().await).await;
    listings::pages_to_the_end(&*start().await).await;
    listings::offers_line_by_line(&*start().await).await;
    listings::locked(&*start().await).await;
    listings::hidden_and_shown(&*start().await).await;
    faults::too_many_calls(&*start().await).await;
    faults::away(&*start().await).await;
    faults::garbage(&*start().await).await;
    faults::unknown_outcome(&*start().await).await;
    orders::exact_and_whole(&*start().await).await;
    orders::cut_once(&*start().await).await;
    orders::strange_state(&*start().await).await;
    orders::pages_to_the_end(&*start().await).await;
    hooks::verified_and_deduplicated(&*start().await).await;
}
