//! What members send from the booth's pages.

mod account;
mod deed;
mod opening;
mod settings;

pub use account::ChangeAccount;
pub use deed::{Reason, SubOrderDeed, reasons};
pub use opening::{OpenBooth, short_name};
pub use settings::{AddMember, ChangeStory, SetHoliday};
