//! One change of state: decide by the table, write, enqueue, book the stock, commit, tell.

use super::BEFORE_LEAVING;
use super::find::{SubOrderRef, by_ref, role};
use crate::actor::{Actor, Kind as ActorIs, Right};
use crate::audit;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::stock::{Cause, Kind, Posted, Step, post};
use crate::topics;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::{Value, json};
use shared::id::{CooperativeId, OfferId, OrderId};
use shared::say::Locale;
use shared::state::sub_order::transition;
use shared::state::{ActorKind, Refusal, SubOrderAction, SubOrderState};
use std::collections::BTreeSet;
use store::entity::{sub_order, sub_order_event};
use store::outbox::{self, Message};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// How often a change starts anew when somebody else changed the row meanwhile.
const TRIES: usize = 3;

/// What is done, with what belongs to it.
#[derive(Clone, Debug)]
pub struct Change {
    /// What.
    pub action: SubOrderAction,
    /// A reason or remark, for the history.
    pub note: Option<String>,
    /// Who carries it and under which number.
    pub parcel: Option<(String, Option<String>)>,
    /// Key of the picture of the packed box.
    pub picture: Option<String>,
    /// Goods that came back can be sold again.
    pub restock: bool,
}

impl Change {
    /// An action and nothing else.
    pub fn of(action: SubOrderAction) -> Self {
        Self {
            action,
            note: None,
            parcel: None,
            picture: None,
            restock: false,
        }
    }
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done now; the new state.
    Done(SubOrderState),
    /// It had been done before; nothing changed.
    AlreadyDone(SubOrderState),
}

#[derive(FromQueryResult)]
struct Line {
    offer_id: Uuid,
    listing_id: Uuid,
    quantity: i64,
}

/// Does it as a member, an operator, a link or the system.
pub(super) async fn perform(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    change: &Change,
) -> Result<Outcome> {
    for _ in 0..TRIES {
        let row = by_ref(core, which).await?;
        let who = role(actor, CooperativeId::from(row.cooperative_id), Right::Sell)?;
        link_may(actor, change.action)?;
        if let Some(outcome) = attempt(core, actor, who, row, change).await? {
            return Ok(outcome);
        }
    }
    Err(busy(actor.locale))
}

/// A signed link answers an order and does nothing else.
fn link_may(actor: &Actor, action: SubOrderAction) -> Result<()> {
    match (&actor.kind, action) {
        (ActorIs::Link(_), SubOrderAction::Accept | SubOrderAction::Decline) => Ok(()),
        (ActorIs::Link(_), _) => Err(Error::Forbidden),
        _ => Ok(()),
    }
}

/// Cancels a part of an order, or asks the cooperative to, as its buyer. The caller has made sure that it is the buyer:
/// by phone and code, or by the signed cookie.
pub async fn cancel_as_buyer(
    core: &Core,
    actor: &Actor,
    order: OrderId,
    number: i32,
    action: SubOrderAction,
) -> Result<Outcome> {
    if !matches!(
        action,
        SubOrderAction::Cancel | SubOrderAction::RequestCancel
    ) {
        return Err(Error::Forbidden);
    }
    for _ in 0..TRIES {
        let row: sub_order::Model = sql::one(
            core.db.read(),
            "select * from sub_order where order_id = $1 and number = $2",
            [order.uuid().into(), number.into()],
        )
        .await?
        .ok_or(Error::NotFound { what: "sub_order" })?;
        if let Some(outcome) =
            attempt(core, actor, ActorKind::Buyer, row, &Change::of(action)).await?
        {
            return Ok(outcome);
        }
    }
    Err(busy(actor.locale))
}

fn busy(l: Locale) -> Error {
    Error::Busy {
        retry_after_s: 2,
        message: l
            .say(
                "Người khác vừa đổi đơn này. Bấm lại sau vài giây",
                "Somebody else is changing this order. Try again in a few seconds",
            )
            .to_owned(),
    }
}

/// One try; `None` when the row changed meanwhile.
async fn attempt(
    core: &Core,
    actor: &Actor,
    who: ActorKind,
    row: sub_order::Model,
    change: &Change,
) -> Result<Option<Outcome>> {
    let from: SubOrderState = row
        .state
        .parse()
        .map_err(|_| Error::internal("a sub-order has an unknown state"))?;
    let to = match transition(from, change.action, who) {
        Ok(to) => to,
        Err(Refusal::AlreadyDone) => return Ok(Some(Outcome::AlreadyDone(from))),
        Err(Refusal::WrongActor) => return Err(Error::Forbidden),
        Err(Refusal::WrongState) => return Err(wrong_state(from, who, actor.locale)),
    };
    let lines: Vec<Line> = sql::all(
        core.db.read(),
        "select offer_id, listing_id, quantity from order_line where sub_order_id = $1",
        [row.id.into()],
    )
    .await?;
    let txn = core.db.begin().await?;
    if !set_state(core, &txn, &row, to, change).await? {
        txn.rollback().await?;
        return Ok(None);
    }
    record(core, &txn, actor, who, &row, to, change).await?;
    let steps = steps(from, to, &lines, change.restock);
    outbox::enqueue_all(
        &txn,
        messages(&row, to, &lines, !steps.is_empty()),
        core.clock.now().0,
    )
    .await?;
    let cause = Cause::of("sub_order")
        .about(row.id)
        .because(change.note.clone());
    match post(core, &txn, actor, steps, &cause).await? {
        Posted::Short(offer) => {
            txn.rollback().await?;
            return Err(Error::internal(format!(
                "offer {offer} has promised less than its sub-orders say"
            )));
        }
        Posted::Done | Posted::Repeated => txn.commit().await?,
    }
    core.announce(Changed::SubOrder {
        order: row.order_id.into(),
        cooperative: row.cooperative_id.into(),
    });
    Ok(Some(Outcome::Done(to)))
}

