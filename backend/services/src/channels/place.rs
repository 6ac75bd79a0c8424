//! An order of a channel becomes an order of ours: in a cooperative's own shop it is that cooperative's, in a union's
//! shop the market's rules choose among its members. The goods are promised by the same ledger as everywhere.

use super::account::Account;
use super::ask::finish_tasks;
use super::offers::piece;
use super::part::{head, write_part};
use super::rows;
use crate::actor::Actor;
use crate::checkout::{self, Goods, Supply, Wanted};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::routing::{Cause as RoutingCause, Given, decision, give, note};
use crate::stock::{Cause, Kind, Posted, Step, post};
use crate::topics;
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::json;
use shared::canonical::MarketOrder;
use shared::code::OrderCode;
use shared::id::{CooperativeId, OfferId, OrderId, VariantId};
use shared::money::Vnd;
use shared::places::{Ward, places};
use shared::rules::routing::{RoutingPlan, Snapshot};
use shared::say::Locale;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::entity::{buyer_order, channel_order, routing_decision};
use store::outbox::{self, Message};
use store::sql;
use uuid::Uuid;

/// What became of the try.
pub(super) enum Placed {
    /// It is an order of ours now.
    Done,
    /// Somebody else was quicker.
    Already,
    /// Goods under these codes are nobody's here.
    Unmapped(Vec<String>),
    /// There is not enough of this.
    Short(String),
}

/// How the market's rules chose.
struct Decided {
    snapshot: Snapshot,
    routing: RoutingPlan,
}

/// A line with its goods.
pub(super) struct Line<'a> {
    pub goods: &'a Goods,
    pub steps: i64,
    pub unit_price: Vnd,
    pub total: Vnd,
    sku: &'a str,
}

impl Line<'_> {
    /// The price of the steps from `from` on: the parts of a line add up to it.
    fn part(&self, from: i64, steps: i64) -> Vnd {
        let until = |n: i64| {
            let part = i128::from(self.total.0) * i128::from(n) / i128::from(self.steps.max(1));
            i64::try_from(part).unwrap_or(i64::MAX)
        };
        Vnd(until(from + steps) - until(from))
    }
}

/// A part of a line at one offer.
pub(super) struct Taken {
    pub line: usize,
    pub offer: OfferId,
    pub steps: i64,
    pub total: Vnd,
}

pub(super) async fn place(
    core: &Core,
    account: &Account,
    row: &channel_order::Model,
    order: &MarketOrder,
) -> Result<Placed> {
    let mut units = Vec::with_capacity(order.lines.len());
    let mut unknown = Vec::new();
    for line in &order.lines {
        let key = (line.sku.as_str(), line.item.as_str(), line.variant.as_str());
        match rows::unit(core.db.read(), account.row.id, key).await? {
            Some(unit) => units.push((line, VariantId::from(unit.variant_id))),
            None => unknown.push(format!("{} {}", line.sku, line.name).trim().to_owned()),
        }
    }
    if !unknown.is_empty() || units.is_empty() {
        return Ok(Placed::Unmapped(unknown));
    }
    let ids: Vec<VariantId> = units.iter().map(|(_, id)| *id).collect();
    let mut goods = account.goods(core, &ids).await?;
    for good in goods.values_mut() {
        good.supplies
            .retain(|supply| account.sellers.contains(&supply.cooperative));
    }
    let mut lines = Vec::with_capacity(units.len());
    for (line, id) in &units {
        let good = goods.get(id).ok_or(Error::NotFound { what: "variant" })?;
        let (steps, pieces) = piece(good);
        let gross = line.unit_price.0.saturating_mul(line.quantity);
        lines.push(Line {
            goods: good,
            steps: steps.saturating_mul(line.quantity),
            unit_price: Vnd(line.unit_price.0 / pieces.max(1)),
            total: Vnd(gross - line.discount.0),
            sku: &line.sku,
        });
    }
    let ward = ward_of(order);
    let (taken, decided) = match share(core, account, &lines, ward) {
        Ok(taken) => taken,
        Err(sku) => return Ok(Placed::Short(sku)),
    };
    let written = Written {
        id: OrderId::new(),
        code: OrderCode::from_random(rand::random()),
        decided,
    };
    write(core, account, (row, order), &lines, &taken, written, ward).await
}

pub(super) struct Written {
    pub id: OrderId,
    pub code: OrderCode,
    decided: Option<Decided>,
}

/// The commune the channel names, when there is one of that name.
fn ward_of(order: &MarketOrder) -> Option<&'static Ward> {
    let to = &order.address;
    let district = to.district.as_deref().unwrap_or_default();
    let query = [to.ward.as_str(), district, to.province.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    if to.ward.is_empty() {
        return None;
    }
    let hit = places().search(&query, 1).into_iter().next()?;
    places().ward(&hit.code)
}

