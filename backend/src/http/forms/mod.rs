//! Plain forms: POST → service → 303; on bad input the page again with 422.

pub mod booth;
pub mod cart;
pub mod channels;
pub mod checkout;
pub mod floors;
pub mod goods;
pub mod harvests;
pub mod identity;
pub mod lives;
pub mod money;
pub mod orders;
pub mod pools;
pub mod practice;
pub mod share;
pub mod staff;
pub mod vouchers;
