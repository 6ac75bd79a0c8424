//! Pushes: each once, kept with the job that follows from it; what is true is fetched.

use super::account::{Account, load};
use super::job;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::canonical::{Event, EventKind};
use store::entity::channel_inbox;
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The open shop that a channel names.
pub async fn account_of_shop(core: &Core, channel: &str, shop: &str) -> Result<Option<Uuid>> {
    let row: Option<Id> = sql::one(
        core.db.read(),
        "select id from channel_account where channel = $1 and shop = $2 and closed_at is null",
        [channel.into(), shop.into()],
    )
    .await?;
    Ok(row.map(|row| row.id))
}

/// The order is fetched at once.
pub async fn ask_order(core: &Core, account: Uuid, key: &str) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    channel_jobs::ask(&txn, account, job::ORDER, key, now).await?;
    Ok(txn.commit().await?)
}

/// The open shop whose own push address carries this key.
pub async fn account_of_hook(core: &Core, channel: &str, key: &str) -> Result<Account> {
    let row: Option<Id> = sql::one(
        core.db.read(),
        "select id from channel_account where channel = $1 and token = $2 and closed_at is null",
        [channel.into(), key.into()],
    )
    .await?;
    match row {
        Some(row) => load(core, row.id).await,
        None => Err(Error::NotFound {
            what: "channel_account",
        }),
    }
}

/// Takes verified events in; those that came before change nothing. A text that is not understood is kept for a person.
/// Gives how many are new.
pub async fn put(
    core: &Core,
    channel: &str,
    (account, raw): (Option<Uuid>, &str),
    events: std::result::Result<&[Event], &str>,
) -> Result<usize> {
    let now = core.clock.now().0;
    let sealed = core.keys.seal(raw)?;
    let txn = core.db.begin().await?;
    let mut new = 0;
    match events {
        Ok(events) => {
            for event in events {
                let of = match (account, &event.shop) {
                    (Some(account), _) => Some(account),
                    (None, Some(shop)) => account_of_shop(core, channel, shop).await?,
                    (None, None) => None,
                };
                let mut row = row(channel, of, event, (&sealed, now));
                if let Some(own) = account {
                    // Events that come to a shop's own address are known by it: no other shop can use them up.
                    row.dedupe = format!("{}/{}", own.simple(), row.dedupe);
                }
                if insert(&txn, row).await? {
                    new += 1;
                    if let Some(of) = of {
                        follow(&txn, of, event, now).await?;
                    }
                }
            }
        }
        Err(why) => {
            let row = channel_inbox::Model {
                id: Uuid::now_v7(),
                channel: channel.to_owned(),
                dedupe: format!("unread/{}", crate::keys::digest(raw.as_bytes())),
                account_id: account,
                kind: "unreadable".to_owned(),
                subject: String::new(),
                raw_sealed: Some(sealed),
                event_at: None,
                received_at: now,
                outcome: Some(why.to_owned()),
            };
            new += usize::from(insert(&txn, row).await?);
        }
    }
    txn.commit().await?;
    Ok(new)
}

fn kind(event: &Event) -> (&'static str, &str) {
    match &event.kind {
        EventKind::Order(key) => ("order", key),
        EventKind::Return(key) => ("return", key),
        EventKind::Item(key) => ("item", key),
        EventKind::Account => ("account", ""),
        EventKind::Ping => ("ping", ""),
        EventKind::Unknown(word) => ("unknown", word),
    }
}

fn row(
    channel: &str,
    account: Option<Uuid>,
    event: &Event,
    (sealed, now): (&str, i64),
) -> channel_inbox::Model {
    let (kind, subject) = kind(event);
    let understood = account.is_some() && kind != "unknown";
    channel_inbox::Model {
        id: Uuid::now_v7(),
        channel: channel.to_owned(),
        dedupe: event.dedupe.clone(),
        account_id: account,
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        // What is understood is fetched anew; only the rest is worth keeping.
        raw_sealed: (!understood).then(|| sealed.to_owned()),
        event_at: event.at.map(|at| at.0),
        received_at: now,
        outcome: account.is_none().then(|| "no such shop".to_owned()),
    }
}

async fn insert(txn: &WriteTxn, row: channel_inbox::Model) -> Result<bool> {
    let conflict = sea_orm::sea_query::OnConflict::columns([
        channel_inbox::Column::Channel,
        channel_inbox::Column::Dedupe,
    ])
    .do_nothing()
    .to_owned();
    let written = channel_inbox::Entity::insert(row.into_active_model())
        .on_conflict(conflict)
        .exec_without_returning(&**txn)
        .await?;
    Ok(written == 1)
}

async fn follow(txn: &WriteTxn, account: Uuid, event: &Event, now: i64) -> Result<()> {
    let (job, subject) = match &event.kind {
        EventKind::Order(key) => (job::ORDER, key.as_str()),
        EventKind::Return(_) => (job::RETURNS, ""),
        EventKind::Item(_) => (job::ITEMS, ""),
        EventKind::Account | EventKind::Ping | EventKind::Unknown(_) => (job::SWEEP, ""),
    };
    channel_jobs::ask(txn, account, job, subject, now).await?;
    sql::execute(
        &**txn,
        "update channel_account set pushed_at = $1 where id = $2",
        [now.into(), account.into()],
    )
    .await?;
    Ok(())
}

/// Takes in an event that the channel kept because it could not deliver it. True when it is new.
pub async fn take_lost(core: &Core, channel: &str, event: &Event) -> Result<bool> {
    let events = std::slice::from_ref(event);
    Ok(put(core, channel, (None, ""), Ok(events)).await? == 1)
}

/// Asks for these orders to be fetched.
pub async fn ask_orders(core: &Core, account: Uuid, keys: &[String]) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    for key in keys {
        channel_jobs::ask(&txn, account, job::ORDER, key, now).await?;
    }
    Ok(txn.commit().await?)
}

/// What a look went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Orders.
    Orders,
    /// Returns.
    Returns,
    /// Payouts.
    Settled,
    /// What stands there.
    Items,
}

/// Everything until this moment was looked through and kept.
pub async fn mark(core: &Core, account: Uuid, what: Mark, until: i64) -> Result<()> {
    let column = match what {
        Mark::Orders => "swept_until",
        Mark::Returns => "returns_until",
        Mark::Settled => "settled_until",
        Mark::Items => "synced_at",
    };
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        &format!("update channel_account set {column} = $1, updated_at = $2 where id = $3"),
        [until.into(), core.clock.now().0.into(), account.into()],
    )
    .await?;
    Ok(txn.commit().await?)
}
