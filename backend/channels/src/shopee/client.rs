//! Signed calls: where, with what, and what came back.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::faults::{self, Refusal};
use super::wire::Envelope;
use crate::_kit::{Answer, hmac_sha256, send};
use crate::{ChannelError, Outbound};

/// Names of the account's secrets.
pub const ACCESS: &str = "access_token";
/// The token that can be used once.
pub const REFRESH: &str = "refresh_token";
/// When the access token ends, UTC milliseconds.
pub const ACCESS_ENDS: &str = "access_ends";
/// When the authorisation ends, UTC milliseconds.
pub const AUTH_ENDS: &str = "auth_ends";

/// Who signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    /// The app alone: tokens, pictures, pushes.
    App,
    /// The app for a shop.
    Shop,
}

/// A call of the interface.
pub struct Call<'a> {
    /// Path after `/api/v2/`.
    pub path: &'a str,
    /// Who signs.
    pub signer: Signer,
    /// Parameters besides those of the signature.
    pub query: Vec<(&'a str, String)>,
    /// Whether it changes something there.
    pub writes: bool,
}

impl<'a> Call<'a> {
    /// Reads for the shop.
    pub fn read(path: &'a str, query: Vec<(&'a str, String)>) -> Self {
        Self {
            path,
            signer: Signer::Shop,
            query,
            writes: false,
        }
    }

    /// Writes for the shop.
    pub fn write(path: &'a str) -> Self {
        Self {
            path,
            signer: Signer::Shop,
            query: Vec::new(),
            writes: true,
        }
    }

    /// Signed by the app alone.
    pub fn by_app(mut self) -> Self {
        self.signer = Signer::App;
        self
    }
}

/// The signature: small hex letters of the HMAC over what is laid end to end.
pub fn sign(key: &str, partner: &str, path: &str, seconds: i64, token: &str, shop: &str) -> String {
    let seconds = seconds.to_string();
    hmac_sha256(
        key.as_bytes(),
        &[partner, path, &seconds, token, shop].map(str::as_bytes),
    )
}

fn request(out: &Outbound, call: &Call<'_>, post: bool) -> reqwest::RequestBuilder {
    let path = format!("/api/v2/{}", call.path);
    let url = format!("{}{path}", out.base_url);
    let seconds = out.now.0.div_euclid(1_000);
    let (token, shop) = match call.signer {
        Signer::App => ("", ""),
        Signer::Shop => (out.account.get(ACCESS), out.shop.as_str()),
    };
    let partner = out.app.get("partner_id");
    let sign = sign(
        out.app.get("partner_key"),
        partner,
        &path,
        seconds,
        token,
        shop,
    );
    let mut query = vec![
        ("partner_id", partner.to_owned()),
        ("timestamp", seconds.to_string()),
        ("sign", sign),
    ];
    if call.signer == Signer::Shop {
        query.push(("access_token", token.to_owned()));
        query.push(("shop_id", shop.to_owned()));
    }
    query.extend(call.query.iter().cloned());
    let request = if post {
        out.http.post(url)
    } else {
        out.http.get(url)
    };
    request.query(&query)
}

/// Whether the access token is past its time by our clock. One that does not say is taken for good.
fn past(out: &Outbound) -> bool {
    out.account
        .get(ACCESS_ENDS)
        .parse::<i64>()
        .is_ok_and(|ends| ends <= out.now.0)
}

fn refuse(out: &Outbound, call: &Call<'_>, envelope: &Envelope) -> ChannelError {
    faults::meaning(&Refusal {
        path: call.path,
        code: &envelope.error,
        message: &envelope.message,
        past: past(out),
        writes: call.writes,
        now: out.now,
    })
}

/// An answer that is no answer: of a write, nobody knows what it did.
fn senseless(call: &Call<'_>, why: &str) -> ChannelError {
    let why = format!("{}: {why}", call.path);
    if call.writes {
        ChannelError::Unknown(why)
    } else {
        ChannelError::Malformed(why)
    }
}

