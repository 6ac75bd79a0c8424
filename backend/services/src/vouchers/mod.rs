//! Vouchers: a code takes something off an order, and it is written who pays for it. A cooperative gives its own; the market
//! gives those of operators, or shares one with a cooperative that agreed. No voucher goes below a price floor.

mod page;
mod using;
mod write;

pub use page::{Whose, page};
pub(crate) use using::{Applied, apply, release, take};
pub use write::{agree, create, end};
