//! `cargo xtask ci`: everything that must hold before a change is taken.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::tally::Tally;
use crate::{client, machine, run, serve, test, tidy};

/// Runs all checks to the end, prints the count, fails when one failed.
pub fn command() -> Result<()> {
    let started = Instant::now();
    machine::ensure_c_compiler()?;
    ensure_components()?;
    let mut tally = Tally::default();
    tally.check(run::step("format", || {
        run::run(run::cargo().args(["fmt", "--all", "--check"]))
    }));
    tally.check(run::step("lints", lints));
    tally.check(run::step("client", client::require));
    tally.check(run::step("lints of the browser crates", client::lint));
    tally.check(run::step("documentation", documentation));
    // Some of the tidy checks ask the server.
    tally.check(run::step("server", || serve::build_server(false).map(drop)));
    tally.add(tidy::run_all()?);
    tally.add(test::run_all(&test::Args::default())?);
    eprintln!("✓ all checks ran in {}", run::seconds(started.elapsed()));
    println!("{}", tally.line());
    if tally.failed > 0 {
        bail!("some checks failed");
    }
    Ok(())
}

/// A minimal toolchain has neither formatter nor linter.
fn ensure_components() -> Result<()> {
    let has = |verb: &str| run::succeeds(run::cargo().args([verb, "--version"]));
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    run::step("rustup component add rustfmt clippy", || {
        run::run(run::command("rustup").args(["component", "add", "rustfmt", "clippy"]))
    })
}

fn lints() -> Result<()> {
    for package in [&[][..], &["--package", "xtask"]] {
        let mut command = run::cargo();
        command
            .args(["clippy", "--all-targets", "--quiet"])
            .args(package);
        run::run(command.args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn documentation() -> Result<()> {
    let mut command = run::cargo();
    command.args(["doc", "--no-deps", "--quiet"]);
    run::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}
