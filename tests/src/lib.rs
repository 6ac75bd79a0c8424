//! The whole server in a test: every route, both databases, no sockets, a clock that stands still.
//!
//! `on_both(async |test: &mut TestApp| { … })` runs the body on a SQLite file and, when
//! `CHOPHIEN_TEST_POSTGRES_URL` is set, on a PostgreSQL database of its own. Each test has a jar of
//! cookies like a browser; [`TestApp::another`] opens a second one on the same server.

mod client;
mod world;

pub use client::{Answer, Form, Visitor, encode};
pub use world::{
    FEED_KEY, PASSWORD, SECRET, TestApp, Who, morning, on_both, on_both_empty, postgres,
};
