//! Guards: what must hold for every route, every header, every table, whatever is added.

mod access;
mod api;
mod callers;
mod frame;
mod offers;
mod papers;
mod rows;
mod sample;
mod samples;
mod schema;
