//! Working for channels: one account at a time by a lease, the most urgent job first. A failing item waits by itself; a
//! host that does not answer, a limit and a lost authorisation make the whole account wait.

mod listings;
mod look;
mod orders;
mod trouble;
mod turn;

pub(crate) use turn::connected;

use crate::app::App;
use std::time::Duration;
use store::channel_jobs;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How often to look for something due.
const POLL: Duration = Duration::from_millis(400);
/// Accounts in work at one time.
const AT_ONCE: usize = 8;

/// Works until `stop`.
pub(super) async fn run(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let worker = Uuid::now_v7().to_string();
    let mut under_way = JoinSet::new();
    while !stop.is_cancelled() {
        if let Err(error) = start(&app, &worker, &mut under_way).await {
            tracing::error!(
                error = format!("{error:#}"),
                "channels cannot be looked after"
            );
        }
        tokio::select! {
            () = stop.cancelled() => {}
            Some(_) = under_way.join_next() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
    while under_way.join_next().await.is_some() {}
    Ok(())
}

async fn start(app: &App, worker: &str, under_way: &mut JoinSet<()>) -> anyhow::Result<usize> {
    let room = AT_ONCE.saturating_sub(under_way.len());
    if room == 0 {
        return Ok(0);
    }
    let now = app.core.clock.now().0;
    let due = channel_jobs::due_accounts(&app.core.db, now, i64::try_from(room)?).await?;
    let started = due.len();
    for account in due {
        let (app, worker) = (app.clone(), worker.to_owned());
        under_way.spawn(async move {
            if let Err(error) = turn::turn(&app, account, &worker).await {
                tracing::error!(%account, error = format!("{error:#}"), "a channel account failed");
            }
        });
    }
    Ok(started)
}

/// Does everything that is due now, until nothing is. For tests.
pub async fn run_until_idle(app: &App) -> anyhow::Result<usize> {
    let worker = Uuid::now_v7().to_string();
    let mut done = 0;
    loop {
        let mut under_way = JoinSet::new();
        let started = start(app, &worker, &mut under_way).await?;
        while under_way.join_next().await.is_some() {}
        if started == 0 {
            return Ok(done);
        }
        done += started;
    }
}
