//! From a cart to what can be ordered: goods, parcels by cooperative, fees, days, and reasons for what cannot go.

mod goods;
mod plan;
mod quote;

pub use goods::{Goods, Wanted, load, wanted};
pub use plan::{Parcel, ParcelLine, Plan, Refused, plan};
pub use quote::quote;
pub(crate) use quote::{seller, ward};
