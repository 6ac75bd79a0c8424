//! Plain forms: POST → service → 303; on bad input the page again with 422.

pub mod identity;
pub mod staff;
