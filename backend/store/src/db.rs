//! Opening either database, and the handles to it.

use crate::turns::Turns;
use crate::txn::WriteTxn;
use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr,
    TransactionTrait,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// Readers beside the one writer of SQLite.
const SQLITE_READERS: u32 = 4;
/// Pages of the file that each connection keeps.
const READER_CACHE_KIB: u32 = 16_000;
const WRITER_CACHE_KIB: u32 = 6_000;
/// Pages that gather in the log before they are put in their places: a page that many orders change is put there once for all
/// of them. Forty megabytes at most.
const PAGES_IN_LOG: &str = "10000";
/// Rows that a reading connection may be ahead of whoever takes them: the longest list in one go.
const ROWS_AHEAD: usize = 1_000;
/// A connection to PostgreSQL that was idle for so long is tried before it is used.
const TRY_AFTER: Duration = Duration::from_secs(5);
/// Any number that no other program takes on the same PostgreSQL: "CHOPHIEN" in digits.
const MIGRATION_LOCK: i64 = 2_467_443_436;

/// A database that cannot be opened, and why.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither `sqlite://` nor `postgres://`.
    #[error("the database URL must start with sqlite:// or postgres://")]
    Scheme,
    /// The database refused.
    #[error("the database does not open")]
    Database(#[from] DbErr),
    /// The folder of the database file cannot be made.
    #[error("the folder of the database cannot be made")]
    Folder(#[from] std::io::Error),
}

/// Handles to one database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    backend: DbBackend,
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    /// On SQLite, which has one writer at a time.
    turns: Option<Turns>,
    committed: Arc<Notify>,
}

impl Db {
    /// Opens `sqlite://path` (made if absent; WAL, one writer, several readers) or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            Self::open_sqlite(path).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::open_postgres(url).await
        } else {
            Err(OpenError::Scheme)
        }
    }

    async fn open_sqlite(path: &str) -> Result<Self, OpenError> {
        let path = path.split('?').next().unwrap_or(path);
        if let Some(folder) = std::path::Path::new(path).parent() {
            std::fs::create_dir_all(folder)?;
        }
        let connect = |connections: u32, query_only: &'static str, cache_kib: u32| {
            let mut options = ConnectOptions::new(format!("sqlite://{path}?mode=rwc"));
            quiet(&mut options)
                .max_connections(connections)
                .min_connections(1)
                // A file does not go away; asking it each time costs two changes of threads.
                .test_before_acquire(false)
                .map_sqlx_sqlite_opts(move |o| {
                    o.journal_mode(SqliteJournalMode::Wal)
                        .synchronous(SqliteSynchronous::Normal)
                        .busy_timeout(Duration::from_secs(5))
                        .foreign_keys(true)
                        .row_buffer_size(ROWS_AHEAD)
                        .pragma("temp_store", "memory")
                        // Each connection has its own; a mapped file would count as memory once for each of them.
                        .pragma("cache_size", format!("-{cache_kib}"))
                        .pragma("mmap_size", "0")
                        .pragma("wal_autocheckpoint", PAGES_IN_LOG)
                        .pragma("query_only", query_only)
                });
            Database::connect(options)
        };
        let writer = connect(1, "off", WRITER_CACHE_KIB).await?;
        let reader = connect(SQLITE_READERS, "on", READER_CACHE_KIB).await?;
        Ok(Self::new(DbBackend::Sqlite, reader, writer))
    }

    async fn open_postgres(url: &str) -> Result<Self, OpenError> {
        let mut options = ConnectOptions::new(url);
        quiet(&mut options)
            .max_connections(16)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .test_before_acquire_if_idle_for(TRY_AFTER);
        let pool = Database::connect(options).await?;
        Ok(Self::new(DbBackend::Postgres, pool.clone(), pool))
    }

    fn new(backend: DbBackend, reader: DatabaseConnection, writer: DatabaseConnection) -> Self {
        Self {
            backend,
            reader,
            writer,
            turns: (backend == DbBackend::Sqlite).then(Turns::default),
            committed: Arc::new(Notify::new()),
        }
    }

    /// Which of the two databases this is.
    pub fn backend(&self) -> DbBackend {
        self.backend
    }

    /// A handle for reading outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Begins a write transaction: IMMEDIATE on SQLite, queued fairly behind the one writer.
    pub async fn begin(&self) -> Result<WriteTxn, DbErr> {
        self.begin_as(false).await
    }

    /// The same for a transaction that takes a few milliseconds and that many may want at once: on SQLite those that wait for
    /// each other are made durable together, and each is answered after that.
    pub async fn begin_brief(&self) -> Result<WriteTxn, DbErr> {
        self.begin_as(true).await
    }

    async fn begin_as(&self, brief: bool) -> Result<WriteTxn, DbErr> {
        let (txn, seat) = match &self.turns {
            Some(turns) => {
                let (txn, seat) = turns.begin(&self.writer, brief).await?;
                (txn, Some(seat))
            }
            None => (self.writer.begin().await?, None),
        };
        Ok(WriteTxn::new(txn, seat, self.committed.clone()))
    }

    /// Notified after each commit that left something in the outbox.
    pub fn committed(&self) -> Arc<Notify> {
        self.committed.clone()
    }

    /// Applies what is missing of the schema. Starters beside each other wait for one another.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if self.backend != DbBackend::Postgres {
            return Migrator::up(&self.writer, None).await;
        }
        let lock = self.writer.get_postgres_connection_pool();
        let mut held = lock
            .acquire()
            .await
            .map_err(|e| DbErr::Custom(e.to_string()))?;
        let statement = |text: &'static str| sea_orm::sqlx::query(text).bind(MIGRATION_LOCK);
        statement("select pg_advisory_lock($1)")
            .execute(&mut *held)
            .await
            .map_err(|e| DbErr::Custom(e.to_string()))?;
        let outcome = Migrator::up(&self.writer, None).await;
        statement("select pg_advisory_unlock($1)")
            .execute(&mut *held)
            .await
            .map_err(|e| DbErr::Custom(e.to_string()))?;
        outcome
    }

    /// How many migrations are not applied yet.
    pub async fn pending_migrations(&self) -> Result<usize, DbErr> {
        Ok(Migrator::get_pending_migrations_read_only(&self.reader)
            .await?
            .len())
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.execute_unprepared("select 1").await.map(|_| ())
    }

    /// The time by the database's own clock, in milliseconds since 1970 UTC.
    pub async fn clock_ms(&self) -> Result<i64, DbErr> {
        let text = match self.backend {
            DbBackend::Postgres => {
                "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as ms"
            }
            _ => "select cast((julianday('now') - 2440587.5) * 86400000 as integer) as ms",
        };
        let row = crate::sql::row(&self.reader, text, []).await?;
        row.map_or(Err(DbErr::RecordNotFound("the time".to_owned())), |row| {
            row.try_get("", "ms")
        })
    }

    /// Closes the connections; SQLite folds its log into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }
}

/// What both databases want: no text of statements in the log, and connections that stay. The pool's own closing of idle ones
/// counts them while others take them; a count that was one below nothing then keeps a processor busy for ever.
fn quiet(options: &mut ConnectOptions) -> &mut ConnectOptions {
    options
        .sqlx_logging(false)
        .idle_timeout(None)
        .max_lifetime(None)
}
