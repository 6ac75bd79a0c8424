//! The booth as its members run it: its first page, orders, labels, money, settings, and how it is opened.

mod deeds;
mod frame;
mod link;
mod money;
mod order;
mod orders;
mod pictures;
mod print;
mod rows;
mod words;

pub use deeds::{do_deed, load_reason_view};
pub use frame::load_frame;
pub use link::{LinkView, answer_link, load_link_reason, load_link_view};
pub use money::{load_money_view, money_csv};
pub use order::{JustDone, load_sub_order_view};
pub use orders::{ListOrders, load_order_list};
pub use print::{Printed, load_labels, load_slips};
