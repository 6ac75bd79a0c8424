//! `cargo xtask tidy`: the habits of this code base, checked rather than remembered.

mod crates;
mod server;
mod text;

use anyhow::{Result, bail};

use crate::client::{Manifest, site_dir};
use crate::run;
use crate::tally::Tally;

/// Runs the checks, prints the count, fails when one failed.
pub fn command() -> Result<()> {
    let tally = run_all()?;
    println!("{}", tally.line());
    if tally.failed > 0 {
        bail!("not tidy");
    }
    Ok(())
}

/// Runs the checks and returns the count.
pub fn run_all() -> Result<Tally> {
    let files = text::load()?;
    let mut tally = Tally::default();
    let mut check = |name: &str, found: Result<Vec<String>>| {
        tally.check(found.and_then(|found| {
            if found.is_empty() {
                eprintln!("✓ tidy: {name}");
                return Ok(());
            }
            bail!("tidy: {name}:\n    {}", found.join("\n    "))
        }));
    };
    check("files of at most 400 lines", Ok(text::too_long(&files)));
    check(
        "nothing left to do, nothing skipped",
        Ok(text::unfinished(&files)),
    );
    check(
        "every module says what it is",
        Ok(text::undocumented_modules(&files)),
    );
    check(
        "clock and environment are read in their one home",
        Ok(text::away_from_home(&files)),
    );
    check(
        "no registry host in a committed file",
        Ok(text::registry_hosts(&files)),
    );
    check("crates depend only on whom they may", crates::edges());
    check("no second TLS or crypto library", crates::unwanted());
    check("client within its budgets", client_budgets());
    check(
        ".env.example is what the server says",
        server::env_example(),
    );
    Ok(tally)
}

fn client_budgets() -> Result<Vec<String>> {
    let Ok(manifest) = Manifest::load(&site_dir()) else {
        eprintln!("  no client build yet: `cargo xtask client`");
        return Ok(Vec::new());
    };
    manifest
        .sizes()
        .iter()
        .for_each(|line| eprintln!("  {line}"));
    Ok(manifest.over_budget())
}

/// Files git knows or would take, so build results and local data stay out.
fn committed_files() -> Result<Vec<String>> {
    let list = run::read(run::command("git").args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]))?;
    Ok(list
        .split('\0')
        .filter(|name| !name.is_empty() && run::root().join(name).is_file())
        .map(str::to_owned)
        .collect())
}
