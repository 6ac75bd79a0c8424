//! The purchase: cart, checkout, the buyer's order.

mod cart;
mod checkout;
mod lines;
mod order;

pub use cart::cart_page;
pub use checkout::checkout_page;
pub use order::{find_order_page, order_page};
