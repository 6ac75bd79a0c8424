//! Databases for a test, with the demonstration market in them, and the server on top.

use crate::client::{Answer, Visitor};
use axum::Router;
use backend::app::App;
use backend::config::Config;
use backend::http::access::Route;
use backend::http::routes;
use backend::pay::Providers;
use http::StatusCode;
use services::clock::Clock;
use services::pictures::StoredPicture;
use services::seed::demo;
use shared::time::{Millis, VnDate};
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::Arc;
use store::{Db, sql};
use uuid::Uuid;

/// Where the tests' PostgreSQL is, when there is one.
const POSTGRES: &str = "CHOPHIEN_TEST_POSTGRES_URL";
/// The server's secret in tests.
pub const SECRET: &str = "a secret that only tests use, long enough";
/// The key the feed of bank accounts calls with.
pub const FEED_KEY: &str = "a key of the feed";
/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "cho-phien-demo";

/// Somebody of the demonstration, by what the part can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Director of HTX Đồng Mỏ.
    Director,
    /// Packs and sells for HTX Đồng Mỏ.
    Seller,
    /// Reads orders and money of HTX Toàn Thắng.
    Accountant,
    /// Director of another cooperative, HTX Toàn Thắng.
    OtherDirector,
    /// Officer of the alliance in Sơn La.
    Officer,
    /// Runs the market.
    Operator,
}

impl Who {
    /// The phone to sign in with.
    pub fn phone(self) -> &'static str {
        match self {
            Self::Operator => "0900000001",
            Self::Officer => "0900000002",
            Self::Director => "0900000010",
            Self::OtherDirector => "0900000017",
            Self::Seller => "0900000030",
            Self::Accountant => "0900000031",
        }
    }
}

/// The server, and one browser that talks to it.
pub struct TestApp {
    /// The server's handles, to look behind the pages.
    pub app: App,
    /// Every route with who may call it.
    pub routes: Vec<Route>,
    router: Router,
    visitor: Visitor,
    kept: Kept,
}

impl Deref for TestApp {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl DerefMut for TestApp {
    fn deref_mut(&mut self) -> &mut Visitor {
        &mut self.visitor
    }
}

struct Kept {
    folder: PathBuf,
    database: Option<String>,
}

/// Saturday 15 August 2026, 09:12 in Vietnam: the clock of every test until it is advanced.
pub fn morning() -> Millis {
    VnDate::new(2026, 8, 15)
        .expect("a day")
        .start()
        .plus_minutes(9 * 60 + 12)
}

/// The PostgreSQL of the tests, when there is one.
pub fn postgres() -> Option<String> {
    std::env::var(POSTGRES).ok()
}

/// Runs the test with the demonstration market, on both databases, one after the other.
pub fn on_both(test: impl AsyncFn(&mut TestApp)) {
    run(true, test);
}

/// The same on a database with the schema and nothing in it.
pub fn on_both_empty(test: impl AsyncFn(&mut TestApp)) {
    run(false, test);
}

fn run(filled: bool, test: impl AsyncFn(&mut TestApp)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let mut app = TestApp::on_sqlite(filled).await;
        test(&mut app).await;
        app.end().await;
        match std::env::var(POSTGRES) {
            Ok(server) => {
                let mut app = TestApp::on_postgres(&server, filled).await;
                test(&mut app).await;
                app.end().await;
            }
            Err(_) => println!("{POSTGRES} is not set: only SQLite was tested"),
        }
    });
}

fn scratch() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("chophien-flow-{}", Uuid::now_v7()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}

async fn administer(server: &str, statement: &str) {
    let db = Db::open(server).await.expect("PostgreSQL answers");
    sql::execute(db.read(), statement, [])
        .await
        .expect("administered");
    db.close().await.expect("closes");
}

impl TestApp {
    /// A server on a SQLite file of its own.
    pub async fn on_sqlite(filled: bool) -> Self {
        let folder = scratch();
        let url = format!("sqlite://{}/test.db", folder.display());
        Self::open(
            url,
            Kept {
                folder,
                database: None,
            },
            filled,
        )
        .await
    }

    /// A server on a new database of the PostgreSQL at `server`.
    pub async fn on_postgres(server: &str, filled: bool) -> Self {
        let name = format!("flow_{}", Uuid::now_v7().simple());
        administer(server, &format!("create database {name}")).await;
        let (base, _) = server.rsplit_once('/').expect("a URL with a database");
        Self::open(
            format!("{base}/{name}"),
            Kept {
                folder: scratch(),
                database: Some(name),
            },
            filled,
        )
        .await
    }

