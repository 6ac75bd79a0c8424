//! The only place that knows tables.
//!
//! [`Db`] has two kinds of handles of different types: reads take [`Db::read`], writes happen in a
//! [`WriteTxn`] that one entry function opens and commits. Rows are not serialisable and never leave
//! the services.

pub mod channel_jobs;
mod db;
pub mod dump;
pub mod entity;
pub mod fts;
mod inserts;
pub mod outbox;
pub mod sql;
mod turns;
mod txn;

pub use db::{Db, OpenError};
pub use inserts::Inserts;
pub use txn::WriteTxn;

/// The database's own error; services turn it into theirs.
pub use sea_orm::DbErr;

/// Whether the error says that a unique key was violated.
pub fn is_unique_violation(error: &DbErr) -> bool {
    matches!(
        error.sql_err(),
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_))
    )
}
