//! Running a simulator: its API behind the faults, and its page.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{Fault, Shop, Simulator, page};

/// A simulator at work; it stops when this is dropped.
pub struct Running {
    /// Its address.
    pub base_url: String,
    /// What it holds.
    pub shop: Arc<Shop>,
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a simulator. `keys` are those it has in common with the shop, by the names of the settings; `clock` tells epoch
/// milliseconds.
///
/// # Errors
/// When the address cannot be bound.
pub async fn run(
    rules: impl Simulator,
    at: SocketAddr,
    keys: &[(&str, &str)],
    clock: impl Fn() -> i64 + Send + Sync + 'static,
) -> std::io::Result<Running> {
    let rules: Arc<dyn Simulator> = Arc::new(rules);
    let shop = Arc::new(Shop::new(Arc::clone(&rules), keys, clock));
    let listener = TcpListener::bind(at).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    shop.set_base(&base_url);
    let api = rules
        .router(Arc::clone(&shop))
        .layer(from_fn_with_state(Arc::clone(&shop), meet));
    let app = Router::new().merge(api).merge(page::router(&shop));
    let task = tokio::spawn(async move {
        // It ends with the process or when it is dropped; there is nobody to tell.
        let _ = axum::serve(listener, app).await;
    });
    Ok(Running {
        base_url,
        shop,
        task,
    })
}

/// What a refusal says, in the words that one provider's client wants to read.
const EXCUSE: &str = r#"{"error":{"type":"api_error","message":"later"}}"#;

/// Lets a request meet the fault that waits for it.
async fn meet(State(shop): State<Arc<Shop>>, request: Request, next: Next) -> Response {
    let Some(fault) = shop.next_fault() else {
        return next.run(request).await;
    };
    match fault {
        Fault::RateLimit => {
            let after = [("retry-after", "7")];
            return (StatusCode::TOO_MANY_REQUESTS, after, EXCUSE).into_response();
        }
        Fault::ServerError => return (StatusCode::INTERNAL_SERVER_ERROR, EXCUSE).into_response(),
        Fault::TimeoutAfter | Fault::Broken | Fault::Malformed | Fault::Huge | Fault::NotUtf8 => {}
    }
    let done = next.run(request).await;
    let body = match fault {
        Fault::Malformed => Body::from("{\"code\": \"00"),
        Fault::Huge => Body::from(vec![b' '; 5 * 1024 * 1024]),
        Fault::NotUtf8 => Body::from(vec![b'{', 0xff, 0xfe, b'}']),
        Fault::Broken => Body::from_stream(futures::stream::iter([
            Ok("{\"code\": "),
            Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)),
        ])),
        Fault::TimeoutAfter | Fault::RateLimit | Fault::ServerError => {
            std::future::pending::<()>().await;
            Body::empty()
        }
    };
    (done.status(), body).into_response()
}
