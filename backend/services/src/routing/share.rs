//! What each cooperative was given of a pooled listing in a month, kept with the orders.

use crate::checkout::month;
use crate::error::Result;
use shared::id::{CooperativeId, ListingId};
use shared::money::Vnd;
use shared::time::Millis;
use std::collections::BTreeMap;
use store::{WriteTxn, sql};

/// Values by pooled listing and cooperative, in the order in which their rows are locked.
pub(crate) type Given = BTreeMap<(ListingId, CooperativeId), i64>;

/// Adds to (or, below zero, takes from) what the cooperatives were given in the month of `ordered`.
pub(crate) async fn give(txn: &WriteTxn, given: &Given, ordered: Millis) -> Result<()> {
    for ((listing, cooperative), value) in given {
        sql::execute(
            &**txn,
            "insert into pool_share (listing_id, cooperative_id, month, value) values ($1, $2, $3, $4) \
             on conflict (listing_id, month, cooperative_id) do update set value = pool_share.value + excluded.value",
            [
                listing.uuid().into(),
                cooperative.uuid().into(),
                month(ordered.vn_date()).into(),
                (*value).into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Notes a sale.
pub(crate) fn note(given: &mut Given, listing: ListingId, cooperative: CooperativeId, value: Vnd) {
    *given.entry((listing, cooperative)).or_default() += value.0;
}
