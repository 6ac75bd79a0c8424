//! Everything the system answers over HTTP. [`routes`] lists it all, with who may call it.

pub mod access;
pub mod actor;
pub mod api;
pub mod assets;
pub mod audience;
pub mod cache;
pub mod cookies;
pub mod forms;
pub mod health;
pub mod hooks;
pub mod limits;
pub mod live;
pub mod pages;
pub mod pictures;
pub mod problem;
pub mod render;
pub mod routes;
pub mod security;
pub mod uploads;
