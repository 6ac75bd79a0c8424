//! The relay: claims messages of the outbox, hands them to their handlers outside any transaction, and
//! records what became of them.

use super::handle::{Handled, goes_together, handle, handle_together};
use crate::app::App;
use anyhow::Context;
use futures::future::join_all;
use std::time::Duration;
use store::entity::outbox::Model as Message;
use store::outbox;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Groups of messages that are ours at one time, and messages claimed at once.
const AT_ONCE: usize = 128;
/// So many of the groups are handled at one time, so that the database has room for visitors, and so many messages are at most
/// in a group.
const IN_WORK: usize = 32;
const TOGETHER: usize = 64;
/// How long a claimed message is ours. A worker that dies loses it after that time.
const LEASE_MS: i64 = 60_000;
/// How long a handler may take; less than the lease, so that nobody else starts meanwhile.
const TIME_LIMIT: Duration = Duration::from_secs(45);
/// How often to look without having been woken: for other processes' messages and for retries.
const POLL: Duration = Duration::from_secs(1);
/// How long to wait after a commit for those right behind it: many messages cost little more than one.
const GATHER: Duration = Duration::from_millis(50);
/// How long to wait while more waits than is claimed at once: in a rush buyers come first, and what follows from their orders
/// comes at some 850 messages a second.
const BREATH: Duration = Duration::from_millis(150);
/// How long to wait after the database failed.
const PAUSE: Duration = Duration::from_secs(5);
/// The longest wait between two attempts.
const MAX_WAIT_MS: i64 = 3_600_000;

static IN_WORK_NOW: Semaphore = Semaphore::const_new(IN_WORK);

/// What became of a message.
type Outcome = (Message, Result<Handled, String>);

/// Relays until `stop`, then waits for what is under way.
pub(super) async fn run(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let worker = Uuid::now_v7().to_string();
    let committed = app.core.db.committed();
    let mut under_way = JoinSet::new();
    while !stop.is_cancelled() {
        let room = room(&under_way);
        let claimed = match claim(&app, &worker, room, &mut under_way).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the outbox cannot be read");
                pause(&stop).await;
                continue;
            }
        };
        if claimed > 0 && claimed == room {
            breathe(&app, &mut under_way, &stop).await;
            continue;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            Some(first) = under_way.join_next() => settle_with(&app, first, &mut under_way).await,
            () = committed.notified() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(POLL) => {}
        }
    }
    while let Some(outcome) = under_way.join_next().await {
        settle_with(&app, outcome, &mut under_way).await;
    }
    Ok(())
}

async fn pause(stop: &CancellationToken) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(PAUSE) => {}
    }
}

/// Does everything that is due now, until nothing is. For tests and for commands that end. Gives the
/// number of messages handled.
pub async fn run_until_idle(app: &App) -> anyhow::Result<usize> {
    let worker = Uuid::now_v7().to_string();
    let mut handled = 0;
    let mut under_way = JoinSet::new();
    loop {
        let room = room(&under_way);
        let claimed = claim(app, &worker, room, &mut under_way).await?;
        if claimed == 0 && under_way.is_empty() {
            return Ok(handled);
        }
        handled += claimed;
        let mut outcomes = Vec::new();
        while let Some(outcome) = under_way.join_next().await {
            outcomes.extend(outcome.context("a handler broke")?);
        }
        settle(app, outcomes).await?;
    }
}

fn room(under_way: &JoinSet<Vec<Outcome>>) -> usize {
    AT_ONCE.saturating_sub(under_way.len())
}

async fn claim(
    app: &App,
    worker: &str,
    room: usize,
    under_way: &mut JoinSet<Vec<Outcome>>,
) -> anyhow::Result<usize> {
    if room == 0 {
        return Ok(0);
    }
    let now = app.core.clock.now().0;
    let messages = outbox::claim(&app.core.db, worker, room as u64, LEASE_MS, now).await?;
    let claimed = messages.len();
    for group in grouped(messages) {
        let app = app.clone();
        under_way.spawn(async move { work(&app, group).await });
    }
    Ok(claimed)
}

/// Messages that go together are one group each topic, the others one each.
fn grouped(messages: Vec<Message>) -> Vec<Vec<Message>> {
    let mut groups: Vec<Vec<Message>> = Vec::new();
    for message in messages {
        let mate = groups.iter_mut().find(|group| {
            group.len() < TOGETHER
                && goes_together(&message.topic)
                && group.iter().all(|one| one.topic == message.topic)
        });
        match mate {
            Some(group) => group.push(message),
            None => groups.push(vec![message]),
        }
    }
    groups
}

