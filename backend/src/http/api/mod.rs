//! The JSON API under `/api/v1`.

pub mod body;
pub mod document;
mod examples;
pub mod orders;
pub mod products;
