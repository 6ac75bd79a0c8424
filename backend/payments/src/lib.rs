//! Ways to pay. Each provider is one folder behind [`PaymentProvider`]: bytes of the provider on one side, the words of
//! `shared::payment` on the other. Nothing here knows the database, keeps anything, retries, or decides about an order.
//!
//! Adding one: a folder with `mod.rs` (the provider), `wire.rs` (its fields), `sign.rs` or `convert.rs`, `simulator.rs` (a
//! second reading of the same document, sharing nothing with the first) and `tests.rs`; a line `mod`, and its name in
//! [`PROVIDERS`].

pub mod casso;
pub mod cod;
#[cfg(feature = "simulator")]
pub mod contract;
mod credentials;
mod error;
pub mod kit;
pub mod momo;
mod notice;
mod outbound;
pub mod payos;
mod provider;
pub mod sepay;
#[cfg(feature = "simulator")]
pub mod simulator;
pub mod vietqr;
pub mod vnpay;
pub mod zalopay;

pub use credentials::{Credentials, Secret, Setting};
pub use error::PaymentError;
pub use notice::{NOTICE_LIMIT, Notice, Reply};
pub use outbound::{Client, Effect, Outbound, client};
pub use provider::{PaymentProvider, check_amount};

/// Every provider of this crate. Stripe has a crate of its own.
pub const PROVIDERS: &[&dyn PaymentProvider] = &[
    &casso::Casso,
    &cod::Cod,
    &momo::Momo,
    &payos::PayOs,
    &sepay::SePay,
    &vietqr::VietQr,
    &vnpay::VnPay,
    &zalopay::ZaloPay,
];

/// The provider of this crate with the code.
#[must_use]
pub fn find(code: &str) -> Option<&'static dyn PaymentProvider> {
    PROVIDERS.iter().copied().find(|one| one.code() == code)
}

#[cfg(test)]
mod tests;
