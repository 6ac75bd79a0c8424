//! A buyer cancels part of an order on its channel: lines get smaller or go, before they are packed. Goods, prices and
//! totals follow in one transaction a part; what is packed already is a person's to open.

use super::LOOK;
use super::account::Account;
use super::ask::raise;
use super::kept::{self, Kept};
use super::taking::piece_of;
use crate::actor::Actor;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::moving::{self, Leaving};
use crate::routing::note;
use crate::stock::{Cause, Kind, Posted, Step, post};
use crate::sub_orders::{Change, as_channel, busy};
use crate::topics;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::json;
use shared::canonical::{MarketOrder, MarketState};
use shared::id::OfferId;
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit};
use shared::rules::floor::platform_fee;
use shared::say::Locale;
use shared::state::{SubOrderAction, SubOrderState as S};
use std::collections::{BTreeMap, BTreeSet};
use store::entity::{channel_order, sub_order, sub_order_event};
use store::outbox::{self, Message};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What the history calls it.
pub(crate) const CANCEL_LINE: &str = "cancel_line";

/// A line of ours with the state of its part.
#[derive(Clone, Debug, FromQueryResult)]
struct Line {
    id: Uuid,
    part: Uuid,
    state: String,
    offer_id: Uuid,
    listing_id: Uuid,
    pooled: bool,
    title: String,
    unit: String,
    gross_weight_g: i64,
    quantity: i64,
    total: i64,
}

impl Line {
    fn is(&self, states: &[S]) -> bool {
        let state = self.state.parse().unwrap_or(S::Unknown);
        states.contains(&state)
    }

    fn ended(&self) -> bool {
        self.is(&[S::Cancelled, S::Declined, S::TimedOut])
    }

    /// Nobody has packed it.
    fn can_shrink(&self) -> bool {
        self.is(&[S::AwaitingPayment, S::ToConfirm, S::Confirmed])
    }
}

/// Takes away what is bought no longer.
pub(super) async fn follow(
    core: &Core,
    account: &Account,
    row: &channel_order::Model,
    order: &MarketOrder,
) -> Result<()> {
    let (Some(id), Some(kept)) = (row.order_id, kept::read(row)?) else {
        return Ok(());
    };
    let gone = |kept: &&Kept| quantity(order, kept).is_none_or(|now| now < kept.units);
    if !kept.iter().any(|one| gone(&one)) || matches!(order.state, MarketState::Unknown(_)) {
        return Ok(());
    }
    let lines = lines(core, id).await?;
    let mut less: BTreeMap<Uuid, i64> = BTreeMap::new();
    let mut now_kept = kept.clone();
    for one in &mut now_kept {
        let Some(wanted) = quantity(order, one) else {
            // Gone without a word: a person looks before anything is taken away.
            look(core, account, row, "line_missing").await?;
            continue;
        };
        if wanted >= one.units {
            continue;
        }
        let mut surplus = living(&lines, one) - wanted * one.steps;
        let can_shrink = || {
            let ours = lines.iter().filter(|line| one.lines.contains(&line.id));
            ours.filter(|line| line.can_shrink())
        };
        let open: i64 = can_shrink().map(|line| line.quantity).sum();
        if surplus > open {
            look(core, account, row, "cancelled_after_packing").await?;
            continue;
        }
        for line in can_shrink() {
            let taken = surplus.min(line.quantity).max(0);
            surplus -= taken;
            if taken > 0 {
                less.insert(line.id, taken);
            }
        }
        one.units = wanted;
    }
    let parts: BTreeSet<Uuid> = lines
        .iter()
        .filter(|line| less.contains_key(&line.id))
        .map(|line| line.part)
        .collect();
    for part in parts {
        shrink(core, order, part, (&lines, &less)).await?;
    }
    if now_kept != kept {
        let txn = core.db.begin().await?;
        if !kept::write(&txn, row, &now_kept, (id, core.clock.now().0)).await? {
            return Err(busy(Locale::Vi));
        }
        txn.commit().await?;
    }
    Ok(())
}

