//! What went wrong, named by what the caller does next.

use std::borrow::Cow;

/// Why a provider did not do, or did not say, what was wanted. No text in it contains a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// Mend the request: this field is not what the provider takes.
    #[error("{field} is not taken: {why}")]
    Invalid {
        /// The field of the request.
        field: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The provider said no, for good: the buyer chooses another way, or a person looks at the refund.
    #[error("refused by the provider with {code}: {why}")]
    Refused {
        /// The provider's code.
        code: String,
        /// The provider's words.
        why: String,
    },
    /// The operator mends the settings: keys are missing or not accepted.
    #[error("the settings are not accepted: {why}")]
    Credentials {
        /// Which, or what the provider said.
        why: Cow<'static, str>,
    },
    /// Wait, then ask again.
    #[error("asked too often")]
    RateLimited {
        /// Seconds to wait, when the provider said.
        retry_after: Option<u64>,
    },
    /// Ask again later: nothing was done.
    #[error("not reachable, nothing was done: {why}")]
    Unavailable {
        /// What happened.
        why: Cow<'static, str>,
    },
    /// It may have been done, or was done before: query before anything else. Neither a success nor a failure.
    #[error("the outcome is not known: {why}")]
    Unknown {
        /// What happened.
        why: Cow<'static, str>,
    },
    /// The provider knows no such payment or refund.
    #[error("the provider does not know it")]
    NotFound,
    /// Keep the raw text and look: it is not what the provider's document says.
    #[error("not what the document says: {why}")]
    Malformed {
        /// What is wrong with it.
        why: Cow<'static, str>,
    },
    /// Refuse it: the signature is wrong or too old.
    #[error("not genuine: {why}")]
    Forged {
        /// What is wrong with it.
        why: &'static str,
    },
    /// Do it another way: this provider cannot.
    #[error("this provider cannot do that")]
    Unsupported,
}

impl PaymentError {
    /// Not what the document says.
    pub fn malformed(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Malformed { why: why.into() }
    }

    /// The outcome is not known.
    pub fn unknown(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Unknown { why: why.into() }
    }

    /// The settings are not accepted.
    pub fn credentials(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Credentials { why: why.into() }
    }

    /// A refusal with the provider's code and words.
    pub fn refused(code: impl ToString, why: impl Into<String>) -> Self {
        Self::Refused {
            code: code.to_string(),
            why: why.into(),
        }
    }
}
