//! A write transaction as a type of its own, so that the compiler tells readers from writers.

use crate::turns::Seat;
use sea_orm::{DatabaseTransaction, DbErr};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

/// An open write transaction. Inner functions take `&WriteTxn` and therefore cannot commit; dropping
/// it rolls back.
#[derive(Debug)]
pub struct WriteTxn {
    // Rolled back before the turn passes on.
    txn: DatabaseTransaction,
    seat: Option<Seat>,
    has_messages: AtomicBool,
    committed: Arc<Notify>,
}

impl WriteTxn {
    pub(crate) fn new(
        txn: DatabaseTransaction,
        seat: Option<Seat>,
        committed: Arc<Notify>,
    ) -> Self {
        Self {
            txn,
            seat,
            has_messages: AtomicBool::new(false),
            committed,
        }
    }

    pub(crate) fn mark_message(&self) {
        self.has_messages.store(true, Ordering::Relaxed);
    }

    /// Makes the change durable and wakes the outbox relay when there is something for it.
    pub async fn commit(self) -> Result<(), DbErr> {
        match self.seat {
            Some(seat) => seat.commit(self.txn).await?,
            None => self.txn.commit().await?,
        }
        if self.has_messages.load(Ordering::Relaxed) {
            self.committed.notify_one();
        }
        Ok(())
    }

    /// Gives the change up. Dropping does the same, but later.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.txn.rollback().await
    }
}

impl Deref for WriteTxn {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.txn
    }
}
