//! Listings, stock and prices: sent when they differ from what was sent last.

use super::trouble::{Trouble, say};
use super::turn::{Next, Outcomes, Work};
use anyhow::anyhow;
use bytes::Bytes;
use channels::{Changed, ChannelError, Submitted};
use services::channels::{self as shop, Draft, OfferLine};
use shared::canonical::RemoteIds;
use shared::channel::ListingMode;
use std::collections::HashMap;
use store::channel_jobs::Job;
use uuid::Uuid;

/// How soon a listing is looked at again that was sent and has no outcome.
const TASK_MS: i64 = 15_000;
/// How soon one is looked at again that the channel's people look at.
const REVIEW_MS: i64 = 300_000;

/// Tells stock and price of these units, in one call; each has its own outcome.
pub(super) async fn offers(work: &Work<'_>, batch: &[Job]) -> Outcomes {
    let core = &work.app.core;
    let skus: Vec<String> = batch.iter().map(|job| job.subject.clone()).collect();
    let lines = match shop::offers(core, &work.account, &skus).await {
        Ok(lines) => lines,
        Err(error) => return all(batch, error),
    };
    let can = &work.adapter.spec().can;
    let called = matches!(can.listing, ListingMode::Call | ListingMode::Task);
    let new: Vec<&OfferLine> = lines
        .iter()
        .filter(|line| line.is_new() && line.row.remote_item.is_some())
        .collect();
    if !called || !can.stock || new.is_empty() {
        return batch.iter().map(|_| Ok(Next::Done)).collect();
    }
    let changes: Vec<Changed> = new.iter().map(|line| change(line, can.price)).collect();
    work.drop_taken().await;
    let mut results: HashMap<String, Result<(), ChannelError>> =
        match work.adapter.set_offers(&work.out, &changes).await {
            Ok(done) => done.into_iter().map(|one| (one.sku, one.result)).collect(),
            Err(error) => {
                let mut outcomes: Outcomes = Vec::with_capacity(batch.len());
                let mut first = Some(error);
                for _ in batch {
                    let error = first
                        .take()
                        .unwrap_or(ChannelError::Transient("with others".to_owned()));
                    outcomes.push(Err(error.into()));
                }
                return outcomes;
            }
        };
    let mut outcomes = Vec::with_capacity(batch.len());
    for job in batch {
        let line = new.iter().find(|line| line.row.sku == job.subject);
        outcomes.push(match (line, results.remove(&job.subject)) {
            (None, _) => Ok(Next::Done),
            (Some(line), Some(Ok(()))) => {
                let recorded = shop::record_offer(core, line, Ok(())).await;
                recorded.map(|()| Next::Done).map_err(Trouble::from)
            }
            (Some(line), result) => {
                let error = result
                    .and_then(Result::err)
                    .unwrap_or(ChannelError::Unknown(
                        "nothing was said of this line".to_owned(),
                    ));
                let trouble = Trouble::Channel(error);
                match shop::record_offer(core, line, Err(&say(&trouble))).await {
                    Ok(()) => Err(trouble),
                    Err(error) => Err(error.into()),
                }
            }
        });
    }
    outcomes
}

fn all(batch: &[Job], error: services::Error) -> Outcomes {
    let text = error.to_string();
    let mut first = Some(error);
    batch
        .iter()
        .map(|_| {
            let error = first
                .take()
                .unwrap_or_else(|| services::Error::internal(text.clone()));
            Err(error.into())
        })
        .collect()
}

fn change(line: &OfferLine, price: bool) -> Changed {
    Changed {
        sku: line.row.sku.clone(),
        item: line.row.remote_item.clone().unwrap_or_default(),
        variant: line.row.remote_variant.clone().unwrap_or_default(),
        stock: Some(line.stock),
        price: (price && !line.price_held).then_some(line.price),
        version: line.row.version,
    }
}

fn id(subject: &str) -> Result<Uuid, Trouble> {
    let broken = || services::Error::internal(anyhow!("a job names no listing"));
    subject.parse().map_err(|_| broken().into())
}

