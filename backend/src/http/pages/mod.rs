//! Pages: extract, call one service, render.

pub mod booth;
pub mod floors;
pub mod goods;
pub mod identity;
pub mod lots;
pub mod messages;
pub mod pools;
pub mod purchase;
pub mod share;
pub mod shop;
pub mod spreadsheet;
pub mod staff;