fn envelope(call: &Call<'_>, answer: &Answer) -> Result<Envelope, ChannelError> {
    serde_json::from_slice(&answer.body)
        .map_err(|_| senseless(call, &format!("no envelope, status {}", answer.status)))
}

fn parse<T: DeserializeOwned>(call: &Call<'_>, json: &str) -> Result<T, ChannelError> {
    serde_json::from_str(json).map_err(|error| senseless(call, &error.to_string()))
}

fn response<T: DeserializeOwned>(
    out: &Outbound,
    call: &Call<'_>,
    answer: &Answer,
) -> Result<T, ChannelError> {
    let envelope = envelope(call, answer)?;
    if !envelope.error.is_empty() {
        return Err(refuse(out, call, &envelope));
    }
    let empty = "{}";
    parse(
        call,
        envelope.response.as_deref().map_or(empty, RawValue::get),
    )
}

/// GET; what is in `response`.
pub async fn get<T: DeserializeOwned>(out: &Outbound, call: &Call<'_>) -> Result<T, ChannelError> {
    let answer = send(request(out, call, false), call.writes, out.now).await?;
    response(out, call, &answer)
}

/// POST; what is in `response`.
pub async fn post<T: DeserializeOwned>(
    out: &Outbound,
    call: &Call<'_>,
    body: &Value,
) -> Result<T, ChannelError> {
    let answer = send(request(out, call, true).json(body), call.writes, out.now).await?;
    response(out, call, &answer)
}

/// POST of several rows: a refusal of all of them carries the rows all the same.
pub async fn post_rows<T: DeserializeOwned>(
    out: &Outbound,
    call: &Call<'_>,
    body: &Value,
) -> Result<T, ChannelError> {
    let answer = send(request(out, call, true).json(body), call.writes, out.now).await?;
    let envelope = envelope(call, &answer)?;
    let rows = envelope
        .response
        .as_deref()
        .map(RawValue::get)
        .filter(|rows| rows.contains("failure_list") || rows.contains("result_list"));
    match rows {
        Some(rows) => parse(call, rows),
        None if envelope.error.is_empty() => parse(call, "{}"),
        None => Err(refuse(out, call, &envelope)),
    }
}

/// GET or POST whose fields stand at top level.
pub async fn top<T: DeserializeOwned>(
    out: &Outbound,
    call: &Call<'_>,
    body: Option<&Value>,
) -> Result<T, ChannelError> {
    let plain = request(out, call, body.is_some());
    let request = match body {
        Some(body) => plain.json(body),
        None => plain,
    };
    let answer = send(request, call.writes, out.now).await?;
    let envelope = envelope(call, &answer)?;
    if !envelope.error.is_empty() {
        return Err(refuse(out, call, &envelope));
    }
    let text = std::str::from_utf8(&answer.body).map_err(|_| senseless(call, "no UTF-8"))?;
    parse(call, text)
}

/// POST that answers with a file; an envelope in its place is a refusal.
pub async fn file(out: &Outbound, call: &Call<'_>, body: &Value) -> Result<Bytes, ChannelError> {
    let answer = send(request(out, call, true).json(body), call.writes, out.now).await?;
    match serde_json::from_slice::<Envelope>(&answer.body) {
        Ok(envelope) => Err(refuse(out, call, &envelope)),
        Err(_) if answer.body.is_empty() => Err(senseless(call, "an empty file")),
        Err(_) => Ok(answer.body),
    }
}

/// POST of a form with files.
pub async fn form<T: DeserializeOwned>(
    out: &Outbound,
    call: &Call<'_>,
    form: reqwest::multipart::Form,
) -> Result<T, ChannelError> {
    let answer = send(
        request(out, call, true).multipart(form),
        call.writes,
        out.now,
    )
    .await?;
    response(out, call, &answer)
}
