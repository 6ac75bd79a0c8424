//! An order of a channel as it was fetched: kept by account and number, newer wins, its goods taken from the ledger, its
//! state applied to ours. Everything may come twice, late and in any order.

use super::account::Account;
use super::ask::{finish_tasks, raise};
use super::place::{Placed, place};
use super::{LOOK, fewer, job, rows};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::keys;
use crate::sub_orders::{Change, as_channel};
use shared::canonical::{MarketOrder, MarketState};
use shared::rules::market_state::{Advice, Why, advice};
use shared::state::{SubOrderAction, SubOrderState};
use shared::time::DAY_MS;
use store::entity::{channel_order, sub_order};
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

/// How long a buyer's data of a channel is kept when the channel says nothing.
const KEEP_DAYS: u32 = 90;

/// An order as it came.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The channel's number.
    pub key: String,
    /// As it came.
    pub raw: String,
    /// What it means, or in words why it makes no sense.
    pub order: std::result::Result<MarketOrder, String>,
    /// Days the channel allows to keep its buyer's data.
    pub keep_days: Option<u32>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ingested {
    /// A new order of ours; its goods are promised.
    Placed,
    /// What was known is newer now.
    Updated,
    /// Known already, or older than what is known.
    Known,
    /// It waits for a person: goods nobody knows, too few of them, or a text nobody understands.
    Held,
}

/// Takes in an order.
pub async fn ingest(core: &Core, account: &Account, incoming: Incoming) -> Result<Ingested> {
    let Incoming {
        key,
        raw,
        order,
        keep_days,
    } = incoming;
    let order = match order {
        Ok(order) if order.key == key => match order.plausible() {
            Ok(()) => order,
            Err(why) => return unreadable(core, account, (&key, &raw), &why).await,
        },
        Ok(_) => return unreadable(core, account, (&key, &raw), "the number differs").await,
        Err(why) => return unreadable(core, account, (&key, &raw), &why).await,
    };
    let days = keep_days.unwrap_or(KEEP_DAYS).min(KEEP_DAYS);
    let text = serde_json::to_string(&order)?;
    let hash = keys::digest(text.as_bytes());
    let now = core.clock.now().0;
    let row = channel_order::Model {
        id: Uuid::now_v7(),
        account_id: account.row.id,
        key,
        order_id: None,
        state: state_code(&order.state).to_owned(),
        raw_state: order.raw_state.clone(),
        held: Some("new".to_owned()),
        note: None,
        order_sealed: Some(core.keys.seal(&text)?),
        raw_sealed: None,
        hash,
        remote_updated_at: order.updated_at.0,
        ship_by: order.ship_by.map(|at| at.0),
        confirm_by: order.confirm_by.map(|at| at.0),
        total: order.amounts.total.0,
        purge_after: order.placed_at.0.max(now - DAY_MS) + i64::from(days) * DAY_MS,
        created_at: now,
        updated_at: now,
        placed: None,
    };
    let txn = core.db.begin().await?;
    let newer = upsert(&txn, &row).await?;
    if newer {
        // What we did meanwhile may be what it has to hear next.
        channel_jobs::order_came(&txn, (account.row.id, &order.key), now).await?;
    }
    txn.commit().await?;
    let outcome = apply(core, account, &order).await?;
    Ok(match (outcome, newer) {
        (Ingested::Known, true) => Ingested::Updated,
        (other, _) => other,
    })
}

/// The state's name in the database.
pub(super) fn state_code(state: &MarketState) -> &'static str {
    use MarketState as M;
    match state {
        M::AwaitingPayment => "awaiting_payment",
        M::OnHold => "on_hold",
        M::ToConfirm => "to_confirm",
        M::ReadyToShip => "ready_to_ship",
        M::Arranged => "arranged",
        M::InTransit => "in_transit",
        M::Delivered => "delivered",
        M::Completed => "completed",
        M::CancelRequested => "cancel_requested",
        M::Cancelled => "cancelled",
        M::DeliveryFailed => "delivery_failed",
        M::Returning => "returning",
        M::Returned => "returned",
        M::Unknown(_) => "unknown",
    }
}

