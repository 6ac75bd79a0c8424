//! What only some goods have: certificates behind claims, lots, floors, full pack days.

use super::goods::{Goods, Row};
use super::supply::cheapest;
use crate::error::Result;
use crate::floors::in_force;
use crate::listings::Paper;
use crate::preorders;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::rules::badge::{CertificateFacts, CertificateKind};
use shared::rules::floor::least;
use shared::rules::routing::{Claim, Lot, Proof};
use shared::time::{Millis, VnDate};
use std::collections::{HashMap, HashSet};
use store::sql;
use uuid::Uuid;

/// Loads what only some goods have: certificates behind claims, lots, full pack days; and settles the selling price of
/// pooled goods that follow their cheapest offer.
pub(super) async fn complete<C: ConnectionTrait>(
    db: &C,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    prove(db, rows, known, today).await?;
    lots(db, rows, known).await?;
    full_days(db, rows, known, today).await?;
    expected(db, rows, known, today).await?;
    let floored = rows.iter().filter(|row| row.floored);
    let offers: Vec<OfferId> = floored.map(|row| row.offer_id.into()).collect();
    let floors = in_force(db, &offers, today).await?;
    let lowest = rows.iter().filter(|row| is_lowest(row));
    let lowest: HashSet<Uuid> = lowest.map(|row| row.variant_id).collect();
    for goods in known.values_mut() {
        for supply in &mut goods.supplies {
            let least = floors.get(&supply.offer).and_then(|of| least(of, today));
            supply.floor = least.map(|floor| (floor, floor));
        }
        if lowest.contains(&goods.variant.uuid()) {
            goods.price = cheapest(goods, today);
        }
        goods.judge(today);
    }
    Ok(())
}

/// The next harvest that is sold ahead, of offers that have one.
async fn expected<C: ConnectionTrait>(
    db: &C,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    let offers = distinct(
        rows.iter()
            .filter(|row| row.expected && !row.pooled)
            .map(|row| row.offer_id),
    );
    let mut next = preorders::next_harvests(db, &offers, today).await?;
    for goods in known.values_mut() {
        let step = goods.step;
        for supply in &mut goods.supplies {
            let all = next.remove(&supply.offer.uuid()).unwrap_or_default();
            supply.forecast = all.into_iter().find(|forecast| forecast.sellable(step) > 0);
        }
    }
    Ok(())
}

fn is_lowest(row: &Row) -> bool {
    row.pooled && row.price_rule.as_deref() == Some("lowest")
}

/// The certificates that speak of a unit, and, for a good of one cooperative, what its page claims by them today.
async fn prove<C: ConnectionTrait>(
    db: &C,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    let claimed = |row: &&Row| row.stars > 0 || !row.certificate_kinds.is_empty() || row.pooled;
    let holders = distinct(rows.iter().filter(claimed).map(|row| row.cooperative_id));
    if holders.is_empty() {
        return Ok(());
    }
    let text = format!(
        "select cooperative_id, product_id, kind, mark, stars, valid_from, valid_to, verified_at, revoked_at \
         from certificate where cooperative_id in ({}) order by id",
        sql::placeholders(1, holders.len())
    );
    let papers: Vec<Paper> = sql::all(db, &text, values(&holders)).await?;
    let facts: Vec<CertificateFacts> = papers.iter().filter_map(Paper::facts).collect();
    for row in rows {
        let (product, holder) = (row.product_id.into(), row.cooperative_id.into());
        let of: Vec<_> = facts
            .iter()
            .filter(|fact| fact.covers(product, holder))
            .collect();
        let Some(goods) = known.get_mut(&VariantId::from(row.variant_id)) else {
            continue;
        };
        if !row.pooled {
            goods.claims = shown(&of, today);
        }
        let offer = OfferId::from(row.offer_id);
        if let Some(supply) = goods.supplies.iter_mut().find(|s| s.offer == offer) {
            supply.proofs = of.iter().map(|fact| proof(fact)).collect();
        }
    }
    Ok(())
}

