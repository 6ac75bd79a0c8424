//! Which cooperatives send which lines of an order, and why: a pure function of a [`Snapshot`], so that a stored snapshot
//! gives the same plan again.
//!
//! Hard rules come first (`eligible`); among those who meet them the least is left unserved, then the strategy decides.
//! docs/routing.md says it in words.

mod build;
mod eligible;
mod facts;
mod names;
mod order;
mod parcel;
mod reason;
mod result;
mod share;
mod snapshot;
mod weights;
mod words;

pub use reason::Reason;
pub use result::{Candidate, Parcel, ParcelLine, RoutingPlan, Unallocated};
pub use snapshot::{
    Chooser, Claim, Cooperative, Excluded, Line, Lot, Offer, Only, Place, Proof, Snapshot,
};
pub use weights::{RULE, Strategy, Weights};
pub use words::Names;

/// Decides who sends what. The same snapshot always gives the same plan, and any snapshot gives one.
#[must_use]
pub fn plan(snapshot: &Snapshot) -> RoutingPlan {
    let facts = facts::Facts::of(snapshot);
    let draft = order::in_order(&facts, snapshot.strategy);
    build::build(facts, &draft.parts, false, 0)
}