/// Writes it unless something newer is known; true when it says something new.
async fn upsert(txn: &WriteTxn, row: &channel_order::Model) -> Result<bool> {
    let touched = sql::execute(
        &**txn,
        "insert into channel_order (id, account_id, key, state, raw_state, held, order_sealed, hash, remote_updated_at, \
         ship_by, confirm_by, total, purge_after, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
         $11, $12, $13, $14, $14) on conflict (account_id, key) do update set state = excluded.state, \
         raw_state = excluded.raw_state, order_sealed = excluded.order_sealed, raw_sealed = null, hash = excluded.hash, \
         held = case when channel_order.held = 'unreadable' then 'new' else channel_order.held end, \
         remote_updated_at = excluded.remote_updated_at, ship_by = excluded.ship_by, confirm_by = excluded.confirm_by, \
         total = excluded.total, updated_at = excluded.updated_at \
         where channel_order.remote_updated_at <= excluded.remote_updated_at and channel_order.hash <> excluded.hash",
        [
            row.id.into(),
            row.account_id.into(),
            row.key.as_str().into(),
            row.state.as_str().into(),
            row.raw_state.as_str().into(),
            row.held.clone().into(),
            row.order_sealed.clone().into(),
            row.hash.as_str().into(),
            row.remote_updated_at.into(),
            row.ship_by.into(),
            row.confirm_by.into(),
            row.total.into(),
            row.purge_after.into(),
            row.created_at.into(),
        ],
    )
    .await?;
    Ok(touched == 1)
}

/// A text nobody understands is kept as it came.
async fn unreadable(
    core: &Core,
    account: &Account,
    (key, raw): (&str, &str),
    why: &str,
) -> Result<Ingested> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "insert into channel_order (id, account_id, key, state, raw_state, held, note, raw_sealed, hash, remote_updated_at, \
         total, purge_after, created_at, updated_at) values ($1, $2, $3, 'unknown', '', 'unreadable', $4, $5, $6, 0, 0, $7, \
         $8, $8) on conflict (account_id, key) do update set raw_sealed = excluded.raw_sealed, note = excluded.note",
        [
            Uuid::now_v7().into(),
            account.row.id.into(),
            key.into(),
            why.into(),
            core.keys.seal(raw)?.into(),
            keys::digest(raw.as_bytes()).into(),
            (now + i64::from(KEEP_DAYS) * DAY_MS).into(),
            now.into(),
        ],
    )
    .await?;
    raise(&txn, account, LOOK, key, ("unreadable", None, None), now).await?;
    txn.commit().await?;
    Ok(Ingested::Held)
}

/// The row as it is now, applied to our part: placed when it is not, then brought to the same state.
async fn apply(core: &Core, account: &Account, seen: &MarketOrder) -> Result<Ingested> {
    let row = rows::order(core.db.read(), account.row.id, &seen.key)
        .await?
        .ok_or(Error::NotFound {
            what: "channel_order",
        })?;
    let Some(sealed) = &row.order_sealed else {
        return Ok(Ingested::Known);
    };
    let order: MarketOrder = serde_json::from_str(&core.keys.open(sealed)?)?;
    // What was over before we heard of it takes no goods.
    let over = matches!(
        order.state,
        MarketState::Cancelled | MarketState::Returned | MarketState::Completed
    );
    if over {
        if row.held.is_some() {
            settle_held(core, account, &row, "over").await?;
        }
        follow(core, account, &row, &order).await?;
        return Ok(Ingested::Known);
    }
    fewer::follow(core, account, &row, &order).await?;
    let row = reread(core, &row).await?;
    let first = row.order_id.is_none();
    let outcome = match place(core, account, &row, &order).await? {
        Placed::Done if first => Ingested::Placed,
        Placed::Done => Ingested::Updated,
        Placed::Already => Ingested::Known,
        Placed::Held => Ingested::Held,
    };
    let row = reread(core, &row).await?;
    follow(core, account, &row, &order).await?;
    Ok(outcome)
}

async fn reread(core: &Core, row: &channel_order::Model) -> Result<channel_order::Model> {
    let row = rows::order(core.db.read(), row.account_id, &row.key).await?;
    row.ok_or(Error::NotFound {
        what: "channel_order",
    })
}

