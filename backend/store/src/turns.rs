//! Whose turn it is to write to SQLite, and brief transactions that are made durable together.
//!
//! A commit writes every page it changed to the log, and orders change mostly the same pages: the ends of their tables and
//! indexes. A brief transaction that ends while others of its kind wait therefore leaves the commit to the last of those, and
//! answers only after it. A long one never waits for more than the commit of those before it.

use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait, sqlx,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// So long a writer waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// The queue of writers. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns {
    turn: Arc<Mutex<Turn>>,
    /// Brief ones in the queue.
    waiting: Arc<AtomicUsize>,
}

/// What the one whose turn it is finds.
#[derive(Debug, Default)]
struct Turn(Option<Group>);

/// Transactions that wait for their common commit.
#[derive(Debug)]
struct Group {
    whole: DatabaseTransaction,
    members: Vec<oneshot::Sender<Result<(), String>>>,
    /// One of them was given up. SQLite may have rolled back everything with it, which the commit will say: nothing may be
    /// begun before that.
    spoilt: bool,
}

/// The turn of one writer.
#[derive(Debug)]
pub(crate) struct Seat {
    turn: OwnedMutexGuard<Turn>,
    turns: Turns,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Long,
    Brief,
    /// Brief, inside the transaction of a group.
    Member,
    Ended,
}

/// Counts one brief writer as waiting.
struct InQueue<'a>(&'a AtomicUsize);

impl<'a> InQueue<'a> {
    fn enter(waiting: &'a AtomicUsize) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        Self(waiting)
    }
}

impl Drop for InQueue<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Turns {
    /// Waits for the turn and begins a transaction.
    pub async fn begin(
        &self,
        db: &DatabaseConnection,
        brief: bool,
    ) -> Result<(DatabaseTransaction, Seat), DbErr> {
        let queued = brief.then(|| InQueue::enter(&self.waiting));
        let turn = tokio::time::timeout(PATIENCE, self.turn.clone().lock_owned()).await;
        drop(queued);
        let mut turn = turn.map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?;
        if turn.0.as_ref().is_some_and(|group| !brief || group.spoilt) {
            // In a task of its own: this one may go away, and others wait for the outcome.
            let task = tokio::spawn(closed(turn)).await;
            turn = task.map_err(|error| DbErr::Custom(error.to_string()))?;
        }
        let (txn, kind) = match &mut turn.0 {
            Some(group) => {
                let begun = group.whole.begin().await;
                group.spoilt |= begun.is_err();
                (begun?, Kind::Member)
            }
            None => {
                let kind = if brief { Kind::Brief } else { Kind::Long };
                (begun(db).await?, kind)
            }
        };
        let turns = self.clone();
        Ok((txn, Seat { turn, turns, kind }))
    }
}

/// Begins a transaction of the writer. One that SQLite gave up of its own, as it does when the disk is full, is still counted
/// as open by its connection, which then begins nothing any more: such a connection is closed and another one opened.
async fn begun(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let immediate = || TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    let begun = db.begin_with_options(immediate()).await;
    let Err(DbErr::Query(RuntimeErr::SqlxError(error))) = &begun else {
        return begun;
    };
    if !matches!(**error, sqlx::Error::InvalidSavePointStatement) {
        return begun;
    }
    let stale = db.get_sqlite_connection_pool().acquire().await;
    let closed = match stale {
        Ok(stale) => stale.close().await,
        Err(error) => Err(error),
    };
    closed.map_err(|error| DbErr::Custom(error.to_string()))?;
    db.begin_with_options(immediate()).await
}

impl Seat {
    /// Makes the transaction durable, alone or together with others.
    pub async fn commit(mut self, txn: DatabaseTransaction) -> Result<(), DbErr> {
        let outcome = match self.kind {
            Kind::Member => {
                txn.commit().await?;
                self.turn.0.as_mut().map(Group::join)
            }
            Kind::Brief if self.turns.waiting.load(Ordering::Relaxed) > 0 => {
                let mut group = Group {
                    whole: txn,
                    members: Vec::new(),
                    spoilt: false,
                };
                let outcome = group.join();
                self.turn.0 = Some(group);
                // In the queue behind all who wait now.
                let turn = self.turns.turn.clone().lock_owned();
                tokio::spawn(async move { drop(closed(turn.await).await) });
                Some(outcome)
            }
            _ => return txn.commit().await,
        };
        self.kind = Kind::Ended;
        drop(self);
        let lost = || "the common commit was given up".to_owned();
        let outcome = match outcome {
            Some(outcome) => outcome.await.unwrap_or_else(|_| Err(lost())),
            None => Err(lost()),
        };
        outcome.map_err(DbErr::Custom)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if self.kind == Kind::Member
            && let Some(group) = &mut self.turn.0
        {
            group.spoilt = true;
        }
    }
}

impl Group {
    fn join(&mut self) -> oneshot::Receiver<Result<(), String>> {
        let (tell, outcome) = oneshot::channel();
        self.members.push(tell);
        outcome
    }
}

/// Makes the group durable, if there is one, and tells its members.
async fn closed(mut turn: OwnedMutexGuard<Turn>) -> OwnedMutexGuard<Turn> {
    if let Some(group) = turn.0.take() {
        let outcome = group.whole.commit().await.map_err(|e| e.to_string());
        for member in group.members {
            // Who has gone away meanwhile misses nothing.
            let _ = member.send(outcome.clone());
        }
    }
    turn
}
