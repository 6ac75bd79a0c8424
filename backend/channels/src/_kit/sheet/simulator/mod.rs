//! A portal of sellers as a person meets it: it takes a workbook, says what became of each row, and gives its orders as
//! a file. Its own reading of the columns, strict, with its own storage.

mod book;
mod orders;
mod page;
mod shelf;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::_kit::simulated::Look;

/// How long the portal's people look at new goods, milliseconds.
const REVIEW_MS: i64 = 5_000;

#[derive(Debug, Default)]
struct Shop {
    goods: BTreeMap<String, shelf::Good>,
    orders: BTreeMap<String, orders::Order>,
    /// What is wrong with the rows of the last file.
    refused: Vec<String>,
    /// The next export repeats its rows and puts them in the wrong order.
    disorder: bool,
    /// The next export is cut off in the middle.
    broken: bool,
    count: u64,
}

type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

#[derive(Clone)]
struct Inner {
    look: Look,
    /// An order that was not confirmed within this time is cancelled.
    confirm_ms: Option<i64>,
    shop: Arc<Mutex<Shop>>,
    now: Now,
}

impl Inner {
    fn shop(&self) -> MutexGuard<'_, Shop> {
        let mut shop = self
            .shop
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(within) = self.confirm_ms {
            orders::cancel_late(&mut shop, (self.now)(), within);
        }
        shop
    }
}

/// A running portal; it ends when this is dropped.
pub struct Portal {
    /// Scheme and host.
    pub base_url: String,
    inner: Inner,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts on this port of the machine itself, 0 for any. `confirm_ms` is how long an order waits to be confirmed; `now`
/// says epoch milliseconds.
///
/// # Errors
/// When the port is taken.
pub async fn start(
    port: u16,
    look: Look,
    confirm_ms: Option<i64>,
    now: impl Fn() -> i64 + Send + Sync + 'static,
) -> std::io::Result<Portal> {
    // What began anew gives no number a second time.
    let count = u64::try_from(now().div_euclid(1_000)).unwrap_or_default();
    let inner = Inner {
        look,
        confirm_ms,
        shop: Arc::new(Mutex::new(Shop {
            count,
            ..Shop::default()
        })),
        now: Arc::new(now),
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    let router = page::router(inner.clone());
    let task = tokio::spawn(async move {
        // It ends with the process or the handle; there is nobody to tell.
        let _ = axum::serve(listener, router).await;
    });
    Ok(Portal {
        base_url,
        inner,
        task,
    })
}

impl Portal {
    /// A person sends a workbook; what is wrong with its rows.
    #[must_use]
    pub fn upload(&self, bytes: &[u8]) -> Vec<String> {
        shelf::take(&mut self.inner.shop(), (self.inner.now)(), bytes)
    }

    /// The file that says what became of each good.
    #[must_use]
    pub fn results(&self) -> Vec<u8> {
        let now = (self.inner.now)();
        shelf::results(&self.inner.shop(), now, &self.base_url)
    }

    /// The file of orders.
    #[must_use]
    pub fn orders(&self) -> Vec<u8> {
        orders::export(&mut self.inner.shop())
    }

    /// A buyer orders; the order's number, or why not.
    ///
    /// # Errors
    /// A sentence for the buyer.
    pub fn buy(&self, sku: &str, quantity: i64, cod: bool) -> Result<String, String> {
        let now = (self.inner.now)();
        orders::buy(&mut self.inner.shop(), now, (sku, quantity, cod))
    }

    /// The order goes to this state, in the portal's words.
    pub fn set_status(&self, order: &str, status: &str) {
        orders::move_to(&mut self.inner.shop(), (self.inner.now)(), order, status);
    }

    /// Stock and price of a good.
    #[must_use]
    pub fn offer(&self, sku: &str) -> Option<(i64, i64)> {
        let shop = self.inner.shop();
        shop.goods.get(sku).map(|good| (good.stock, good.price))
    }

    /// A promotion locks a good, or ends.
    pub fn promote(&self, sku: &str, locked: bool) {
        if let Some(good) = self.inner.shop().goods.get_mut(sku) {
            good.promotion = locked;
        }
    }

    /// The next export repeats its rows, the last first.
    pub fn disturb(&self) {
        self.inner.shop().disorder = true;
    }

    /// The next export breaks off in the middle.
    pub fn break_off(&self) {
        self.inner.shop().broken = true;
    }
}

#[cfg(test)]
mod tests;
