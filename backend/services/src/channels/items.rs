//! What stands on a channel: read page by page, matched to ours once, compared with ours ever after.

use super::account::Account;
use super::conflicts::{Found, raise};
use super::offers::OfferLine;
use super::publish::adopt;
use super::{job, offers, rows};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::canonical::{RemoteItem, RemoteItemState};
use shared::money::Vnd;
use shared::rules::matching::{Because, Ours, Theirs, pairs};
use shared::rules::three_way::{Verdict, compare};
use std::collections::HashMap;
use store::entity::{channel_item, channel_listing, channel_variant};
use store::{channel_jobs, sql};
use uuid::Uuid;

fn state_word(state: &RemoteItemState) -> (&'static str, Option<&str>) {
    match state {
        RemoteItemState::Live => ("live", None),
        RemoteItemState::InReview => ("in_review", None),
        RemoteItemState::Hidden => ("paused", None),
        RemoteItemState::Rejected(why) => ("rejected", Some(why)),
        RemoteItemState::Locked(why) => ("locked", Some(why)),
        RemoteItemState::Deleted => ("deleted", None),
        RemoteItemState::Unknown(word) => ("unknown", Some(word)),
    }
}

/// Keeps what was read.
pub async fn keep_items(core: &Core, account: &Account, items: &[RemoteItem]) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    for item in items {
        let (state, _) = state_word(&item.state);
        for unit in &item.variants {
            let sku = if unit.sku.is_empty() {
                &item.sku
            } else {
                &unit.sku
            };
            let name = format!("{} {}", item.title, unit.name);
            sql::execute(
                &*txn,
                "insert into channel_item (account_id, item, variant, sku, name, price, stock, state, read_at) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (account_id, item, variant) do update set \
                 sku = excluded.sku, name = excluded.name, price = excluded.price, stock = excluded.stock, \
                 state = excluded.state, read_at = excluded.read_at",
                [
                    account.row.id.into(),
                    item.id.as_str().into(),
                    unit.id.as_str().into(),
                    sku.as_str().into(),
                    name.trim().into(),
                    unit.price.0.into(),
                    unit.stock.into(),
                    state.into(),
                    now.into(),
                ],
            )
            .await?;
        }
    }
    Ok(txn.commit().await?)
}

#[derive(FromQueryResult)]
struct Own {
    id: Uuid,
    sku: String,
    title: String,
    name: String,
    price: i64,
}

/// Proposes which of the items that are not ours yet are which of our goods. What a person decided stays decided.
pub async fn propose(core: &Core, account: &Account) -> Result<usize> {
    let text = format!(
        "select v.id, v.sku, l.title, v.name, min(o.price) as price from variant v join offer o on o.variant_id = v.id \
         join listing l on l.id = o.listing_id where o.cooperative_id in ({}) and l.state in ('live', 'paused', 'in_review') \
         and not exists (select 1 from channel_variant c where c.account_id = $1 and c.variant_id = v.id \
         and c.remote_item is not null) group by v.id, v.sku, l.title, v.name order by v.id",
        sql::placeholders(2, account.sellers.len())
    );
    let values = std::iter::once(account.row.id.into())
        .chain(account.sellers.iter().map(|id| id.uuid().into()));
    let own: Vec<Own> = sql::all(core.db.read(), &text, values).await?;
    let open: Vec<channel_item::Model> = sql::all(
        core.db.read(),
        "select * from channel_item i where account_id = $1 and decision is null and state <> 'deleted' \
         and not exists (select 1 from channel_variant v where v.account_id = $1 and v.remote_item = i.item) \
         order by item, variant",
        [account.row.id.into()],
    )
    .await?;
    let ours: Vec<Ours> = own
        .iter()
        .map(|one| Ours {
            sku: one.sku.clone(),
            name: format!("{} {}", one.title, one.name),
            price: Vnd(one.price),
        })
        .collect();
    let theirs: Vec<Theirs> = open
        .iter()
        .map(|one| Theirs {
            key: (one.item.clone(), one.variant.clone()),
            sku: one.sku.clone(),
            name: one.name.clone(),
            price: Vnd(one.price),
        })
        .collect();
    let found = pairs(&ours, &theirs);
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_item set matched_variant = null, confidence = null, because = null \
         where account_id = $1 and decision is null",
        [account.row.id.into()],
    )
    .await?;
    for pair in &found {
        let (Some(mine), Some(there)) = (own.get(pair.ours), open.get(pair.theirs)) else {
            continue;
        };
        sql::execute(
            &*txn,
            "update channel_item set matched_variant = $1, confidence = $2, because = $3 where account_id = $4 \
             and item = $5 and variant = $6 and decision is null",
            [
                mine.id.into(),
                i32::from(pair.confidence).into(),
                serde_json::to_string(&pair.because)?.into(),
                account.row.id.into(),
                there.item.as_str().into(),
                there.variant.as_str().into(),
            ],
        )
        .await?;
    }
    txn.commit().await?;
    Ok(found.len())
}

