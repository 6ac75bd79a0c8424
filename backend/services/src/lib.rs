//! What the market does. Each write is one entry function: load, decide by a pure rule, write, enqueue,
//! commit. No HTTP in or out, no HTML: everything here can be tested with a database and nothing else.

pub mod actor;
pub mod audit;
pub mod booths;
pub mod clock;
pub mod stock;
pub mod request_keys;
pub mod orders;
pub mod holds;
pub mod checkout;
mod core;
mod error;
pub mod identity;
pub mod keys;
pub mod listings;
pub mod search;
pub mod notices;
pub mod seed;
pub mod topics;

pub use crate::core::{Changed, Core};
pub use error::{Error, Result};
