//! Pages: one file a page, a view in, HTML out.

pub mod booth;
pub mod channels;
pub mod live;
pub mod pools;
pub mod practice;
pub mod problem;
pub mod purchase;
pub mod share;
pub mod shop;
pub mod staff;
pub mod vouchers;