async fn settle_held(
    core: &Core,
    account: &Account,
    row: &channel_order::Model,
    outcome: &str,
) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_order set held = null, note = null where id = $1",
        [row.id.into()],
    )
    .await?;
    finish_tasks(&txn, account, &row.key, outcome, now).await?;
    Ok(txn.commit().await?)
}

/// Brings our parts to where the channel says the order is. What a person has to decide becomes a task.
async fn follow(
    core: &Core,
    account: &Account,
    row: &channel_order::Model,
    order: &MarketOrder,
) -> Result<()> {
    let Some(id) = row.order_id else {
        return Ok(());
    };
    let parts: Vec<sub_order::Model> = sql::all(
        core.db.read(),
        "select * from sub_order where order_id = $1 order by number",
        [id.into()],
    )
    .await?;
    for part in parts {
        let ours: SubOrderState = part.state.parse().unwrap_or(SubOrderState::Unknown);
        let ended = matches!(
            ours,
            SubOrderState::Cancelled | SubOrderState::Declined | SubOrderState::TimedOut
        );
        if ended && fewer::is_gone(core, row, order, part.id).await? {
            continue;
        }
        match advice(ours, &order.state) {
            Advice::Nothing => {}
            Advice::Do(steps) => {
                if order.state == MarketState::CancelRequested && refused(core, part.id).await? {
                    continue;
                }
                for step in steps {
                    if let Err(error) = one(core, &part, step, order).await {
                        let refused = matches!(
                            error,
                            Error::Invalid { .. } | Error::Conflict { .. } | Error::Refused { .. }
                        );
                        if !refused {
                            return Err(error);
                        }
                        look(core, account, row, Why::Contradiction).await?;
                        break;
                    }
                }
            }
            Advice::Ask(Why::BuyerCancels) if refused(core, part.id).await? => {}
            Advice::Ask(why) => look(core, account, row, why).await?,
        }
    }
    Ok(())
}

/// The cooperative has answered the buyer's wish to cancel with no.
pub(super) async fn refused(core: &Core, part: Uuid) -> Result<bool> {
    let row = sql::row(
        core.db.read(),
        "select 1 as one from sub_order_event where sub_order_id = $1 and action = 'refuse_cancel' limit 1",
        [part.into()],
    )
    .await?;
    Ok(row.is_some())
}

async fn one(
    core: &Core,
    part: &sub_order::Model,
    step: SubOrderAction,
    order: &MarketOrder,
) -> Result<()> {
    let parcel = order.parcels.first();
    let carrier = parcel.and_then(|parcel| parcel.carrier.clone());
    let mut change = Change::of(step);
    change.note = Some(order.raw_state.clone()).filter(|word| !word.is_empty());
    if step == SubOrderAction::HandOver {
        let tracking = parcel.and_then(|parcel| parcel.tracking.clone());
        change.parcel = Some((carrier.unwrap_or_else(|| "Sàn".to_owned()), tracking));
    }
    as_channel(core, part.id, &change).await.map(|_| ())
}

async fn look(core: &Core, account: &Account, row: &channel_order::Model, why: Why) -> Result<()> {
    let txn = core.db.begin().await?;
    let facts = (why.code(), row.ship_by, row.order_id);
    raise(&txn, account, LOOK, &row.key, facts, core.clock.now().0).await?;
    Ok(txn.commit().await?)
}

/// Tries an order that waits again, from what is kept. True when it waits no longer.
pub async fn retry_held(core: &Core, account: &Account, key: &str) -> Result<bool> {
    let Some(row) = rows::order(core.db.read(), account.row.id, key).await? else {
        return Ok(true);
    };
    let Some(sealed) = row.order_sealed.as_ref().filter(|_| row.held.is_some()) else {
        return Ok(true);
    };
    let order: MarketOrder = serde_json::from_str(&core.keys.open(sealed)?)?;
    Ok(apply(core, account, &order).await? != Ingested::Held)
}

/// A person mapped goods or brought stock: an order that waits is tried at once.
pub async fn again(core: &Core, actor: &Actor, account: &Account, key: &str) -> Result<()> {
    if actor.operator().is_err() {
        actor.member(account.row.cooperative_id.into(), crate::actor::Right::Sell)?;
    }
    let txn = core.db.begin().await?;
    channel_jobs::ask(&txn, account.row.id, job::ORDER, key, core.clock.now().0).await?;
    Ok(txn.commit().await?)
}
