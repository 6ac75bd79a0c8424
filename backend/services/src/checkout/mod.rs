//! From a cart to what can be ordered: goods, parcels by cooperative, fees, days, and reasons for what cannot go.

mod cart;
mod goods;
mod page;
mod plan;
mod quote;
mod refusal;
mod snapshot;
mod supply;
mod ward_field;
mod words;

pub use cart::{change_cart, order_lines};
pub(crate) use goods::month;
pub use goods::{Goods, Wanted, load, wanted};
pub use page::{Shown, cart_page, checkout_page, to_hold};
pub use plan::{Parcel, ParcelLine, Plan, Refused, plan};
pub use quote::quote;
pub(crate) use quote::{seller, ward};
pub use supply::Supply;
pub use ward_field::{WardField, ward_field};
