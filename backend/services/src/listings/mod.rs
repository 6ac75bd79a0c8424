//! Listings: what buyers see of a product, kept ready in one row so that lists need no joins.

mod proof;
mod refresh;
mod text;

pub use refresh::refresh;
