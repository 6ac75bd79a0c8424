//! Which cooperatives send which lines of an order, and why: a pure function of a [`Snapshot`], so that a stored snapshot
//! gives the same plan again.
//!
//! Hard rules come first (`eligible`); among those who meet them the least is left unserved, then the strategy decides.
//! docs/routing.md says it in words.

mod bound;
mod build;
mod canon;
mod compare;
mod draft;
mod eligible;
mod exact;
mod facts;
mod few;
mod fewest;
mod fill;
mod greedy;
mod loads;
mod names;
mod order;
mod papers;
mod parcel;
mod reason;
mod remedy;
mod repair;
mod rest;
mod result;
mod rows;
mod search;
mod share;
mod snapshot;
mod swap;
mod today;
mod tree;
mod turn;
mod weights;
mod whole;
#[cfg(feature = "server")]
mod wire;
mod words;

pub use reason::Reason;
pub use result::{Candidate, Parcel, ParcelLine, RoutingPlan, Unallocated};
pub use snapshot::{
    Absence, Chooser, Claim, Cooperative, Excluded, Line, Lot, Offer, Only, Place, Proof, Snapshot,
};
pub use today::{Today, proven_on, sellable};
pub use weights::{RULE, Strategy, Weights};
#[cfg(feature = "server")]
pub use wire::{FORMAT, PlanDocument};
pub use words::Names;

/// Decides who sends what. The same snapshot always gives the same plan, and any snapshot gives one.
#[must_use]
pub fn plan(snapshot: &Snapshot) -> RoutingPlan {
    let mut facts = facts::Facts::of(snapshot);
    let found = match snapshot.strategy {
        Strategy::Market | Strategy::FewestParcels => search::search(&mut facts),
        strategy => {
            let lines: Vec<usize> = (0..snapshot.lines.len()).collect();
            search::Found {
                parts: order::in_order(&facts, strategy, &lines).parts(),
                exact: true,
                gap: 0,
            }
        }
    };
    build::build(facts, &found)
}

#[cfg(test)]
mod tests;
