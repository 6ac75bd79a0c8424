//! The addresses that channels push to.

use crate::app::App;
use axum::extract::{Path, Query, State};
use channels::Secrets;
use http::{HeaderMap, StatusCode};
use services::channels as shop;
use uuid::Uuid;

/// `GET /hooks/{channel}`: the question that a channel asks before it pushes.
pub async fn handshake(
    State(app): State<App>,
    Path(channel): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<String, StatusCode> {
    let adapter = app.channels.find(&channel).ok_or(StatusCode::NOT_FOUND)?;
    let app_secrets = app.channels.app_secrets(&channel);
    adapter
        .handshake(&query, &app_secrets)
        .ok_or(StatusCode::NOT_FOUND)
}

/// `POST /hooks/{channel}`: a push of a channel that signs with one secret for all shops.
pub async fn hook(
    State(app): State<App>,
    Path(channel): Path<String>,
    headers: HeaderMap,
    body: bytes::Bytes,
) -> StatusCode {
    let address = format!("/hooks/{channel}");
    take(&app, (&channel, &address), None, (&headers, &body)).await
}

/// `POST /hooks/{channel}/{key}`: a push to a shop's own address; its own secret verifies it.
pub async fn own_hook(
    State(app): State<App>,
    Path((channel, key)): Path<(String, String)>,
    headers: HeaderMap,
    body: bytes::Bytes,
) -> StatusCode {
    let account = match shop::account_of_hook(&app.core, &channel, &key).await {
        Ok(account) => account,
        Err(error) => return crate::http::problem::status(&error),
    };
    let address = format!("/hooks/{channel}/{key}");
    let secrets = Secrets::new(account.secrets);
    let of = Some((account.row.id, &secrets));
    take(&app, (&channel, &address), of, (&headers, &body)).await
}

/// The raw bytes are verified first; a push is kept once, answered with an empty body, and what is true is fetched
/// afterwards. One that is not understood is kept as it came.
async fn take(
    app: &App,
    (channel, address): (&str, &str),
    account: Option<(Uuid, &Secrets)>,
    (headers, body): (&HeaderMap, &[u8]),
) -> StatusCode {
    let Some(adapter) = app.channels.find(channel) else {
        return StatusCode::NOT_FOUND;
    };
    let Some(reply) = adapter.spec().can.hook else {
        return StatusCode::NOT_FOUND;
    };
    let nobody = Secrets::default();
    let request = channels::HookRequest {
        url: &app.absolute(address),
        headers,
        body,
        app: &app.channels.app_secrets(channel),
        account: account.map_or(&nobody, |(_, secrets)| secrets),
        now: app.core.clock.now(),
    };
    let told = match adapter.hook(request) {
        Ok(told) => told,
        Err(refused) => {
            let channel = channel.to_owned();
            metrics::counter!("channel_pushes_refused_total", "channel" => channel).increment(1);
            tracing::warn!(%refused, "a push was refused");
            return StatusCode::UNAUTHORIZED;
        }
    };
    let raw = String::from_utf8_lossy(body);
    let why = told.as_ref().err().map(ToString::to_string);
    let events = match (&told, &why) {
        (Ok(events), _) => Ok(events.as_slice()),
        (Err(_), why) => Err(why.as_deref().unwrap_or_default()),
    };
    let account = account.map(|(id, _)| id);
    match shop::put(&app.core, channel, (account, &raw), events).await {
        Ok(_) => StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK),
        Err(error) => {
            tracing::error!(%error, "a push was not kept");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
