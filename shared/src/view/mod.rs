//! What pages show: plain structs that services fill and page functions turn into HTML.

pub mod api;
pub mod booth;
pub mod cart;
pub mod channel;
pub mod forecast;
pub mod goods;
pub mod live;
pub mod messages;
pub mod order;
pub mod pack;
pub mod parts;
pub mod pool;
pub mod practice;
pub mod quote;
pub mod share;
pub mod shop;
pub mod sign_in;
pub mod staff;
pub mod trace;
pub mod voucher;
