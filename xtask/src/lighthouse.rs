//! `cargo xtask lighthouse`: Lighthouse as on a phone over home, product and checkout of a server with demo data.

use anyhow::{Result, bail};

use crate::client::{self, Outcome};
use crate::server::{Options, Server, TempDir};
use crate::{browser, run, serve};

#[derive(clap::Args)]
pub struct Args {
    /// Measure the release build.
    #[arg(long)]
    release: bool,
}

/// Prints the table; fails when a page has less than 100 of anything.
pub fn command(args: &Args) -> Result<()> {
    let dir = run::root().join("tests/lighthouse");
    let (node, _) = browser::ensure_node()?;
    let chromium = browser::ensure_chromium()?;
    browser::ensure_modules(&dir)?;
    let program = serve::build_server(args.release)?;
    if let Outcome::WithoutScripts(why) = client::build()? {
        bail!("without the browser bundles there is nothing to measure: {why}");
    }
    let data = TempDir::new("lighthouse")?;
    let server = Server::start(&Options {
        program: &program,
        data: &data.path,
        database_url: None,
        demo: true,
        settings: &[],
    })?;
    let mut command = run::command(node);
    command.current_dir(&dir).arg("measure.mjs");
    command.env(
        "CHOPHIEN_BASE_URL",
        format!("http://127.0.0.1:{}", server.port),
    );
    run::run(command.env("CHOPHIEN_CHROMIUM", chromium))
}
