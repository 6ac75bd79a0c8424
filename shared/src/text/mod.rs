//! Vietnamese text: cleaning, folding for search, sorting, and setting type.

mod fold;

pub use fold::{fold, nfc_clean};
