//! What went wrong, by remedy.

use shared::canonical::Field;
use shared::time::Millis;

/// Why a channel did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChannelError {
    /// Again, later: the channel is away or busy. It is certain that nothing happened.
    #[error("the channel is away: {0}")]
    Transient(String),
    /// Nobody knows whether it happened: look before doing it again.
    #[error("the outcome is unknown: {0}")]
    Unknown(String),
    /// Too many calls: not before this moment, if it is known.
    #[error("too many calls")]
    RateLimited {
        /// When calls are taken again.
        until: Option<Millis>,
    },
    /// Refresh the authorisation, then again.
    #[error("the authorisation has run out")]
    AuthExpired,
    /// A person has to connect the account again.
    #[error("the authorisation is gone: {0}")]
    AuthRevoked(String),
    /// The channel refuses this value; a person corrects it.
    #[error("the channel refuses {field:?}: {message}")]
    Invalid {
        /// Where the remedy is.
        field: Field,
        /// The channel's own words.
        message: String,
    },
    /// A promotion, campaign or holiday keeps it as it is for now.
    #[error("locked: {0}")]
    Locked(String),
    /// The channel does not know it (any more).
    #[error("the channel does not know it")]
    NotFound,
    /// This channel cannot do that at all.
    #[error("this channel cannot do that")]
    Unsupported,
    /// The answer makes no sense; kept raw for a person.
    #[error("the answer makes no sense: {0}")]
    Malformed(String),
}

/// Why a push is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HookRefused {
    /// The signature is missing or wrong.
    #[error("the signature is wrong")]
    Signature,
    /// It is older (or newer) than the channel allows.
    #[error("the time is out of bounds")]
    Stale,
    /// This channel does not push, or is not set up to.
    #[error("no such push")]
    Unsupported,
}