/// A person says which proposals are right (`item`, `variant`, yes or no). Right ones keep their place on the channel and
/// are followed from now on.
pub async fn accept(
    core: &Core,
    actor: &Actor,
    account: &Account,
    answers: &[(String, String, bool)],
) -> Result<usize> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let mut listings = Vec::new();
    let mut count = 0;
    for (item, variant, yes) in answers {
        let touched = sql::execute(
            &*txn,
            "update channel_item set decision = $1 where account_id = $2 and item = $3 and variant = $4 \
             and decision is null and matched_variant is not null",
            [
                if *yes { "accepted" } else { "refused" }.into(),
                account.row.id.into(),
                item.as_str().into(),
                variant.as_str().into(),
            ],
        )
        .await?;
        count += usize::try_from(touched).unwrap_or(0);
        if *yes {
            let rows: Vec<Listed> = sql::all(
                &*txn,
                "select o.listing_id as id from channel_item i join offer o on o.variant_id = i.matched_variant \
                 where i.account_id = $1 and i.item = $2 and i.variant = $3 order by o.id limit 1",
                [
                    account.row.id.into(),
                    item.as_str().into(),
                    variant.as_str().into(),
                ],
            )
            .await?;
            listings.extend(rows.into_iter().map(|row| row.id));
        }
    }
    txn.commit().await?;
    listings.sort();
    listings.dedup();
    let ids: Vec<_> = listings.iter().map(|id| (*id).into()).collect();
    super::publish(core, actor, account, &ids).await?;
    let txn = core.db.begin().await?;
    for listing in &listings {
        let row: Option<channel_listing::Model> = sql::one(
            &*txn,
            "select * from channel_listing where account_id = $1 and listing_id = $2",
            [account.row.id.into(), (*listing).into()],
        )
        .await?;
        if let Some(row) = row {
            adopt(&txn, account.row.id, row.id).await?;
            for unit in rows::variants(&*txn, row.id).await? {
                channel_jobs::ask(&txn, account.row.id, job::OFFER, &unit.sku, now).await?;
            }
        }
    }
    txn.commit().await?;
    Ok(count)
}

#[derive(FromQueryResult)]
struct Listed {
    id: Uuid,
}

