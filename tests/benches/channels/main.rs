//! What channels cost: `cargo bench -p tests --bench channels [-- --quick]`. Prints `what | measured` for each figure.
//!
//! A SQLite market and a simulated partner (htx-partner/1) on a thread of its own, whose processor time is left out.

mod given;

use backend::app::App;
use backend::config::Config;
use backend::jobs;
use backend::jobs::channels::run_until_idle;
use channels::_kit::partner::simulator::{self, Simulator};
use services::actor::Actor;
use services::channels::{self as shop, Account};
use services::clock::Clock;
use services::stock;
use shared::id::{ListingId, OfferId};
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{channel_jobs, sql};
use tests::TestApp;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use given::{
    SIMULATOR, connected, cpu_ms, director, execute, filled, forget_peak, ids, memory, say,
};

const CODE: &str = "postmart_api";

/// How much is measured.
#[derive(Clone, Copy)]
struct Sizes {
    pushed: usize,
    bought: usize,
    waiting: u64,
    planned: u64,
}

fn main() {
    let quick = std::env::args().any(|word| word == "--quick" || word == "--test");
    let sizes = if quick {
        Sizes {
            pushed: 5,
            bought: 10,
            waiting: 20,
            planned: 2_000,
        }
    } else {
        Sizes {
            pushed: 100,
            bought: 500,
            waiting: 1_000,
            planned: 100_000,
        }
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        plan(sizes.planned).await;
        push(sizes).await;
    });
}

/// What every unit of a large market should show on three channels, worked out once.
async fn plan(products: u64) {
    let test = TestApp::on_sqlite(false).await;
    let app = test.app.clone();
    filled(&test, (products / 400).max(1), products).await;
    let specs = ["shopee", "postmart_api", "voso_api"];
    for cooperative in ids(&app, "select id from cooperative order by id").await {
        let actor = director(&app, cooperative).await;
        for code in specs {
            let spec = app.channels.find(code).expect("known").spec();
            connected(&app, &actor, cooperative, spec).await;
        }
    }
    for text in [
        "insert into channel_listing (id, account_id, listing_id, state, findings, attributes, hidden, version, created_at, \
         updated_at) select randomblob(16), a.id, o.listing_id, 'live', '[]', '[]', 0, 1, 0, 0 from channel_account a \
         join offer o on o.cooperative_id = a.cooperative_id",
        "insert into channel_variant (id, account_id, channel_listing_id, variant_id, sku, remote_item, version, created_at) \
         select randomblob(16), c.account_id, c.id, v.id, v.sku, 'r', 1, 0 from channel_listing c \
         join listing l on l.id = c.listing_id join variant v on v.product_id = l.product_id",
        "delete from channel_job",
        "insert into channel_job (account_id, kind, subject, priority, wanted, attempts, next_at, created_at) \
         select account_id, 'offer', sku, 20, 1, 0, 0, 0 from channel_variant",
    ] {
        execute(&app, text, Vec::new()).await;
    }
    forget_peak();
    let (before, started, cpu) = (memory().0, Instant::now(), cpu_ms());
    let mut units = 0;
    for id in ids(&app, "select id from channel_account order by id").await {
        let account = shop::load(&app.core, id).await.expect("loads");
        loop {
            let now = app.core.clock.now().0;
            let due = channel_jobs::due(&app.core.db, id, now, 100)
                .await
                .expect("due");
            if due.is_empty() {
                break;
            }
            let skus: Vec<String> = due.iter().map(|job| job.subject.clone()).collect();
            let lines = shop::offers(&app.core, &account, &skus)
                .await
                .expect("lines");
            units += lines.iter().filter(|line| line.is_new()).count();
            let txn = app.core.db.begin().await.expect("begins");
            let all: Vec<_> = due.iter().collect();
            channel_jobs::done(&txn, &all).await.expect("done");
            txn.commit().await.expect("commits");
        }
    }
    let (taken, cpu) = (started.elapsed(), cpu_ms() - cpu);
    let peak = memory().1;
    say(
        &format!("{products} listings x 3 channels planned"),
        format!(
            "{units} units in {:.1} s, {:.3} ms CPU each, peak memory {peak:.0} MiB ({:.0} MiB more than before)",
            taken.as_secs_f64(),
            cpu / units.max(1) as f64,
            peak - before
        ),
    );
    test.end().await;
}

