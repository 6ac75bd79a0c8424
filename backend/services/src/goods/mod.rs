//! A cooperative's goods as its members handle them: list from a photo, mend, stock, pause, papers.

mod history;
mod names;
mod publish;
mod rows;

pub use history::{Proposal, propose};
pub use publish::{Outcome, PriceQuestion, Published, publish};
