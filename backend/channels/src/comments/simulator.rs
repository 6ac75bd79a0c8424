//! Broadcasts with comments, in the shapes of Facebook and of TikTok, for tests and demonstrations. It delivers the end of a page
//! again with the next one, loses calls when told to, and keeps what was answered. On its page a person writes as a viewer.

mod page;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

/// The token that is taken.
pub const TOKEN: &str = "sim-live-token";
/// Comments of the page before that come again.
const AGAIN: usize = 2;
/// Comments in a page.
const PAGE: usize = 5;

#[derive(Default)]
struct Room {
    comments: Vec<(String, String)>,
    replies: Vec<(String, String)>,
    lost_calls: u32,
}

type Shared = Arc<Mutex<Room>>;

fn open(room: &Shared) -> MutexGuard<'_, Room> {
    room.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One broadcast under any number; it ends when this is dropped.
pub struct Simulator {
    base_url: String,
    room: Shared,
    task: tokio::task::JoinHandle<()>,
}

impl Simulator {
    /// Starts on a free port of the loopback.
    ///
    /// # Errors
    /// When there is none.
    pub async fn start() -> std::io::Result<Self> {
        Self::start_at(0).await
    }

    /// Starts on this port of the loopback; 0 is a free one.
    ///
    /// # Errors
    /// When it is taken.
    pub async fn start_at(port: u16) -> std::io::Result<Self> {
        let at = SocketAddr::from(([127, 0, 0, 1], port));
        let listener = tokio::net::TcpListener::bind(at).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let room = Shared::default();
        let app = Router::new()
            .route(
                "/v21.0/{broadcast}/comments",
                get(graph_page).post(graph_reply),
            )
            .route("/v2/live/comment/list/", post(tok_page))
            .route("/v2/live/comment/reply/", post(tok_reply))
            .merge(page::routes())
            .with_state(Arc::clone(&room));
        let task = tokio::spawn(async move {
            // It ends with the handle; there is nobody to tell.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self {
            base_url,
            room,
            task,
        })
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// A viewer writes.
    pub fn says(&self, name: &str, text: &str) {
        open(&self.room).comments.push((name.into(), text.into()));
    }

    /// The next calls are lost: the line breaks.
    pub fn lose(&self, calls: u32) {
        open(&self.room).lost_calls = calls;
    }

    /// What was answered: comment and text.
    #[must_use]
    pub fn replies(&self) -> Vec<(String, String)> {
        open(&self.room).replies.clone()
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Whether the call is to be lost.
fn is_lost(room: &Shared) -> bool {
    let mut room = open(room);
    let lost = room.lost_calls > 0;
    room.lost_calls = room.lost_calls.saturating_sub(1);
    lost
}

fn is_known(headers: &HeaderMap) -> bool {
    headers
        .get("authorization")
        .is_some_and(|value| value == format!("Bearer {TOKEN}").as_str())
}

/// The comments from `start`, some of those before again, and where the page ends.
fn page(room: &Shared, start: usize) -> (Vec<(usize, String, String)>, usize) {
    let room = open(room);
    let end = (start + PAGE).min(room.comments.len());
    let from = if end > start {
        start.saturating_sub(AGAIN)
    } else {
        start
    };
    let some = (from..end).map(|at| {
        let (name, text) = room.comments[at].clone();
        (at, name, text)
    });
    (some.collect(), end)
}

#[derive(Deserialize)]
struct After {
    after: Option<String>,
}

async fn graph_page(
    State(room): State<Shared>,
    Path(broadcast): Path<String>,
    Query(asked): Query<After>,
    headers: HeaderMap,
) -> Response {
    if is_lost(&room) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if !is_known(&headers) {
        let fault = json!({ "error": { "message": "Invalid OAuth access token", "type": "OAuthException", "code": 190 } });
        return (StatusCode::UNAUTHORIZED, Json(fault)).into_response();
    }
    let start = asked
        .after
        .and_then(|text| text.strip_prefix("QVFI")?.parse().ok());
    let (some, end) = page(&room, start.unwrap_or(0));
    let data: Vec<Value> = some
        .iter()
        .map(|(at, name, text)| json!({ "id": format!("{broadcast}_{at}"), "message": text, "from": { "name": name, "id": "1" } }))
        .collect();
    if data.is_empty() {
        return Json(json!({ "data": [] })).into_response();
    }
    let after = format!("QVFI{end}");
    let mut paging = json!({ "cursors": { "before": "QVFI0", "after": after } });
    if end < open(&room).comments.len() {
        paging["next"] = format!("https://graph.facebook.com/next?after={after}").into();
    }
    Json(json!({ "data": data, "paging": paging })).into_response()
}

#[derive(Deserialize)]
struct Message {
    message: String,
}

async fn graph_reply(
    State(room): State<Shared>,
    Path(comment): Path<String>,
    Form(form): Form<Message>,
) -> Json<Value> {
    open(&room).replies.push((comment.clone(), form.message));
    Json(json!({ "id": format!("{comment}_r") }))
}

fn tok_fault(code: &str) -> Response {
    Json(json!({ "data": {}, "error": { "code": code, "message": code, "log_id": "1" } }))
        .into_response()
}

async fn tok_page(
    State(room): State<Shared>,
    headers: HeaderMap,
    Json(asked): Json<Value>,
) -> Response {
    if is_lost(&room) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if !is_known(&headers) {
        return tok_fault("access_token_invalid");
    }
    let start = usize::try_from(asked["cursor"].as_i64().unwrap_or(0)).unwrap_or(0);
    let (some, end) = page(&room, start);
    let comments: Vec<Value> = some
        .iter()
        .map(|(at, name, text)| json!({ "id": at + 7_000, "text": text, "user": { "nickname": name } }))
        .collect();
    let more = end < open(&room).comments.len();
    let data = json!({ "comments": comments, "cursor": end, "has_more": more });
    Json(json!({ "data": data, "error": { "code": "ok", "message": "", "log_id": "1" } }))
        .into_response()
}

async fn tok_reply(State(room): State<Shared>, Json(asked): Json<Value>) -> Response {
    let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    open(&room).replies.push((text("comment_id"), text("text")));
    tok_fault("ok")
}
