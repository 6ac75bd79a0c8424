//! The command line.

use crate::app::App;
use crate::config::{self, Config, Role};
use crate::{serve, telemetry};
use anyhow::Context;
use clap::{Parser, Subcommand};
use services::clock::Clock;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

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
    Serve {
        /// Which half of the work this process does.
        #[arg(long, value_enum, default_value = "all")]
        role: Role,
        /// Leave an empty database empty.
        #[arg(long)]
        no_demo: bool,
        /// Instead of CHOPHIEN_DATABASE_URL.
        #[arg(long)]
        database_url: Option<String>,
        /// Instead of CHOPHIEN_BIND.
        #[arg(long)]
        bind: Option<String>,
    },
    /// Apply what is missing of the schema.
    Migrate,
    /// Print .env.example.
    EnvExample,
}

/// Runs the command.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::debug!("a TLS provider was already installed");
    }
    telemetry::start_logging();
    let runtime = tokio::runtime::Runtime::new().context("the async runtime does not start")?;
    runtime.block_on(run_async(cli))
}

async fn run_async(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve { role, no_demo, database_url, bind } => {
            let config = overridden(database_url, bind, !no_demo)?;
            serve_all(config, role).await
        }
        Command::Migrate => {
            let app = App::open(Config::from_env(false)?, Clock::system()).await?;
            app.core.db.migrate().await.context("the schema could not be brought up to date")
        }
        Command::EnvExample => {
            use std::io::Write;
            std::io::stdout().write_all(config::env_example().as_bytes()).context("cannot print")
        }
    }
}

fn overridden(database_url: Option<String>, bind: Option<String>, demo: bool) -> anyhow::Result<Config> {
    let read = move |name: &str| match name {
        "CHOPHIEN_DATABASE_URL" if database_url.is_some() => database_url.clone(),
        "CHOPHIEN_BIND" if bind.is_some() => bind.clone(),
        _ => std::env::var(name).ok(),
    };
    Config::read(read, demo)
}

async fn serve_all(config: Config, role: Role) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    let (bind, metrics_bind) = (config.bind, config.metrics_bind);
    let app = App::open(config, Clock::system()).await?;
    app.core.db.migrate().await.context("the schema could not be brought up to date")?;
    let mut tasks = tokio::task::JoinSet::new();
    if role != Role::Worker {
        let listener =
            TcpListener::bind(bind).await.with_context(|| format!("the address {bind} cannot be used"))?;
        tracing::info!(address = %app.config.public_url, "serving");
        tasks.spawn(serve::web(app.clone(), listener, stop.clone()));
    }
    if let Some(bind) = metrics_bind {
        tasks.spawn(serve::metrics(bind, stop.clone()));
    }
    tasks.spawn(wait_for_signal(stop.clone()));
    while let Some(outcome) = tasks.join_next().await {
        stop.cancel();
        outcome.context("a task broke")??;
    }
    app.core.db.close().await.context("the database does not close")
}

async fn wait_for_signal(stop: CancellationToken) -> anyhow::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .context("signals cannot be heard")?;
    tokio::select! {
        outcome = tokio::signal::ctrl_c() => outcome.context("signals cannot be heard")?,
        _ = terminate.recv() => {}
        () = stop.cancelled() => {}
    }
    tracing::info!("stopping");
    Ok(())
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
