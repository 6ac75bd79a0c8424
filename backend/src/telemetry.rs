//! Logs and metrics. Neither ever carries personal data: no bodies, no query strings, no phones.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use tracing_subscriber::EnvFilter;

/// Starts logging as CHOPHIEN_LOG and CHOPHIEN_LOG_FORMAT say. Later calls do nothing.
pub fn start_logging() {
    let filter = EnvFilter::try_from_env("CHOPHIEN_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sea_orm_migration=warn,sqlx=warn"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(true);
    let json = std::env::var("CHOPHIEN_LOG_FORMAT").is_ok_and(|v| v == "json");
    let outcome = if json {
        builder.json().try_init()
    } else {
        builder.try_init()
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "logging was already started");
    }
}

/// The recorder behind `/metrics`; made at the first call.
pub fn metrics() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| PrometheusBuilder::new().install_recorder().ok())
        .as_ref()
}
