//! What a channel has to hear of its orders and returns, read from how both sides stand.

use super::account::{Account, load};
use super::ingest::refused;
use super::{RETURN, fewer, job, rows};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::tasks;
use shared::canonical::{Action, MarketOrder, MarketState};
use shared::id::CooperativeId;
use shared::rules::market_state::{Facts, cut, tell, together};
use shared::state::SubOrderState;
use store::entity::{channel_order, channel_return, sub_order};
use store::{channel_jobs, sql};

/// An order and what is asked of the channel.
#[derive(Clone, Debug)]
pub struct Told {
    /// As it was fetched last.
    pub order: MarketOrder,
    /// What to do.
    pub action: Action,
}

/// What the channel has to hear of an order now, in this order; nothing when it knows all. After each the order is to be
/// fetched anew where that is possible. `own_waybill`: the channel prints it.
pub async fn to_tell(
    core: &Core,
    account: &Account,
    key: &str,
    own_waybill: bool,
) -> Result<Vec<Told>> {
    let Some(row) = rows::order(core.db.read(), account.row.id, key).await? else {
        return Ok(Vec::new());
    };
    let (Some(id), Some(sealed)) = (row.order_id, &row.order_sealed) else {
        return Ok(Vec::new());
    };
    let order: MarketOrder = serde_json::from_str(&core.keys.open(sealed)?)?;
    let parts: Vec<sub_order::Model> = sql::all(
        core.db.read(),
        "select * from sub_order where order_id = $1 order by number",
        [id.into()],
    )
    .await?;
    let state = |part: &sub_order::Model| part.state.parse().unwrap_or(SubOrderState::Unknown);
    let Some(ours) = together(parts.iter().map(state)) else {
        return Ok(Vec::new());
    };
    let mut kept = false;
    for part in &parts {
        kept |= refused(core, part.id).await?;
    }
    let parcel = parts.iter().find_map(|part| {
        let carrier = part.carrier.clone()?;
        Some((carrier, part.tracking_no.clone().unwrap_or_default()))
    });
    let facts = Facts {
        own_waybill,
        parcel,
        kept,
        out_of_stock: parts.iter().any(|part| part.state == "declined"),
        short: fewer::short(core, (id, &row), &order).await?,
    };
    let actions = [
        cut(ours, &order.state, &facts),
        tell(ours, &order.state, &facts),
    ];
    let told = |action| Told {
        order: order.clone(),
        action,
    };
    Ok(actions.into_iter().flatten().map(told).collect())
}

/// The order on its channel behind a part of the cooperative's order, once hand-over is arranged there: its waybill can be
/// printed. None for every other part; somebody else's is `NotFound`.
pub async fn arranged(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
) -> Result<Option<(Account, MarketOrder)>> {
    actor.member(cooperative, Right::Sell)?;
    let part: Option<sub_order::Model> = sql::one(
        core.db.read(),
        "select * from sub_order where code = $1 and cooperative_id = $2",
        [code.trim().to_uppercase().into(), cooperative.uuid().into()],
    )
    .await?;
    let part = part.ok_or(Error::NotFound { what: "sub_order" })?;
    let row: Option<channel_order::Model> = sql::one(
        core.db.read(),
        "select * from channel_order where order_id = $1",
        [part.order_id.into()],
    )
    .await?;
    let Some((account, sealed)) = row.and_then(|row| Some((row.account_id, row.order_sealed?)))
    else {
        return Ok(None);
    };
    let order: MarketOrder = serde_json::from_str(&core.keys.open(&sealed)?)?;
    if !matches!(order.state, MarketState::Arranged | MarketState::InTransit) {
        return Ok(None);
    }
    Ok(Some((load(core, account).await?, order)))
}

/// The channel did it: the order is fetched anew, and the parcel's number is kept.
pub async fn order_done(
    core: &Core,
    account: &Account,
    key: &str,
    (carrier, tracking): (Option<&str>, Option<&str>),
) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    if let Some(tracking) = tracking {
        sql::execute(
            &*txn,
            "update sub_order set tracking_no = coalesce(tracking_no, $1), carrier = coalesce(carrier, $2) \
             where order_id in (select order_id from channel_order where account_id = $3 and key = $4)",
            [
                tracking.into(),
                carrier.into(),
                account.row.id.into(),
                key.into(),
            ],
        )
        .await?;
    }
    channel_jobs::ask(&txn, account.row.id, job::ORDER, key, now).await?;
    Ok(txn.commit().await?)
}

/// A member answers a return; the channel hears of it.
pub async fn answer_return(
    core: &Core,
    actor: &Actor,
    account: &Account,
    key: &str,
    accept: bool,
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let known: Option<channel_return::Model> = sql::one(
        core.db.read(),
        "select * from channel_return where account_id = $1 and key = $2",
        [account.row.id.into(), key.into()],
    )
    .await?;
    let known = known.ok_or(Error::NotFound {
        what: "channel_return",
    })?;
    let action = Action::AnswerReturn {
        key: key.to_owned(),
        accept,
        refund: None,
    };
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let open = sql::execute(
        &*txn,
        "update channel_return set answer = $1, updated_at = $2 where account_id = $3 and key = $4 and state = 'requested'",
        [
            serde_json::to_string(&action)?.into(),
            now.into(),
            account.row.id.into(),
            key.into(),
        ],
    )
    .await?;
    if open == 0 {
        let message = actor.locale.say(
            "Sàn đã xử lý xong yêu cầu trả hàng này",
            "The channel has settled this return already",
        );
        return Err(Error::invalid("return", "settled", message));
    }
    let subject = format!("{}/{key}", account.row.id.simple());
    let by = actor.person_id();
    tasks::finish(&txn, RETURN, &subject, by, "answered", now).await?;
    channel_jobs::ask(&txn, account.row.id, job::ANSWER, &known.key, now).await?;
    Ok(txn.commit().await?)
}

/// The answer to a return that is to be sent, with its order.
pub async fn return_to_tell(core: &Core, account: &Account, key: &str) -> Result<Option<Told>> {
    let known: Option<channel_return::Model> = sql::one(
        core.db.read(),
        "select * from channel_return where account_id = $1 and key = $2",
        [account.row.id.into(), key.into()],
    )
    .await?;
    let Some(known) = known.filter(|known| known.state == "requested") else {
        return Ok(None);
    };
    let Some(answer) = &known.answer else {
        return Ok(None);
    };
    let Some(row) = rows::order(core.db.read(), account.row.id, &known.order_key).await? else {
        return Ok(None);
    };
    let Some(sealed) = &row.order_sealed else {
        return Ok(None);
    };
    Ok(Some(Told {
        order: serde_json::from_str(&core.keys.open(sealed)?)?,
        action: serde_json::from_str(answer)?,
    }))
}
