//! From a cart to what can be ordered: goods, parcels by cooperative, fees, days, and reasons for what cannot go.

mod cart;
mod complete;
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
pub(crate) use complete::proof;
pub use goods::{Goods, Wanted, load, wanted};
pub(crate) use goods::{load_in, load_practised, month};
pub use page::{Known, Shown, cart_page, checkout_page, to_hold};
pub use plan::{Parcel, ParcelLine, Plan, Refused, plan};
pub use quote::quote;
pub(crate) use quote::{harvest_window, seller, ward};
pub(crate) use refusal::cap_words;
pub(crate) use snapshot::{Offered, PACKING_MINUTE, snapshot};
pub use supply::Supply;
pub(crate) use supply::read_claims;
pub use ward_field::{WardField, ward_field};
