//! An order of a channel becomes an order of ours: in a cooperative's own shop it is that cooperative's, in a union's
//! shop the market's rules choose among its members. The goods are promised by the same ledger as everywhere. Lines whose
//! goods are known and there are promised at once; the others wait for a person and come to the same order later.

use super::account::Account;
use super::ask::{Waiting, wait};
use super::kept::{self, Kept};
use super::part::{head, write_part};
use super::rows;
use super::taking::{Decided, Line, Parts, Taken, line, parts, share, ward_of, words};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::routing::{Cause as RoutingCause, decision, give};
use crate::stock::{Cause, Kind, Posted, Step, post};
use crate::topics;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::json;
use shared::canonical::MarketOrder;
use shared::code::OrderCode;
use shared::id::{OfferId, OrderId, VariantId};
use shared::money::Vnd;
use shared::places::Ward;
use shared::time::Millis;
use std::collections::{BTreeMap, BTreeSet};
use store::entity::{buyer_order, channel_order, routing_decision};
use store::outbox::{self, Message};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What became of the try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    /// Every line has its goods now.
    Done,
    /// Every line had its goods before, or somebody else was quicker.
    Already,
    /// Lines wait for a person.
    Held,
}

/// Promises goods to the lines that have none yet.
pub(super) async fn place(
    core: &Core,
    account: &Account,
    row: &channel_order::Model,
    order: &MarketOrder,
) -> Result<Placed> {
    let Some(kept) = kept::read(row)? else {
        return Ok(Placed::Already);
    };
    let open = kept::open(order, &kept);
    let mut waiting = Waiting::default();
    if open.is_empty() && !order.lines.is_empty() {
        // What waited was cancelled meanwhile.
        if row.order_id.is_some() && row.held.is_some() {
            hold(core, account, row, &waiting).await?;
        }
        return Ok(Placed::Already);
    }
    if order.lines.is_empty() {
        waiting.unknown.push(order.key.clone());
    }
    let mut units = Vec::with_capacity(open.len());
    for (n, quantity) in open {
        let Some(line) = order.lines.get(n) else {
            continue;
        };
        match rows::unit(core.db.read(), account.row.id, line).await? {
            Some(unit) => units.push((line, quantity, VariantId::from(unit))),
            None => waiting.unknown.push(words(line)),
        }
    }
    let ids: Vec<VariantId> = units.iter().map(|(_, _, id)| *id).collect();
    let mut goods = account.goods(core, &ids).await?;
    for good in goods.values_mut() {
        good.supplies
            .retain(|supply| account.sellers.contains(&supply.cooperative));
    }
    let mut lines = Vec::with_capacity(units.len());
    for (of, quantity, id) in units {
        let good = goods.get(&id).ok_or(Error::NotFound { what: "variant" })?;
        lines.push(line(good, of, quantity));
    }
    let ward = ward_of(order);
    // A line that is short leaves the others their goods.
    while !lines.is_empty() {
        let short = match share(core, account, &lines, ward) {
            Ok((taken, decided)) => {
                let try_now = (kept.clone(), lines.as_slice(), taken.as_slice());
                match write(
                    core,
                    account,
                    (row, order),
                    try_now,
                    (decided, &waiting),
                    ward,
                )
                .await?
                {
                    Wrote::Done if waiting.is_empty() => return Ok(Placed::Done),
                    Wrote::Done => return Ok(Placed::Held),
                    Wrote::Already => return Ok(Placed::Already),
                    Wrote::Short(line) => line,
                }
            }
            Err(line) => line,
        };
        let line = lines.remove(short.min(lines.len() - 1));
        waiting.short.push(line.words());
    }
    hold(core, account, row, &waiting).await?;
    Ok(Placed::Held)
}

async fn hold(
    core: &Core,
    account: &Account,
    row: &channel_order::Model,
    waiting: &Waiting,
) -> Result<()> {
    let txn = core.db.begin().await?;
    wait(&txn, account, row, waiting, core.clock.now().0).await?;
    Ok(txn.commit().await?)
}

/// What became of the writing.
enum Wrote {
    Done,
    Already,
    /// Somebody was quicker with the goods of this line.
    Short(usize),
}

/// The order of ours that the lines come to.
pub(super) struct Written {
    pub id: OrderId,
    pub code: OrderCode,
    /// Parts that it has already.
    parts: u32,
}

