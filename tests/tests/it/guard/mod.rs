//! Guards: what must hold for every route, every header, every table, whatever is added.

mod access;
mod api;
mod frame;
mod samples;
mod schema;
