//! Money: paying by transfer, cash through carriers, refunds, the ledger over all of it.

mod credits;
mod given;
mod life;
mod statement;
