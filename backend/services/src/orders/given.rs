//! What an order gives of pooled listings, for the shares of their members.

use crate::checkout::Plan;
use crate::routing::{Given, note};

/// What each cooperative is given of pooled listings.
pub(super) fn given(plan: &Plan<'_>) -> Given {
    let mut given = Given::new();
    for line in plan.parcels.iter().flat_map(|parcel| &parcel.lines) {
        if line.goods.pooled {
            let (listing, cooperative) = (line.goods.listing, line.supply.cooperative);
            note(&mut given, listing, cooperative, line.total);
        }
    }
    given
}
