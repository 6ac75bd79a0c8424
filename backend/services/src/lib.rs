//! What the market does. Each write is one entry function: load, decide by a pure rule, write, enqueue,
//! commit. No HTTP in or out, no HTML: everything here can be tested with a database and nothing else.

pub mod actor;
pub mod alliance;
pub mod audit;
pub mod booths;
pub mod catalogue;
pub mod checkout;
pub mod clock;
mod core;
pub mod drafts;
mod error;
mod filter;
pub mod floors;
pub mod goods;
pub mod holds;
pub mod identity;
pub mod import;
pub mod keys;
pub mod links;
pub mod listings;
pub mod lots;
pub mod members;
pub mod moving;
pub mod notices;
pub mod operator;
pub mod orders;
pub mod pictures;
pub mod pools;
pub mod request_keys;
pub mod routing;
pub mod search;
pub mod seed;
pub mod share;
pub mod stock;
pub mod sub_orders;
pub mod tasks;
pub mod topics;
pub mod upkeep;

pub use crate::core::{Changed, Core};
pub use error::{Error, Result};
