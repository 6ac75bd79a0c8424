//! Serving: an accept loop with a time limit for headers, and a graceful end.

use crate::app::App;
use crate::http::routes;
use anyhow::Context;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

/// A client that has not finished its headers by then is cut off.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// How long open requests may go on after the order to stop.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Serves the web routes until `stop`.
pub async fn web(app: App, listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    let (router, _) = routes::build(&app);
    accept(listener, router, stop).await
}

/// Serves `/metrics` on its own address until `stop`.
pub async fn metrics(bind: SocketAddr, stop: CancellationToken) -> anyhow::Result<()> {
    let listener = TcpListener::bind(bind)
        .await
        .with_context(|| format!("CHOPHIEN_METRICS_BIND {bind} cannot be used"))?;
    let router = Router::new().route("/metrics", axum::routing::get(crate::http::health::metrics));
    accept(listener, router, stop).await
}

async fn accept(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let connections = TaskTracker::new();
    loop {
        let (stream, peer) = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok(pair) => pair,
                Err(error) => {
                    // Out of file handles, most likely: give the others time to finish.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
        let router = router.clone();
        let stop = stop.clone();
        connections.spawn(serve_connection(stream, peer, router, stop));
    }
    connections.close();
    if tokio::time::timeout(DRAIN_TIME, connections.wait())
        .await
        .is_err()
    {
        tracing::warn!("some connections were still open when the server stopped");
    }
    Ok(())
}

async fn serve_connection(
    stream: tokio::net::TcpStream,
    peer: SocketAddr,
    router: Router,
    stop: CancellationToken,
) {
    let service =
        hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request.map(axum::body::Body::new))
        });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let mut stopping = false;
    loop {
        tokio::select! {
            outcome = connection.as_mut() => {
                if let Err(error) = outcome {
                    tracing::debug!(%error, "a connection ended early");
                }
                return;
            }
            () = stop.cancelled(), if !stopping => {
                stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
