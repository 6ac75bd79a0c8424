//! What operators do: people and their roles, orders by code, the audit log, the queue.

mod decisions;
mod home;
mod log;
mod orders;
mod people;
mod person;
mod queue;
mod roles;
mod tasks;

pub use decisions::{decision_facts, reroute};
pub use home::load_home_view;
pub use log::load_log;
pub use orders::{find_order, list_orders, load_order_view, open_personal};
pub use people::list_people;
pub use person::{decide_person, load_person_view};
pub use queue::{load_queue, retry_message};
pub use roles::{give_role, take_role};
pub use tasks::{finish_task, list_tasks};

/// Lines of a list's page.
const PAGE: usize = 30;
