//! The row of a decision.

use crate::keys::digest;
use shared::id::OrderId;
use shared::rules::routing::{RoutingPlan, Snapshot};
use shared::time::Millis;
use store::entity::routing_decision;
use uuid::Uuid;

/// What made a decision necessary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The order was placed.
    Order,
    /// A cooperative said no.
    Declined,
    /// A cooperative did not answer in time.
    TimedOut,
    /// The operator routed it again, or to a cooperative of his choice.
    Operator,
}

impl Cause {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Declined => "declined",
            Self::TimedOut => "timed_out",
            Self::Operator => "operator",
        }
    }
}

/// The facts and the plan of a decision, ready to be written.
pub fn decision(
    order: OrderId,
    cause: Cause,
    snapshot: &Snapshot,
    plan: &RoutingPlan,
    now: Millis,
) -> routing_decision::Model {
    let facts = snapshot.to_json();
    routing_decision::Model {
        id: Uuid::now_v7(),
        order_id: order.uuid(),
        cause: cause.code().to_owned(),
        rule: plan.rule.to_owned(),
        weights: snapshot.weights.version.clone(),
        snapshot_hash: digest(facts.as_bytes()),
        snapshot: facts,
        plan: plan.to_json(snapshot),
        actor_id: None,
        reason: None,
        created_at: now.0,
    }
}
