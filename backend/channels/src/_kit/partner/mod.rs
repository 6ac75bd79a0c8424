//! The signed profile htx-partner/1: a REST interface of our own design, for the day a portal, a province or a reseller
//! opens one. The simulator beside it reads the same profile strictly.

mod client;
mod convert;
#[cfg(test)]
pub(crate) mod fuzz;
mod portal;
mod sign;
#[cfg(any(test, feature = "simulator"))]
pub mod simulator;
mod spec;
mod wire;

pub use portal::PartnerPortal;
pub use spec::{CAN, FIELDS};

#[cfg(test)]
pub(crate) mod tests;