/// What is bought of a line now; none when the channel does not name it any more.
fn quantity(order: &MarketOrder, kept: &Kept) -> Option<i64> {
    let line = order.lines.iter().find(|line| line.key == kept.key)?;
    Some(line.quantity)
}

/// Steps of a line of theirs that parts of ours send, or have sent.
fn living(lines: &[Line], of: &Kept) -> i64 {
    let ours = lines.iter().filter(|line| of.lines.contains(&line.id));
    ours.filter(|line| !line.ended())
        .map(|line| line.quantity)
        .sum()
}

/// Units of each line of theirs that had goods here and that no part sends any more, although the channel asks for them.
pub(super) async fn short(
    core: &Core,
    (id, row): (Uuid, &channel_order::Model),
    order: &MarketOrder,
) -> Result<Vec<(String, i64)>> {
    let Some(kept) = kept::read(row)? else {
        return Ok(Vec::new());
    };
    let lines = lines(core, id).await?;
    let missing = |of: &Kept| {
        let asked = quantity(order, of)?.min(of.units);
        let units = asked - living(&lines, of) / of.steps.max(1);
        (units > 0).then(|| (of.key.clone(), units))
    };
    Ok(kept.iter().filter_map(missing).collect())
}

/// Whether the channel asks for nothing any more of what an ended part was to send: all of its lines were cancelled there.
pub(super) async fn is_gone(
    core: &Core,
    row: &channel_order::Model,
    order: &MarketOrder,
    part: Uuid,
) -> Result<bool> {
    let (Some(id), Some(kept)) = (row.order_id, kept::read(row)?) else {
        return Ok(false);
    };
    let lines = lines(core, id).await?;
    let mut ours = lines.iter().filter(|line| line.part == part);
    Ok(ours.all(|line| {
        let of = kept.iter().find(|kept| kept.lines.contains(&line.id));
        let asked = |of: &Kept| Some(quantity(order, of)? * of.steps <= living(&lines, of));
        of.and_then(asked).unwrap_or(false)
    }))
}

async fn lines(core: &Core, order: Uuid) -> Result<Vec<Line>> {
    Ok(sql::all(
        core.db.read(),
        "select l.id, s.id as part, s.state, l.offer_id, l.listing_id, g.pooled, l.title, l.unit, v.gross_weight_g, \
         l.quantity, l.total from order_line l join sub_order s on s.id = l.sub_order_id join listing g \
         on g.id = l.listing_id join variant v on v.id = l.variant_id where l.order_id = $1 \
         order by s.number desc, l.position desc",
        [order.into()],
    )
    .await?)
}

async fn look(core: &Core, account: &Account, row: &channel_order::Model, why: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    let facts = (why, row.ship_by, row.order_id);
    raise(&txn, account, LOOK, &row.key, facts, core.clock.now().0).await?;
    Ok(txn.commit().await?)
}

