//! What people send us: the fields of forms and of the JSON API, with their checks.

pub mod booth;
pub mod cart;
pub mod checkout;
pub mod floor;
pub mod forecast;
pub mod goods;
pub mod live;
pub mod order;
pub mod pool;
pub mod price_range;
pub mod share;
pub mod shop;
pub mod sign_in;
pub mod staff;
pub mod voucher;
