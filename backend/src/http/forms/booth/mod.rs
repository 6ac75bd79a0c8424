//! What members send from the booth's pages.

pub mod link;
pub mod open;
pub mod orders;
pub mod settings;
