//! `/hooks/pay/{provider}`: signed notices of providers. Verified over the raw bytes, recorded once, answered as each wants.

use crate::app::App;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use payments::{Notice, PaymentError, Reply};
use services::payments as money;
use shared::payment::NotifyOutcome;

/// A notice, by POST or, as VNPay sends it, by GET. A provider that is not set up is unknown here.
pub async fn notice(
    State(app): State<App>,
    Path(provider): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(ready) = app.providers.find(&provider) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let notice = Notice {
        headers: &headers,
        query: query.as_deref().unwrap_or_default(),
        body: &body,
        now: app.core.clock.now(),
    };
    let outcome = match ready.provider.verify_notify(&ready.credentials, &notice) {
        Ok(events) => record(&app, &provider, &events, &notice).await,
        Err(PaymentError::Forged { why }) => {
            metrics::counter!("payment_notices_refused_total", "provider" => provider.clone())
                .increment(1);
            tracing::warn!(provider, why, "a notice was refused");
            NotifyOutcome::Forged
        }
        Err(PaymentError::Unsupported) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(provider, %error, "a notice cannot be read");
            NotifyOutcome::Malformed
        }
    };
    answer(ready.provider.notify_reply(outcome))
}

async fn record(
    app: &App,
    provider: &str,
    events: &[shared::payment::NotifyEvent],
    notice: &Notice<'_>,
) -> NotifyOutcome {
    let body = String::from_utf8_lossy(notice.body);
    let raw = format!("{}\n{body}", notice.query);
    let mut all = NotifyOutcome::Recorded;
    for event in events {
        match money::record(&app.core, provider, event, &raw).await {
            Ok(NotifyOutcome::Recorded) => {}
            Ok(other) => all = other,
            Err(error) => {
                tracing::error!(provider, %error, "a notice could not be kept");
                return NotifyOutcome::OurFault;
            }
        }
    }
    all
}

fn answer(reply: Reply) -> Response {
    let mut response = (reply.status, reply.body.into_owned()).into_response();
    if reply.content_type.is_empty() {
        response.headers_mut().remove(header::CONTENT_TYPE);
    } else {
        let kind = http::HeaderValue::from_static(reply.content_type);
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}
