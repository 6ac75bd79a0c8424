//! `cargo xtask test`: every test there is, on both databases and in a browser.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::postgres::{Durability, Postgres, TEST_URL};
use crate::tally::Tally;
use crate::{api, browser, client, machine, run, serve};

#[derive(clap::Args, Default)]
pub struct Args {
    /// Run only these parts (may be repeated).
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Passed on to `cargo test`, for instance a name.
    #[arg(last = true)]
    rest: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Unit, property, service and HTTP tests, on SQLite and PostgreSQL.
    Rust,
    /// Examples in the documentation.
    Doc,
    /// What the description of the API allows and forbids, sent to a running server.
    Api,
    /// Flows in Chromium.
    Browser,
}

/// Runs the tests, prints the count, fails when one failed.
pub fn command(args: &Args) -> Result<()> {
    let tally = run_all(args)?;
    println!("{}", tally.line());
    if tally.failed > 0 {
        bail!("some tests failed");
    }
    Ok(())
}

/// Runs the tests and returns the count.
pub fn run_all(args: &Args) -> Result<Tally> {
    let started = Instant::now();
    let wanted = |part| args.only.is_empty() || args.only.contains(&part);
    let mut tally = Tally::default();
    machine::ensure_c_compiler()?;
    if wanted(Part::Rust) {
        run::step("Rust tests", || rust(&mut tally, &args.rest))?;
    }
    if wanted(Part::Doc) && args.rest.is_empty() {
        run::step("documentation tests", || {
            tally.run(run::cargo().args(["test", "--doc", "--no-fail-fast"]))
        })?;
    }
    if wanted(Part::Api) && args.rest.is_empty() {
        tally.check(run::step("API tests", api::run));
    }
    if wanted(Part::Browser) && args.rest.is_empty() {
        tally.check(run::step("client", client::require));
        if let Err(error) = run::step("browser tests", || browser::run(&mut tally)) {
            tally.check(Err(error));
        }
    }
    eprintln!("✓ all tests ran in {}", run::seconds(started.elapsed()));
    Ok(tally)
}

/// The default members are everything but the browser's entries, and xtask, which has an own build.
fn rust(tally: &mut Tally, rest: &[String]) -> Result<()> {
    let nextest = run::succeeds(run::cargo().args(["nextest", "--version"]));
    // Not --all-targets: documentation tests have their own part.
    let runner: &[&str] = if nextest {
        &[
            "nextest",
            "run",
            "--no-fail-fast",
            "--no-tests=pass",
            "--status-level=slow",
        ]
    } else {
        &["test", "--lib", "--bins", "--tests", "--no-fail-fast"]
    };
    tally.run(
        run::cargo()
            .args(runner)
            .args(["--package", "xtask"])
            .args(rest),
    )?;
    // Some tests start the server as a process and kill it.
    let program = serve::build_server(false)?;
    let mut command = run::cargo();
    command.args(runner).env("CHOPHIEN_SERVER_BINARY", program);
    if std::env::var_os(TEST_URL).is_some() {
        eprintln!("  PostgreSQL: the one {TEST_URL} names");
        return tally.run(command.args(rest));
    }
    match run::step("start a throw-away PostgreSQL", || {
        Postgres::start(Durability::None)
    }) {
        Ok(server) => tally.run(command.env(TEST_URL, &server.url).args(rest)),
        Err(error) => {
            tally.check(Err(error.context("the database tests run on SQLite only")));
            tally.run(command.args(rest))
        }
    }
}
