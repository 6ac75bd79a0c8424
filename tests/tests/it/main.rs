//! Flows over HTTP, in-process, on both databases.

mod ground;
