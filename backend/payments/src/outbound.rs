//! Calls to providers: the one place that has an HTTP client, and that decides what a failed call means.

use std::time::Duration;

use http::StatusCode;
use serde::de::DeserializeOwned;
use shared::time::Millis;

use crate::{Credentials, PaymentError};

/// The longest answer that is read, in bytes.
const ANSWER_LIMIT: usize = 1024 * 1024;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// Whether a call changes something at the provider. A call that only asks can be repeated, whatever came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It asks.
    Asks,
    /// It changes something: an answer that is lost leaves the outcome unknown.
    Changes,
}

/// The client of all providers. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    timeout: Duration,
}

/// What a call goes out with: client, credentials, clock. Made for one call.
#[derive(Clone, Debug)]
pub struct Outbound {
    client: Client,
    /// The provider's settings.
    pub credentials: Credentials,
    /// The present moment, in requests that carry one.
    pub now: Millis,
}

/// A client for all providers. MoMo asks for thirty seconds and more; tests give less.
///
/// # Errors
/// [`PaymentError::Unavailable`] when the machine has no certificates to trust.
pub fn client(timeout: Duration) -> Result<Client, PaymentError> {
    // One is enough for the process: harmless when somebody else has brought it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let built = reqwest::Client::builder()
        .connect_timeout(CONNECT.min(timeout))
        .timeout(timeout)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("chophien/", env!("CARGO_PKG_VERSION")))
        .build();
    match built {
        Ok(http) => Ok(Client { http, timeout }),
        Err(error) => Err(PaymentError::Unavailable {
            why: error.to_string().into(),
        }),
    }
}

impl Client {
    /// A request to a whole address.
    pub fn request(&self, method: http::Method, url: &str) -> reqwest::RequestBuilder {
        self.http.request(method, url)
    }
}

impl Outbound {
    /// Client, settings and clock for one call.
    #[must_use]
    pub const fn new(client: Client, credentials: Credentials, now: Millis) -> Self {
        Self {
            client,
            credentials,
            now,
        }
    }

    /// A request to an address below the provider's base address.
    ///
    /// # Errors
    /// [`PaymentError::Credentials`] when there is no base address.
    pub fn request(
        &self,
        method: http::Method,
        path: &str,
    ) -> Result<reqwest::RequestBuilder, PaymentError> {
        Ok(self.request_to(method, &self.credentials.url(path)?))
    }

    /// A request to a whole address.
    pub fn request_to(&self, method: http::Method, url: &str) -> reqwest::RequestBuilder {
        self.client.request(method, url)
    }

    /// How long a call may take, for providers that bring a client of their own.
    #[must_use]
    pub const fn timeout(&self) -> Duration {
        self.client.timeout
    }

    /// Sends and reads JSON, whatever its status, except those that mean the same everywhere: 429, 401, 403 and 5xx.
    ///
    /// # Errors
    /// [`PaymentError::Unavailable`] when nothing was done, [`PaymentError::Unknown`] when it may have been.
    pub async fn call<T: DeserializeOwned>(
        &self,
        effect: Effect,
        request: reqwest::RequestBuilder,
    ) -> Result<(StatusCode, T), PaymentError> {
        let answer = request.send().await.map_err(|error| lost(effect, &error))?;
        let status = answer.status();
        match status {
            StatusCode::TOO_MANY_REQUESTS => {
                let header = answer.headers().get(http::header::RETRY_AFTER);
                let seconds = header.and_then(|value| value.to_str().ok()?.trim().parse().ok());
                return Err(PaymentError::RateLimited {
                    retry_after: seconds,
                });
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                return Err(PaymentError::credentials(format!("answered {status}")));
            }
            _ if status.is_server_error() => {
                return Err(unsure(effect, format!("answered {status}")));
            }
            _ => {}
        }
        let body = body(effect, answer).await?;
        serde_json::from_slice(&body)
            .map(|value| (status, value))
            .map_err(|error| strange(effect, format!("answered {status} with {error}")))
    }
}

async fn body(effect: Effect, mut answer: reqwest::Response) -> Result<Vec<u8>, PaymentError> {
    let mut body = Vec::new();
    loop {
        let chunk = answer.chunk().await;
        match chunk.map_err(|error| lost(effect, &error))? {
            Some(chunk) => body.extend_from_slice(&chunk),
            None => return Ok(body),
        }
        if body.len() > ANSWER_LIMIT {
            return Err(strange(effect, "the answer is too long".to_owned()));
        }
    }
}

/// What a call means of which no whole answer came. Its text names no address: that could carry a signature.
fn lost(effect: Effect, error: &reqwest::Error) -> PaymentError {
    let why = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    if error.is_connect() || error.is_builder() {
        return PaymentError::Unavailable { why: why.into() };
    }
    unsure(effect, why.to_owned())
}

fn unsure(effect: Effect, why: String) -> PaymentError {
    match effect {
        Effect::Asks => PaymentError::Unavailable { why: why.into() },
        Effect::Changes => PaymentError::unknown(why),
    }
}

/// What an answer means that is not what the document says.
fn strange(effect: Effect, why: String) -> PaymentError {
    match effect {
        Effect::Asks => PaymentError::malformed(why),
        Effect::Changes => PaymentError::unknown(why),
    }
}
