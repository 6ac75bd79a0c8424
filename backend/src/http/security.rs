//! Headers, limits and time-outs around every route.

use crate::app::App;
use crate::http::actor::peer;
use crate::http::problem;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, header};
use services::Error;
use std::net::SocketAddr;

/// Scripts and styles only from files of ours; no inline code at all.
const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    frame-ancestors 'none'; form-action 'self'; worker-src 'self'; manifest-src 'self'";

/// Adds the security headers to every answer.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in fixed {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("geolocation=(), microphone=(), camera=(self)"),
    );
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    if app.config.https() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Counts the request against its peer's allowance.
pub async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let direct = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(std::net::IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
    let peer = peer(&app, direct, request.headers());
    if let Err(seconds) = app.limits.request(peer) {
        let locale = crate::http::actor::language(request.uri(), request.headers());
        return problem::respond(busy(seconds, locale), request.uri(), locale);
    }
    next.run(request).await
}

/// The error for "too much at once".
pub fn busy(seconds: u64, locale: shared::say::Locale) -> Error {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    Error::Busy {
        retry_after_s: seconds,
        message: match locale {
            shared::say::Locale::Vi => format!("Bạn bấm hơi nhanh. Thử lại sau {seconds} giây"),
            shared::say::Locale::En => format!("Too many requests. Try again in {seconds} seconds"),
        },
    }
}