/// Sends a listing when something of it is new and nothing stands in its way.
pub(super) async fn put(work: &Work<'_>, subject: &str) -> Result<Next, Trouble> {
    let (core, spec) = (&work.app.core, work.adapter.spec());
    let id = id(subject)?;
    let base = &work.app.config.public_url;
    let mut draft = shop::draft(core, &work.account, id, base).await?;
    if draft.row.sent_hash.as_deref() == Some(draft.hash.as_str()) && draft.row.state != "queued" {
        return Ok(Next::Done);
    }
    if spec.can.taxonomy && draft.listing.category.1.is_none() {
        let wanted = (
            draft.category_slug.as_str(),
            draft.listing.category.0.as_str(),
            draft.listing.title.as_str(),
        );
        if shop::propose_category(core, &work.account, wanted)
            .await?
            .is_some()
        {
            draft = shop::draft(core, &work.account, id, base).await?;
        }
    }
    let category = category(work, &draft).await?;
    let findings = work.adapter.preflight(&draft.listing, category.as_ref());
    if !shop::record_findings(core, &draft, &findings).await? {
        return Ok(Next::Done);
    }
    match spec.can.listing {
        // Whoever fetches the feed sees it; it is there from now on.
        ListingMode::Feed => {
            shop::record_put(core, &draft, "live", None, None).await?;
            return Ok(Next::Done);
        }
        ListingMode::File => {
            shop::file_needed(core, &work.account, spec).await?;
            return Ok(Next::Done);
        }
        ListingMode::Call | ListingMode::Task => {}
    }
    if spec.can.uploads && upload(work, &draft).await? {
        draft = shop::draft(core, &work.account, id, base).await?;
    }
    if changed_there(work, &draft).await? {
        draft = shop::draft(core, &work.account, id, base).await?;
    }
    if !spec.can.uploads {
        digests(work, &mut draft).await?;
    }
    work.drop_taken().await;
    let submitted = work.adapter.put_listing(&work.out, &draft.listing).await;
    match submitted {
        Ok(submitted) => record(work, &draft, submitted).await,
        Err(ChannelError::Invalid { field, message }) => {
            let trouble = Trouble::Channel(ChannelError::Invalid { field, message });
            shop::record_put(core, &draft, "needs_answer", None, None).await?;
            shop::record_note(core, draft.row.id, &say(&trouble)).await?;
            Ok(Next::Done)
        }
        Err(error) => Err(error.into()),
    }
}

/// Looks at what stands there before it is written over: a title that somebody changed in the channel's own app is put
/// before a person instead. True when one was.
async fn changed_there(work: &Work<'_>, draft: &Draft) -> Result<bool, Trouble> {
    let Some(item) = &draft.row.remote_id else {
        return Ok(false);
    };
    if !work.adapter.spec().can.readable {
        return Ok(false);
    }
    work.drop_taken().await;
    let ids = std::slice::from_ref(item);
    let there = work.adapter.items_by_id(&work.out, ids).await?;
    Ok(shop::titles_changed(&work.app.core, &work.account, &there).await?)
}

/// The mapped category with its attributes, read when they were not.
async fn category(
    work: &Work<'_>,
    draft: &Draft,
) -> Result<Option<shared::canonical::Category>, Trouble> {
    let (core, code) = (&work.app.core, work.adapter.spec().code);
    let Some(id) = &draft.listing.category.1 else {
        return Ok(None);
    };
    let known = shop::category_of(core, code, id).await?;
    if known
        .as_ref()
        .is_some_and(|known| !known.attributes.is_empty())
    {
        return Ok(known);
    }
    work.drop_taken().await;
    match work.adapter.category(&work.out, id).await {
        Ok(category) => {
            shop::save_category(core, code, &category).await?;
            Ok(Some(category))
        }
        Err(ChannelError::Unsupported | ChannelError::NotFound) => Ok(known),
        Err(error) => Err(error.into()),
    }
}

async fn picture(work: &Work<'_>, url: &str) -> Result<Bytes, Trouble> {
    let name = url.rsplit('/').next().unwrap_or_default();
    let bytes = work.app.blobs.get(name).await;
    let bytes = bytes.map_err(|error| Trouble::Ours(services::Error::internal(error)))?;
    bytes.ok_or(Trouble::Ours(services::Error::NotFound { what: "picture" }))
}