async fn write(
    core: &Core,
    account: &Account,
    (row, order): (&channel_order::Model, &MarketOrder),
    (mut kept, lines, taken): (Vec<Kept>, &[Line<'_>], &[Taken]),
    (decided, waiting): (Option<Decided>, &Waiting),
    ward: Option<&Ward>,
) -> Result<Wrote> {
    let now = core.clock.now();
    let (parts, given) = parts(lines, taken)?;
    let txn = core.db.begin().await?;
    let written = begin(core, &txn, account, (row, order), (taken, ward)).await?;
    let decision_id = match &decided {
        Some(decided) => {
            let cause = RoutingCause::Order;
            let row = decision(written.id, cause, &decided.snapshot, &decided.routing, now);
            let id = row.id;
            routing_decision::Entity::insert(row.into_active_model())
                .exec_without_returning(&*txn)
                .await?;
            Some(id)
        }
        None => None,
    };
    give(&txn, &given, now).await?;
    let of = (order, lines, &parts);
    let mut messages = write_parts(&txn, (&written, decision_id), of, &mut kept, now).await?;
    for line in lines {
        if let Some(of) = kept.iter_mut().find(|kept| kept.key == line.of.key) {
            of.units += line.units.0;
        }
    }
    if !kept::write(&txn, row, &kept, (written.id.uuid(), now.0)).await? {
        txn.rollback().await?;
        return Ok(Wrote::Already);
    }
    let listings: BTreeSet<Uuid> = lines.iter().map(|line| line.goods.listing.uuid()).collect();
    messages.push(Message {
        topic: topics::PAGES,
        key: written.id.to_string(),
        payload: json!({ "listings": listings, "catalogue": false }),
    });
    outbox::enqueue_all(&txn, messages, now.0).await?;
    wait(&txn, account, row, waiting, now.0).await?;
    let mut steps: BTreeMap<OfferId, Step> = BTreeMap::new();
    for one in taken {
        let step = Step::of(one.offer, Kind::Allocate);
        steps.entry(one.offer).or_insert(step).allocated += one.steps;
    }
    let cause = Cause::of("channel").about(written.id.uuid());
    let steps = steps.into_values().collect();
    match post(core, &txn, &Actor::system(), steps, &cause).await? {
        Posted::Short(offer) => {
            txn.rollback().await?;
            let of = taken.iter().find(|one| one.offer == offer);
            return Ok(Wrote::Short(of.map_or(0, |one| one.line)));
        }
        Posted::Done | Posted::Repeated => txn.commit().await?,
    }
    for (cooperative, _) in &parts {
        core.announce(crate::Changed::SubOrder {
            order: written.id,
            cooperative: *cooperative,
        });
    }
    Ok(Wrote::Done)
}

/// Writes the parts and notes which lines they are for; gives what is told of them.
async fn write_parts(
    txn: &WriteTxn,
    (written, decision): (&Written, Option<Uuid>),
    (order, lines, parts): (&MarketOrder, &[Line<'_>], &Parts<'_>),
    kept: &mut Vec<Kept>,
    now: Millis,
) -> Result<Vec<Message>> {
    let mut messages = Vec::with_capacity(parts.len() + 1);
    for (number, (cooperative, part)) in (written.parts + 1..).zip(parts) {
        let shipping = if number == 1 {
            order.amounts.shipping
        } else {
            Vnd::ZERO
        };
        let (id, ids) = write_part(
            txn,
            (written, decision),
            (number, *cooperative, part),
            (lines, order, shipping),
            now,
        )
        .await?;
        for (one, id) in part.iter().zip(ids) {
            note_kept(kept, lines, one, id);
        }
        messages.push(Message {
            topic: topics::SUB_ORDER_PLACED,
            key: id.to_string(),
            payload: json!({}),
        });
    }
    Ok(messages)
}

/// The order that the lines come to: a new one, or the one that has the others.
async fn begin(
    core: &Core,
    txn: &WriteTxn,
    account: &Account,
    (row, order): (&channel_order::Model, &MarketOrder),
    (taken, ward): (&[Taken], Option<&Ward>),
) -> Result<Written> {
    let goods = Vnd(taken.iter().map(|one| one.total.0).sum());
    let Some(id) = row.order_id else {
        let written = Written {
            id: OrderId::new(),
            code: OrderCode::from_random(rand::random()),
            parts: 0,
        };
        let head = head(core, account, (order, goods), &written, ward)?;
        buyer_order::Entity::insert(head.into_active_model())
            .exec_without_returning(&**txn)
            .await?;
        return Ok(written);
    };
    let known: Option<Known> = sql::one(
        &**txn,
        "update buyer_order set goods_total = goods_total + $1, total = total + $1 where id = $2 returning code",
        [goods.0.into(), id.into()],
    )
    .await?;
    let known = known.ok_or(Error::NotFound { what: "order" })?;
    // Counted when the order's row is ours, by a statement that sees what was written meanwhile.
    let parts = sql::row(
        &**txn,
        "select count(*) as n from sub_order where order_id = $1",
        [id.into()],
    )
    .await?;
    let parts: i64 = parts.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(Written {
        id: id.into(),
        code: known.code.parse().map_err(Error::internal)?,
        parts: u32::try_from(parts).unwrap_or(u32::MAX),
    })
}

#[derive(FromQueryResult)]
struct Known {
    code: String,
}

/// Notes that a line of ours has goods of a line of theirs.
fn note_kept(kept: &mut Vec<Kept>, lines: &[Line<'_>], taken: &Taken, id: Uuid) {
    let Some(line) = lines.get(taken.line) else {
        return;
    };
    match kept.iter_mut().find(|kept| kept.key == line.of.key) {
        Some(known) => known.lines.push(id),
        None => kept.push(Kept {
            key: line.of.key.clone(),
            units: 0,
            steps: line.units.1,
            lines: vec![id],
        }),
    }
}
