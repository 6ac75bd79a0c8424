//! One account's turn: a lease, then its jobs by urgency until none is due.

use super::trouble::{Trouble, remedy, say};
use super::{listings, look, orders};
use crate::app::App;
use anyhow::Context;
use channels::{Adapter, ChannelError, Outbound};
use services::channels::{self as shop, Account, Connected, job};
use shared::channel::AuthKind;
use shared::time::Millis;
use std::time::{Duration, Instant};
use store::channel_jobs::{self, Failure, Job};
use uuid::Uuid;

/// How long an account is ours without a sign of life.
const LEASE_MS: i64 = 90_000;
/// How long a turn goes on, so that other accounts have theirs.
const LONGEST: Duration = Duration::from_secs(40);
/// Jobs read at a time.
const READ: i64 = 100;

/// What a job works with.
pub(super) struct Work<'a> {
    pub app: &'a App,
    pub account: Account,
    pub adapter: &'static dyn Adapter,
    pub out: Outbound,
}

/// What became of a job that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Done.
    Done,
    /// Due again then.
    At(i64),
}

/// What became of each job of a batch.
pub(super) type Outcomes = Vec<Result<Next, Trouble>>;

impl Work<'_> {
    pub fn now(&self) -> Millis {
        self.app.core.clock.now()
    }

    /// Waits for the account's bucket: every call takes a drop.
    pub async fn drop_taken(&self) {
        let rate = self.adapter.spec().can.rate;
        let limiter = self.app.channels.limiter(self.account.row.id, rate);
        limiter.until_ready().await;
    }
}

/// Works for an account, if nobody else does.
pub(super) async fn turn(app: &App, account: Uuid, worker: &str) -> anyhow::Result<()> {
    let db = &app.core.db;
    let started = Instant::now();
    let mut until = None;
    loop {
        let now = app.core.clock.now().0;
        if !channel_jobs::lease(db, account, worker, now + LEASE_MS, now).await? {
            return Ok(());
        }
        match step(app, account).await {
            Ok(Step::More) if started.elapsed() < LONGEST => {}
            Ok(Step::More | Step::Idle) => break,
            Ok(Step::Wait(at)) => {
                until = Some(at);
                break;
            }
            Err(error) => {
                channel_jobs::release(db, account, worker, Some(now + 10_000)).await?;
                return Err(error);
            }
        }
    }
    Ok(channel_jobs::release(db, account, worker, until).await?)
}

enum Step {
    More,
    Idle,
    Wait(i64),
}

async fn step(app: &App, id: Uuid) -> anyhow::Result<Step> {
    let core = &app.core;
    let now = core.clock.now();
    let account = shop::load(core, id).await?;
    let adapter = app
        .channels
        .find(&account.row.channel)
        .with_context(|| format!("no adapter for {}", account.row.channel))?;
    let due = channel_jobs::due(&core.db, id, now.0, READ).await?;
    let Some(first) = due.first() else {
        return Ok(Step::Idle);
    };
    if account.row.state == "closed" {
        return Ok(Step::Idle);
    }
    let host = app.channels.outbound_for(&account, now).base_url;
    if let Some(until) = app.channels.closed_until(&host, now.0) {
        return Ok(Step::Wait(until));
    }
    let account = match fresh(app, adapter, account).await? {
        Ok(account) => account,
        Err(until) => return Ok(Step::Wait(until)),
    };
    let most = match first.kind.as_str() {
        kind if kind == job::OFFER.0 => adapter.spec().can.limits.batch.clamp(1, 100),
        kind if kind == job::ORDER.0 => 20,
        _ => 1,
    };
    let batch: Vec<Job> = due
        .iter()
        .filter(|job| job.kind == first.kind)
        .take(most)
        .cloned()
        .collect();
    let work = Work {
        app,
        out: app.channels.outbound_for(&account, now),
        account,
        adapter,
    };
    let outcomes = perform(&work, &batch).await;
    settle(&work, &host, &batch, outcomes).await
}

async fn perform(work: &Work<'_>, batch: &[Job]) -> Outcomes {
    let Some(first) = batch.first() else {
        return Vec::new();
    };
    let one = |outcome| vec![outcome];
    let kind = first.kind.as_str();
    match kind {
        _ if kind == job::ORDER.0 => orders::fetch(work, batch).await,
        _ if kind == job::OFFER.0 => listings::offers(work, batch).await,
        _ if kind == job::ACT.0 => one(orders::act(work, &first.subject).await),
        _ if kind == job::ANSWER.0 => one(orders::answer(work, &first.subject).await),
        _ if kind == job::SWEEP.0 => one(look::sweep(work).await),
        _ if kind == job::PUSHES.0 => one(look::pushes(work).await),
        _ if kind == job::RETURNS.0 => one(look::returns(work).await),
        _ if kind == job::SETTLED.0 => one(look::settled(work).await),
        _ if kind == job::ITEMS.0 => one(look::items(work).await),
        _ if kind == job::TAXONOMY.0 => one(look::taxonomy(work).await),
        _ if kind == job::LISTING.0 => one(listings::put(work, &first.subject).await),
        _ if kind == job::TASK.0 => one(listings::task(work, &first.subject).await),
        _ if kind == job::VISIBILITY.0 => one(listings::visibility(work, &first.subject).await),
        _ if kind == job::CLOSE.0 => one(close(work).await),
        _ => one(Err(ChannelError::Unsupported.into())),
    }
}

