//! The services against both databases, one module an area.

mod booths;
mod catalogue;
mod channels;
mod claims;
mod floors;
mod given;
mod goods;
mod holding;
mod identity;
mod live;
mod lots;
mod money;
mod moving;
mod ordering;
mod pools;
mod practice;
mod preorders;
mod refusals;
mod routing;
mod search;
mod sharing;
mod stock_games;
mod sub_orders;
mod support;
