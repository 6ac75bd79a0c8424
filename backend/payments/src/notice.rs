//! What arrives at our address for notices, and what goes back.

use std::borrow::Cow;

use http::{HeaderMap, StatusCode};
use shared::time::Millis;

use crate::PaymentError;

/// The longest body of a notice, in bytes; providers send a few hundred.
pub const NOTICE_LIMIT: usize = 256 * 1024;

/// A notice as it came: nothing decoded, because signatures are over raw bytes.
#[derive(Clone, Copy)]
pub struct Notice<'a> {
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// The query string, without its question mark.
    pub query: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// When it came.
    pub now: Millis,
}

impl<'a> Notice<'a> {
    /// The value of a header, if it has one that is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text.
    ///
    /// # Errors
    /// [`PaymentError::Malformed`] when it is too long or no UTF-8.
    pub fn text(&self) -> Result<&'a str, PaymentError> {
        if self.body.len() > NOTICE_LIMIT {
            return Err(PaymentError::malformed("the body is too long"));
        }
        str::from_utf8(self.body).map_err(|_| PaymentError::malformed("the body is not UTF-8"))
    }
}

/// The answer to a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its content type; empty when there is no body.
    pub content_type: &'static str,
    /// Its body.
    pub body: Cow<'static, str>,
}

impl Reply {
    /// A status alone.
    #[must_use]
    pub const fn bare(status: StatusCode) -> Self {
        Self {
            status,
            content_type: "",
            body: Cow::Borrowed(""),
        }
    }

    /// A status with JSON.
    #[must_use]
    pub const fn json(status: StatusCode, body: &'static str) -> Self {
        Self {
            status,
            content_type: "application/json",
            body: Cow::Borrowed(body),
        }
    }
}
