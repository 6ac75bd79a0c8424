//! The forms of officers and operators.

pub mod alliance;
pub mod operator;
pub mod routing;
