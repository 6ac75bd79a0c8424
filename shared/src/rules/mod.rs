//! Decisions as pure functions: the same facts give the same answer, and whoever stores the facts can replay it.

pub mod badge;
pub mod claims;
pub mod gate;
pub mod guess;
pub mod shipping;
pub mod tax_code;
