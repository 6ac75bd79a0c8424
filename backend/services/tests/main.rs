//! The services against both databases, one module an area.

mod support;
