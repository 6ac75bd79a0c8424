//! One change of state: decide by the table, write, enqueue, book the stock, commit, tell.

use super::BEFORE_LEAVING;
use super::answering::respond_from;
use super::find::{SubOrderRef, by_ref, role};
use super::settle::{End, charge, messages};
use crate::actor::{Actor, Kind as ActorIs, Right};
use crate::audit;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::ledger;
use crate::lots::{self, PackedLine, Packing};
use crate::moving::{self, Ask};
use crate::preorders;
use crate::stock::{Kind, Posted, Step, post};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use shared::id::{CooperativeId, OfferId, OrderId};
use shared::say::Locale;
use shared::state::sub_order::transition;
use shared::state::{ActorKind, Refusal, SubOrderAction, SubOrderState};
use store::entity::{sub_order, sub_order_event};
use store::outbox;
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

/// How often a change starts anew when somebody else changed the row meanwhile.
const TRIES: usize = 5;

/// What is done, with what belongs to it.
#[derive(Clone, Debug)]
pub struct Change {
    /// What.
    pub action: SubOrderAction,
    /// A reason or remark, for the history.
    pub note: Option<String>,
    /// Who carries it and under which number.
    pub parcel: Option<(String, Option<String>)>,
    /// What was told when the box was packed.
    pub packing: Packing,
    /// Goods that came back can be sold again.
    pub restock: bool,
    /// An operator takes it from the cooperative, and how it is routed then.
    pub(super) route: Option<Ask>,
}

impl Change {
    /// An action and nothing else.
    pub fn of(action: SubOrderAction) -> Self {
        Self {
            action,
            note: None,
            parcel: None,
            packing: Packing::default(),
            restock: false,
            route: None,
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

/// An operator takes a part that was not answered from its cooperative and has it routed anew.
pub(crate) async fn take_away(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    ask: &Ask,
) -> Result<Outcome> {
    let change = Change {
        note: ask.by.as_ref().map(|(_, reason)| reason.clone()),
        route: Some(ask.clone()),
        ..Change::of(SubOrderAction::MoveAway)
    };
    perform(core, actor, which, &change).await
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

/// What a marketplace says has happened to a part of one of its orders.
pub(crate) async fn as_channel(core: &Core, id: Uuid, change: &Change) -> Result<Outcome> {
    let which = SubOrderRef::Id(id.into());
    for _ in 0..TRIES {
        let row = by_ref(core, &which).await?;
        let actor = Actor::system();
        if let Some(outcome) = attempt(core, &actor, ActorKind::Channel, row, change).await? {
            return Ok(outcome);
        }
    }
    Err(busy(Locale::Vi))
}

pub(crate) fn busy(l: Locale) -> Error {
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
    let text = format!(
        "{} where l.sub_order_id = $1 order by l.position",
        PackedLine::SELECT
    );
    let lines: Vec<PackedLine> = sql::all(core.db.read(), &text, [row.id.into()]).await?;
    let Some(mut end) = End::of(core, actor, &row, (from, to), change).await? else {
        return Err(wrong_state(from, who, actor.locale));
    };
    let txn = core.db.begin().await?;
    if from == SubOrderState::Preordered {
        preorders::lock(&txn, row.id).await?;
    }
    if !set_state(core, &txn, &row, to, change).await? {
        txn.rollback().await?;
        return Ok(None);
    }
    let mut change = change.clone();
    if to == SubOrderState::Packed && change.action == SubOrderAction::Pack {
        let scale = moving::before_scale(&txn, &row, &lines).await?;
        let packed = lots::pack(core, &txn, actor, (row.id, &lines), &change.packing).await?;
        charge(&txn, &row, &packed, core.clock.now().0).await?;
        moving::after_scale(&txn, &row, scale).await?;
        change.note = change.note.or(packed.note);
    }
    let change = &change;
    record(core, &txn, actor, who, &row, to, change).await?;
    if to == SubOrderState::ToConfirm {
        respond_from(&txn, &row, core.clock.now()).await?;
    }
    let carrier = change.parcel.as_ref().map(|(name, _)| name.as_str());
    ledger::follow(&txn, &row, (from, to), carrier, core.clock.now().0).await?;
    let Some(taken_over) = end.write(core, &txn, actor, &row).await? else {
        txn.rollback().await?;
        return Ok(None);
    };
    let mut steps = match from {
        SubOrderState::Preordered => preorders::give_back(&txn, row.id, core.clock.now().0).await?,
        _ => steps(core, &txn, actor, (from, to), &lines, change.restock).await?,
    };
    outbox::enqueue_all(
        &txn,
        messages(&row, to, &lines, !steps.is_empty()),
        core.clock.now().0,
    )
    .await?;
    if who != ActorKind::Channel {
        channel_jobs::order_changed(&txn, row.order_id, core.clock.now().0).await?;
    }
    steps.extend(taken_over);
    match post(core, &txn, actor, steps, &end.cause(&row, change)).await? {
        Posted::Short(_) if end.moves() => {
            // Somebody else was quicker with what the new plan counts on.
            txn.rollback().await?;
            return Ok(None);
        }
        Posted::Short(offer) => {
            txn.rollback().await?;
            return Err(Error::internal(format!(
                "offer {offer} has promised less than its sub-orders say"
            )));
        }
        Posted::Done | Posted::Repeated => txn.commit().await?,
    }
    for cooperative in end.cooperatives(&row) {
        core.announce(Changed::SubOrder {
            order: row.order_id.into(),
            cooperative,
        });
    }
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
            | SubOrderAction::MoveAway
            | SubOrderAction::Cancel
            | SubOrderAction::FailDelivery
            | SubOrderAction::StartReturn
    );
    let reason = change.note.clone().filter(|_| closes);
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
            change.packing.picture.clone().into(),
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

/// What a change of state means for the stock and its lots.
async fn steps(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (from, to): (SubOrderState, SubOrderState),
    lines: &[PackedLine],
    restock: bool,
) -> Result<Vec<Step>> {
    let before = |state: SubOrderState| BEFORE_LEAVING.contains(&state.code());
    match to {
        SubOrderState::InTransit if before(from) => lots::leave(core, txn, actor, lines).await,
        SubOrderState::Returned if restock => lots::put_back(txn, lines).await,
        _ if before(from) && !before(to) => {
            // Offers are locked in the order of their ids; only a packed box has to be opened first.
            if matches!(from, SubOrderState::Packed | SubOrderState::CancelRequested) {
                lots::give_back(core, txn, lines).await?;
            }
            Ok(lines.iter().map(unallocated).collect())
        }
        _ => Ok(Vec::new()),
    }
}

fn unallocated(line: &PackedLine) -> Step {
    Step {
        allocated: -line.moves(),
        ..Step::of(OfferId::from(line.offer_id), Kind::Unallocate)
    }
}
