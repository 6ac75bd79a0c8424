//! An order line answers its lots, a lot answers its order lines: exactly what was packed.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::{LotId, OrderLineId};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// A lot of an order line.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LineLot {
    /// Which line.
    pub order_line_id: Uuid,
    /// Which lot.
    pub lot_id: Uuid,
    /// The lot's code.
    pub code: String,
    /// How much of it, in smallest steps.
    pub quantity: i64,
    /// The day of harvest, its start.
    pub harvested_on: Option<i64>,
    /// The last day, its start.
    pub expires_on: Option<i64>,
}

/// An order line that got goods of a lot.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LotLine {
    /// Which line.
    pub order_line_id: Uuid,
    /// Of which order.
    pub order_id: Uuid,
    /// Of which sub-order.
    pub sub_order_id: Uuid,
    /// The sub-order's public code.
    pub code: String,
    /// Its state.
    pub state: String,
    /// How much of the lot, in smallest steps.
    pub quantity: i64,
}

/// The lots of one line, by code.
pub async fn lots_of_line(core: &Core, line: OrderLineId) -> Result<Vec<LineLot>> {
    Ok(lots_of_lines(core, &[line.uuid()])
        .await?
        .remove(&line.uuid())
        .unwrap_or_default())
}

/// The lots of these lines, by line.
pub async fn lots_of_lines(core: &Core, lines: &[Uuid]) -> Result<HashMap<Uuid, Vec<LineLot>>> {
    let mut by_line: HashMap<Uuid, Vec<LineLot>> = HashMap::new();
    for chunk in lines.chunks(500) {
        let text = format!(
            "select x.order_line_id, x.lot_id, t.code, x.quantity, t.harvested_on, t.expires_on from order_line_lot x \
             join lot t on t.id = x.lot_id where x.order_line_id in ({}) order by t.code",
            sql::placeholders(1, chunk.len())
        );
        let ids: Vec<sea_orm::Value> = chunk.iter().map(|id| (*id).into()).collect();
        let rows: Vec<LineLot> = sql::all(core.db.read(), &text, ids).await?;
        for row in rows {
            by_line.entry(row.order_line_id).or_default().push(row);
        }
    }
    Ok(by_line)
}

/// Every order line that got goods of the lot, but for those that were opened again before they left.
pub async fn lines_of_lot(core: &Core, lot: LotId) -> Result<Vec<LotLine>> {
    let rows = sql::all(
        core.db.read(),
        "select x.order_line_id, l.order_id, l.sub_order_id, s.code, s.state, x.quantity from order_line_lot x \
         join order_line l on l.id = x.order_line_id join sub_order s on s.id = l.sub_order_id \
         where x.lot_id = $1 order by s.code, l.position",
        [lot.uuid().into()],
    )
    .await?;
    Ok(rows)
}
