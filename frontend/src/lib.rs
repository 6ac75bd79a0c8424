//! Pages, components and islands of Chợ Phiên: a view in, HTML out. Nothing here asks anybody for data.

#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
mod frame;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
