//! Timed jobs. Each has a slot of time that one node takes for itself by a row, so several nodes do not
//! fire together. A slot that nobody took is not made up for: every job looks at the present state.

use crate::app::App;
use crate::feeds;
use crate::pay;
use services::{
    channels, holds, live, lots, moving, notices, payments, practice, preorders, settlements,
    sub_orders, upkeep,
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const TICK: Duration = Duration::from_secs(1);
const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// How often the outbox is measured.
const OBSERVE_MS: i64 = 15 * SECOND_MS;

/// What is done from time to time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    /// Gives stock back that a checkout kept too long.
    ReleaseHolds,
    /// Offers what came free to those who wait in livestreams.
    ServeLines,
    /// Reads comments of livestreams that run elsewhere.
    ReadFeeds,
    /// Hides stars and certificates that ended, shows those that began.
    RefreshBadges,
    /// Takes lots off the sale whose last day is over.
    ExpireLots,
    /// Reminds cooperatives of certificates that end.
    RemindOfCertificates,
    /// Deletes sessions, codes, keys, messages and drafts that are over.
    Forget,
    /// Reminds cooperatives of orders, moves on what they did not answer, and ends offers to buyers.
    MoveOn,
    /// Reminds of harvests whose days are over, asks buyers whose promised day passed, and ends those questions.
    Harvests,
    /// Completes what was delivered some days ago.
    CompleteDelivered,
    /// Ends orders that were not paid in time.
    ExpirePayments,
    /// Asks providers about payments of which nothing was heard.
    AskProviders,
    /// Settles the week that ended with every cooperative.
    Settle,
    /// Erases contacts of old orders.
    EraseContacts,
    /// Warns of shops on channels whose consent ends and of channels that push no more; steps on portals that come every day.
    WarnOfChannels,
    /// Erases what channels allow to be kept for a time only.
    PurgeChannels,
    /// Ends classes whose days are over, and erases what was practised a week later.
    EndClasses,
}

impl Job {
    /// Each job, its name, and how often it is done.
    const ALL: [(Self, &'static str, i64); 17] = [
        (Self::ReleaseHolds, "release_holds", 15 * SECOND_MS),
        (Self::ServeLines, "serve_lines", SECOND_MS),
        (Self::ReadFeeds, "read_feeds", 2 * SECOND_MS),
        (Self::RefreshBadges, "refresh_badges", HOUR_MS),
        (Self::ExpireLots, "expire_lots", HOUR_MS),
        (
            Self::RemindOfCertificates,
            "remind_of_certificates",
            HOUR_MS,
        ),
        (Self::Forget, "forget", HOUR_MS),
        (Self::MoveOn, "move_on", MINUTE_MS),
        (Self::Harvests, "harvests", MINUTE_MS),
        (Self::CompleteDelivered, "complete_delivered", HOUR_MS),
        (Self::ExpirePayments, "expire_payments", 15 * SECOND_MS),
        (Self::AskProviders, "ask_providers", MINUTE_MS),
        (Self::Settle, "settle", HOUR_MS),
        (Self::EraseContacts, "erase_contacts", 24 * HOUR_MS),
        (Self::WarnOfChannels, "warn_of_channels", HOUR_MS),
        (Self::PurgeChannels, "purge_channels", HOUR_MS),
        (Self::EndClasses, "end_classes", HOUR_MS),
    ];

    async fn run(self, app: &App) -> services::Result<u64> {
        let core = &app.core;
        match self {
            Self::ReleaseHolds => holds::sweep(core).await,
            Self::ServeLines => live::serve(core).await,
            Self::ReadFeeds => feeds::read_all(app).await,
            Self::RefreshBadges => upkeep::refresh_badges(core).await.map(|n| n as u64),
            Self::ExpireLots => lots::expire(core).await,
            Self::RemindOfCertificates => {
                notices::remind_of_certificates(core, &app.config.public_url)
                    .await
                    .map(|n| n as u64)
            }
            Self::Forget => upkeep::forget(core).await,
            Self::MoveOn => moving::tick(core).await,
            Self::Harvests => preorders::tick(core).await,
            Self::CompleteDelivered => sub_orders::complete_delivered(core).await,
            Self::ExpirePayments => payments::expire(core).await,
            Self::AskProviders => pay::sweep(app).await,
            Self::Settle => settlements::close(core).await,
            Self::EraseContacts => upkeep::erase_contacts(core).await,
            Self::WarnOfChannels => {
                let specs = app.channels.specs();
                let told = channels::daily(core, &specs).await?;
                let silent = channels::warn_of_silence(core, &specs).await?;
                Ok(told + silent + channels::warn_of_expiry(core).await?)
            }
            Self::PurgeChannels => channels::purge(core).await,
            Self::EndClasses => practice::sweep(core).await,
        }
    }
}

/// Runs the jobs until `stop`.
pub(super) async fn run(app: App, stop: CancellationToken) {
    let mut tried = [0_i64; Job::ALL.len()];
    let mut observed = 0;
    while !stop.is_cancelled() {
        let slot = app.core.clock.now().0 / OBSERVE_MS;
        if slot > observed {
            observed = slot;
            observe(&app).await;
        }
        for ((job, name, every), last) in Job::ALL.into_iter().zip(&mut tried) {
            let slot = app.core.clock.now().0 / every;
            if slot > *last && !stop.is_cancelled() {
                *last = slot;
                turn(&app, job, name, slot).await;
            }
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// The figures of the outbox, by every worker.
async fn observe(app: &App) {
    let (db, now) = (&app.core.db, app.core.clock.now().0);
    if let Ok(lag) = store::outbox::lag_ms(db, now).await {
        metrics::gauge!("outbox_lag_seconds").set(lag as f64 / 1_000.0);
    }
    if let Ok(parked) = store::outbox::parked_count(db).await {
        metrics::gauge!("outbox_parked").set(parked as f64);
    }
}

async fn turn(app: &App, job: Job, name: &'static str, slot: i64) {
    let outcome = match upkeep::take_slot(&app.core, name, slot).await {
        Ok(false) => return,
        Ok(true) => job.run(app).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(0) => tracing::debug!(job = name, "nothing to do"),
        Ok(done) => tracing::info!(job = name, done, "job done"),
        Err(error) => {
            tracing::error!(job = name, error = %error, source = ?std::error::Error::source(&error).map(ToString::to_string), "a job failed")
        }
    }
    metrics::counter!("jobs_total", "job" => name).increment(1);
}