/// The partner on a thread of its own.
fn simulated(clock: Clock) -> Simulator {
    let (give, take) = std::sync::mpsc::channel();
    let thread = std::thread::Builder::new().name(SIMULATOR.to_owned());
    thread
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(async move {
                let started = simulator::start(0, move || clock.now().0).await;
                give.send(started.expect("starts")).expect("taken");
                std::future::pending::<()>().await;
            });
        })
        .expect("a thread");
    take.recv().expect("a simulator")
}

/// Settings that lead to the simulator, on the same database.
async fn beside(test: &TestApp, simulator: &Simulator) -> App {
    let mut config = Config::clone(&test.app.config);
    let address = [("base_url".to_owned(), simulator.base_url.clone())];
    config.channels.insert(CODE.to_owned(), address.into());
    App::open(config, test.app.core.clock.clone())
        .await
        .expect("opens")
}

async fn until_live(app: &App, wanted: usize) {
    for _ in 0..200 {
        run_until_idle(app).await.expect("works");
        let live = ids(app, "select id from channel_listing where state = 'live'")
            .await
            .len();
        if live >= wanted {
            return;
        }
        app.core.clock.advance(31_000);
    }
    let row = sql::row(
        app.core.db.read(),
        "select state || findings || coalesce(note, '') || coalesce((select max(last_error) from channel_job), '') as v \
         from channel_listing where state <> 'live' limit 1",
        [],
    )
    .await;
    let why: String = row
        .expect("runs")
        .expect("there")
        .try_get("", "v")
        .expect("words");
    panic!("not on the channel: {why}");
}

/// Bytes for every picture: a channel is told what they are.
async fn photos(app: &App) {
    let rows = sql::rows(app.core.db.read(), "select id from picture", []).await;
    for row in rows.expect("runs") {
        let id: String = row.try_get("", "id").expect("an id");
        let bytes = bytes::Bytes::from(id.clone().into_bytes());
        let name = format!("{id}-1200.jpg");
        app.blobs.put(&name, bytes).await.expect("kept");
    }
}

async fn publish(app: &App, actor: &Actor, account: &Account, listings: &[Uuid]) {
    let all: Vec<ListingId> = listings.iter().map(|id| (*id).into()).collect();
    shop::publish(&app.core, actor, account, &all)
        .await
        .expect("publishes");
}

