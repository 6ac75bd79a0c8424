//! Putting listings on a channel, and what became of it.

use super::account::Account;
use super::build::Draft;
use super::job;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::canonical::{Finding, RemoteIds, Severity};
use shared::id::ListingId;
use shared::text::fold;
use std::collections::HashMap;
use store::entity::{channel_listing, channel_variant};
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Unit {
    id: Uuid,
    sku: String,
}

/// Puts listings on a channel: those of the shop's cooperatives that are not there yet. What stood there before and was
/// matched keeps its place. Gives how many were added.
pub async fn publish(
    core: &Core,
    actor: &Actor,
    account: &Account,
    listings: &[ListingId],
) -> Result<usize> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let mut added = 0;
    for listing in listings {
        let units = units(&txn, account, *listing).await?;
        if units.is_empty() {
            return Err(Error::NotFound { what: "listing" });
        }
        let known = sql::row(
            &*txn,
            "select 1 as one from channel_listing where account_id = $1 and listing_id = $2",
            [account.row.id.into(), listing.uuid().into()],
        )
        .await?;
        if known.is_none() {
            add(&txn, account, *listing, &units, now).await?;
            added += 1;
        }
    }
    txn.commit().await?;
    Ok(added)
}

/// The units of a listing that somebody of this shop sells.
async fn units(txn: &WriteTxn, account: &Account, listing: ListingId) -> Result<Vec<Unit>> {
    let text = format!(
        "select distinct v.id, v.sku, v.position from variant v join offer o on o.variant_id = v.id \
         where o.listing_id = $1 and o.cooperative_id in ({}) order by v.position, v.id",
        sql::placeholders(2, account.sellers.len())
    );
    let values = std::iter::once(listing.uuid().into())
        .chain(account.sellers.iter().map(|id| id.uuid().into()));
    Ok(sql::all(&**txn, &text, values).await?)
}

/// Our SKU as every channel takes it: ASCII capitals, digits and dashes, at most 50 characters.
fn plain_sku(sku: &str, id: Uuid) -> String {
    let plain: String = fold(sku)
        .to_ascii_uppercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let same = plain == sku && (1..=50).contains(&plain.len());
    if same {
        return plain;
    }
    // Two codes that differ only in what channels do not take stay apart.
    let tail = id.simple().to_string().to_uppercase();
    let head: String = plain.trim_matches('-').chars().take(40).collect();
    format!("{head}-{}", tail.get(24..).unwrap_or(&tail))
}

