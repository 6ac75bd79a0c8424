//! Quantities: whole numbers of a unit's smallest step, typed and shown as decimals of the unit.

mod unit;

pub use unit::{Measure, Unit, UnknownUnit};
