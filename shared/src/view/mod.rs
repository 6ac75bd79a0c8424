//! What pages show: plain structs that services fill and page functions turn into HTML.

pub mod pack;
pub mod parts;
pub mod sign_in;
