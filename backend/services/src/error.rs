//! Errors named by what the caller should do next.

use shared::problem::FieldError;
use store::DbErr;

/// The result of a service.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a service did not do what was asked, by remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Correct these fields and send again.
    #[error("the input is not valid")]
    Invalid {
        /// What is wrong, where, and what to do, in the caller's language.
        fields: Vec<FieldError>,
    },
    /// Sign in first.
    #[error("nobody is signed in")]
    SignIn,
    /// Signed in, but not allowed to do this.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or it is not yours.
    #[error("{what} was not found")]
    NotFound {
        /// The kind of thing looked for.
        what: &'static str,
    },
    /// The world changed meanwhile: look again, then decide.
    #[error("conflict: {code}")]
    Conflict {
        /// A stable name, for instance `insufficient_stock`.
        code: &'static str,
        /// A sentence for people, in the caller's language.
        message: String,
        /// The fields concerned.
        fields: Vec<FieldError>,
    },
    /// A rule of the market says no.
    #[error("refused: {code}")]
    Refused {
        /// A stable name of the rule.
        code: &'static str,
        /// Which rule and what would help, in the caller's language.
        message: String,
    },
    /// Too much at once: wait.
    #[error("busy")]
    Busy {
        /// Seconds until a new try makes sense.
        retry_after_s: i64,
        /// A sentence for people, in the caller's language.
        message: String,
    },
    /// Our fault. People never see the source.
    #[error("an inner fault")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// One field that is wrong.
    pub fn invalid(path: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self::Invalid {
            fields: vec![FieldError::new(path, code, message)],
        }
    }

    /// A fault of ours, with its cause.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}
