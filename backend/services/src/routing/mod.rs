//! Routing decisions as they are kept: the facts, the plan that followed from them, and what each side may read of it.

mod record;
mod share;
mod why;

pub use record::{Cause, decision};
pub(crate) use share::{Given, give, note};
pub(crate) use why::Why;
