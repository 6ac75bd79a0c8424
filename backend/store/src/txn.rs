//! A write transaction as a type of its own, so that the compiler tells readers from writers.

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

/// An open write transaction. Inner functions take `&WriteTxn` and therefore cannot commit; dropping
/// it rolls back.
#[derive(Debug)]
pub struct WriteTxn {
    txn: DatabaseTransaction,
    has_messages: AtomicBool,
    committed: Arc<Notify>,
}

impl WriteTxn {
    pub(crate) async fn begin(
        db: &DatabaseConnection,
        committed: Arc<Notify>,
    ) -> Result<Self, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let txn = db.begin_with_options(options).await?;
        Ok(Self {
            txn,
            has_messages: AtomicBool::new(false),
            committed,
        })
    }

    pub(crate) fn mark_message(&self) {
        self.has_messages.store(true, Ordering::Relaxed);
    }

    /// Makes the change durable and wakes the outbox relay when there is something for it.
    pub async fn commit(self) -> Result<(), DbErr> {
        self.txn.commit().await?;
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
