//! What the server does by itself as time passes: forgetting what is over, keeping badges true, erasing
//! personal data on schedule. The schedule is told to people in `docs/operations.md`.

use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::Result;
use crate::listings;
use sea_orm::FromQueryResult;
use serde_json::{Value as Json, json};
use shared::id::ListingId;
use shared::time::DAY_MS;
use store::{WriteTxn, sql};
use uuid::Uuid;

const HOUR_MS: i64 = 3_600_000;
/// Listings looked at in one transaction.
const BADGES_AT_ONCE: i64 = 100;
/// Orders whose contacts are erased in one transaction.
const ORDERS_AT_ONCE: i64 = 500;
/// The law on online selling wants the data of a sale kept for five years; nobody needs the contact after.
const OWN_CONTACT_DAYS: i64 = 5 * 365 + 2;
/// Marketplaces allow a buyer's contact to be kept for ninety days.
const CHANNEL_CONTACT_DAYS: i64 = 90;
/// Orders of our own shop.
const OWN_CHANNEL: &str = "storefront";

/// Rows that mean nothing any more: statement and how long after `$1` they go, in milliseconds.
const OVER: [(&str, i64); 9] = [
    ("delete from session where expires_at <= $1", 0),
    ("delete from sign_in_code where expires_at <= $1", DAY_MS),
    (
        "delete from sign_in_throttle where last_at <= $1 and open_at <= $1",
        7 * DAY_MS,
    ),
    (
        "delete from request_key where created_at <= $1",
        25 * HOUR_MS,
    ),
    (
        "delete from action_link where expires_at <= $1",
        30 * DAY_MS,
    ),
    (
        "delete from hold where expires_at <= $1 and state <> 'active'",
        7 * DAY_MS,
    ),
    ("delete from outbox where done_at <= $1", 7 * DAY_MS),
    ("delete from notice where created_at <= $1", 30 * DAY_MS),
    ("delete from draft where updated_at <= $1", 90 * DAY_MS),
];

/// Takes a slot of time of a timed job for this process. False when another process has it.
pub async fn take_slot(core: &Core, job: &str, slot: i64) -> Result<bool> {
    let txn = core.db.begin().await?;
    let taken = sql::execute(
        &*txn,
        "insert into job_slot (job, slot) values ($1, $2) on conflict do nothing",
        [job.into(), slot.into()],
    )
    .await?;
    if taken == 1 {
        let old = "delete from job_slot where job = $1 and slot < $2";
        sql::execute(&*txn, old, [job.into(), slot.into()]).await?;
    }
    txn.commit().await?;
    Ok(taken == 1)
}

/// Deletes what is over. Gives how many rows went.
pub async fn forget(core: &Core) -> Result<u64> {
    let now = core.clock.now().0;
    let mut gone = 0;
    for (statement, after) in OVER {
        let txn = core.db.begin().await?;
        gone += sql::execute(&*txn, statement, [(now - after).into()]).await?;
        txn.commit().await?;
    }
    let txn = core.db.begin().await?;
    store::fts::tidy(&txn).await?;
    txn.commit().await?;
    Ok(gone)
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Recomputes the listings whose stars or certificates ended or began since they were computed, and pauses those whose own
/// words claim what has ended. Gives how many.
pub async fn refresh_badges(core: &Core) -> Result<usize> {
    let now = core.clock.now().0;
    let mut done = 0;
    loop {
        let txn = core.db.begin().await?;
        let due: Vec<Id> = sql::all(
            &*txn,
            "select id from listing where stars_until <= $1 or certificates_until <= $1 order by id limit $2",
            [now.into(), BADGES_AT_ONCE.into()],
        )
        .await?;
        for one in &due {
            listings::follow_papers(core, &txn, ListingId::from(one.id)).await?;
        }
        txn.commit().await?;
        done += due.len();
        if due.is_empty() || done > 100_000 {
            return Ok(done);
        }
    }
}

/// Erases names, phones and streets of orders that nobody may keep any longer. Gives how many orders.
pub async fn erase_contacts(core: &Core) -> Result<u64> {
    let mut erased = 0;
    loop {
        let txn = core.db.begin().await?;
        let count = erase_some(core, &txn).await?;
        if count > 0 {
            let entry = Entry {
                cooperative: None,
                action: "erase_contacts",
                entity: "buyer_order",
                entity_id: String::new(),
                before: Json::Null,
                after: json!({ "orders": count }),
            };
            audit::record(core, &txn, &Actor::system(), entry).await?;
        }
        txn.commit().await?;
        if count == 0 {
            return Ok(erased);
        }
        erased += count;
    }
}

async fn erase_some(core: &Core, txn: &WriteTxn) -> Result<u64> {
    let now = core.clock.now();
    // A sealed dash: pages that open an old order go on working.
    let nothing = core.keys.seal("–")?;
    let count = sql::execute(
        &**txn,
        "update buyer_order set contact_name_sealed = $1, phone_sealed = $1, street_sealed = $1, \
         address_shown_sealed = $1, phone_lookup = '' where id in (select id from buyer_order where phone_lookup <> '' \
         and ((channel = $2 and created_at <= $3) or (channel <> $2 and created_at <= $4)) limit $5)",
        [
            nothing.into(),
            OWN_CHANNEL.into(),
            now.plus_days(-OWN_CONTACT_DAYS).0.into(),
            now.plus_days(-CHANNEL_CONTACT_DAYS).0.into(),
            ORDERS_AT_ONCE.into(),
        ],
    )
    .await?;
    Ok(count)
}
