//! An order that its cooperative declined, or did not answer, goes to the next one by a new plan; when nobody is left,
//! or the buyer had chosen that cooperative, the buyer is asked and an operator gets a task.
//!
//! The part that ended stays as it was, with its lines; the parts that take over name it in `replaces`. What of its
//! lines no part has taken over is left to be sent. The buyer never pays more than was promised: prices stay, and of a
//! dearer parcel the market bears the difference (`sub_order.fee_borne`).

mod again;
mod choice;
mod facts;
mod find;
mod money;
mod offer;
mod tick;
mod who;
mod write;

pub use again::{reroute, retry};
pub use choice::{Choice, choose, is_waiting};
pub(crate) use facts::{OrderRow, order};
pub(crate) use find::{Ask, Next, find};
pub(crate) use money::{Leaving, after_scale, before_scale, is_living, leave};
pub use offer::{OfferView, offer_view};
pub(crate) use offer::{end_offer, may_end, raise_channel};
pub use tick::tick;
pub use who::{Sender, senders};
pub(crate) use write::write;

use shared::time::DAY_MS;

/// How long a buyer has to choose what happens to a part that nobody sends, in milliseconds. After that it is cancelled.
pub const OFFER_MS: i64 = DAY_MS;
/// How long a buyer who waits does so at the most, in milliseconds. After that the part is cancelled.
pub const WAIT_MS: i64 = 7 * DAY_MS;
/// The channel whose orders may go to another cooperative; those of marketplaces are bound to the account they came by.
pub const OWN_CHANNEL: &str = "storefront";
