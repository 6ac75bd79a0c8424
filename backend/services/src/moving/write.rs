//! Writing what a new plan decided, within the transaction that ended the old part.

use super::facts::{OrderRow, asked};
use super::find::Next;
use super::money::{Leaving, exchange};
use super::offer;
use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::ledger;
use crate::stock::{Kind, Step};
use crate::topics;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::{Value, json};
use shared::code::{OrderCode, sub_order_code};
use std::collections::{BTreeMap, BTreeSet};
use store::entity::{routing_decision, sub_order, sub_order_event};
use store::outbox::{self, Message};
use store::{Inserts, WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Sum {
    n: i32,
}

/// Writes the decision, the parts that take over, the sums and shares, and asks the buyer about what nobody sends.
/// Gives what is to be allocated, which the caller books last. `None`: somebody else was asked in vain meanwhile, so the
/// transaction must be given up and the plan made anew.
pub(crate) async fn write(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    next: &Next,
    leaving: Leaving,
) -> Result<Option<Vec<Step>>> {
    let (order, now) = (&next.case.order, core.clock.now());
    let sum = |of: fn(&sub_order::Model) -> i64| next.parts.iter().map(|part| of(&part.row)).sum();
    let brought = (
        sum(|row| row.goods_total),
        sum(|row| row.shipping_fee),
        sum(|row| row.voucher_own + row.voucher_market),
        next.given.clone(),
    );
    // This locks the order, so that its parts are numbered one after the other.
    exchange(txn, order, leaving, brought).await?;
    let asked = asked(&**txn, order.id.into()).await?;
    if asked.keys().any(|key| !next.asked.contains_key(key)) {
        return Ok(None);
    }
    routing_decision::Entity::insert(next.decision.clone().into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    let codes = insert(txn, actor, next, number(txn, order).await?, now.0).await?;
    if next.open {
        offer::ask(core, txn, next).await?;
    } else {
        offer::settle(txn, &next.case.old, now.0).await?;
    }
    let entry = audit::Entry {
        cooperative: None,
        action: "route",
        entity: "sub_order",
        entity_id: next.case.old.code.clone(),
        before: Value::Null,
        after: json!({ "cause": next.decision.cause, "decision": next.decision.id, "parts": codes,
            "reason": next.decision.reason, "open": next.open }),
    };
    audit::record(core, txn, actor, entry).await?;
    outbox::enqueue_all(txn, messages(next), now.0).await?;
    Ok(Some(steps(next)))
}

/// The highest number of the order's parts.
async fn number(txn: &WriteTxn, order: &OrderRow) -> Result<i32> {
    let text = "select coalesce(max(number), 0) as n from sub_order where order_id = $1";
    let sum: Option<Sum> = sql::one(&**txn, text, [order.id.into()]).await?;
    Ok(sum.map_or(0, |sum| sum.n))
}

async fn insert(
    txn: &WriteTxn,
    actor: &Actor,
    next: &Next,
    last: i32,
    now: i64,
) -> Result<Vec<String>> {
    let order = OrderCode::parse(&next.case.order.code)
        .map_err(|_| Error::internal("an order has an unreadable code"))?;
    let mut codes = Vec::with_capacity(next.parts.len());
    let mut placed = Vec::with_capacity(next.parts.len());
    let (mut lines, mut events) = (Vec::new(), Vec::new());
    for (number, part) in (last + 1..).zip(&next.parts) {
        let mut row = part.row.clone();
        row.number = number;
        row.code = sub_order_code(&order, u32::try_from(number).unwrap_or_default());
        codes.push(row.code.clone());
        events.push(sub_order_event::Model {
            id: Uuid::now_v7(),
            sub_order_id: row.id,
            state: row.state.clone(),
            action: "place".to_owned(),
            actor_kind: "system".to_owned(),
            actor_id: actor.person_id().map(|id| id.uuid()),
            note: None,
            at: now,
        });
        placed.push(row);
        lines.extend(part.lines.iter().cloned());
    }
    let mut inserts = Inserts::default();
    inserts.add(placed.iter().cloned());
    inserts.add(lines);
    inserts.add(events);
    ledger::placed(&mut inserts, &placed)?;
    inserts.run(txn).await?;
    ledger::carry(txn, &next.case.old, &placed, next.open, now).await?;
    Ok(codes)
}

fn messages(next: &Next) -> Vec<Message> {
    let lines = next.parts.iter().flat_map(|part| &part.lines);
    let listings: BTreeSet<Uuid> = lines.map(|line| line.listing_id).collect();
    let mut messages: Vec<Message> = next
        .parts
        .iter()
        .map(|part| Message {
            topic: topics::SUB_ORDER_PLACED,
            key: part.row.id.to_string(),
            payload: json!({}),
        })
        .collect();
    if !listings.is_empty() {
        messages.push(Message {
            topic: topics::PAGES,
            key: next.decision.id.to_string(),
            payload: json!({ "listings": listings, "catalogue": false }),
        });
    }
    messages
}

fn steps(next: &Next) -> Vec<Step> {
    let mut steps: BTreeMap<Uuid, Step> = BTreeMap::new();
    for line in next.parts.iter().flat_map(|part| &part.lines) {
        let step = Step::of(line.offer_id.into(), Kind::Allocate);
        steps.entry(line.offer_id).or_insert(step).allocated += line.quantity;
    }
    steps.into_values().collect()
}
