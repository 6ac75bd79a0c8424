//! The services against both databases, one module an area.

mod catalogue;
mod booths;
mod search;
mod identity;
mod ordering;
mod sub_orders;
mod goods;
mod support;
