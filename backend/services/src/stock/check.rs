//! The ledger against itself: every running quantity is recomputed from what should explain it.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::OfferId;
use store::sql;
use uuid::Uuid;

/// A quantity that its explanation does not explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Whose stock.
    pub offer: OfferId,
    /// `on_hand`, `held`, `allocated` against the movements; `holds` against the open holds; `promises` against the
    /// lines of sub-orders that have not left.
    pub what: &'static str,
    /// What the offer says, in smallest steps.
    pub running: i64,
    /// What it should be.
    pub explained: i64,
}

#[derive(FromQueryResult)]
struct Sums {
    id: Uuid,
    on_hand: i64,
    held: i64,
    allocated: i64,
    moved_on_hand: i64,
    moved_held: i64,
    moved_allocated: i64,
    holds: i64,
    promises: i64,
}

// PostgreSQL sums bigints to numeric, hence the casts.
const SUMS: &str = "
select o.id, o.on_hand, o.held, o.allocated,
  cast(coalesce((select sum(m.on_hand) from stock_movement m where m.offer_id = o.id), 0) as bigint) as moved_on_hand,
  cast(coalesce((select sum(m.held) from stock_movement m where m.offer_id = o.id), 0) as bigint) as moved_held,
  cast(coalesce((select sum(m.allocated) from stock_movement m where m.offer_id = o.id), 0) as bigint)
    as moved_allocated,
  cast(coalesce((select sum(h.quantity) from hold h where h.offer_id = o.id and h.state = 'active'), 0) as bigint)
    as holds,
  cast(coalesce((select sum(l.quantity) from order_line l join sub_order s on s.id = l.sub_order_id
    where l.offer_id = o.id and s.state in
      ('awaiting_payment', 'to_confirm', 'confirmed', 'packed', 'cancel_requested')), 0) as bigint) as promises
from offer o";

/// Recomputes every offer and lists what does not agree. Empty is well.
pub async fn check(core: &Core) -> Result<Vec<Difference>> {
    let rows: Vec<Sums> = sql::all(core.db.read(), SUMS, []).await?;
    let mut found = Vec::new();
    for row in rows {
        let pairs = [
            ("on_hand", row.on_hand, row.moved_on_hand),
            ("held", row.held, row.moved_held),
            ("allocated", row.allocated, row.moved_allocated),
            ("holds", row.held, row.holds),
            ("promises", row.allocated, row.promises),
        ];
        found.extend(
            pairs
                .into_iter()
                .filter(|(_, running, explained)| running != explained)
                .map(|(what, running, explained)| Difference {
                    offer: OfferId::from(row.id),
                    what,
                    running,
                    explained,
                }),
        );
    }
    Ok(found)
}
