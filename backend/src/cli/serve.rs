//! `chophien serve`.

use super::{open_migrated, say, seed};
use crate::app::App;
use crate::config::{Config, Role};
use crate::seed::fill_demo;
use crate::{jobs, serve};
use anyhow::Context;
use services::seed::demo::is_demo;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How often idle counters of peers are forgotten.
const IDLE: Duration = Duration::from_secs(600);

/// What can be said on the command line; everything else is in the environment.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
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
}

pub(super) async fn command(args: Args) -> anyhow::Result<()> {
    let role = args.role;
    #[cfg_attr(not(feature = "simulators"), allow(unused_mut))]
    let mut app = prepare(read_config(args)?).await?;
    #[cfg(feature = "simulators")]
    let simulated = simulate(&mut app, role).await;
    let stop = CancellationToken::new();
    let mut tasks = tokio::task::JoinSet::new();
    if role != Role::Worker {
        let bind = app.config.bind;
        let listener = TcpListener::bind(bind)
            .await
            .with_context(|| format!("the address {bind} cannot be used"))?;
        if !app.assets.are_built() {
            let folder = app.config.assets_dir.display();
            tracing::warn!(%folder, "the client is not built: pages work without islands; build it with `cargo xtask client`");
        }
        announce(&app)?;
        #[cfg(feature = "simulators")]
        if let Some(running) = &simulated {
            say(&format!("{}\n", running.pages()))?;
        }
        tasks.spawn(serve::web(app.clone(), listener, stop.clone()));
        tasks.spawn(jobs::follow_pages(app.clone(), stop.clone()));
        tasks.spawn(jobs::follow_lives(app.clone(), stop.clone()));
        tasks.spawn(forget_idle(app.clone(), stop.clone()));
    }
    if role != Role::Web {
        tasks.spawn(jobs::work(app.clone(), stop.clone()));
    }
    if let Some(bind) = app.config.metrics_bind {
        // Started now, so that nothing goes uncounted before somebody asks.
        anyhow::ensure!(
            crate::telemetry::metrics().is_some(),
            "the metrics cannot be recorded"
        );
        tasks.spawn(serve::metrics(bind, stop.clone()));
    }
    tasks.spawn(wait_for_signal(stop.clone()));
    while let Some(outcome) = tasks.join_next().await {
        stop.cancel();
        outcome.context("a task broke")??;
    }
    app.core
        .db
        .close()
        .await
        .context("the database does not close")
}

/// A demonstration in one process has simulated channels and ways to pay beside it, and a market with classes has
/// simulated channels for them; it goes on without them when they do not start.
#[cfg(feature = "simulators")]
async fn simulate(app: &mut App, role: Role) -> Option<crate::simulated::Running> {
    if role != Role::All || !(app.config.demo || app.config.practice) {
        return None;
    }
    let running = if app.config.demo {
        crate::simulated::beside(app).await
    } else {
        crate::simulated::for_classes(app).await
    };
    match running {
        Ok(running) => Some(running),
        Err(error) => {
            tracing::warn!(error = format!("{error:#}"), "no simulators");
            None
        }
    }
}

fn read_config(args: Args) -> anyhow::Result<Config> {
    let read = |name: &str| match name {
        "CHOPHIEN_DATABASE_URL" if args.database_url.is_some() => args.database_url.clone(),
        "CHOPHIEN_BIND" if args.bind.is_some() => args.bind.clone(),
        _ => std::env::var(name).ok(),
    };
    Config::read(read, !args.no_demo)
}

/// Schema, demonstration data on an empty database, and whether this is a demonstration at all: a
/// database that was filled by people never becomes one.
async fn prepare(config: Config) -> anyhow::Result<App> {
    let mut app = open_migrated(config).await?;
    if app.config.demo {
        let filled = fill_demo(&app)
            .await
            .context("the demonstration data could not be written")?;
        if filled {
            tracing::info!("the empty database was filled with demonstration data");
        }
        let demo = filled || is_demo(&app.core).await?;
        app.core.demo = demo;
        Arc::make_mut(&mut app.config).demo = demo;
    }
    Ok(app)
}

/// Peers that have been quiet need no counter any more.
async fn forget_idle(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    while !stop.is_cancelled() {
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(IDLE) => app.limits.forget_idle(),
        }
    }
    Ok(())
}

fn announce(app: &App) -> anyhow::Result<()> {
    let mut text = format!("\nChợ Phiên: {}\n", app.config.public_url);
    if app.config.demo {
        text.push_str(&seed::sign_in_lines(&app.config.public_url)?);
    }
    text.push('\n');
    say(&text)
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
