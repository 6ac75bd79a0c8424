//! Routing decisions as they are kept: the facts, the plan that followed from them, and what each side may read of it.

mod own;
mod record;
mod share;
mod weighed;
mod why;

pub(crate) use own::own_rows;
pub use record::{Cause, decision};
pub(crate) use share::{Given, give, note};
pub(crate) use why::Why;
