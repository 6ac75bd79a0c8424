//! Price floors: what a cooperative's board decided to receive for a unit at least, who may go below it until when, and
//! the guard that every price passes.
//!
//! An offer keeps the floors of its own cooperative and those of the owner of the product (of a collective brand). A floor
//! of a lot stands in the place of its owner's floor of the whole pack for that lot; as an offer has one price for all of
//! its stock, the price keeps the floor of every lot that can be sold now.

mod find;
mod guard;
mod load;
mod page;
mod write;

pub use guard::{BELOW, Sale, guard};
pub(crate) use guard::{price_change, stopped};
pub use load::in_force;
pub use page::{Open, Returned, page};
pub use write::{allow, disallow, end, set};
