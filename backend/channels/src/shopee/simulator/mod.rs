//! A small honest Shopee: its own reading of the same documents, sharing nothing with the adapter. It keeps everything
//! in memory, is strict about signatures, tokens, times, fields, limits and states, reviews, pushes and retries, and has
//! a plain page on which a person looks at the shop and buys. Any number of them run side by side.

mod aftersales;
mod auth;
mod catalogue;
mod checks;
mod control;
mod gate;
mod life;
mod logistics;
mod models;
mod order;
mod page;
mod product;
mod push;
mod reply;
mod state;
mod trouble;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use state::State;

pub use control::SentPush;
pub use gate::Fault;
pub use state::Start;

/// What handlers share.
type Shared = Arc<Mutex<State>>;

/// A running simulator; it ends when this is dropped.
pub struct Simulator {
    base_url: String,
    state: Shared,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

/// The state, also after a panic elsewhere.
fn open(state: &Shared) -> MutexGuard<'_, State> {
    state
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Simulator {
    /// Starts on this address; port 0 takes a free one.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn start(at: SocketAddr, start: Start) -> std::io::Result<Self> {
        let listener = tokio::net::TcpListener::bind(at).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let state: Shared = Arc::new(Mutex::new(State::new(start)));
        let app = gate::router(Arc::clone(&state));
        let server = tokio::spawn(async move {
            // It ends with the process or the handle; there is nobody to tell.
            let _ = axum::serve(listener, app).await;
        });
        let queue = Arc::clone(&state);
        let pusher = tokio::spawn(async move {
            let client = push::client();
            loop {
                tokio::time::sleep(Duration::from_millis(100)).await;
                push::deliver(&client, &queue).await;
            }
        });
        Ok(Self {
            base_url,
            state,
            tasks: vec![server, pusher],
        })
    }

    /// Scheme, host and port, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Address of the consent page.
    #[must_use]
    pub fn auth_url(&self) -> String {
        format!("{}/auth", self.base_url)
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}
