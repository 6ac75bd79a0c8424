//! Decisions as pure functions: the same facts give the same answer, and whoever stores the facts can replay it.

pub mod attribution;
pub mod badge;
pub mod catch_weight;
pub mod claims;
pub mod fefo;
pub mod floor;
pub mod gate;
pub mod guess;
pub mod respond;
pub mod routing;
pub mod shipping;
pub mod tax_code;
