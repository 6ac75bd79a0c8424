//! The services against both databases, one module an area.

mod search;
mod identity;
mod support;