/// Takes these quantities from one part; a part that keeps nothing is cancelled.
async fn shrink(
    core: &Core,
    order: &MarketOrder,
    part: Uuid,
    (lines, less): (&[Line], &BTreeMap<Uuid, i64>),
) -> Result<()> {
    let of: Vec<&Line> = lines.iter().filter(|line| line.part == part).collect();
    let rest = |line: &&Line| line.quantity - less.get(&line.id).copied().unwrap_or_default();
    if of.iter().all(|line| rest(line) == 0) {
        let mut change = Change::of(SubOrderAction::Cancel);
        change.note = Some(order.raw_state.clone()).filter(|word| !word.is_empty());
        return as_channel(core, part, &change).await.map(|_| ());
    }
    let row: Option<sub_order::Model> = sub_order::Entity::find_by_id(part)
        .one(core.db.read())
        .await?;
    let row = row.ok_or(Error::NotFound { what: "sub_order" })?;
    let head = moving::order(core, row.order_id).await?;
    let txn = core.db.begin().await?;
    let mut leaving = Leaving::default();
    let (mut weight, mut words) = (0, Vec::new());
    let mut steps = Vec::new();
    for line in of.iter().filter(|line| less.contains_key(&line.id)) {
        let (left, taken) = (rest(line), line.quantity - rest(line));
        let price = piece_of(Vnd(line.total), line.quantity, (left, taken));
        leaving.goods += price.0;
        if line.pooled {
            let whom = (line.listing_id.into(), row.cooperative_id.into());
            note(&mut leaving.given, whom.0, whom.1, price);
        }
        let unit: Unit = line
            .unit
            .parse()
            .map_err(|_| Error::internal("an order line has an unknown unit"))?;
        weight += line.gross_weight_g * taken / unit.steps_per_unit().max(1);
        words.push(format!(
            "{} −{}",
            line.title,
            Quantity::of(taken, unit).words(Locale::Vi)
        ));
        take_from(&txn, line, (left, price)).await?;
        steps.push(Step {
            allocated: -taken,
            ..Step::of(OfferId::from(line.offer_id), Kind::Unallocate)
        });
    }
    if !less_of_part(core, &txn, &row, (leaving.goods, weight)).await? {
        return Err(busy(Locale::Vi));
    }
    event(core, &txn, &row, words.join(", ")).await?;
    moving::leave(&txn, &head, leaving).await?;
    let listings: BTreeSet<Uuid> = of.iter().map(|line| line.listing_id).collect();
    let pages = Message {
        topic: topics::PAGES,
        key: part.to_string(),
        payload: json!({ "listings": listings, "catalogue": false }),
    };
    outbox::enqueue_all(&txn, vec![pages], core.clock.now().0).await?;
    let cause = Cause::of("channel").about(part);
    match post(core, &txn, &Actor::system(), steps, &cause).await? {
        Posted::Short(offer) => Err(Error::internal(format!(
            "offer {offer} has promised less than its sub-orders say"
        ))),
        Posted::Done | Posted::Repeated => {
            txn.commit().await?;
            core.announce(Changed::SubOrder {
                order: row.order_id.into(),
                cooperative: row.cooperative_id.into(),
            });
            Ok(())
        }
    }
}

async fn take_from(txn: &WriteTxn, line: &Line, (left, price): (i64, Vnd)) -> Result<()> {
    if left == 0 {
        sql::execute(
            &**txn,
            "delete from order_line where id = $1",
            [line.id.into()],
        )
        .await?;
        return Ok(());
    }
    sql::execute(
        &**txn,
        "update order_line set quantity = $1, total = total - $2 where id = $3",
        [left.into(), price.0.into(), line.id.into()],
    )
    .await?;
    Ok(())
}

/// The part's own sums; false when it changed meanwhile.
async fn less_of_part(
    core: &Core,
    txn: &WriteTxn,
    row: &sub_order::Model,
    (goods, weight): (i64, i64),
) -> Result<bool> {
    let left = row.goods_total - goods;
    let touched = sql::execute(
        &**txn,
        "update sub_order set goods_total = $1, total = total - $2, platform_fee = $3, \
         parcel_weight_g = parcel_weight_g - $4, version = version + 1, updated_at = $5 where id = $6 and version = $7 \
         and state in ('awaiting_payment', 'to_confirm', 'confirmed')",
        [
            left.into(),
            goods.into(),
            platform_fee(Vnd(left)).0.into(),
            weight.into(),
            core.clock.now().0.into(),
            row.id.into(),
            row.version.into(),
        ],
    )
    .await?;
    Ok(touched == 1)
}

async fn event(core: &Core, txn: &WriteTxn, row: &sub_order::Model, note: String) -> Result<()> {
    let event = sub_order_event::Model {
        id: Uuid::now_v7(),
        sub_order_id: row.id,
        state: row.state.clone(),
        action: CANCEL_LINE.to_owned(),
        actor_kind: "channel".to_owned(),
        actor_id: None,
        note: Some(note),
        at: core.clock.now().0,
    };
    sub_order_event::Entity::insert(event.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}
