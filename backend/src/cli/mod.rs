//! The command line.

mod replay;
mod seed;
mod serve;

use crate::app::App;
use crate::config::Config;
use crate::{backup, doctor, env_example, telemetry};
use anyhow::Context;
use clap::{Parser, Subcommand};
use services::clock::Clock;
use std::io::Write;
use std::path::PathBuf;

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
    /// Write every row and picture into one new file.
    Backup {
        /// The file to make.
        file: PathBuf,
    },
    /// Put a backup into an empty database, of either kind.
    Restore {
        /// The file that `backup` made.
        file: PathBuf,
    },
    /// Look whether everything the server needs is there, and say what to do about what is not.
    Doctor {
        /// Also recompute every stock quantity from the ledger; takes a while on a large database.
        #[arg(long)]
        deep: bool,
    },
    /// Decide once more what was decided, from the recorded facts.
    Replay {
        #[command(subcommand)]
        what: replay::What,
    },
    /// Run simulated channels on fixed ports of this machine, until interrupted.
    #[cfg(feature = "simulators")]
    Simulators,
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
        Command::Migrate => {
            let app = open_migrated(Config::from_env(false)?).await?;
            close(app).await
        }
        Command::Seed { what } => seed::command(what).await,
        Command::Backup { file } => {
            let app = App::open(Config::from_env(false)?, Clock::system()).await?;
            say(&backup::backup(&app, &file).await?.lines())?;
            close(app).await
        }
        Command::Restore { file } => {
            let app = open_migrated(Config::from_env(false)?).await?;
            say(&backup::restore(&app, &file).await?.lines())?;
            close(app).await
        }
        Command::Doctor { deep } => {
            let findings = doctor::examine(Config::from_env(false), deep).await;
            say(&doctor::report(&findings))?;
            anyhow::ensure!(
                doctor::is_fit(&findings),
                "Có việc phải sửa trước khi chạy. / Something has to be mended first."
            );
            Ok(())
        }
        Command::Replay { what } => replay::command(&what),
        #[cfg(feature = "simulators")]
        Command::Simulators => {
            let (text, _running) = crate::simulated::alone().await?;
            say(&text)?;
            tokio::signal::ctrl_c()
                .await
                .context("signals cannot be heard")
        }
        Command::EnvExample => say(&env_example::env_example()),
    }
}

/// The application on an up-to-date database.
async fn open_migrated(config: Config) -> anyhow::Result<App> {
    let clock = Clock::ahead(config.clock_ahead_hours * 3_600_000);
    let app = App::open(config, clock).await?;
    app.core
        .db
        .migrate()
        .await
        .context("the schema could not be brought up to date")?;
    Ok(app)
}

async fn close(app: App) -> anyhow::Result<()> {
    app.core
        .db
        .close()
        .await
        .context("the database does not close")
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
