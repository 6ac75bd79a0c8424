//! Servers that stand in for providers: for tests, for the demonstration, and for practice. Each provider's own reading of its
//! document is in its folder; here is what a server needs besides. Nothing of the adapters is used: two readings that agree are
//! worth more than one that agrees with itself.

pub mod bank;
mod book;
mod page;
mod send;
mod serve;
mod stand;
mod sums;

pub use book::{Deed, Fault, Kept, Outgoing, Refund, Refused, Shop, State};
pub use serve::{Running, run};
pub use stand::{Clock, Stand, open_all, stand};
pub use sums::{mac256, mac512, run_together, spaced};

use std::sync::Arc;

use axum::Router;

/// A provider's simulator: its API, and the notices it sends.
pub trait Simulator: Send + Sync + 'static {
    /// What its page is called.
    fn name(&self) -> &'static str;

    /// Its API.
    fn router(&self, shop: Arc<Shop>) -> Router;

    /// The signed notice of a payment as it stands; none when the provider says nothing of that state.
    fn notice(&self, shop: &Shop, kept: &Kept) -> Option<Outgoing>;
}

#[cfg(test)]
mod tests;
