//! Harvests that are sold ahead.

use super::data::Expected;
use shared::time::Millis;
use store::entity::forecast;
use uuid::Uuid;

/// The forecast of a pack: of this cooperative's offer.
pub(super) fn forecast_row(
    (cooperative_id, offer_id): (Uuid, Uuid),
    of: &Expected,
    now: Millis,
) -> forecast::Model {
    let day = |days: i64| now.vn_date().plus_days(days).start().0;
    forecast::Model {
        id: Uuid::now_v7(),
        offer_id,
        cooperative_id,
        harvest_from: day(of.from_in_days),
        harvest_to: day(of.to_in_days),
        ship_by: day(of.ship_in_days),
        quantity: of.quantity,
        confidence: of.confidence,
        cap: None,
        buyer_cap: of.buyer_cap,
        harvested: 0,
        promised: 0,
        served: 0,
        state: "open".to_owned(),
        moves: String::new(),
        reminded_at: None,
        overdue_at: None,
        version: 1,
        created_at: now.0,
        updated_at: now.0,
    }
}