/// Says of each picture what its bytes are: the channel fetches them by their address.
async fn digests(work: &Work<'_>, draft: &mut Draft) -> Result<(), Trouble> {
    for one in &mut draft.listing.pictures {
        one.hash = services::keys::digest(&picture(work, &one.url).await?);
    }
    Ok(())
}

/// Uploads what the channel has not seen; true when something was.
async fn upload(work: &Work<'_>, draft: &Draft) -> Result<bool, Trouble> {
    let most = work.adapter.spec().can.limits.pictures.1;
    let mut new = false;
    for one in draft.listing.pictures.iter().take(most) {
        if one.remote_id.is_some() {
            continue;
        }
        let bytes = picture(work, &one.url).await?;
        work.drop_taken().await;
        let remote = work.adapter.upload_picture(&work.out, bytes).await?;
        let account = work.account.row.id;
        shop::save_picture(&work.app.core, account, &one.hash, &remote).await?;
        new = true;
    }
    Ok(new)
}

async fn record(work: &Work<'_>, draft: &Draft, submitted: Submitted) -> Result<Next, Trouble> {
    let core = &work.app.core;
    let shown = if draft.listing.visible {
        "live"
    } else {
        "paused"
    };
    match submitted {
        Submitted::Live(remote) => {
            shop::record_put(core, draft, shown, Some(&remote), None).await?;
        }
        Submitted::InReview(remote) => {
            shop::record_put(core, draft, "in_review", Some(&remote), None).await?;
        }
        Submitted::Task(task) => {
            shop::record_put(core, draft, "in_review", None, Some(&task)).await?;
        }
        Submitted::Rejected(findings) => {
            shop::record_put(core, draft, "rejected", None, None).await?;
            shop::record_findings(core, draft, &findings).await?;
        }
    }
    Ok(Next::Done)
}

/// Asks what became of a listing.
pub(super) async fn task(work: &Work<'_>, subject: &str) -> Result<Next, Trouble> {
    let core = &work.app.core;
    let base = &work.app.config.public_url;
    let draft = shop::draft(core, &work.account, id(subject)?, base).await?;
    let Some(task) = draft.row.task.clone() else {
        return reviewed(work, &draft).await;
    };
    work.drop_taken().await;
    match work.adapter.poll_task(&work.out, &task).await? {
        Submitted::Task(_) => Ok(Next::At(work.now().0 + TASK_MS)),
        submitted => record(work, &draft, submitted).await,
    }
}

/// Looks whether the channel's people have decided about a listing.
async fn reviewed(work: &Work<'_>, draft: &Draft) -> Result<Next, Trouble> {
    let core = &work.app.core;
    let (Some(item), "in_review") = (&draft.row.remote_id, draft.row.state.as_str()) else {
        return Ok(Next::Done);
    };
    if !work.adapter.spec().can.readable {
        return Ok(Next::Done);
    }
    work.drop_taken().await;
    let ids = std::slice::from_ref(item);
    let there = work.adapter.items_by_id(&work.out, ids).await?;
    shop::drift(core, &work.account, &there).await?;
    let base = &work.app.config.public_url;
    let after = shop::draft(core, &work.account, draft.row.id, base).await?;
    Ok(if after.row.state == "in_review" {
        Next::At(work.now().0 + REVIEW_MS)
    } else {
        Next::Done
    })
}

/// Hides or shows an item there, as it should be.
pub(super) async fn visibility(work: &Work<'_>, remote: &str) -> Result<Next, Trouble> {
    let core = &work.app.core;
    if !work.adapter.spec().can.visibility {
        return Ok(Next::Done);
    }
    let Some(visible) = shop::should_show(core, &work.account, remote).await? else {
        return Ok(Next::Done);
    };
    let item = RemoteIds {
        id: remote.to_owned(),
        ..RemoteIds::default()
    };
    work.drop_taken().await;
    let done = work
        .adapter
        .set_visibility(&work.out, &[item], visible)
        .await?;
    for one in done {
        one.result?;
    }
    shop::record_shown(core, &work.account, remote, visible).await?;
    Ok(Next::Done)
}
