//! The next harvests of offers, for whoever sells them.

use super::OPEN;
use crate::error::Result;
use sea_orm::{ConnectionTrait, Value};
use shared::id::ForecastId;
use shared::input::forecast::HarvestDays;
use shared::rules::preorder::Ahead;
use shared::time::{Millis, VnDate};
use std::collections::HashMap;
use store::entity::forecast;
use store::sql;
use uuid::Uuid;

/// A harvest that is sold ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Which.
    pub id: ForecastId,
    /// When.
    pub days: HarvestDays,
    /// How much, how sure, what of it is promised.
    pub ahead: Ahead,
    /// The most that one buyer may order ahead, in smallest steps.
    pub buyer_cap: Option<i64>,
}

impl Forecast {
    /// What may be ordered of it now, in smallest steps.
    pub fn sellable(&self, step: i64) -> i64 {
        self.ahead.sellable(step)
    }
}

impl From<&forecast::Model> for Forecast {
    fn from(row: &forecast::Model) -> Self {
        Self {
            id: row.id.into(),
            days: days(row),
            ahead: ahead(row),
            buyer_cap: row.buyer_cap,
        }
    }
}

pub(super) fn days(row: &forecast::Model) -> HarvestDays {
    let day = |ms: i64| Millis(ms).vn_date();
    HarvestDays {
        from: day(row.harvest_from),
        to: day(row.harvest_to),
        ship_by: day(row.ship_by),
    }
}

pub(super) fn ahead(row: &forecast::Model) -> Ahead {
    Ahead {
        quantity: row.quantity,
        confidence: i64::from(row.confidence),
        harvested: row.harvested,
        promised: row.promised,
        served: row.served,
        cap: row.cap,
    }
}

/// The open forecasts of offers whose last day is not over, the next harvest first.
pub(crate) async fn next_harvests<C: ConnectionTrait>(
    db: &C,
    offers: &[Uuid],
    today: VnDate,
) -> Result<HashMap<Uuid, Vec<Forecast>>> {
    let mut next: HashMap<Uuid, Vec<Forecast>> = HashMap::new();
    if offers.is_empty() {
        return Ok(next);
    }
    let text = format!(
        "select * from forecast where state = '{OPEN}' and harvest_to >= $1 and offer_id in ({}) \
         order by harvest_from, id",
        sql::placeholders(2, offers.len())
    );
    let mut values: Vec<Value> = vec![today.start().0.into()];
    values.extend(offers.iter().map(|id| Value::from(*id)));
    let rows: Vec<forecast::Model> = sql::all(db, &text, values).await?;
    for row in &rows {
        next.entry(row.offer_id)
            .or_default()
            .push(Forecast::from(row));
    }
    Ok(next)
}
