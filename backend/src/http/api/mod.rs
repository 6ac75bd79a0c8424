//! The JSON API under `/api/v1`.

pub mod body;
pub mod document;
pub mod orders;
pub mod products;
