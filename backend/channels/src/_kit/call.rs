//! One call and what the network made of it.

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use shared::time::Millis;

use crate::ChannelError;

/// The longest answer that is read.
pub const MAX_BODY: usize = 8 * 1024 * 1024;

/// An answer that came.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The body, bounded.
    pub body: Bytes,
}

/// Sends a request. A 429 and a 5xx become errors here; every other status is the adapter's to read. `writes`: an
/// answer that does not come leaves the outcome unknown.
///
/// # Errors
/// `Transient`, `Unknown`, `RateLimited`, or `Malformed` for an answer that is too long.
pub async fn send(
    request: reqwest::RequestBuilder,
    writes: bool,
    now: Millis,
) -> Result<Answer, ChannelError> {
    let mut response = request.send().await.map_err(|error| lost(&error, writes))?;
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let mut body = BytesMut::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| lost(&error, writes))?
    {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(ChannelError::Malformed("the answer is too long".to_owned()));
        }
        body.extend_from_slice(&chunk);
    }
    match status {
        429 => Err(ChannelError::RateLimited {
            until: retry_after(&headers, now),
        }),
        500.. if writes => Err(ChannelError::Unknown(format!("status {status}"))),
        500.. => Err(ChannelError::Transient(format!("status {status}"))),
        _ => Ok(Answer {
            status,
            headers,
            body: body.freeze(),
        }),
    }
}

/// Without the address: it may carry a signature or a token.
fn lost(error: &reqwest::Error, writes: bool) -> ChannelError {
    let never_left = error.is_connect() || error.is_builder();
    let what = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    if writes && !never_left {
        ChannelError::Unknown(what.to_owned())
    } else {
        ChannelError::Transient(what.to_owned())
    }
}

fn retry_after(headers: &HeaderMap, now: Millis) -> Option<Millis> {
    let seconds: i64 = headers
        .get("retry-after")?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Some(now.plus_ms(seconds.clamp(0, 86_400) * 1_000))
}