/// What a page shows by the certificates in force: the stars, and each other kind once.
fn shown(facts: &[&CertificateFacts], today: VnDate) -> Vec<Claim> {
    let active = || facts.iter().filter(|fact| fact.is_active(today));
    let mut kinds: Vec<CertificateKind> = active().map(|fact| fact.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let claim = |kind| Claim {
        kind,
        stars: active()
            .filter(|fact| fact.kind == kind)
            .filter_map(|fact| fact.stars)
            .max(),
        mark: None,
    };
    kinds.into_iter().map(claim).collect()
}

/// A certificate as the routing rules read it.
pub(crate) fn proof(fact: &CertificateFacts) -> Proof {
    Proof {
        kind: fact.kind,
        stars: fact.stars,
        mark: fact.mark.clone(),
        from: fact.valid_from,
        to: fact.valid_to,
        valid: fact.verified && !fact.revoked,
    }
}

#[derive(FromQueryResult)]
struct LotRow {
    id: Uuid,
    offer_id: Uuid,
    quantity: i64,
    harvested_on: Option<i64>,
    expires_on: Option<i64>,
    state: String,
}

async fn lots<C: ConnectionTrait>(
    db: &C,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
) -> Result<()> {
    let offers = distinct(rows.iter().filter(|row| row.lotted).map(|row| row.offer_id));
    if offers.is_empty() {
        return Ok(());
    }
    let text = format!(
        "select id, offer_id, on_hand as quantity, harvested_on, expires_on, state from lot \
         where on_hand > 0 and offer_id in ({}) order by expires_on, id",
        sql::placeholders(1, offers.len())
    );
    let lots: Vec<LotRow> = sql::all(db, &text, values(&offers)).await?;
    let supplies = known.values_mut().flat_map(|goods| &mut goods.supplies);
    for supply in supplies {
        let of = lots
            .iter()
            .filter(|lot| OfferId::from(lot.offer_id) == supply.offer);
        let day = |ms: Option<i64>| ms.map(|ms| Millis(ms).vn_date());
        supply.lots = of
            .map(|lot| Lot {
                id: lot.id.to_string(),
                quantity: lot.quantity,
                harvested_on: day(lot.harvested_on),
                expires_on: day(lot.expires_on),
                on_hold: lot.state != "live",
            })
            .collect();
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Busy {
    cooperative_id: Uuid,
    ship_on: i64,
    parcels: i64,
}

/// The days on which a cooperative that packs a limited number of parcels a day has enough of them.
async fn full_days<C: ConnectionTrait>(
    db: &C,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    let limited: HashMap<Uuid, i64> = rows
        .iter()
        .filter_map(|row| Some((row.cooperative_id, i64::from(row.pack_capacity?))))
        .collect();
    if limited.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = vec![today.start().0.into()];
    values.extend(limited.keys().map(|id| Value::from(*id)));
    let text = format!(
        "select cooperative_id, ship_on, count(*) as parcels from sub_order where ship_on >= $1 and cooperative_id in ({}) \
         and state in ('awaiting_payment', 'to_confirm', 'confirmed', 'packed', 'cancel_requested') \
         group by cooperative_id, ship_on",
        sql::placeholders(2, limited.len())
    );
    let busy: Vec<Busy> = sql::all(db, &text, values).await?;
    let full: Vec<&Busy> = busy
        .iter()
        .filter(|day| {
            limited
                .get(&day.cooperative_id)
                .is_some_and(|most| day.parcels >= *most)
        })
        .collect();
    for supply in known.values_mut().flat_map(|goods| &mut goods.supplies) {
        let mine = |day: &&&Busy| CooperativeId::from(day.cooperative_id) == supply.cooperative;
        supply.full_days = full
            .iter()
            .filter(mine)
            .map(|day| Millis(day.ship_on).vn_date())
            .collect();
    }
    Ok(())
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn values(ids: &[Uuid]) -> Vec<Value> {
    ids.iter().map(|id| Value::from(*id)).collect()
}
