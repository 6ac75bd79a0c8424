//! Pages: extract, call one service, render.

pub mod booth;
pub mod channels;
pub mod floors;
pub mod goods;
pub mod harvests;
pub mod identity;
pub mod lives;
pub mod lots;
pub mod messages;
pub mod money;
pub mod pools;
pub mod practice;
pub mod purchase;
pub mod share;
pub mod shop;
pub mod spreadsheet;
pub mod staff;
pub mod vouchers;
