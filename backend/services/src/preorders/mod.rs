//! Harvests that are sold ahead.
//!
//! A cooperative opens a forecast: how much, when, how sure. Buyers order within it; what is promised is kept by one
//! conditional update. A pre-order is a part of an order in the state `preordered`: it is no stock until a lot comes in,
//! which gives the goods out in the order of payment in the same transaction. What is given to somebody who asked for
//! more is kept for him (`preorder.secured`), counted as allocated, until the rest comes, he takes what is there, or he
//! cancels.
//!
//! Rows are locked in this order: forecasts, parts of orders, offers.

mod calendar;
mod check;
mod choice;
mod convert;
mod harvest;
mod page;
mod place;
mod rows;
mod shift;
mod tick;
mod write;

pub(crate) use calendar::open_weeks;
pub use check::{Mismatch, check};
pub(crate) use choice::{choices, choose, is_choosing};
pub(crate) use convert::{Queue, convert, first_day};
pub(crate) use harvest::{Forecast, next_harvests};
pub use page::{Filled, load_forecasts};
pub(crate) use place::{give_back, lock, promise};
pub use shift::{close, shift};
pub use tick::tick;
pub use write::{open, revise};

use shared::time::DAY_MS;

/// The forecast takes orders.
pub(crate) const OPEN: &str = "open";
/// All of it came in, or its days are over and nobody waits.
pub(crate) const DONE: &str = "done";
/// The cooperative takes no further orders; who ordered still waits.
pub(crate) const CLOSED: &str = "closed";

/// How long a buyer has to answer when the promised day passed without a harvest, and how long he waits at the most after
/// that, in milliseconds. Then the part is cancelled.
pub const OVERDUE_MS: i64 = 7 * DAY_MS;
/// A harvest this many days before its first day still counts for it.
pub(crate) const EARLY_DAYS: i64 = 7;