/// The reasons of a stored proposal.
pub(super) fn because(text: Option<&str>) -> Vec<Because> {
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

/// Compares what stands there with what was last agreed and with ours. What only we changed is told again; what the
/// channel changed is put before a person, with an explanation and a proposal. Gives how many differ.
pub async fn drift(core: &Core, account: &Account, items: &[RemoteItem]) -> Result<usize> {
    let mut found = 0;
    for item in items {
        if let Some(listing) = listing_of(core, account, item).await? {
            found += one(core, account, &listing, item).await?;
        }
    }
    Ok(found)
}

/// The same for titles alone, before a listing is written over. True when one waits for a person now.
pub async fn titles_changed(core: &Core, account: &Account, items: &[RemoteItem]) -> Result<bool> {
    let mut changed = false;
    for item in items {
        let Some(listing) = listing_of(core, account, item).await? else {
            continue;
        };
        let Some(found) = title_found(core, &listing, item).await? else {
            continue;
        };
        let txn = core.db.begin().await?;
        raise(&txn, account.row.id, found, core.clock.now().0).await?;
        txn.commit().await?;
        changed = true;
    }
    Ok(changed)
}

async fn listing_of(
    core: &Core,
    account: &Account,
    item: &RemoteItem,
) -> Result<Option<channel_listing::Model>> {
    Ok(sql::one(
        core.db.read(),
        "select * from channel_listing where account_id = $1 and remote_id = $2",
        [account.row.id.into(), item.id.as_str().into()],
    )
    .await?)
}

/// The title that a listing has there by us: its own for this channel, else the market's.
async fn our_title(core: &Core, listing: &channel_listing::Model) -> Result<String> {
    if let Some(own) = &listing.title {
        return Ok(own.clone());
    }
    let row = sql::row(
        core.db.read(),
        "select title from listing where id = $1",
        [listing.listing_id.into()],
    )
    .await?;
    Ok(row
        .map(|row| row.try_get("", "title"))
        .transpose()?
        .unwrap_or_default())
}

/// A title that the channel changed. What was matched and never sent stands as it was found.
async fn title_found(
    core: &Core,
    listing: &channel_listing::Model,
    item: &RemoteItem,
) -> Result<Option<Found>> {
    let sent = listing.sent_hash.is_some();
    let Some(agreed) = listing.agreed_title.as_ref().filter(|_| sent) else {
        return Ok(None);
    };
    let ours = our_title(core, listing).await?;
    Ok(match compare(Some(agreed), &ours, &item.title) {
        Verdict::Same | Verdict::Push => None,
        verdict => Some(Found::title(listing, verdict, (&ours, &item.title))),
    })
}

async fn one(
    core: &Core,
    account: &Account,
    listing: &channel_listing::Model,
    item: &RemoteItem,
) -> Result<usize> {
    let units = rows::variants(core.db.read(), listing.id).await?;
    let skus: Vec<String> = units.iter().map(|unit| unit.sku.clone()).collect();
    let lines = offers(core, account, &skus).await?;
    let by_remote: HashMap<&str, &OfferLine> = lines
        .iter()
        .map(|line| (line.row.remote_variant.as_deref().unwrap_or(""), line))
        .collect();
    let (state, why) = state_word(&item.state);
    let mut all: Vec<Found> = Vec::new();
    all.extend(title_found(core, listing, item).await?);
    let mut push: Vec<&channel_variant::Model> = Vec::new();
    for there in &item.variants {
        let Some(line) = by_remote.get(there.id.as_str()) else {
            continue;
        };
        let row = &line.row;
        match compare(row.agreed_price.as_ref(), &line.price.0, &there.price.0) {
            Verdict::Same => {}
            Verdict::Push => push.push(row),
            verdict => all.push(Found::price(
                listing,
                row,
                verdict,
                (line.price, there.price),
            )),
        }
        // Stock there runs down by orders we may not have seen yet: less than agreed is told anew, more is asked about.
        match row.agreed_stock {
            Some(agreed) if there.stock > agreed => {
                all.push(Found::stock(listing, row, (line.stock, there.stock)));
            }
            _ if there.stock != line.stock => push.push(row),
            _ => {}
        }
    }
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let keeps = matches!(listing.state.as_str(), "queued" | "needs_answer");
    if !keeps {
        sql::execute(
            &*txn,
            "update channel_listing set state = $1, note = $2, updated_at = $3 where id = $4 and state <> $1",
            [
                state.into(),
                why.map(str::to_owned).into(),
                now.into(),
                listing.id.into(),
            ],
        )
        .await?;
    }
    for row in push {
        // Forgotten, so that the same value is sent although it was agreed on.
        sql::execute(
            &*txn,
            "update channel_variant set agreed_stock = null where id = $1",
            [row.id.into()],
        )
        .await?;
        channel_jobs::ask(&txn, account.row.id, job::OFFER, &row.sku, now).await?;
    }
    let count = all.len();
    for found in all {
        raise(&txn, account.row.id, found, now).await?;
    }
    txn.commit().await?;
    Ok(count)
}