fn wrong_state(state: SubOrderState, who: ActorKind, l: Locale) -> Error {
    let words = match who {
        ActorKind::Buyer => state.buyer_words(l),
        _ => state.cooperative_words(l),
    };
    let message = match l {
        Locale::Vi => format!("Đơn này giờ là “{words}” nên không làm việc này được nữa"),
        Locale::En => format!("This order is now “{words}”, so this can no longer be done"),
    };
    Error::Conflict {
        code: "wrong_state",
        message,
        fields: Vec::new(),
    }
}

async fn set_state(
    core: &Core,
    txn: &WriteTxn,
    row: &sub_order::Model,
    to: SubOrderState,
    change: &Change,
) -> Result<bool> {
    let closes = matches!(
        change.action,
        SubOrderAction::Decline
            | SubOrderAction::TimeOut
            | SubOrderAction::Cancel
            | SubOrderAction::FailDelivery
            | SubOrderAction::StartReturn
    );
    let reason = if closes { change.note.clone() } else { None };
    let (carrier, tracking) = match &change.parcel {
        Some((carrier, tracking)) => (Some(carrier.clone()), tracking.clone()),
        None => (None, None),
    };
    let touched = sql::execute(
        &**txn,
        "update sub_order set state = $1, version = version + 1, updated_at = $2, \
         carrier = coalesce($3, carrier), tracking_no = coalesce($4, tracking_no), \
         close_reason = coalesce($5, close_reason), packed_picture = coalesce($6, packed_picture) \
         where id = $7 and version = $8",
        [
            to.code().into(),
            core.clock.now().0.into(),
            carrier.into(),
            tracking.into(),
            reason.into(),
            change.picture.clone().into(),
            row.id.into(),
            row.version.into(),
        ],
    )
    .await?;
    Ok(touched == 1)
}

async fn record(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    who: ActorKind,
    row: &sub_order::Model,
    to: SubOrderState,
    change: &Change,
) -> Result<()> {
    let event = sub_order_event::Model {
        id: Uuid::now_v7(),
        sub_order_id: row.id,
        state: to.code().to_owned(),
        action: change.action.code().to_owned(),
        actor_kind: who.code().to_owned(),
        actor_id: actor.person_id().map(|id| id.uuid()),
        note: change.note.clone(),
        at: core.clock.now().0,
    };
    sub_order_event::Entity::insert(event.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    let entry = audit::Entry {
        cooperative: Some(row.cooperative_id.into()),
        action: change.action.code(),
        entity: "sub_order",
        entity_id: row.code.clone(),
        before: json!({ "state": row.state }),
        after: after(to, change),
    };
    audit::record(core, txn, actor, entry).await
}

fn after(to: SubOrderState, change: &Change) -> Value {
    let mut after = json!({ "state": to.code() });
    if let Some(note) = &change.note {
        after["note"] = json!(note);
    }
    if let Some((carrier, tracking)) = &change.parcel {
        after["carrier"] = json!(carrier);
        after["tracking_no"] = json!(tracking);
    }
    after
}

/// What a change of state means for the stock.
fn steps(from: SubOrderState, to: SubOrderState, lines: &[Line], restock: bool) -> Vec<Step> {
    let before = |state: SubOrderState| BEFORE_LEAVING.contains(&state.code());
    let (kind, on_hand, allocated) = match to {
        SubOrderState::InTransit if before(from) => (Kind::Ship, -1, -1),
        SubOrderState::Returned if restock => (Kind::Return, 1, 0),
        _ if before(from) && !before(to) => (Kind::Unallocate, 0, -1),
        _ => return Vec::new(),
    };
    let mut steps: Vec<Step> = Vec::with_capacity(lines.len());
    for line in lines {
        let offer = OfferId::from(line.offer_id);
        let (on_hand, allocated) = (on_hand * line.quantity, allocated * line.quantity);
        match steps.iter_mut().find(|step| step.offer == offer) {
            Some(step) => {
                step.on_hand += on_hand;
                step.allocated += allocated;
            }
            None => steps.push(Step {
                offer,
                kind,
                on_hand,
                held: 0,
                allocated,
            }),
        }
    }
    steps
}

fn messages(
    row: &sub_order::Model,
    to: SubOrderState,
    lines: &[Line],
    stock: bool,
) -> Vec<Message> {
    let mut messages = vec![Message {
        topic: topics::SUB_ORDER_CHANGED,
        key: row.id.to_string(),
        payload: json!({ "state": to.code() }),
    }];
    if stock {
        let listings: BTreeSet<Uuid> = lines.iter().map(|line| line.listing_id).collect();
        messages.push(Message {
            topic: topics::PAGES,
            key: row.id.to_string(),
            payload: json!({ "listings": listings, "catalogue": false }),
        });
    }
    messages
}
