//! Changing what a channel shows of a listing.

use super::account::Account;
use super::job;
use super::rows;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::channel::ChannelSpec;
use shared::problem::FieldError;
use shared::say::Locale;
use store::entity::channel_listing;
use store::{channel_jobs, sql};
use uuid::Uuid;

/// Changes the words a listing has on one channel; an empty text is ours again. It is sent anew. Words that are longer or
/// shorter than the channel takes are `Invalid` (`title`, `description`), all at once.
pub async fn save_texts(
    core: &Core,
    actor: &Actor,
    account: &Account,
    (spec, listing): (&ChannelSpec, Uuid),
    (title, description): (&str, &str),
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let row = rows::listing(core.db.read(), account.row.id, listing).await?;
    let limits = spec.can.limits;
    let (title, description) = (own(title), own_lines(description));
    let mut errors = fits("title", title.as_deref(), limits.title, actor.locale);
    let words = description.as_deref();
    errors.extend(fits("description", words, limits.description, actor.locale));
    if !errors.is_empty() {
        return Err(Error::Invalid { fields: errors });
    }
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_listing set title = $1, description = $2, state = case when state in ('needs_answer', 'rejected') \
         then 'queued' else state end, updated_at = $3 where id = $4",
        [
            title.into(),
            description.into(),
            now.into(),
            row.id.into(),
        ],
    )
    .await?;
    channel_jobs::ask(&txn, row.account_id, job::LISTING, &row.id.to_string(), now).await?;
    Ok(txn.commit().await?)
}

fn own(text: &str) -> Option<String> {
    let text = shared::text::nfc_clean(text);
    (!text.is_empty()).then_some(text)
}

/// The same with its lines kept.
fn own_lines(text: &str) -> Option<String> {
    let lines: Vec<String> = text.lines().map(shared::text::nfc_clean).collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn fits(
    field: &str,
    text: Option<&str>,
    (least, most): (usize, usize),
    l: Locale,
) -> Vec<FieldError> {
    let Some(count) = text.map(|text| text.chars().count()) else {
        return Vec::new();
    };
    if (least..=most).contains(&count) {
        return Vec::new();
    }
    let message = match l {
        Locale::Vi => {
            format!("Sàn nhận từ {least} đến {most} chữ, bạn viết {count}. Sửa lại cho vừa")
        }
        Locale::En => format!("The channel takes {least} to {most} letters, these are {count}"),
    };
    vec![FieldError::new(field, "length", message)]
}

/// Takes a listing off a channel, or puts it there again: hidden, never deleted.
pub async fn withdraw(
    core: &Core,
    actor: &Actor,
    account: &Account,
    listing: Uuid,
    hidden: bool,
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let row = rows::listing(core.db.read(), account.row.id, listing).await?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_listing set hidden = $1, updated_at = $2 where id = $3",
        [hidden.into(), now.into(), row.id.into()],
    )
    .await?;
    if let Some(remote) = &row.remote_id {
        channel_jobs::ask(&txn, row.account_id, job::VISIBILITY, remote, now).await?;
    }
    Ok(txn.commit().await?)
}

/// Pages of these listings changed: what channels show of them is looked at. Sending nothing new costs no call.
pub async fn listings_changed(core: &Core, listings: &[Uuid]) -> Result<()> {
    if listings.is_empty() {
        return Ok(());
    }
    let places = sql::placeholders(1, listings.len());
    let values = || listings.iter().map(|id| (*id).into());
    let rows: Vec<channel_listing::Model> = sql::all(
        core.db.read(),
        &format!(
            "select c.* from channel_listing c join channel_account a on a.id = c.account_id \
             where c.listing_id in ({places}) and a.closed_at is null and a.state <> 'disconnecting' order by c.id"
        ),
        values(),
    )
    .await?;
    if rows.is_empty() {
        return Ok(());
    }
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    for row in &rows {
        channel_jobs::ask(&txn, row.account_id, job::LISTING, &row.id.to_string(), now).await?;
        for unit in rows::variants(&*txn, row.id).await? {
            if unit.remote_item.is_some() {
                channel_jobs::ask(&txn, row.account_id, job::OFFER, &unit.sku, now).await?;
            }
        }
    }
    Ok(txn.commit().await?)
}

/// Whether an item of a channel should be shown there; nothing when it is none of ours.
pub async fn should_show(core: &Core, account: &Account, remote: &str) -> Result<Option<bool>> {
    let row: Option<channel_listing::Model> = sql::one(
        core.db.read(),
        "select c.* from channel_listing c join listing l on l.id = c.listing_id where c.account_id = $1 \
         and c.remote_id = $2",
        [account.row.id.into(), remote.into()],
    )
    .await?;
    Ok(row.map(|row| !row.hidden && !account.is_paused()))
}

/// The channel shows it now, or hides it.
pub async fn record_shown(
    core: &Core,
    account: &Account,
    remote: &str,
    visible: bool,
) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_listing set state = $1, updated_at = $2 where account_id = $3 and remote_id = $4 \
         and state in ('live', 'paused')",
        [
            if visible { "live" } else { "paused" }.into(),
            core.clock.now().0.into(),
            account.row.id.into(),
            remote.into(),
        ],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// Keeps in plain words why a listing waits.
pub async fn record_note(core: &Core, listing: Uuid, note: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_listing set note = $1 where id = $2",
        [note.into(), listing.into()],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// What the channel called things is forgotten and everything is put there again: for a simulator that began anew.
pub async fn forget_remote(core: &Core, account: Uuid) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_variant set remote_item = null, remote_variant = null, agreed_stock = null, agreed_price = null \
         where account_id = $1",
        [account.into()],
    )
    .await?;
    sql::execute(
        &*txn,
        "update channel_listing set remote_id = null, remote_url = null, sent_hash = null, task = null, state = 'queued' \
         where account_id = $1",
        [account.into()],
    )
    .await?;
    for table in ["channel_picture", "channel_item", "channel_job"] {
        let kept = if table == "channel_job" {
            "and kind in ('offer', 'listing', 'task', 'visibility')"
        } else {
            ""
        };
        sql::execute(
            &*txn,
            &format!("delete from {table} where account_id = $1 {kept}"),
            [account.into()],
        )
        .await?;
    }
    let rows: Vec<channel_listing::Model> = sql::all(
        &*txn,
        "select * from channel_listing where account_id = $1 order by id",
        [account.into()],
    )
    .await?;
    for row in rows {
        channel_jobs::ask(&txn, account, job::LISTING, &row.id.to_string(), now).await?;
    }
    Ok(txn.commit().await?)
}
