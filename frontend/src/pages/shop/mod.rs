//! What buyers look at.

mod booth;
mod calendar;
mod destination;
mod home;
mod list;
mod parts;
mod product;
mod text;
mod trace;

pub use booth::{booth_page, booths_page};
pub use calendar::calendar_page;
pub use destination::destination_page;
pub use home::home_page;
pub use list::list_page;
pub use product::product_page;
pub use text::text_page;
pub use trace::trace_page;
