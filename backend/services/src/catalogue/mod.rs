//! Reading the market: lists, products, booths, seasons, for pages and for the JSON API. Nothing here writes.

mod cards;
pub mod delivery;
mod facets;
pub mod list;
mod pages;
pub mod pictures;
mod rows;
mod select;
mod words;

pub use facets::Facets;
