//! Flows over HTTP, in-process, on both databases.

mod backup;
mod ground;
mod guard;
mod messages;
mod purchase;
mod staff;
