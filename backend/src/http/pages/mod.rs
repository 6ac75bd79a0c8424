//! Pages: extract, call one service, render.

pub mod identity;
pub mod staff;
