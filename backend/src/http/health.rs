//! Whether the process lives, whether it can serve, and its figures.

use crate::app::App;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::json;

/// An outbox older than this means that nobody works on it.
const LAG_LIMIT_MS: i64 = 120_000;

/// `GET /livez`: the process answers.
pub async fn livez() -> &'static str {
    "ok"
}

/// `GET /readyz`: database, migrations and outbox are fit for work; 503 says which is not.
pub async fn readyz(State(app): State<App>) -> Response {
    let db = &app.core.db;
    let database = db.ping().await.is_ok();
    let pending = db.pending_migrations().await.unwrap_or(usize::MAX);
    let lag = store::outbox::lag_ms(db, app.core.clock.now().0)
        .await
        .unwrap_or(i64::MAX);
    let ready = database && pending == 0 && lag < LAG_LIMIT_MS;
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let body = json!({
        "ready": ready,
        "database": database,
        "pending_migrations": pending,
        "outbox_lag_ms": lag,
    });
    (status, Json(body)).into_response()
}

/// `GET /metrics` on its own address: Prometheus text.
pub async fn metrics() -> Response {
    match crate::telemetry::metrics() {
        Some(handle) => (
            [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
            handle.render(),
        )
            .into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
