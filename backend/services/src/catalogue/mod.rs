//! Reading the market: lists, products, booths, seasons, for pages and for the JSON API. Nothing here writes.

pub mod api;
pub mod booths;
pub mod calendar;
mod cards;
mod counts;
pub mod delivery;
mod facets;
pub mod feed;
pub mod home;
pub mod list;
mod pages;
pub mod pictures;
pub mod product;
mod rows;
mod select;
pub(crate) mod words;

pub use delivery::Reading;
pub use facets::Facets;
pub use list::categories::Categories;
pub use list::instead::Proposals;
pub(crate) use pictures::picture_address;
