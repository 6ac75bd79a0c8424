//! What every part of Chợ Phiên agrees on: identifiers, money, quantities, Vietnamese text, state tables and the pure
//! rules of the market. Nothing here reads a clock, a file or the network; it compiles for the browser as well.

pub mod canonical;
pub mod channel;
pub mod code;
pub mod goods;
pub mod id;
pub mod input;
pub mod money;
pub mod page;
pub mod payment;
pub mod phone;
pub mod places;
pub mod problem;
pub mod quantity;
pub mod rules;
pub mod say;
pub mod search;
pub mod state;
pub mod text;
pub mod time;
pub mod view;
