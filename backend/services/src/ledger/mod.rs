//! The ledger of money: the only writer of postings. Entries are written within the transaction of what causes them, are
//! known by kind and source so that the same event is posted once, and are never changed.
//!
//! What each event posts is decided by `shared::rules::ledger`; here is when.

mod life;
mod read;
mod write;

pub(crate) use life::{carry, commissioned, follow, placed, weighed};
pub use read::check;
pub(crate) use read::{Of, book, terms};
pub(crate) use write::{Place, post, post_all};
