//! The only place that reads the time. Tests set it.

use shared::time::Millis;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    fixed: Option<Arc<AtomicI64>>,
    /// Milliseconds the machine's clock is taken to be behind.
    ahead: i64,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// The machine's clock, run ahead by `ms`: to show, or to test, what time does.
    pub fn ahead(ms: i64) -> Self {
        Self {
            fixed: None,
            ahead: ms,
        }
    }

    /// A clock that stands still at `now` until [`Clock::advance`] moves it.
    pub fn fixed(now: Millis) -> Self {
        Self {
            fixed: Some(Arc::new(AtomicI64::new(now.0))),
            ahead: 0,
        }
    }

    /// Now, in milliseconds since 1970 UTC.
    pub fn now(&self) -> Millis {
        match &self.fixed {
            Some(at) => Millis(at.load(Ordering::Relaxed)),
            None => {
                let since = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                let now = Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
                now.plus_ms(self.ahead)
            }
        }
    }

    /// Moves a fixed clock on by `ms`; the system's clock does not move.
    pub fn advance(&self, ms: i64) {
        if let Some(at) = &self.fixed {
            at.fetch_add(ms, Ordering::Relaxed);
        }
    }
}
