//! Signing in: passwords, codes, sessions, and how tries slow down.

mod codes;
mod sessions;

use services::Error;
use services::actor::Actor;
use shared::say::Locale;

/// The phone of the tests.
pub const PHONE: &str = "0912 345 678";
/// Milliseconds of a minute.
pub const MINUTE: i64 = 60_000;

pub fn guest() -> Actor {
    Actor::guest(Locale::Vi)
}

pub fn code_of(error: &Error) -> String {
    match error {
        Error::Invalid { fields } => fields.first().map(|f| f.code.clone()).unwrap_or_default(),
        Error::Busy { .. } => "busy".to_owned(),
        Error::Refused { code, .. } => (*code).to_owned(),
        other => format!("{other}"),
    }
}
