//! A small strict catalogue that speaks the batch part of the Graph API, with its own storage and its own reading of the
//! document. Buyers do not buy here: they follow the link of a good to our booth.

mod batch;
mod page;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// The catalogue that is there.
pub const CATALOGUE: &str = "4300000000000001";
/// The token that may manage it.
pub const TOKEN: &str = "madeUpSystemUserToken";
/// The secret of the app, which proves calls and signs pushes.
pub const APP_SECRET: &str = "made-up-app-secret";

/// What the next call meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Refused for too many calls, with minutes until access comes back or without.
    Busy(Option<u32>),
    /// 500, and nothing happened.
    Away,
    /// It happens, and then no answer comes.
    Silent,
    /// 200 with bytes that are no answer.
    Garbage,
}

#[derive(Debug, Default)]
struct Shop {
    revoked: bool,
    items: BTreeMap<String, Value>,
    batches: BTreeMap<String, batch::Batch>,
    faults: VecDeque<Fault>,
    count: u64,
}

type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

#[derive(Clone)]
struct Inner {
    shop: Arc<Mutex<Shop>>,
    now: Now,
}

impl Inner {
    /// The shop, after everything was carried out that was due.
    fn shop(&self) -> MutexGuard<'_, Shop> {
        let mut shop = self
            .shop
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        batch::carry_out(&mut shop, (self.now)());
        shop
    }
}

/// A running simulator; it ends when this is dropped.
pub struct Simulator {
    /// Scheme and host.
    pub base_url: String,
    inner: Inner,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts on this port of the machine itself, 0 for any. `now` says epoch milliseconds.
///
/// # Errors
/// When the port is taken.
pub async fn start(
    port: u16,
    now: impl Fn() -> i64 + Send + Sync + 'static,
) -> std::io::Result<Simulator> {
    // What began anew gives no number a second time.
    let count = u64::try_from(now().div_euclid(1_000)).unwrap_or_default();
    let inner = Inner {
        shop: Arc::new(Mutex::new(Shop {
            count,
            ..Shop::default()
        })),
        now: Arc::new(now),
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    let router = Router::new()
        .route("/{version}/{catalogue}", get(catalogue))
        .route("/{version}/{catalogue}/items_batch", post(submit))
        .route(
            "/{version}/{catalogue}/check_batch_request_status",
            get(status),
        )
        .merge(page::routes())
        .with_state(inner.clone());
    let task = tokio::spawn(async move {
        // It ends with the process or the handle; there is nobody to tell.
        let _ = axum::serve(listener, router).await;
    });
    Ok(Simulator {
        base_url,
        inner,
        task,
    })
}

impl Simulator {
    /// The next calls meet this; `times` 0 ends all that was set.
    pub fn fault(&self, fault: Fault, times: u32) {
        let mut shop = self.inner.shop();
        shop.faults.clear();
        shop.faults.extend((0..times).map(|_| fault));
    }

    /// The token is no longer known.
    pub fn revoke(&self) {
        self.inner.shop().revoked = true;
    }

    /// How many items are this SKU, or are grouped under it.
    #[must_use]
    pub fn standing(&self, sku: &str) -> usize {
        let shop = self.inner.shop();
        usize::from(shop.items.contains_key(sku))
    }

    /// Stock and price of an item.
    #[must_use]
    pub fn offer(&self, sku: &str) -> Option<(i64, i64)> {
        let shop = self.inner.shop();
        let item = shop.items.get(sku)?;
        Some((
            item["quantity_to_sell_on_facebook"].as_i64()?,
            batch::dong(&item["price"])?,
        ))
    }
}

type Answer = Result<Value, Value>;

fn refuse<T>(code: i64, message: &str) -> Result<T, Value> {
    Err(
        json!({ "error": { "message": message, "type": "OAuthException", "code": code, "fbtrace_id": "sim" } }),
    )
}

type Asked = Query<BTreeMap<String, String>>;

/// Who calls, about which catalogue.
fn check(shop: &Shop, headers: &HeaderMap, query: &Asked, catalogue: &str) -> Result<(), Value> {
    let said = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if said != Some(TOKEN) || shop.revoked {
        return refuse(190, "Error validating access token.");
    }
    let proof = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).map(|mut mac| {
        mac.update(TOKEN.as_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes.iter().map(|b| format!("{b:02x}")).collect::<String>()
    });
    if query.get("appsecret_proof") != proof.ok().as_ref() {
        return refuse(100, "Invalid appsecret_proof provided in the API argument");
    }
    if catalogue != CATALOGUE {
        return Err(
            json!({ "error": { "message": "Unsupported request. Object does not exist", "code": 100, "error_subcode": 33 } }),
        );
    }
    Ok(())
}

async fn met(
    inner: &Inner,
    (headers, query, catalogue): (&HeaderMap, &Asked, &str),
    work: impl FnOnce(&mut Shop, i64) -> Answer,
) -> Response {
    let fault = inner.shop().faults.pop_front();
    match fault {
        Some(Fault::Busy(minutes)) => return busy(minutes),
        Some(Fault::Away) => {
            let why = json!({ "error": { "message": "An unknown error occurred", "code": 1 } });
            return (StatusCode::INTERNAL_SERVER_ERROR, axum::Json(why)).into_response();
        }
        Some(Fault::Garbage) => return "{\"handles\":[".into_response(),
        Some(Fault::Silent) | None => {}
    }
    let answer = {
        let mut shop = inner.shop();
        check(&shop, headers, query, catalogue).and_then(|()| work(&mut shop, (inner.now)()))
    };
    if fault == Some(Fault::Silent) {
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
    match answer {
        Ok(value) => axum::Json(value).into_response(),
        Err(why) => (StatusCode::BAD_REQUEST, axum::Json(why)).into_response(),
    }
}

fn busy(minutes: Option<u32>) -> Response {
    let why = json!({ "error": { "message": "There have been too many calls for the batch uploads to this catalog account.", "code": 80_014 } });
    let mut response = (StatusCode::BAD_REQUEST, axum::Json(why)).into_response();
    let usage = minutes.map(|minutes| {
        json!({ CATALOGUE: [{ "type": "catalog_management", "call_count": 100, "estimated_time_to_regain_access": minutes }] })
    });
    if let Some(Ok(value)) = usage.map(|usage| usage.to_string().parse()) {
        response
            .headers_mut()
            .insert("x-business-use-case-usage", value);
    }
    response
}

type About = Path<(String, String)>;

async fn catalogue(
    State(inner): State<Inner>,
    Path((_, id)): About,
    query: Asked,
    headers: HeaderMap,
) -> Response {
    met(&inner, (&headers, &query, &id), |_, _| {
        Ok(json!({ "id": CATALOGUE, "name": "Danh mục mô phỏng" }))
    })
    .await
}

async fn submit(
    State(inner): State<Inner>,
    Path((_, id)): About,
    query: Asked,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    met(&inner, (&headers, &query, &id), |shop, now| {
        batch::submit(shop, now, &body)
    })
    .await
}

async fn status(
    State(inner): State<Inner>,
    Path((_, id)): About,
    query: Asked,
    headers: HeaderMap,
) -> Response {
    met(&inner, (&headers, &query, &id), |shop, _| {
        batch::status(shop, query.get("handle").map_or("", String::as_str))
    })
    .await
}
