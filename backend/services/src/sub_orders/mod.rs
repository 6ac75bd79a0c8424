//! The life of a sub-order after it was placed. States change only through the transition table; each change is one
//! transaction with its event, its stock and its messages, and repeating it is harmless.

mod answering;
mod deeds;
mod find;
mod finish;
mod perform;
mod settle;

pub use deeds::{
    accept, cancel, complete, decline, deliver, fail_delivery, finish_return, hand_over, pack,
    receive_payment, refuse_cancel, start_return, time_out,
};
pub use find::{SubOrderRef, find};
pub use finish::{COMPLETED_AFTER_MS, complete_delivered};
pub use perform::{Change, Outcome, cancel_as_buyer};
pub(crate) use perform::{as_channel, busy, take_away};

/// Goods whose promise is taken back when a sub-order ends before it left.
const BEFORE_LEAVING: [&str; 5] = [
    "awaiting_payment",
    "to_confirm",
    "confirmed",
    "packed",
    "cancel_requested",
];
