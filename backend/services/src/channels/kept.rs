//! Which lines of a channel's order have their goods here, and in which lines of ours. Written with every change of them,
//! and only over what was read: of two that place the same line one gives up.

use crate::error::Result;
use serde::{Deserialize, Serialize};
use shared::canonical::MarketOrder;
use store::entity::channel_order;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A line that has its goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The channel's key of the line.
    pub key: String,
    /// Units of it, as the channel counts them.
    pub units: i64,
    /// Smallest steps in one of them.
    pub steps: i64,
    /// Our lines.
    pub lines: Vec<Uuid>,
}

/// What is kept. An order that was placed before lines were noted has all of its goods: none.
pub(super) fn read(row: &channel_order::Model) -> Result<Option<Vec<Kept>>> {
    match &row.placed {
        Some(text) => Ok(Some(serde_json::from_str(text)?)),
        None if row.order_id.is_some() => Ok(None),
        None => Ok(Some(Vec::new())),
    }
}

/// Units of each line that have no goods yet, by the line's place; lines that have all are left out.
pub(super) fn open(order: &MarketOrder, kept: &[Kept]) -> Vec<(usize, i64)> {
    let lines = order.lines.iter().enumerate();
    lines
        .filter_map(|(n, line)| {
            let known = kept.iter().find(|kept| kept.key == line.key);
            let rest = line.quantity - known.map_or(0, |kept| kept.units);
            (rest > 0).then_some((n, rest))
        })
        .collect()
}

/// Writes what is kept now. False when somebody else wrote meanwhile.
pub(super) async fn write(
    txn: &WriteTxn,
    row: &channel_order::Model,
    kept: &[Kept],
    (order, now): (Uuid, i64),
) -> Result<bool> {
    let touched = sql::execute(
        &**txn,
        "update channel_order set order_id = $1, placed = $2, updated_at = $3 where id = $4 \
         and (order_id is null or order_id = $1) and coalesce(placed, '') = $5",
        [
            order.into(),
            serde_json::to_string(kept)?.into(),
            now.into(),
            row.id.into(),
            row.placed.clone().unwrap_or_default().into(),
        ],
    )
    .await?;
    Ok(touched == 1)
}
