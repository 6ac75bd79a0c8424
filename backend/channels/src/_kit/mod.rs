//! Parts that several channels share: digests, answers of the network, limits.

mod call;
mod digest;
mod limits;
pub mod partner;
#[cfg(test)]
pub(crate) mod sample;
pub mod sheet;
#[cfg(any(test, feature = "simulator"))]
pub mod simulated;
mod xml;

pub use call::{Answer, MAX_BODY, send};
pub use digest::{hex, hmac_sha256, same, sha256};
pub use limits::check;
pub use xml::xml;

/// An address that a marketplace can fetch from: https. On the machine itself, where only simulators are, plain.
#[must_use]
pub fn reachable(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://127.0.0.1:")
}
