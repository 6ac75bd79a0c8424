//! The floors that hold for offers on a day.

use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use shared::id::OfferId;
use shared::money::Vnd;
use shared::rules::floor::{Floor, Override, standing};
use shared::time::{Millis, VnDate};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// A floor, and an offer that it may hold for.
#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    offer_id: Uuid,
    on_hand: i64,
    cooperative_id: Uuid,
    lot_id: Option<Uuid>,
    amount: i64,
    valid_from: i64,
    valid_to: Option<i64>,
    created_at: i64,
}

#[derive(FromQueryResult)]
struct PermitRow {
    price_floor_id: Uuid,
    amount: i64,
    valid_from: i64,
    valid_to: i64,
}

/// What of an offer is known by lot.
#[derive(FromQueryResult)]
struct LotRow {
    id: Uuid,
    offer_id: Uuid,
    on_hand: i64,
    blocked: i64,
}

const FLOORS: &str = "
select f.id, o.id as offer_id, o.on_hand, f.cooperative_id, f.lot_id, f.amount, f.valid_from, f.valid_to, f.created_at
from offer o
join variant v on v.id = o.variant_id
join product p on p.id = v.product_id
join price_floor f on f.variant_id = o.variant_id and f.cooperative_id in (o.cooperative_id, p.cooperative_id)
where f.ended_at is null and o.id in ";

/// The floors that a price of each offer has to keep on `day`, all of them: `shared::rules::floor::{check, least}` decide
/// by them. Offers without a floor are missing in the answer.
pub async fn in_force<C: ConnectionTrait>(
    db: &C,
    offers: &[OfferId],
    day: VnDate,
) -> Result<HashMap<OfferId, Vec<Floor>>> {
    let mut found: HashMap<OfferId, Vec<Floor>> = HashMap::new();
    if offers.is_empty() {
        return Ok(found);
    }
    let text = format!("{FLOORS} ({})", sql::placeholders(1, offers.len()));
    let ids = || offers.iter().map(|id| Value::from(id.uuid()));
    let rows: Vec<Row> = sql::all(db, &text, ids()).await?;
    if rows.is_empty() {
        return Ok(found);
    }
    let permits = permits(db, &rows).await?;
    let text = format!(
        "select id, offer_id, on_hand, blocked from lot where on_hand > 0 and offer_id in ({})",
        sql::placeholders(1, offers.len())
    );
    let lots: Vec<LotRow> = sql::all(db, &text, ids()).await?;
    for offer in offers {
        let own: Vec<&Row> = rows
            .iter()
            .filter(|row| row.offer_id == offer.uuid())
            .collect();
        let lots: Vec<&LotRow> = lots
            .iter()
            .filter(|lot| lot.offer_id == offer.uuid())
            .collect();
        let floors = binding(&own, &lots, &permits, day);
        if !floors.is_empty() {
            found.insert(*offer, floors);
        }
    }
    Ok(found)
}

async fn permits<C: ConnectionTrait>(db: &C, rows: &[Row]) -> Result<HashMap<Uuid, Vec<Override>>> {
    let text = format!(
        "select price_floor_id, amount, valid_from, valid_to from price_floor_override \
         where ended_at is null and price_floor_id in ({})",
        sql::placeholders(1, rows.len())
    );
    let ids = rows.iter().map(|row| Value::from(row.id));
    let permits: Vec<PermitRow> = sql::all(db, &text, ids).await?;
    let mut by_floor: HashMap<Uuid, Vec<Override>> = HashMap::new();
    for row in permits {
        by_floor
            .entry(row.price_floor_id)
            .or_default()
            .push(Override {
                amount: Vnd(row.amount),
                from: Millis(row.valid_from).vn_date(),
                to: last_day(row.valid_to),
            });
    }
    Ok(by_floor)
}

/// The database keeps the midnight after the last day.
pub(super) fn last_day(until: i64) -> VnDate {
    Millis(until).plus_ms(-1).vn_date()
}

/// Of each owner the floors of everything of the offer that can be sold now.
fn binding(
    rows: &[&Row],
    lots: &[&LotRow],
    permits: &HashMap<Uuid, Vec<Override>>,
    day: VnDate,
) -> Vec<Floor> {
    let mut owners: Vec<Uuid> = rows.iter().map(|row| row.cooperative_id).collect();
    owners.sort_unstable();
    owners.dedup();
    let on_hand = rows.first().map_or(0, |row| row.on_hand);
    let in_lots: i64 = lots.iter().map(|lot| lot.on_hand).sum();
    let mut floors: Vec<Floor> = Vec::new();
    for owner in owners {
        let of = |lot: Option<Uuid>| {
            let of = rows
                .iter()
                .filter(|row| row.cooperative_id == owner && row.lot_id == lot);
            let floors: Vec<Floor> = of.map(|row| row.floor(permits)).collect();
            standing(&floors, day).cloned()
        };
        let sellable: Vec<&&LotRow> = lots.iter().filter(|l| l.on_hand > l.blocked).collect();
        let mut bound: Vec<Option<Floor>> = sellable
            .iter()
            .map(|lot| of(Some(lot.id)).or_else(|| of(None)))
            .collect();
        if on_hand > in_lots || sellable.is_empty() {
            bound.push(of(None));
        }
        for floor in bound.into_iter().flatten() {
            if !floors.contains(&floor) {
                floors.push(floor);
            }
        }
    }
    floors
}

impl Row {
    fn floor(&self, permits: &HashMap<Uuid, Vec<Override>>) -> Floor {
        Floor {
            amount: Vnd(self.amount),
            from: Millis(self.valid_from).vn_date(),
            to: self.valid_to.map(last_day),
            set_at: Millis(self.created_at),
            overrides: permits.get(&self.id).cloned().unwrap_or_default(),
        }
    }
}
