//! The booth as its members run it: its first page, orders, labels, money, settings, and how it is opened.

mod deeds;
mod frame;
mod harvests;
mod history;
mod home;
mod link;
mod lots;
mod market_tasks;
mod money;
mod money_csv;
mod money_invoice;
mod money_parts;
mod money_where;
mod opening;
mod order;
mod orders;
pub(crate) mod pictures;
mod print;
mod rows;
mod settings;
mod standing;
mod tasks;
pub(crate) mod words;

pub use deeds::{do_deed, load_reason_view};
pub use frame::{load_frame, version};
pub use home::load_home_view;
pub use link::{LinkView, answer_link, load_link_reason, load_link_view};
pub use money::load_money_view;
pub use money_csv::{money_csv, money_sheet};
pub use money_invoice::invoice_csv;
pub use opening::{load_opening_view, open_cooperative, send_papers_again};
pub use order::{JustDone, load_sub_order_view};
pub use orders::{ListOrders, load_order_list};
pub use print::{Printed, load_labels, load_slips};
pub use settings::{change_story, load_settings_view, pause, set_cover, set_holiday};
