//! Buyers' orders: placing them, and what their buyers see of them.

mod access;
mod choices;
mod given;
mod money;
mod page;
mod place;
mod read;
mod rows;
mod timeline;

pub use access::{OrderAccess, PASS_MS, just_placed, open, open_with_pass};
pub use page::page;
pub use place::{PlaceContext, place};
pub use read::{follow, version};
