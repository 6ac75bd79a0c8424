//! Buyers' orders: placing them, and what their buyers see of them.

mod place;
mod respond_by;
mod routing;
mod rows;

pub use place::{PlaceContext, place};
pub use respond_by::respond_by;
pub use routing::{Routing, RoutingLine};
