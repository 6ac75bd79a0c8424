//! Parts that wait for somebody: planned again when goods may be there, when the buyer lets others send, when an operator
//! says so.

use super::OWN_CHANNEL;
use super::facts::order;
use super::find::{Ask, find};
use super::money::Leaving;
use super::write::write;
use crate::actor::Actor;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::stock::{Cause, Posted, post};
use crate::sub_orders::{self, SubOrderRef};
use crate::topics;
use sea_orm::EntityTrait;
use serde_json::json;
use shared::id::{CooperativeId, SubOrderId};
use shared::say::Locale;
use shared::state::SubOrderState;
use store::entity::sub_order;
use store::outbox::{self, Repeat};
use store::sql;

/// How often a plan is made anew because somebody else was quicker.
const TRIES: usize = 5;

/// Plans what is left of a part that was declined or not answered anew. True when something of it has somebody now.
pub async fn retry(core: &Core, actor: &Actor, part: SubOrderId, freely: bool) -> Result<bool> {
    for _ in 0..TRIES {
        let row = load(core, part).await?;
        let Some(state) = waits(&row) else {
            return Ok(false);
        };
        if let Some(moved) = attempt(core, actor, row, &Ask::after(state, freely), false).await? {
            return Ok(moved);
        }
    }
    Ok(false)
}

/// An operator routes a part anew, with a reason; to one cooperative if he names it. A part that waits for its
/// cooperative is taken from it first. Nobody to send it, or not the one that was named, is `Refused` with the reason.
pub async fn reroute(
    core: &Core,
    actor: &Actor,
    part: SubOrderId,
    pin: Option<CooperativeId>,
    reason: String,
) -> Result<()> {
    actor.operator()?;
    let ask = Ask::operator(actor, pin, reason);
    for _ in 0..TRIES {
        let row = load(core, part).await?;
        if order(core, row.order_id).await?.channel != OWN_CHANNEL {
            return Err(refused(actor.locale));
        }
        if waits(&row).is_none() {
            sub_orders::take_away(core, actor, &SubOrderRef::from(part), &ask).await?;
            return Ok(());
        }
        if attempt(core, actor, row, &ask, true).await?.is_some() {
            return Ok(());
        }
    }
    Err(sub_orders::busy(actor.locale))
}

fn refused(l: Locale) -> Error {
    Error::Refused {
        code: "channel_order",
        message: l
            .say(
                "Đơn của sàn không đổi nơi gửi được. Gọi hợp tác xã để nhận đơn",
                "An order of a marketplace cannot change its sender. Call the cooperative",
            )
            .to_owned(),
    }
}

async fn load(core: &Core, part: SubOrderId) -> Result<sub_order::Model> {
    let row = sub_order::Entity::find_by_id(part.uuid())
        .one(core.db.read())
        .await?;
    row.ok_or(Error::NotFound { what: "sub_order" })
}

/// The state of a part that was declined or not answered.
fn waits(row: &sub_order::Model) -> Option<SubOrderState> {
    let state = row.state.parse().ok()?;
    matches!(state, SubOrderState::Declined | SubOrderState::TimedOut).then_some(state)
}

/// One try: whether something moved. `None` when somebody else was quicker.
async fn attempt(
    core: &Core,
    actor: &Actor,
    row: sub_order::Model,
    ask: &Ask,
    must: bool,
) -> Result<Option<bool>> {
    let order = order(core, row.order_id).await?;
    let next = find(core, row.clone(), order, ask, actor.locale).await?;
    if must {
        next.refuse_open(ask, actor.locale)?;
    }
    if !next.moves() {
        return Ok(Some(false));
    }
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update sub_order set version = version + 1, updated_at = $1 where id = $2 and version = $3",
        [now.into(), row.id.into(), row.version.into()],
    )
    .await?;
    let steps = match touched {
        1 => write(core, &txn, actor, &next, Leaving::default()).await?,
        _ => None,
    };
    let Some(steps) = steps else {
        txn.rollback().await?;
        return Ok(None);
    };
    // The buyer is told who sends it now.
    let (key, state) = (row.id.to_string(), json!({ "state": row.state }));
    let topic = topics::SUB_ORDER_CHANGED;
    outbox::enqueue(&txn, topic, &key, &state, Repeat::Keep, now).await?;
    let cause = Cause::of("order").about(row.order_id);
    match post(core, &txn, actor, steps, &cause).await? {
        Posted::Short(_) => {
            txn.rollback().await?;
            return Ok(None);
        }
        Posted::Done | Posted::Repeated => txn.commit().await?,
    }
    for cooperative in next.cooperatives() {
        core.announce(Changed::SubOrder {
            order: row.order_id.into(),
            cooperative,
        });
    }
    Ok(Some(true))
}
