//! The command line.

mod seed;
mod serve;

use crate::app::App;
use crate::config::{self, Config};
use crate::telemetry;
use anyhow::Context;
use clap::{Parser, Subcommand};
use services::clock::Clock;
use std::io::Write;

/// Chợ Phiên: booths, storefront and routing for agricultural cooperatives.
#[derive(Debug, Parser)]
#[command(name = "chophien", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site; on an empty database the schema and the demo data are made first.
    Serve(serve::Args),
    /// Apply what is missing of the schema.
    Migrate,
    /// Put data into the database.
    Seed {
        #[command(subcommand)]
        what: seed::What,
    },
    /// Print .env.example.
    EnvExample,
}

/// Runs the command.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    if rustls::crypto::ring::default_provider()
        .install_default()
        .is_err()
    {
        tracing::debug!("a TLS provider was already installed");
    }
    telemetry::start_logging();
    let runtime = tokio::runtime::Runtime::new().context("the async runtime does not start")?;
    runtime.block_on(run_async(cli))
}

async fn run_async(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve(args) => serve::command(args).await,
        Command::Migrate => open_migrated(Config::from_env(false)?)
            .await?
            .core
            .db
            .close()
            .await
            .context("closing"),
        Command::Seed { what } => seed::command(what).await,
        Command::EnvExample => say(&config::env_example()),
    }
}

/// The application on an up-to-date database.
async fn open_migrated(config: Config) -> anyhow::Result<App> {
    let app = App::open(config, Clock::system()).await?;
    app.core
        .db
        .migrate()
        .await
        .context("the schema could not be brought up to date")?;
    Ok(app)
}

/// Prints for the person at the terminal.
fn say(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context("cannot print")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
