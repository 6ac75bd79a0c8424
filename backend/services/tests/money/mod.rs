//! Money: paying by transfer, cash through carriers, refunds, the ledger over all of it.

mod credits;
mod given;
mod life;
mod moved;
mod sellers;
mod statement;
mod vouchers;

pub use given::{balance, order_id};
pub use life::{delivered, photo};
