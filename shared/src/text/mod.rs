//! Vietnamese text: cleaning, folding for search, comparing, sorting and setting type.

mod fold;
mod near;
mod sort;
mod tone;
mod typeset;

pub use fold::{fold, has_marks, nfc_clean, slug};
pub use near::within_one_slip;
pub use sort::sort_key;
pub use tone::toned;
pub use typeset::{initials, keep_together};

#[cfg(test)]
mod tests;
