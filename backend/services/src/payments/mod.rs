//! Payments of orders: how an order may be paid, what came of it, and what goes back.
//!
//! A payment by transfer is one for each part, to its cooperative's own account; a provider collects for the whole order.
//! Money is booked where it is reported, within one transaction with the row of the notice; what follows for the order is
//! a message, so that nothing is lost between the two.

mod accounts;
mod claims;
mod credits;
mod expire;
mod incoming;
mod notice;
mod owe;
mod refunds;
mod screen;
mod show;
mod tasks;
mod todo;
mod way;

pub(crate) use accounts::{
    Unchecked, account_view, accounts_of, changed_meanwhile, fingerprint, masked,
};
pub use accounts::{change_account, verify_account};
pub(crate) use claims::claim_until;
pub use claims::{claim, decide, open_claims};
pub use credits::{assign, give_back, refund_done};
pub use expire::{ToAsk, asked, expire, to_ask};
pub use incoming::confirm;
pub use notice::record;
pub(crate) use owe::{end_open, owe_refund};
pub(crate) use screen::cause_words;
pub use screen::money_tasks;
pub use show::{Open, PayPart, of_order, opened, refund_answered, refund_to_ask, to_open};
pub(crate) use tasks::{
    CALL, CREDIT, DIFFERENCE, FORWARD, REFUND, REVIEW, raise_call, raise_difference, raise_forward,
};
pub use todo::settle_todo;
pub(crate) use todo::todos;
pub use way::{MINUTES, TRANSFER};
pub(crate) use way::{Way, cash_for_harvests, choices, rows, way};
