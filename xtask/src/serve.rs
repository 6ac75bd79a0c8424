//! `cargo xtask serve`: from a clone to a running market in one command.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, anyhow};

use crate::client::{self, Outcome};
use crate::{machine, run};

#[derive(clap::Args)]
pub struct Args {
    /// Build and run with optimisation.
    #[arg(long)]
    release: bool,
    /// `sqlite://…` or `postgres://…`; without it SQLite in ./data.
    #[arg(long)]
    database_url: Option<String>,
    /// Leave an empty database empty.
    #[arg(long)]
    no_demo: bool,
    /// Address to listen on; without it 127.0.0.1:3000.
    #[arg(long)]
    bind: Option<String>,
}

/// Builds what changed and becomes the server.
pub fn command(args: &Args) -> Result<()> {
    let started = Instant::now();
    machine::ensure_c_compiler()?;
    let server = build_server(args.release)?;
    if let Outcome::WithoutScripts(why) = client::build()? {
        eprintln!("! The pages work, but without the browser bundles: {why}");
        eprintln!("! Then stop this server and run `cargo xtask serve` again.");
    }
    eprintln!(
        "✓ ready after {}, starting `chophien serve`",
        run::seconds(started.elapsed())
    );
    let mut command = server_command(&server);
    command.arg("serve");
    if args.no_demo {
        command.arg("--no-demo");
    }
    if let Some(url) = &args.database_url {
        command.env("CHOPHIEN_DATABASE_URL", url);
    }
    if let Some(bind) = &args.bind {
        command.env("CHOPHIEN_BIND", bind);
    }
    // From here on this process is the server, so Ctrl-C and `kill` reach it as they are.
    Err(anyhow!(command.exec()).context(format!("cannot start {}", server.display())))
}

/// Builds what changed and becomes the simulators.
pub fn simulators() -> Result<()> {
    machine::ensure_c_compiler()?;
    let server = build_server(false)?;
    let mut command = server_command(&server);
    command.arg("simulators");
    Err(anyhow!(command.exec()).context(format!("cannot start {}", server.display())))
}

/// Builds the server and returns its file.
pub fn build_server(release: bool) -> Result<PathBuf> {
    let (kind, flag): (_, &[&str]) = if release {
        ("release", &["--release"])
    } else {
        ("debug", &[])
    };
    run::step(
        &format!("server: cargo build --bin chophien ({kind})"),
        || {
            // Not `--package backend`: the tests build all default members, and another selection would
            // switch on other features in what both share, and compile it twice.
            run::run(run::cargo().args(["build", "--bin", "chophien"]).args(flag))
        },
    )?;
    Ok(run::target_dir().join(kind).join("chophien"))
}

/// The server with the site we built; the rest of its settings come from the environment as usual.
pub fn server_command(server: &PathBuf) -> Command {
    let mut command = run::command(server);
    command.env("CHOPHIEN_ASSETS_DIR", client::site_dir());
    command
}