/// Handles a group: together, and when that fails each alone, so that none is held up by another.
async fn work(app: &App, group: Vec<Message>) -> Vec<Outcome> {
    let alone = async |message| {
        let outcome = handle(app, message).await;
        outcome.map_err(|error| format!("{error:#}"))
    };
    let outcomes = async {
        let _room = IN_WORK_NOW.acquire().await;
        let together: Vec<&Message> = group.iter().collect();
        if group.len() > 1
            && let Ok(outcomes) = handle_together(app, &together).await
        {
            let said = |outcome: anyhow::Result<Handled>| outcome.map_err(|e| format!("{e:#}"));
            return outcomes.into_iter().map(said).collect();
        }
        join_all(group.iter().map(alone)).await
    };
    let late = || Err("took too long".to_owned());
    let outcomes = match tokio::time::timeout(TIME_LIMIT, outcomes).await {
        Ok(outcomes) => outcomes,
        Err(_) => group.iter().map(|_| late()).collect(),
    };
    group.into_iter().zip(outcomes).collect()
}

/// Waits although there is more, and records meanwhile what was done.
async fn breathe(app: &App, under_way: &mut JoinSet<Vec<Outcome>>, stop: &CancellationToken) {
    let breath = tokio::time::sleep(BREATH);
    tokio::pin!(breath);
    loop {
        tokio::select! {
            () = &mut breath => return,
            () = stop.cancelled() => return,
            Some(first) = under_way.join_next() => settle_with(app, first, under_way).await,
        }
    }
}

async fn settle_with(
    app: &App,
    first: Result<Vec<Outcome>, tokio::task::JoinError>,
    under_way: &mut JoinSet<Vec<Outcome>>,
) {
    let mut outcomes = Vec::new();
    let mut next = Some(first);
    while let Some(outcome) = next {
        match outcome {
            Ok(group) => outcomes.extend(group),
            // Its lease runs out, and it is tried again.
            Err(error) => tracing::error!(%error, "a handler broke"),
        }
        next = under_way.try_join_next();
    }
    if let Err(error) = settle(app, outcomes).await {
        tracing::error!(
            error = format!("{error:#}"),
            "an outcome could not be recorded"
        );
    }
}

/// Records outcomes: all successes together, failures one by one.
async fn settle(app: &App, outcomes: Vec<Outcome>) -> anyhow::Result<()> {
    let now = app.core.clock.now().0;
    let (mut done, mut sent) = (Vec::new(), Vec::new());
    for (message, outcome) in outcomes {
        match outcome {
            Ok(notice) => {
                done.push(message.id);
                sent.extend(notice);
            }
            Err(error) => {
                let parked = message.attempts >= outbox::MAX_ATTEMPTS;
                tracing::warn!(topic = message.topic, id = %message.id, attempts = message.attempts, parked, error, "a message failed");
                metrics::counter!("outbox_failures_total", "topic" => message.topic.clone())
                    .increment(1);
                outbox::failed(
                    &app.core.db,
                    &message,
                    &error,
                    now + wait_ms(message.attempts),
                    now,
                )
                .await?;
            }
        }
    }
    services::notices::mark_sent(&app.core, &sent).await?;
    metrics::counter!("outbox_done_total").increment(done.len() as u64);
    Ok(outbox::done(&app.core.db, &done, now).await?)
}

/// 2, 4, 8 … seconds, half to one and a half times as long by chance, so that many that failed together
/// do not come back together.
fn wait_ms(attempts: i32) -> i64 {
    let exponent = u32::try_from(attempts.clamp(1, 20)).unwrap_or(1);
    let base = 1_000_i64
        .saturating_mul(2_i64.saturating_pow(exponent))
        .min(MAX_WAIT_MS);
    base / 2 + rand::random_range(0..=base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        for (attempts, base) in [
            (0, 2_000),
            (1, 2_000),
            (3, 8_000),
            (8, 256_000),
            (40, MAX_WAIT_MS),
        ] {
            let wait = wait_ms(attempts);
            assert!(
                (base / 2..=base + base / 2).contains(&wait),
                "{attempts}: {wait}"
            );
        }
    }
}