async fn close(work: &Work<'_>) -> Result<Next, Trouble> {
    let closed = shop::try_close(&work.app.core, work.account.row.id).await?;
    Ok(if closed {
        Next::Done
    } else {
        Next::At(work.now().0 + 600_000)
    })
}

/// Records what became of a batch, and what the account has to wait for.
async fn settle(
    work: &Work<'_>,
    host: &str,
    batch: &[Job],
    outcomes: Outcomes,
) -> anyhow::Result<Step> {
    let core = &work.app.core;
    let now = core.clock.now();
    let (mut wait, mut refresh, mut consent) = (None, false, None);
    let txn = core.db.begin().await?;
    for (job, outcome) in batch.iter().zip(outcomes) {
        metrics::counter!("channel_jobs_total", "kind" => job.kind.clone()).increment(1);
        match outcome {
            Ok(Next::Done) => channel_jobs::done(&txn, &[job]).await?,
            Ok(Next::At(at)) => channel_jobs::repeat(&txn, job, at).await?,
            Err(trouble) => {
                let what = remedy(&trouble, job.attempts, now);
                tracing::warn!(account = %job.account_id, kind = job.kind, attempts = job.attempts, ?trouble, "a channel job failed");
                let failure = Failure {
                    again_at: what.again_at,
                    cause: &what.cause,
                    error: &format!("{trouble:?}"),
                    counts: what.counts,
                };
                channel_jobs::failed(&txn, job, &failure, now.0).await?;
                if what.away {
                    wait = wait.max(work.app.channels.reached(host, false, now.0));
                } else if matches!(trouble, Trouble::Channel(_)) {
                    work.app.channels.reached(host, true, now.0);
                }
                wait = wait.max(what.account_until);
                refresh |= what.refresh;
                consent = consent.or(what.consent.then_some(what.cause));
            }
        }
    }
    txn.commit().await?;
    if let Some(cause) = consent {
        let row = &work.account.row;
        shop::needs_consent(core, row.id, row.version, &cause).await?;
    }
    if refresh && let Err(until) = exchange(work.app, work.adapter, &work.account).await? {
        wait = wait.max(Some(until));
    }
    Ok(wait.map_or(Step::More, Step::Wait))
}

/// The account with tokens that are good now; or until when to wait.
async fn fresh(
    app: &App,
    adapter: &'static dyn Adapter,
    account: Account,
) -> anyhow::Result<Result<Account, i64>> {
    let now = app.core.clock.now().0;
    let due = account.row.refresh_at.is_some_and(|at| at <= now);
    if !due || adapter.spec().can.auth != AuthKind::OAuthRotating {
        return Ok(Ok(account));
    }
    match exchange(app, adapter, &account).await? {
        Ok(()) => Ok(Ok(shop::load(&app.core, account.row.id).await?)),
        Err(until) => Ok(Err(until)),
    }
}

/// Exchanges the refresh token, once for all workers; or says until when to wait.
pub(super) async fn exchange(
    app: &App,
    adapter: &'static dyn Adapter,
    account: &Account,
) -> anyhow::Result<Result<(), i64>> {
    let core = &app.core;
    let now = core.clock.now();
    let Some(refresh) = shop::begin_refresh(core, account).await? else {
        // Somebody else has done it, or is about to.
        let newer = shop::load(core, account.row.id).await?.row.version > account.row.version;
        return Ok(if newer { Ok(()) } else { Err(now.0 + 2_000) });
    };
    let out = app.channels.outbound_for(account, now);
    match adapter.refresh(&out).await {
        Ok(given) => {
            let tokens = connected(given, &account.row.name);
            shop::end_refresh(core, refresh, Some(&tokens)).await?;
            Ok(Ok(()))
        }
        Err(ChannelError::Transient(_) | ChannelError::RateLimited { .. }) => {
            shop::end_refresh(core, refresh, None).await?;
            Ok(Err(now.0 + 15_000))
        }
        Err(error) => {
            // An unknown outcome may have used the token up: a person is asked only if it did.
            let lost = matches!(
                error,
                ChannelError::AuthRevoked(_) | ChannelError::AuthExpired
            );
            shop::end_refresh(core, refresh, None).await?;
            if lost {
                let cause = say(&Trouble::Channel(ChannelError::AuthRevoked(String::new())));
                let (id, version) = (account.row.id, account.row.version);
                shop::needs_consent(core, id, version, &cause).await?;
                return Ok(Err(now.0 + 3_600_000));
            }
            tracing::warn!(account = %account.row.id, %error, "tokens were not exchanged");
            Ok(Err(now.0 + 30_000))
        }
    }
}

/// What connecting or refreshing gave, to be kept.
pub(crate) fn connected(given: channels::Authorised, name: &str) -> Connected {
    Connected {
        secrets: given
            .secrets
            .pairs()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        name: given.name.unwrap_or_else(|| name.to_owned()),
        shop: given.shop,
        refresh_at: given.refresh_at,
        ends_at: given.ends_at,
    }
}