async fn add(
    txn: &WriteTxn,
    account: &Account,
    listing: ListingId,
    units: &[Unit],
    now: i64,
) -> Result<()> {
    let row = channel_listing::Model {
        id: Uuid::now_v7(),
        account_id: account.row.id,
        listing_id: listing.uuid(),
        state: "queued".to_owned(),
        note: None,
        findings: "[]".to_owned(),
        title: None,
        description: None,
        category_id: None,
        attributes: "[]".to_owned(),
        remote_id: None,
        remote_url: None,
        task: None,
        sent_hash: None,
        agreed_title: None,
        hidden: false,
        version: 1,
        sent_at: None,
        created_at: now,
        updated_at: now,
        price_rule: None,
    };
    let id = row.id;
    channel_listing::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    let variants = units.iter().map(|unit| {
        channel_variant::Model {
            id: Uuid::now_v7(),
            account_id: account.row.id,
            channel_listing_id: id,
            variant_id: unit.id,
            sku: plain_sku(&unit.sku, unit.id),
            remote_item: None,
            remote_variant: None,
            price: None,
            buffer: None,
            quota: None,
            agreed_stock: None,
            agreed_price: None,
            note: None,
            version: 1,
            sent_at: None,
            created_at: now,
        }
        .into_active_model()
    });
    channel_variant::Entity::insert_many(variants)
        .exec_without_returning(&**txn)
        .await?;
    let matched = adopt(txn, account.row.id, id).await?;
    if !matched {
        channel_jobs::ask(txn, account.row.id, job::LISTING, &id.to_string(), now).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Matched {
    item: String,
    variant: String,
    name: String,
    price: i64,
    stock: i64,
    unit: Uuid,
}

/// Takes over what stands there already and was accepted as ours. True when something was.
pub(super) async fn adopt(txn: &WriteTxn, account: Uuid, listing: Uuid) -> Result<bool> {
    let rows: Vec<Matched> = sql::all(
        &**txn,
        "select i.item, i.variant, i.name, i.price, i.stock, v.id as unit from channel_item i join channel_variant v \
         on v.account_id = i.account_id and v.variant_id = i.matched_variant \
         where i.account_id = $1 and i.decision = 'accepted' and v.channel_listing_id = $2 and v.remote_item is null \
         order by i.item, i.variant",
        [account.into(), listing.into()],
    )
    .await?;
    for row in &rows {
        sql::execute(
            &**txn,
            "update channel_variant set remote_item = $1, remote_variant = $2, agreed_price = $3, agreed_stock = $4 \
             where id = $5",
            [
                row.item.as_str().into(),
                row.variant.as_str().into(),
                row.price.into(),
                row.stock.into(),
                row.unit.into(),
            ],
        )
        .await?;
    }
    let Some(first) = rows.first() else {
        return Ok(false);
    };
    sql::execute(
        &**txn,
        "update channel_listing set remote_id = $1, agreed_title = $2, state = 'live' where id = $3 and remote_id is null",
        [
            first.item.as_str().into(),
            first.name.as_str().into(),
            listing.into(),
        ],
    )
    .await?;
    Ok(true)
}

/// What stands in the way of a listing was found; with something that stops it, it waits for an answer.
pub async fn record_findings(core: &Core, draft: &Draft, findings: &[Finding]) -> Result<bool> {
    let stops = findings
        .iter()
        .any(|finding| finding.severity == Severity::Stops);
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_listing set findings = $1, state = case when $2 then 'needs_answer' else state end, \
         updated_at = $3 where id = $4",
        [
            serde_json::to_string(findings)?.into(),
            stops.into(),
            core.clock.now().0.into(),
            draft.row.id.into(),
        ],
    )
    .await?;
    txn.commit().await?;
    Ok(!stops)
}

/// Records what became of a listing that was sent.
pub async fn record_put(
    core: &Core,
    draft: &Draft,
    state: &str,
    remote: Option<&RemoteIds>,
    task: Option<&str>,
) -> Result<()> {
    let now = core.clock.now().0;
    let account = draft.row.account_id;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_listing set state = $1, note = null, task = $2, sent_hash = $3, agreed_title = $4, sent_at = $5, \
         updated_at = $5, version = version + 1, remote_id = coalesce($6, remote_id), remote_url = coalesce($7, remote_url) \
         where id = $8",
        [
            state.into(),
            task.into(),
            draft.hash.as_str().into(),
            draft.listing.title.as_str().into(),
            now.into(),
            remote.map(|remote| remote.id.clone()).into(),
            remote.and_then(|remote| remote.url.clone()).into(),
            draft.row.id.into(),
        ],
    )
    .await?;
    if let Some(remote) = remote {
        record_variants(&txn, draft, remote, now).await?;
    }
    // What is looked at by the channel's people, or has no outcome yet, is asked about.
    if task.is_some() || state == "in_review" {
        // Most tasks are done within seconds; people take longer.
        let again = now + if task.is_some() { 6_000 } else { 30_000 };
        channel_jobs::ask(&txn, account, job::TASK, &draft.row.id.to_string(), again).await?;
    }
    Ok(txn.commit().await?)
}

async fn record_variants(
    txn: &WriteTxn,
    draft: &Draft,
    remote: &RemoteIds,
    now: i64,
) -> Result<()> {
    let ids: HashMap<&str, &str> = remote
        .variants
        .iter()
        .map(|(sku, id)| (sku.as_str(), id.as_str()))
        .collect();
    for line in &draft.offers {
        let id = ids.get(line.row.sku.as_str()).copied().unwrap_or_default();
        sql::execute(
            &**txn,
            "update channel_variant set remote_item = $1, remote_variant = $2, agreed_stock = $3, agreed_price = $4, \
             sent_at = $5, note = null, version = version + 1 where id = $6",
            [
                remote.id.as_str().into(),
                id.into(),
                line.stock.into(),
                line.price.0.into(),
                now.into(),
                line.row.id.into(),
            ],
        )
        .await?;
        // What changed while it was sent is told at once.
        channel_jobs::ask(txn, draft.row.account_id, job::OFFER, &line.row.sku, now).await?;
    }
    Ok(())
}

/// Keeps what the channel calls a picture.
pub async fn save_picture(core: &Core, account: Uuid, hash: &str, remote: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "insert into channel_picture (account_id, hash, remote_id, created_at) values ($1, $2, $3, $4) \
         on conflict (account_id, hash) do update set remote_id = excluded.remote_id",
        [
            account.into(),
            hash.into(),
            remote.into(),
            core.clock.now().0.into(),
        ],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// The name under which a picture's JPEG is kept here.
pub async fn picture_of(core: &Core, hash: &str) -> Result<Option<String>> {
    let row: Option<store::entity::picture::Model> = sql::one(
        core.db.read(),
        "select * from picture where id = $1",
        [hash.into()],
    )
    .await?;
    Ok(row.and_then(|row| crate::catalogue::picture_address(&row.id, &row.widths, 1_200)))
}
