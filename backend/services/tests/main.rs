//! The services against both databases, one module an area.

mod booths;
mod catalogue;
mod claims;
mod floors;
mod given;
mod goods;
mod holding;
mod identity;
mod lots;
mod moving;
mod ordering;
mod pools;
mod refusals;
mod routing;
mod search;
mod sharing;
mod stock_games;
mod sub_orders;
mod support;
