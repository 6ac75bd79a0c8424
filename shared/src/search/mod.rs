//! What a person typed into the search field, made ready for an index: words, their other names, slips of the finger.
//!
//! Pure: the index itself and its vocabulary belong to the server.

mod alias;
mod query;

pub use query::{PLACE_WORDS, Query, Slot};
