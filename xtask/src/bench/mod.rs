//! `cargo xtask bench`: the numbers of docs/benchmarks.md, measured on the release build over loopback.

mod channels;
mod goods;
mod http;
mod live;
mod load;
mod money;
mod orders;
mod process;
mod reads;
mod report;
mod routing;
mod visit;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;

use crate::client::Outcome;
use crate::postgres::{Durability, Postgres};
use crate::server::{Options, Server, TempDir, configure};
use crate::{client, machine, run, serve};
use goods::Goods;
use http::Client;
use process::Usage;
use report::Report;

#[derive(clap::Args)]
pub struct Args {
    /// Short runs, to see that everything works.
    #[arg(long)]
    quick: bool,
    /// Products to fill the market with.
    #[arg(long, default_value_t = 2_000)]
    products: u64,
    /// Orders to fill it with; without it 1,000, or 1,000,000 from 100,000 products on.
    #[arg(long)]
    orders: Option<u64>,
    /// Measure on a throw-away PostgreSQL with durable commits instead of SQLite.
    #[arg(long)]
    postgres: bool,
    /// Measure this binary instead of building one.
    #[arg(long)]
    server: Option<PathBuf>,
    /// Only these sections, for instance `orders,money`; the table is printed and not kept.
    #[arg(long, value_delimiter = ',', value_parser = SECTIONS)]
    only: Vec<String>,
}

const SECTIONS: [&str; 11] = [
    "start", "visit", "pages", "cards", "orders", "race", "memory", "live", "routing", "channels",
    "money",
];

impl Args {
    fn wants(&self, section: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one == section)
    }
}

/// How long each measurement takes.
struct Length {
    warm_up: Duration,
    run: Duration,
    renders: u64,
    starts: usize,
    /// Who watch the livestream.
    viewers: usize,
}

impl Length {
    fn of(args: &Args) -> Self {
        if args.quick {
            Self {
                warm_up: Duration::from_millis(300),
                run: Duration::from_secs(2),
                renders: 5_000,
                starts: 2,
                viewers: 200,
            }
        } else {
            Self {
                warm_up: Duration::from_secs(2),
                run: Duration::from_secs(10),
                renders: 100_000,
                starts: 5,
                viewers: 2_000,
            }
        }
    }
}

/// A measured installation: a filled database and how to start the server on it.
struct Market {
    program: PathBuf,
    data: TempDir,
    database: Option<(Postgres, String)>,
}

impl Market {
    fn options(&self) -> Options<'_> {
        Options {
            program: &self.program,
            data: &self.data.path,
            database_url: self.database.as_ref().map(|(_, url)| url.as_str()),
            demo: false,
            settings: &[("CHOPHIEN_RATE_LIMITS", "off")],
        }
    }
}

/// Measures and writes the table.
pub fn command(args: &Args) -> Result<()> {
    machine::ensure_c_compiler()?;
    let program = match &args.server {
        Some(program) => program.canonicalize()?,
        None => serve::build_server(true)?,
    };
    if let Outcome::WithoutScripts(why) = client::build()? {
        eprintln!("! without the browser bundles: {why}");
    }
    let length = Length::of(args);
    let orders = args.orders.unwrap_or(if args.products >= 100_000 {
        1_000_000
    } else {
        1_000
    });
    let kind = if args.postgres {
        "PostgreSQL, durable commits"
    } else {
        "SQLite"
    };
    let mut report = Report::new(format!(
        "{kind}, {} products, {orders} orders",
        args.products
    ));
    if [
        "start", "visit", "pages", "cards", "orders", "race", "memory",
    ]
    .iter()
    .any(|section| args.wants(section))
    {
        let market = run::step(
            &format!("fill {} products and {orders} orders", args.products),
            || fill(program.clone(), args, orders),
        )?;
        a_market(&market, args, &length, &mut report)?;
    }
    // Once: the livestream, the channels and the money have a SQLite of their own.
    if args.wants("live") && !args.postgres {
        run::step("a livestream", || {
            live::measure(&program, &length, &mut report)
        })?;
    }
    if args.wants("routing") {
        run::step("routing plans", || routing::measure(&mut report))?;
    }
    if args.wants("channels") && !args.postgres {
        run::step("channels", || channels::measure(args.quick, &mut report))?;
    }
    if args.wants("money") && !args.postgres {
        run::step("money", || money::measure(&mut report))?;
    }
    report.print();
    if args.quick || !args.only.is_empty() {
        eprintln!("  a run of parts is not written to {}", report::FILE);
        return Ok(());
    }
    report.write()
}

/// What is measured on the filled market.
fn a_market(market: &Market, args: &Args, length: &Length, report: &mut Report) -> Result<()> {
    if args.wants("start") {
        run::step("start times", || start_times(market, length, report))?;
    }
    let server = Server::start(&market.options())?;
    report.fact(
        "resident memory after start",
        format!("{:.0} MiB", Usage::of(server.pid).rss_mib),
    );
    let mut client = Client::new(server.port);
    let goods = run::step("look for goods", || Goods::find(&mut client))?;
    if args.wants("visit") {
        run::step("first visit", || {
            visit::measure(&mut client, &goods, report)
        })?;
    }
    if args.wants("pages") {
        run::step("pages and searches", || {
            reads::measure(&server, &goods, length, report)
        })?;
    }
    if args.wants("cards") {
        run::step("share cards", || {
            live::cards(&server, &goods.products, report)
        })?;
    }
    if args.wants("orders") {
        run::step("orders", || orders::place(&server, &goods, length, report))?;
    }
    if args.wants("race") {
        run::step("200 buyers for 50 units", || {
            orders::race(&server, &goods, report)
        })?;
    }
    if args.wants("memory") {
        run::step("memory over many page renders", || {
            reads::memory(&server, &goods, length, report)
        })?;
    }
    report.fact(
        "peak resident memory",
        format!("{:.0} MiB", Usage::of(server.pid).peak_mib),
    );
    Ok(())
}

fn fill(program: PathBuf, args: &Args, orders: u64) -> Result<Market> {
    let database = if args.postgres {
        let server = Postgres::start(Durability::Full)?;
        let url = server.create_database("bench")?;
        Some((server, url))
    } else {
        None
    };
    let market = Market {
        program,
        data: TempDir::new("bench")?,
        database,
    };
    let mut command = serve::server_command(&market.program);
    configure(&mut command, &market.options());
    let cooperatives = (args.products / 40).clamp(10, 1_000);
    command.args(["seed", "scale", "--cooperatives", &cooperatives.to_string()]);
    command.args([
        "--products",
        &args.products.to_string(),
        "--orders",
        &orders.to_string(),
    ]);
    // It reports every batch, which is more than anybody wants to read here.
    run::run(command.env("CHOPHIEN_LOG", "warn"))?;
    Ok(market)
}

fn start_times(market: &Market, length: &Length, report: &mut Report) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..length.starts {
        times.push(Server::start(&market.options())?.started_in);
    }
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    report.fact(
        "from exec to the first answered page (median)",
        format!("{} ms", middle.as_millis()),
    );
    Ok(())
}
