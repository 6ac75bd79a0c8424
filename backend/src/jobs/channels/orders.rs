//! Orders: fetched in portions, told what we did.

use super::trouble::Trouble;
use super::turn::{Next, Outcomes, Work};
use channels::{ChannelError, Fetched};
use services::channels::{self as shop, Incoming, Told};
use shared::channel::{AuthKind, OrderMode};
use std::collections::HashMap;
use store::channel_jobs::Job;

/// How soon an order is tried again that waits for goods or for a person.
const HELD_MS: i64 = 300_000;

/// Fetches these orders and takes them in, each by itself.
pub(super) async fn fetch(work: &Work<'_>, batch: &[Job]) -> Outcomes {
    if work.adapter.spec().can.orders != OrderMode::PushAndPull {
        return again(work, batch).await;
    }
    let keys: Vec<String> = batch.iter().map(|job| job.subject.clone()).collect();
    work.drop_taken().await;
    let fetched = match work.adapter.orders(&work.out, &keys).await {
        Ok(fetched) => fetched,
        Err(error) if batch.len() == 1 => return vec![Err(error.into())],
        Err(error) => return apart(work, batch, error).await,
    };
    let mut by_key: HashMap<String, Fetched> = fetched
        .into_iter()
        .map(|one| (one.key.clone(), one))
        .collect();
    let mut outcomes = Vec::with_capacity(batch.len());
    for key in &keys {
        outcomes.push(match by_key.remove(key) {
            Some(one) => take(work, one).await,
            None => Err(ChannelError::NotFound.into()),
        });
    }
    outcomes
}

/// One that breaks the portion must not hold up the others.
async fn apart(work: &Work<'_>, batch: &[Job], error: ChannelError) -> Outcomes {
    let whole = matches!(
        error,
        ChannelError::Transient(_)
            | ChannelError::Unknown(_)
            | ChannelError::RateLimited { .. }
            | ChannelError::AuthExpired
            | ChannelError::AuthRevoked(_)
    );
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut first = Some(error);
    for job in batch {
        if whole {
            // The portion failed as one: the first says why, the others are due again with it.
            let error = first
                .take()
                .unwrap_or(ChannelError::Transient("with others".to_owned()));
            outcomes.push(Err(error.into()));
            continue;
        }
        work.drop_taken().await;
        let key = std::slice::from_ref(&job.subject);
        outcomes.push(match work.adapter.orders(&work.out, key).await {
            Ok(mut one) => match one.pop() {
                Some(one) => take(work, one).await,
                None => Err(ChannelError::NotFound.into()),
            },
            Err(error) => Err(error.into()),
        });
    }
    outcomes
}

async fn take(work: &Work<'_>, one: Fetched) -> Result<Next, Trouble> {
    let incoming = Incoming {
        key: one.key.clone(),
        raw: one.raw,
        order: one.order.map_err(|error| error.to_string()),
        keep_days: work.adapter.spec().can.buyer_data_days,
    };
    let outcome = shop::ingest(&work.app.core, &work.account, incoming).await?;
    Ok(if outcome == shop::Ingested::Held {
        Next::At(work.now().0 + HELD_MS)
    } else {
        Next::Done
    })
}

/// Orders that came in a file and wait: tried again from what is kept.
async fn again(work: &Work<'_>, batch: &[Job]) -> Outcomes {
    let mut outcomes = Vec::with_capacity(batch.len());
    for job in batch {
        let tried = shop::retry_held(&work.app.core, &work.account, &job.subject).await;
        outcomes.push(match tried {
            Ok(true) => Ok(Next::Done),
            Ok(false) => Ok(Next::At(work.now().0 + HELD_MS)),
            Err(error) => Err(error.into()),
        });
    }
    outcomes
}

/// Tells the channel what it has to hear of an order.
pub(super) async fn act(work: &Work<'_>, key: &str) -> Result<Next, Trouble> {
    let can = work.adapter.spec().can;
    let told = shop::to_tell(&work.app.core, &work.account, key, can.own_waybill).await?;
    // Where it is fetched anew after each, what comes next is looked at when it came.
    let at_once = if can.auth == AuthKind::Nothing {
        told.len()
    } else {
        1
    };
    for one in told.iter().take(at_once) {
        say(work, key, one).await?;
    }
    Ok(Next::Done)
}

/// Tells the channel the answer to a return.
pub(super) async fn answer(work: &Work<'_>, key: &str) -> Result<Next, Trouble> {
    let told = shop::return_to_tell(&work.app.core, &work.account, key).await?;
    if let Some(told) = told {
        say(work, &told.order.key, &told).await?;
    }
    Ok(Next::Done)
}

async fn say(work: &Work<'_>, key: &str, told: &Told) -> Result<(), Trouble> {
    let (core, spec) = (&work.app.core, work.adapter.spec());
    if spec.can.auth == AuthKind::Nothing {
        return Ok(shop::ask_person(core, &work.account, spec, told).await?);
    }
    work.drop_taken().await;
    let outcome = work
        .adapter
        .act(&work.out, &told.order, &told.action)
        .await?;
    let parcel = (outcome.carrier.as_deref(), outcome.tracking.as_deref());
    Ok(shop::order_done(core, &work.account, key, parcel).await?)
}