    async fn open(url: String, kept: Kept, filled: bool) -> Self {
        let config = Config::read(
            |name| match name {
                "CHOPHIEN_DATABASE_URL" => Some(url.clone()),
                "CHOPHIEN_DATA_DIR" => Some(kept.folder.display().to_string()),
                "CHOPHIEN_SECRET_KEY" => Some(SECRET.to_owned()),
                "CHOPHIEN_RATE_LIMITS" => Some("off".to_owned()),
                "CHOPHIEN_SEPAY_API_KEY" => Some(FEED_KEY.to_owned()),
                _ => None,
            },
            filled,
        );
        let app = App::open(config.expect("legal settings"), Clock::fixed(morning()))
            .await
            .expect("opens");
        app.core.db.migrate().await.expect("migrates");
        if filled {
            assert!(
                demo::fill(&app.core, &pictures()).await.expect("fills"),
                "the database was not empty"
            );
        }
        let (router, routes) = routes::build(&app);
        Self {
            visitor: Visitor::new(router.clone()),
            app,
            routes,
            router,
            kept,
        }
    }

    /// Offers other ways to pay from now on, to a browser without cookies.
    pub fn offer(&mut self, providers: Providers) {
        self.app.core.ways = providers.ways();
        self.app.providers = Arc::new(providers);
        let (router, routes) = routes::build(&self.app);
        self.visitor = Visitor::new(router.clone());
        (self.router, self.routes) = (router, routes);
    }

    /// Closes the database and removes what the test made.
    pub async fn end(self) {
        let Self { app, kept, .. } = self;
        app.core.db.close().await.expect("closes");
        std::fs::remove_dir_all(kept.folder).expect("removed");
        if let (Some(name), Ok(server)) = (kept.database, std::env::var(POSTGRES)) {
            administer(&server, &format!("drop database {name} with (force)")).await;
        }
    }

    /// Another process on the same database, with a cache and an outbox relay of its own.
    pub async fn another_node(&self) -> App {
        let config = backend::config::Config::clone(&self.app.config);
        App::open(config, self.app.core.clock.clone())
            .await
            .expect("opens")
    }

    /// Another browser on the same server.
    pub fn another(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// Another browser, signed in.
    pub async fn another_as(&self, who: Who) -> Visitor {
        let mut visitor = self.another();
        sign_in(&mut visitor, who).await;
        visitor
    }

    /// Signs this browser in through the page, as a person does.
    pub async fn sign_in_as(&mut self, who: Who) {
        self.visitor.clear();
        sign_in(&mut self.visitor, who).await;
    }

    /// Does what follows from the commits so far. Gives the number of messages handled.
    pub async fn work(&self) -> usize {
        backend::jobs::run_until_idle(&self.app)
            .await
            .expect("the outbox works")
    }

    /// Moves the clock on.
    pub fn later(&self, minutes: i64) {
        self.app.core.clock.advance(minutes * 60_000);
    }

    /// Runs one statement, as nobody else could have.
    pub async fn execute(
        &self,
        text: &str,
        values: impl IntoIterator<Item = sea_orm::Value>,
    ) -> u64 {
        let txn = self.app.core.db.begin().await.expect("begins");
        let touched = sql::execute(&*txn, text, values).await.expect("runs");
        txn.commit().await.expect("committed");
        touched
    }

    /// The first column, `n`, of the first row: `select count(*) as n …`.
    pub async fn number(
        &self,
        text: &str,
        values: impl IntoIterator<Item = sea_orm::Value>,
    ) -> i64 {
        let row = sql::row(self.app.core.db.read(), text, values)
            .await
            .expect("runs")
            .expect("a row");
        row.try_get("", "n").expect("a whole number named n")
    }
}

async fn sign_in(visitor: &mut Visitor, who: Who) -> Answer {
    let answer = visitor
        .post_form(
            "/dang-nhap",
            &[("phone", who.phone()), ("password", PASSWORD)],
        )
        .await;
    answer.expect(StatusCode::SEE_OTHER)
}

/// Pictures as they would be after conversion, which has tests of its own and takes seconds.
fn pictures() -> HashMap<String, StoredPicture> {
    let placements = demo::placements().expect("the demonstration data");
    let stored = |product: &str| StoredPicture {
        id: services::keys::token_hash(product)
            .chars()
            .take(32)
            .collect(),
        width: 1200,
        height: 1200,
        widths: vec![320, 640, 1200],
        bytes: 50_000,
    };
    placements
        .into_iter()
        .map(|p| (p.product.clone(), stored(&p.product)))
        .collect()
}