/// Listings pushed, orders brought back, and a change of stock while listings wait.
async fn push(sizes: Sizes) {
    let test = TestApp::on_sqlite(false).await;
    let products = sizes.waiting + sizes.pushed as u64 + 1;
    filled(&test, 1, products).await;
    let simulator = Arc::new(simulated(test.app.core.clock.clone()));
    let app = beside(&test, &simulator).await;
    let cooperative = ids(&app, "select id from cooperative").await[0];
    let actor = director(&app, cooperative).await;
    let spec = app.channels.find(CODE).expect("known").spec();
    let account = connected(&app, &actor, cooperative, spec).await;
    let ready = [
        "insert into picture (id, cooperative_id, product_id, purpose, position, alt_vi, alt_en, width, height, widths, bytes, \
         created_at) select lower(hex(randomblob(32))), cooperative_id, id, 'product', 1, '', '', 1200, 1200, '1200', 1, 0 \
         from product",
        "insert into channel_category_map (account_id, category_slug, category_id, path, attributes, confirmed, updated_at) \
         select a.id, c.slug, '12', 'Trà', '[{\"id\":\"vat_rate\",\"value\":\"5\",\"value_id\":\"5\",\"unit\":null}]', 1, 0 \
         from channel_account a join category c",
        "update offer set on_hand = on_hand + 1000000",
        "update product set description_vi = name where description_vi = ''",
    ];
    for text in ready {
        execute(&app, text, Vec::new()).await;
    }
    photos(&app).await;
    run_until_idle(&app).await.expect("works");
    let listings = ids(
        &app,
        "select id from listing where state = 'live' order by id",
    )
    .await;
    publish(&app, &actor, &account, &listings[..1]).await;
    until_live(&app, 1).await;
    let cpu = cpu_ms();
    publish(&app, &actor, &account, &listings[1..=sizes.pushed]).await;
    until_live(&app, 1 + sizes.pushed).await;
    say(
        "listing pushed to a channel and followed to its end",
        format!(
            "{:.2} ms CPU each, {} listings",
            (cpu_ms() - cpu) / sizes.pushed as f64,
            sizes.pushed
        ),
    );
    orders(&app, &simulator, sizes.bought).await;
    publish(&app, &actor, &account, &listings[1 + sizes.pushed..]).await;
    stock_change(&app, &actor, &simulator).await;
    test.end().await;
}

/// A unit of which the channel was told a stock that is enough for all that is bought.
async fn plentiful(app: &App, simulator: &Simulator, enough: usize) -> (String, OfferId) {
    let rows = sql::rows(
        app.core.db.read(),
        "select v.sku, o.id from channel_variant v join offer o on o.variant_id = v.variant_id \
         where v.remote_item is not null order by v.sku",
        [],
    )
    .await;
    for row in rows.expect("runs") {
        let sku: String = row.try_get("", "sku").expect("an SKU");
        if simulator
            .offer(&sku)
            .is_some_and(|(stock, _)| stock > enough as i64)
        {
            let offer: Uuid = row.try_get("", "id").expect("an id");
            return (sku, offer.into());
        }
    }
    panic!("nothing can be sold {enough} times");
}

async fn orders(app: &App, simulator: &Simulator, count: usize) {
    let (sku, _) = plentiful(app, simulator, count).await;
    for _ in 0..count {
        let bought = simulator.buy(&sku, 1, true);
        assert!(bought.is_some(), "{sku}: {:?}", simulator.offer(&sku));
    }
    app.core.clock.advance(1_000_000);
    let cpu = cpu_ms();
    run_until_idle(app).await.expect("works");
    let placed = ids(app, "select id from buyer_order").await.len();
    assert_eq!(placed, count, "every order arrived once");
    say(
        "order brought from a channel into the ledger",
        format!(
            "{:.2} ms CPU each, {count} orders",
            (cpu_ms() - cpu) / count as f64
        ),
    );
}

async fn stock_change(app: &App, actor: &Actor, simulator: &Simulator) {
    let (sku, offer) = plentiful(app, simulator, 1).await;
    let waiting = ids(
        app,
        "select account_id as id from channel_job where kind = 'listing'",
    )
    .await
    .len();
    let stop = CancellationToken::new();
    let working = tokio::spawn(jobs::work(app.clone(), stop.clone()));
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = simulator.offer(&sku).expect("stands there").0;
    let started = Instant::now();
    let core = &app.core;
    let txn = core.db.begin().await.expect("begins");
    let cause = stock::Cause::of("booth");
    stock::receive(core, &txn, actor, offer, 1_000, &cause)
        .await
        .expect("received");
    txn.commit().await.expect("commits");
    let kept = started.elapsed();
    while simulator.offer(&sku).map(|offer| offer.0) == Some(before) {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "it is never told"
        );
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let told = started.elapsed();
    stop.cancel();
    working.await.expect("ends").expect("works");
    say(
        &format!("stock change with {waiting} listings waiting"),
        format!(
            "{} ms to the queue, {} ms to the channel",
            kept.as_millis(),
            told.as_millis()
        ),
    );
}
