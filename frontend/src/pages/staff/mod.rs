//! Pages of officers and operators, and the page of the API.

mod alliance;
mod api;
mod audit;
mod certificate;
mod cooperative;
mod ledger;
mod lists;
mod money;
mod operator;
mod orders;
mod person;
mod queue;
mod review;
mod routing;
mod sellers;

pub use alliance::alliance_home_page;
pub use api::{Operation, api_page};
pub use audit::audit_page;
pub use certificate::certificate_page;
pub use cooperative::cooperative_page;
pub use ledger::ledger_page;
pub use lists::{certificates_page, cooperatives_page, people_page, reviews_page};
pub use money::money_page;
pub use operator::operator_home_page;
pub use orders::{order_find_page, order_page};
pub use person::person_page;
pub use queue::queue_page;
pub use review::review_page;
pub use routing::tasks_page;
pub use sellers::sellers_page;
