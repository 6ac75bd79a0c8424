//! Listings: what buyers see of a product, kept ready in one row so that lists need no joins.

mod change;
mod claims;
mod content;
mod expiry;
mod proof;
mod refresh;
pub mod review;
mod state;
mod text;

pub(crate) use change::{hold_back, pictures, write};
pub use claims::{About, check_text};
pub(crate) use claims::{check, proofs, proven_story};
pub use content::{Content, Difference, Pack, difference};
pub(crate) use expiry::follow_papers;
pub(crate) use proof::{Paper, Proven};
pub use refresh::refresh;
pub(crate) use state::step;
