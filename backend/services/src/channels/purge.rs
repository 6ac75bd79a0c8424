//! Forgetting what may not be kept: buyers' data after the channel's days, pushes after two weeks.

use crate::core::Core;
use crate::error::Result;
use shared::time::DAY_MS;
use store::sql;

/// Pushes are kept so long to know their copies; channels repeat within hours.
const INBOX_DAYS: i64 = 14;

/// Erases what is due; gives how many orders lost their buyer's data.
pub async fn purge(core: &Core) -> Result<u64> {
    let now = core.clock.now().0;
    let nothing = core.keys.seal("–")?;
    let txn = core.db.begin().await?;
    let orders = sql::execute(
        &*txn,
        "update buyer_order set contact_name_sealed = $1, phone_sealed = $1, street_sealed = $1, \
         address_shown_sealed = $1, phone_lookup = '' where phone_lookup <> '' and id in \
         (select order_id from channel_order where purge_after <= $2 and order_id is not null)",
        [nothing.as_str().into(), now.into()],
    )
    .await?;
    sql::execute(
        &*txn,
        "update channel_order set order_sealed = null, raw_sealed = null where purge_after <= $1 \
         and (order_sealed is not null or raw_sealed is not null)",
        [now.into()],
    )
    .await?;
    sql::execute(
        &*txn,
        "update channel_return set reason_sealed = $1 where updated_at <= $2 and reason_sealed <> $1",
        [nothing.into(), (now - 90 * DAY_MS).into()],
    )
    .await?;
    sql::execute(
        &*txn,
        "delete from channel_inbox where received_at <= $1",
        [(now - INBOX_DAYS * DAY_MS).into()],
    )
    .await?;
    txn.commit().await?;
    Ok(orders)
}
