//! A strict partner that speaks htx-partner/1, with its own storage and its own reading of the profile.

mod door;
mod orders;
mod page;
mod pushes;
mod shelf;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

pub use pushes::Push;

/// What the next request meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 429, with a time in seconds or without.
    Busy(Option<u32>),
    /// 503, and nothing happened.
    Away,
    /// It happens, and then no answer comes.
    Silent,
    /// 200 with bytes that are no answer.
    Garbage,
}

/// Keys of the account that the simulator knows.
pub const KEY_ID: &str = "htx-hub";
/// Secrets that sign requests; both are active.
pub const SECRETS: [&str; 2] = ["made-up-partner-secret", "made-up-second-secret"];
/// The secret that signs pushes.
pub const WEBHOOK_SECRET: &str = "made-up-webhook-secret";

#[derive(Debug, Default)]
struct Shop {
    revoked: bool,
    nonces: BTreeMap<String, i64>,
    answers: BTreeMap<String, (String, u16, Value, i64)>,
    products: BTreeMap<String, shelf::Product>,
    tasks: BTreeMap<String, shelf::Task>,
    orders: BTreeMap<String, orders::Order>,
    returns: BTreeMap<String, Value>,
    pushes: Vec<pushes::Waiting>,
    sent: Vec<Push>,
    faults: VecDeque<Fault>,
    /// The next pushes come twice and in the wrong order.
    disorder: bool,
    count: u64,
}

type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

#[derive(Clone)]
struct Inner {
    shop: Arc<Mutex<Shop>>,
    now: Now,
    hook: Arc<Mutex<Option<String>>>,
}

impl Inner {
    fn shop(&self) -> MutexGuard<'_, Shop> {
        self.shop
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A running simulator; it ends when this is dropped.
pub struct Simulator {
    /// Scheme and host.
    pub base_url: String,
    inner: Inner,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Drop for Simulator {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
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
        hook: Arc::default(),
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    let router = page::routes().fallback(serve).with_state(inner.clone());
    let server = tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    });
    let pushing = inner.clone();
    let pushes = tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(200)).await;
            pushes::deliver(&pushing, false).await;
        }
    });
    Ok(Simulator {
        base_url,
        inner,
        tasks: vec![server, pushes],
    })
}

impl Simulator {
    /// Pushes go to this address.
    pub fn push_to(&self, url: &str) {
        *self
            .inner
            .hook
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(url.to_owned());
    }

    /// Everything that waits is pushed now, twice and in the wrong order.
    pub async fn push_in_disorder(&self) {
        pushes::deliver(&self.inner, true).await;
    }

    /// The next requests meet this; `times` 0 ends all that was set.
    pub fn fault(&self, fault: Fault, times: u32) {
        let mut shop = self.inner.shop();
        shop.faults.clear();
        shop.faults.extend((0..times).map(|_| fault));
    }

    /// The key is no longer known.
    pub fn revoke(&self) {
        self.inner.shop().revoked = true;
    }

    /// A promotion locks the product that has this SKU, or ends. Whether there is such a product.
    pub fn promote(&self, sku: &str, locked: bool) -> bool {
        shelf::promote(&mut self.inner.shop(), sku, locked)
    }

    /// How many products hold this SKU, of their own or of a variant.
    #[must_use]
    pub fn standing(&self, sku: &str) -> usize {
        let shop = self.inner.shop();
        shop.products
            .iter()
            .filter(|(parent, p)| *parent == sku || p.variants.contains_key(sku))
            .count()
    }

    /// Stock and price of a variant.
    #[must_use]
    pub fn offer(&self, sku: &str) -> Option<(i64, i64)> {
        self.inner
            .shop()
            .products
            .values()
            .find_map(|p| p.variants.get(sku))
            .map(|v| (v.stock, v.price))
    }

    /// Whether buyers see the product.
    #[must_use]
    pub fn visible(&self, parent_sku: &str) -> Option<bool> {
        self.inner
            .shop()
            .products
            .get(parent_sku)
            .map(|product| product.visible)
    }

    /// A buyer orders; the number of the order, or nothing when there is not enough.
    #[must_use]
    pub fn buy(&self, sku: &str, quantity: i64, cod: bool) -> Option<String> {
        orders::buy(
            &mut self.inner.shop(),
            (self.inner.now)(),
            sku,
            quantity,
            cod,
        )
    }

    /// The order moves there: by the carrier, the buyer or the partner.
    pub fn set_status(&self, order: &str, status: &str) {
        orders::move_to(&mut self.inner.shop(), (self.inner.now)(), order, status);
    }

    /// The buyer asks to give back everything.
    #[must_use]
    pub fn give_back(&self, order: &str) -> Option<String> {
        orders::give_back(&mut self.inner.shop(), (self.inner.now)(), order)
    }

    /// How a return was decided.
    #[must_use]
    pub fn return_status(&self, number: &str) -> Option<String> {
        self.inner.shop().returns.get(number)?["status"]
            .as_str()
            .map(str::to_owned)
    }

    /// How the order stands.
    #[must_use]
    pub fn order_status(&self, order: &str) -> Option<String> {
        self.inner
            .shop()
            .orders
            .get(order)
            .map(|order| order.status.clone())
    }

    /// The last push about this order, as it is or will be sent.
    #[must_use]
    pub fn push(&self, order: &str) -> Option<Push> {
        let shop = self.inner.shop();
        let waiting = shop
            .pushes
            .iter()
            .rev()
            .find(|p| p.body.contains(order))
            .map(|p| p.body.clone());
        let body = waiting.or_else(|| {
            shop.sent
                .iter()
                .rev()
                .find(|p| p.body.contains(order))
                .map(|p| p.body.clone())
        })?;
        Some(pushes::signed(&body, (self.inner.now)()))
    }

    /// The body signed at another moment.
    #[must_use]
    pub fn signed_at(&self, body: &str, at: i64) -> Push {
        pushes::signed(body, at)
    }
}

type Answer = Result<(u16, Value), (u16, Value)>;

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, (u16, Value)> {
    Err((
        status,
        json!({ "error": { "code": code, "message": message, "details": [], "retryable": status >= 500 }, "request_id": "sim" }),
    ))
}

async fn serve(
    State(inner): State<Inner>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fault = inner.shop().faults.pop_front();
    match fault {
        Some(Fault::Busy(wait)) => {
            let answer = json!({ "error": { "code": "rate_limited", "message": "slow down", "retryable": true } });
            let mut response = (StatusCode::TOO_MANY_REQUESTS, axum::Json(answer)).into_response();
            if let Some(seconds) = wait {
                response.headers_mut().insert("retry-after", seconds.into());
            }
            return response;
        }
        Some(Fault::Away) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Some(Fault::Garbage) => return "<html>bảo trì</html>".into_response(),
        Some(Fault::Silent) | None => {}
    }
    let now = (inner.now)();
    let (status, answer) = {
        let mut shop = inner.shop();
        door::enter(&mut shop, now, &method, &uri, &headers, &body)
            .unwrap_or_else(|refused| refused)
    };
    if fault == Some(Fault::Silent) {
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(answer)).into_response()
}
