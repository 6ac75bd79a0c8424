//! The services against both databases, one module an area.

mod booths;
mod catalogue;
mod given;
mod goods;
mod holding;
mod identity;
mod ordering;
mod refusals;
mod search;
mod stock_games;
mod sub_orders;
mod support;
