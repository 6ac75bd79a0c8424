//! What is shown before a box is packed: the lots that the rule takes, and what else may be taken.

use super::packing::{PackedLine, Store, offers};
use super::rows::{Sold, to_take_from};
use crate::core::Core;
use crate::error::Result;
use shared::id::{CooperativeId, LotId};
use shared::rules::fefo::{self, Lot};
use std::collections::BTreeMap;
use store::sql;
use uuid::Uuid;

/// What may be chosen for a line before it is packed.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// What the rule takes: `DM-251121-1: 3 thùng, hết hạn 2/12`.
    pub proposed: Vec<(LotId, i64)>,
    /// What the rule takes from stock without a lot.
    pub open: i64,
    /// The lots that may leave, first expired first.
    pub lots: Vec<Lot>,
    /// There is stock without a lot.
    pub loose: bool,
}

/// For each line that has lots to choose from: what the rule takes, and what else may be taken.
pub async fn load_choices(
    core: &Core,
    cooperative: CooperativeId,
    sub_order: Uuid,
) -> Result<BTreeMap<Uuid, Choices>> {
    let text = format!(
        "{} where l.sub_order_id = $1 order by l.position",
        PackedLine::SELECT
    );
    let lines: Vec<PackedLine> = sql::all(core.db.read(), &text, [sub_order.into()]).await?;
    let today = core.clock.now().vn_date();
    let mut choices = BTreeMap::new();
    for offer in offers(&lines) {
        let sold = Sold::find(core.db.read(), cooperative, offer).await?;
        let mut store = Store {
            lots: to_take_from(core.db.read(), offer).await?,
            loose: sold.on_hand - sold.in_lots,
        };
        for line in lines.iter().filter(|line| line.offer() == offer) {
            let able: Vec<Lot> = fefo::order(&store.lots, today)
                .into_iter()
                .cloned()
                .collect();
            let taken = store.take(line.quantity, None, today);
            store.lower(&taken);
            if able.is_empty() {
                continue;
            }
            choices.insert(
                line.id,
                Choices {
                    proposed: taken.lots,
                    open: taken.open,
                    lots: able,
                    loose: sold.on_hand > sold.in_lots,
                },
            );
        }
    }
    Ok(choices)
}
