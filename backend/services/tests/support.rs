//! Both databases for every test; the rows that most tests start from are made in `given`.
//!
//! `on_both(async |world: &World| { … })` runs the body on a SQLite file copied from a migrated template and, when
//! `CHOPHIEN_TEST_POSTGRES_URL` is set, on a PostgreSQL database made from a migrated template.

pub use crate::given::{CHI_LANG, Goods, signed_in};
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, Value};
use services::Core;
use services::clock::Clock;
use services::keys::Keys;
use shared::time::{Millis, VnDate};
use std::path::PathBuf;
use std::sync::OnceLock;
use store::{Db, sql};
use uuid::Uuid;

/// Where the tests' PostgreSQL is, when there is one.
const POSTGRES: &str = "CHOPHIEN_TEST_POSTGRES_URL";

/// A database with the schema and nothing in it, and the handles to it.
pub struct World {
    pub core: Core,
    kept: Kept,
}

enum Kept {
    Folder(PathBuf),
    Database(String),
}

/// Saturday 15 August 2026, 09:12 in Vietnam: the clock of every test until it is advanced.
pub fn morning() -> Millis {
    VnDate::new(2026, 8, 15)
        .expect("a day")
        .start()
        .plus_minutes(9 * 60 + 12)
}

/// Runs the test on both databases, one after the other.
pub fn on_both(test: impl AsyncFn(&World)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let world = sqlite().await;
        test(&world).await;
        world.end().await;
        match std::env::var(POSTGRES) {
            Ok(server) => {
                let world = postgres(&server).await;
                test(&world).await;
                world.end().await;
            }
            Err(_) => println!("{POSTGRES} is not set: only SQLite was tested"),
        }
    });
}

fn scratch() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("chophien-test-{}", Uuid::now_v7()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}

async fn sqlite() -> World {
    static TEMPLATE: tokio::sync::OnceCell<Vec<u8>> = tokio::sync::OnceCell::const_new();
    let template = TEMPLATE
        .get_or_init(|| async {
            let folder = scratch();
            let file = folder.join("template.db");
            let db = Db::open(&format!("sqlite://{}", file.display()))
                .await
                .expect("opens");
            db.migrate().await.expect("migrates");
            db.close().await.expect("closes");
            let bytes = std::fs::read(&file).expect("the template");
            std::fs::remove_dir_all(&folder).expect("removed");
            bytes
        })
        .await;
    let folder = scratch();
    let file = folder.join("test.db");
    std::fs::write(&file, template).expect("the copy");
    let db = Db::open(&format!("sqlite://{}", file.display()))
        .await
        .expect("opens");
    World::new(db, Kept::Folder(folder))
}

fn with_database(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    format!("{base}/{name}")
}

async fn administer(server: &str, statement: &str) {
    let db = Db::open(server).await.expect("PostgreSQL answers");
    sql::execute(db.read(), statement, [])
        .await
        .expect("administered");
    db.close().await.expect("closes");
}

async fn postgres(server: &str) -> World {
    static TEMPLATE: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let template = TEMPLATE
        .get_or_init(|| async {
            let name = format!("template_{}", Uuid::now_v7().simple());
            administer(server, &format!("create database {name}")).await;
            let db = Db::open(&with_database(server, &name))
                .await
                .expect("opens");
            db.migrate().await.expect("migrates");
            db.close().await.expect("closes");
            name
        })
        .await;
    let name = format!("test_{}", Uuid::now_v7().simple());
    {
        let _turn = ONE_AT_A_TIME.lock().await;
        administer(
            server,
            &format!("create database {name} template {template}"),
        )
        .await;
    }
    let db = Db::open(&with_database(server, &name))
        .await
        .expect("opens");
    World::new(db, Kept::Database(name))
}

impl World {
    fn new(db: Db, kept: Kept) -> Self {
        static KEYS: OnceLock<Keys> = OnceLock::new();
        let keys = KEYS.get_or_init(|| {
            Keys::derive(b"a secret that only tests use, long enough").expect("long enough")
        });
        let core = Core::new(db, Clock::fixed(morning()), keys.clone(), true);
        Self { core, kept }
    }

    async fn end(self) {
        self.core.db.close().await.expect("closes");
        match self.kept {
            Kept::Folder(folder) => std::fs::remove_dir_all(folder).expect("removed"),
            Kept::Database(name) => {
                let server = std::env::var(POSTGRES).expect("it was set");
                administer(&server, &format!("drop database {name}")).await;
            }
        }
    }

    /// Now, in milliseconds.
    pub fn now(&self) -> i64 {
        self.core.clock.now().0
    }

    /// Writes one row.
    pub async fn insert<M>(&self, row: M)
    where
        M: IntoActiveModel<<<M as sea_orm::ModelTrait>::Entity as EntityTrait>::ActiveModel>
            + sea_orm::ModelTrait,
        <<M as sea_orm::ModelTrait>::Entity as EntityTrait>::ActiveModel:
            ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    {
        let txn = self.core.db.begin().await.expect("begins");
        M::Entity::insert(row.into_active_model())
            .exec_without_returning(&*txn)
            .await
            .expect("inserted");
        txn.commit().await.expect("committed");
    }

    /// Runs one statement.
    pub async fn execute(&self, text: &str, values: impl IntoIterator<Item = Value>) -> u64 {
        let txn = self.core.db.begin().await.expect("begins");
        let touched = sql::execute(&*txn, text, values).await.expect("runs");
        txn.commit().await.expect("committed");
        touched
    }

    /// The first column, `n`, of the first row: `select count(*) as n …`.
    pub async fn word(&self, text: &str) -> String {
        let row = sql::row(self.core.db.read(), text, []).await;
        row.expect("runs")
            .expect("a row")
            .try_get("", "v")
            .expect("a word named v")
    }

    pub async fn number(&self, text: &str, values: impl IntoIterator<Item = Value>) -> i64 {
        let row = sql::row(self.core.db.read(), text, values)
            .await
            .expect("runs")
            .expect("a row");
        row.try_get("", "n").expect("a whole number named n")
    }
}

#[test]
fn the_world_is_there_on_both_databases() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let goods = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
            .await;
        let n = world
            .number(
                "select on_hand as n from offer where id = $1",
                [goods.offer.uuid().into()],
            )
            .await;
        assert_eq!(n, 20);
    });
}
