//! Flows over HTTP, in-process, on both databases.

mod backup;
mod ground;
mod messages;
mod purchase;