/// Whose goods each line takes. In a shop of one cooperative its own; among several as the market's rules say.
fn share(
    core: &Core,
    account: &Account,
    lines: &[Line<'_>],
    ward: Option<&Ward>,
) -> std::result::Result<(Vec<Taken>, Option<Decided>), String> {
    if account.sellers.len() == 1 {
        let mut taken = Vec::with_capacity(lines.len());
        for (n, line) in lines.iter().enumerate() {
            let supply = line.goods.supplies.first().ok_or(line.sku.to_owned())?;
            taken.push(Taken {
                line: n,
                offer: supply.offer,
                steps: line.steps,
                total: line.total,
            });
        }
        return Ok((taken, None));
    }
    let wanted: Vec<Wanted> = lines
        .iter()
        .enumerate()
        .map(|(n, line)| Wanted {
            variant: line.goods.variant,
            steps: line.steps,
            unit_price: None,
            cooperative: None,
            lines: vec![n],
        })
        .collect();
    let goods: HashMap<VariantId, Goods> = lines
        .iter()
        .map(|line| (line.goods.variant, line.goods.clone()))
        .collect();
    let plan = checkout::plan(
        &goods,
        &wanted,
        &HashMap::new(),
        ward,
        core.clock.now(),
        Locale::Vi,
    );
    if let Some(short) = plan.refused.first() {
        let line = short.wanted.lines.first().and_then(|n| lines.get(*n));
        return Err(line.map_or_else(String::new, |line| line.sku.to_owned()));
    }
    // What is promised of a harvest to come is no stock to a marketplace.
    let ahead = plan.parcels.iter().find(|parcel| parcel.ahead.is_some());
    if let Some(part) = ahead.and_then(|parcel| parcel.lines.first()) {
        let line = lines
            .iter()
            .find(|line| line.goods.variant == part.goods.variant);
        return Err(line.map_or_else(String::new, |line| line.sku.to_owned()));
    }
    let mut left: Vec<i64> = lines.iter().map(|line| line.steps).collect();
    let mut taken = Vec::new();
    for part in plan.parcels.iter().flat_map(|parcel| &parcel.lines) {
        let mut rest = part.steps;
        for (n, line) in lines.iter().enumerate() {
            let open = left.get(n).copied().unwrap_or_default();
            if line.goods.variant != part.goods.variant || open == 0 || rest == 0 {
                continue;
            }
            let steps = open.min(rest);
            rest -= steps;
            let total = line.part(line.steps - open, steps);
            if let Some(open) = left.get_mut(n) {
                *open -= steps;
            }
            taken.push(Taken {
                line: n,
                offer: part.supply.offer,
                steps,
                total,
            });
        }
    }
    let decided = plan.routed.into_iter().next();
    let decided = decided.map(|(snapshot, routing)| Decided { snapshot, routing });
    Ok((taken, decided))
}

async fn write(
    core: &Core,
    account: &Account,
    (row, order): (&channel_order::Model, &MarketOrder),
    lines: &[Line<'_>],
    taken: &[Taken],
    written: Written,
    ward: Option<&Ward>,
) -> Result<Placed> {
    let now = core.clock.now();
    let (parts, given) = parts(lines, taken)?;
    let head = head(core, account, order, &written, ward)?;
    let txn = core.db.begin().await?;
    buyer_order::Entity::insert(head.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    let ours = sql::execute(
        &*txn,
        "update channel_order set order_id = $1, held = null, note = null, updated_at = $2 where id = $3 and order_id is null",
        [written.id.uuid().into(), now.0.into(), row.id.into()],
    )
    .await?;
    if ours == 0 {
        txn.rollback().await?;
        return Ok(Placed::Already);
    }
    let decision_id = match &written.decided {
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
    let mut messages = Vec::new();
    let mut cooperatives = Vec::new();
    for (number, (cooperative, part)) in (1_u32..).zip(&parts) {
        let shipping = if number == 1 {
            order.amounts.shipping
        } else {
            Vnd::ZERO
        };
        let id = write_part(
            &txn,
            (&written, decision_id),
            (number, *cooperative, part),
            (lines, order, shipping),
            now,
        )
        .await?;
        messages.push(Message {
            topic: topics::SUB_ORDER_PLACED,
            key: id.to_string(),
            payload: json!({}),
        });
        cooperatives.push(*cooperative);
    }
    let listings: BTreeSet<Uuid> = lines.iter().map(|line| line.goods.listing.uuid()).collect();
    messages.push(Message {
        topic: topics::PAGES,
        key: written.id.to_string(),
        payload: json!({ "listings": listings, "catalogue": false }),
    });
    outbox::enqueue_all(&txn, messages, now.0).await?;
    finish_tasks(&txn, account, &row.key, "placed", now.0).await?;
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
            let of = |one: &&Taken| one.offer == offer;
            let line = taken.iter().find(of).and_then(|one| lines.get(one.line));
            return Ok(Placed::Short(
                line.map_or_else(String::new, |line| line.sku.to_owned()),
            ));
        }
        Posted::Done | Posted::Repeated => txn.commit().await?,
    }
    for cooperative in cooperatives {
        core.announce(crate::Changed::SubOrder {
            order: written.id,
            cooperative,
        });
    }
    Ok(Placed::Done)
}

type Parts<'a> = Vec<(CooperativeId, Vec<&'a Taken>)>;

/// What was taken, by cooperative, and what each is given of pooled listings.
fn parts<'a>(lines: &[Line<'_>], taken: &'a [Taken]) -> Result<(Parts<'a>, Given)> {
    let mut given = Given::new();
    let mut parts: BTreeMap<CooperativeId, Vec<&Taken>> = BTreeMap::new();
    for one in taken {
        let found = lines.get(one.line).and_then(|line| {
            let of = |supply: &&Supply| supply.offer == one.offer;
            Some((line.goods, line.goods.supplies.iter().find(of)?))
        });
        let (goods, owner) = found
            .ok_or_else(|| Error::internal("a line was taken from an offer it does not have"))?;
        if goods.pooled {
            note(&mut given, goods.listing, owner.cooperative, one.total);
        }
        parts.entry(owner.cooperative).or_default().push(one);
    }
    Ok((parts.into_iter().collect(), given))
}
