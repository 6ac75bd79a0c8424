//! The services against both databases, one module an area.

mod booths;
mod catalogue;
mod claims;
mod floors;
mod given;
mod goods;
mod holding;
mod identity;
mod live;
mod lots;
mod moving;
mod ordering;
mod pools;
mod refusals;
mod routing;
mod search;
mod stock_games;
mod sub_orders;
mod support;
