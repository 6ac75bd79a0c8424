//! Parts that several channels share: digests, answers of the network, limits.

mod call;
mod digest;
mod limits;
pub mod partner;
#[cfg(test)]
pub(crate) mod sample;
pub mod sheet;
mod xml;

pub use call::{Answer, MAX_BODY, send};
pub use digest::{hex, hmac_sha256, same, sha256};
pub use limits::check;
pub use xml::xml;
